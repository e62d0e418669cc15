/** The shortcuts: one class for each program that runs on a host of the lab. */
package lab.tripleo.cli.shortcut;
