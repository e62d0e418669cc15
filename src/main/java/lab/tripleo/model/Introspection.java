package lab.tripleo.model;

/**
 * How Ironic inspects new nodes before it provides them.
 *
 * @param enabled without it, the nodes are provided with the sizes of the configuration
 * @param concurrency number of nodes that are inspected at the same time, at least 1
 * @param timeoutMinutes how long the inspection of a node may take, at least 1
 */
public record Introspection(boolean enabled, int concurrency, int timeoutMinutes) {}
