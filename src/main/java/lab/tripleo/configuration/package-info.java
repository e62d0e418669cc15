/**
 * Reads the files that the user edits into a checked {@link lab.tripleo.model.Lab}; every problem
 * becomes a diagnostic with its place. Writes nothing, contacts nothing.
 */
package lab.tripleo.configuration;
