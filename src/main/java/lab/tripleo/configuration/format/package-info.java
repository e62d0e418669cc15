/**
 * The formats of the user's files: INI, XML and YAML, with the location of every part. Hides
 * SnakeYAML.
 */
package lab.tripleo.configuration.format;
