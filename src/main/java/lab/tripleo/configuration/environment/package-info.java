/**
 * The file {@code environment}: its keys, the forms of their values, and the replacement of <code>
 * ${KEY}</code> in other files.
 */
package lab.tripleo.configuration.environment;
