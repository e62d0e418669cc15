/**
 * The file {@code environment}: its keys, their formats and typed values, and the replacement of
 * <code>
 * ${KEY}</code> in other files.
 */
package lab.tripleo.configuration.environment;
