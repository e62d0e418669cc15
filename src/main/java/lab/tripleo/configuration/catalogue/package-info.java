/** The catalogue of platforms and releases. */
package lab.tripleo.configuration.catalogue;
