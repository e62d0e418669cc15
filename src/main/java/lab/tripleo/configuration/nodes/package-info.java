/** Reads {@code configuration/nodes.yaml}: the machines that the undercloud deploys. */
package lab.tripleo.configuration.nodes;
