/** The files of the user as text with places, and the diagnostics about them. */
package lab.tripleo.configuration.source;
