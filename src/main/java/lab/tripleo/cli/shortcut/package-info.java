/**
 * The shortcuts: one class for each program that runs on a host of the lab, with its arguments as
 * they are.
 */
package lab.tripleo.cli.shortcut;
