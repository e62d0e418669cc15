/** The files that the user edits, as text with places, and the problems found in them. */
package lab.tripleo.configuration.source;
