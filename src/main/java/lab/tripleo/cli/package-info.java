/**
 * Starts the program, wires the rest together and turns every failure into an exit code. Only here
 * and below picocli is known.
 */
package lab.tripleo.cli;
