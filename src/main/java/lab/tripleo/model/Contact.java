package lab.tripleo.model;

import java.util.Optional;

/**
 * What must be known to reach a lab's hypervisor for the first time; the rest of the lab may depend
 * on what is found there.
 *
 * @param labName as in {@link Lab#name}
 * @param automaticPlatform whether its platform is to be read from the machine
 * @param pypiIndexUrl as in {@link SiteNetwork}; Ansible itself is installed from there
 */
public record Contact(
    String labName,
    HypervisorAddress address,
    boolean automaticPlatform,
    Optional<String> pypiIndexUrl) {}
