package lab.tripleo.model;

import java.util.Optional;

/**
 * The settings that the first contact with a hypervisor needs. The other settings may depend on the
 * platform that is recognised there.
 *
 * @param labName as in {@link Lab#name}
 * @param detectsPlatform whether the platform is recognised on the hypervisor
 * @param pypiIndexUrl as in {@link SiteNetwork}; Ansible itself is installed from there
 */
public record Contact(
    String labName,
    HypervisorAddress address,
    boolean detectsPlatform,
    Optional<String> pypiIndexUrl) {}
