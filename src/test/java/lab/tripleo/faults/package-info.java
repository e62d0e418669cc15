/**
 * The table of faults in {@code docs/reliability.md}: annotations of tests name the faults, and the
 * results of the tests fill the table.
 */
package lab.tripleo.faults;
