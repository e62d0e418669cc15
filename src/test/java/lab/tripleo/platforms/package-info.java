/**
 * What of the generated playbooks has run where, in a table: tests that run them keep which tasks
 * ended well, and {@code docs/platforms.md} says of every task whether it ran for real, against a
 * stand-in, or was only linted.
 */
package lab.tripleo.platforms;
