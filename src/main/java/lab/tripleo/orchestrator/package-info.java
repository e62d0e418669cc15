/**
 * Finds and installs the programs that the orchestrator needs: a supported Ansible, ssh, rsync and,
 * for the sandbox, a docker engine.
 */
package lab.tripleo.orchestrator;
