/**
 * Draws a {@link lab.tripleo.model.Lab}. Pure: the same lab gives the same bytes. Knows nothing of
 * files and of runs.
 */
package lab.tripleo.diagram;
