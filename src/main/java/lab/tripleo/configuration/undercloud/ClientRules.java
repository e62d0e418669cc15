package lab.tripleo.configuration.undercloud;

import lab.tripleo.model.Release;

/**
 * Where the clients of the releases differ in what they refuse. Their options tell them apart, so
 * that this also fits RHOSP's clients and releases of the user's own.
 */
record ClientRules(Release release) {
  /** Whether subnets have name servers; then the client checks their number and IP version. */
  boolean checksNameServers() {
    return release.undercloud().subnetOptions().containsKey("dns_nameservers");
  }

  /** Whether no two of local_ip and the endpoints may be the same with TLS, as in stein. */
  boolean needsThreeAddresses() {
    return !checksNameServers();
  }

  /** Whether the client supports Docker; zed dropped it when it made Keystone optional. */
  boolean supportsDocker() {
    return !release.undercloud().options().containsKey("enable_keystone");
  }
}
