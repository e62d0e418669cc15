/** Formats of single values, such as an address, a subnet or a URL: text in, a typed value out. */
package lab.tripleo.configuration.value;
