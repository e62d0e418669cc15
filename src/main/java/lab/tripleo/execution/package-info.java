/**
 * Starts processes and ansible-playbook, decodes events, and connects to hosts by ssh. Hides
 * zt-exec, sshj and the JSON of events. Does not depend on configuration files or the screen.
 */
package lab.tripleo.execution;
