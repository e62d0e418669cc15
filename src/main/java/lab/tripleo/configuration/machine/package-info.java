/** The virtual machine: options of virt-install and cloud-init user data. */
package lab.tripleo.configuration.machine;
