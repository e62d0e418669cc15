/**
 * The formats of the user's files: INI, XML and YAML, each with the place of every part. Hides
 * SnakeYAML.
 */
package lab.tripleo.configuration.format;
