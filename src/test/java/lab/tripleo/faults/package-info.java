/**
 * What may go wrong with a lab, in a table: tests say which fault they try, and the table in {@code
 * docs/reliability.md} is made of how they ended.
 */
package lab.tripleo.faults;
