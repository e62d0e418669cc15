package lab.tripleo.model;

/**
 * The IPMI controller of the lab's machines.
 *
 * @param version of the Python distribution {@code virtualbmc}
 */
public record VirtualBmc(String version) {}
