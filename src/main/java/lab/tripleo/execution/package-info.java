/**
 * Starts processes and ansible-playbook, decodes its events, reaches hosts by ssh. Hides zt-exec,
 * sshj and the events' JSON. Knows nothing of configuration files or screens.
 */
package lab.tripleo.execution;
