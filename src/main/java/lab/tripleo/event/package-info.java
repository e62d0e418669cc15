/**
 * What happened in a run of Ansible: one sealed type and its listener. Knows nothing of JSON,
 * processes, files or the terminal.
 */
package lab.tripleo.event;
