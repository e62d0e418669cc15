/**
 * The program's terminal: its standard streams, the live screen, questions, signals. Hides JLine.
 */
package lab.tripleo.terminal;
