/**
 * Starts the program, wires the rest together and turns every failure into an exit code. Only this
 * package and those below it use picocli.
 */
package lab.tripleo.cli;
