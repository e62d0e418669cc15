/**
 * What happened in a run of Ansible: one sealed type and its listener. Knows nothing of JSON,
 * processes or the terminal, and of files only the name of the one that holds the events.
 */
package lab.tripleo.event;
