/**
 * One class a command, and the options that several commands share. Options become a request; a
 * collaborator does the work; its answer becomes an exit code.
 */
package lab.tripleo.cli.command;
