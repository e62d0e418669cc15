/** Pins: what a lab's open settings resolved to, and the releases of Ansible among them. */
package lab.tripleo.model.pins;
