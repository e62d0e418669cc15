/** The catalogue: which platforms and releases there are. */
package lab.tripleo.configuration.catalogue;
