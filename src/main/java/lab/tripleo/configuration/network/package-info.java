/** The two libvirt networks. */
package lab.tripleo.configuration.network;
