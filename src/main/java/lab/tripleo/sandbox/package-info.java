/** The disposable hypervisor: a container with systemd and sshd. */
package lab.tripleo.sandbox;
