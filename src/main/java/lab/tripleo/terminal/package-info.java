/**
 * The program's terminal: its standard streams, the live screen, questions, signals. Only here
 * JLine is known.
 */
package lab.tripleo.terminal;
