/**
 * Reads what the user edits into a checked {@link lab.tripleo.model.Lab}; every problem is a
 * located diagnostic. Hides Jackson and SnakeYAML. Writes nothing, contacts nothing.
 */
package lab.tripleo.configuration;
