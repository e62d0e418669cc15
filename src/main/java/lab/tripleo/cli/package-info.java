/**
 * Wires the rest together behind the commands. The only place that knows picocli, standard streams
 * and exit codes.
 */
package lab.tripleo.cli;
