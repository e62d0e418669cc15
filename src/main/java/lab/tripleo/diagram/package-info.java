/**
 * Draws a {@link lab.tripleo.model.Lab}. Pure: the same lab gives the same bytes. Knows nothing of
 * files and of how the lab comes to be.
 */
package lab.tripleo.diagram;
