package lab.tripleo.model;

import java.util.Optional;

/**
 * The machine that carries the lab.
 *
 * @param controlPlaneInterface the second NIC, which joins the OpenStack control plane bridge;
 *     absent in a purely virtual lab
 */
public record Hypervisor(
    HypervisorAddress address,
    Platform platform,
    Optional<String> controlPlaneInterface,
    LibvirtScope libvirtScope,
    VirtType virtType) {}
