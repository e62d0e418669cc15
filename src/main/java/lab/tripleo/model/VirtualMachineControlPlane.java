package lab.tripleo.model;

import java.util.UUID;

/**
 * The libvirt network through which the lab's machines are reached and reach out: NAT, DHCP, on a
 * bridge that libvirt makes.
 *
 * @param bridge at most 15 characters
 * @param gateway the hypervisor's own address in it
 * @param dhcpFirst first address that DHCP gives away
 * @param dhcpLast last address that DHCP gives away
 * @param tripleoAddress the address of the machine {@code tripleo}, below the range
 * @param uuid the network's identity in libvirt; derived from the lab's name, so it tells ours from
 *     others'
 * @param xml the user's XML, with {@code <uuid>} and the machine's {@code <host>} set
 */
public record VirtualMachineControlPlane(
    String name,
    String bridge,
    Subnet subnet,
    IpAddress gateway,
    IpAddress dhcpFirst,
    IpAddress dhcpLast,
    IpAddress tripleoAddress,
    UUID uuid,
    String xml) {}
