/**
 * What this machine needs in order to drive a lab: a supported Ansible, ssh, rsync and, for the
 * sandbox, a docker engine. Finds what is missing and installs it.
 */
package lab.tripleo.orchestrator;
