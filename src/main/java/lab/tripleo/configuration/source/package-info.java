/** Reads the user's files as text with locations, and collects diagnostics about them. */
package lab.tripleo.configuration.source;
