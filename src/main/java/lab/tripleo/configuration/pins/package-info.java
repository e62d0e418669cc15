/** The lock file: the versions to which a lab is pinned. */
package lab.tripleo.configuration.pins;
