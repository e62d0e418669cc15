/** The lock file: the versions to which a lab is pinned, and what is taken from it. */
package lab.tripleo.configuration.pins;
