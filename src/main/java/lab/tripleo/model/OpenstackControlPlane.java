package lab.tripleo.model;

import java.util.UUID;

/**
 * The network on which OpenStack provisions and controls its nodes: a bridge of the hypervisor,
 * made by us, and a libvirt network that names it.
 *
 * @param bridge at most 15 characters
 * @param subnet what the undercloud will use on it; the hypervisor has no address there
 * @param uuid the network's identity in libvirt; derived from the lab's name, so it tells ours from
 *     others'
 * @param xml the user's XML, with {@code <uuid>} set
 */
public record OpenstackControlPlane(
    String name, String bridge, Subnet subnet, UUID uuid, String xml) {}
