/**
 * What is wrong and where: located problems that a user can act on. Knows nothing of the lab, of
 * files' formats or of the terminal.
 */
package lab.tripleo.diagnostic;
