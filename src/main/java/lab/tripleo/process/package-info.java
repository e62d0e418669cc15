/**
 * The interface for running programs, this program's shell scripts, and quoting for the shell. Does
 * not know how programs are run.
 */
package lab.tripleo.process;
