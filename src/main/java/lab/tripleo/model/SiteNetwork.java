package lab.tripleo.model;

import java.util.Optional;

/**
 * The proxies, mirrors and certificates of a closed network.
 *
 * @param caBundle PEM file on the orchestrator, absolute or relative to the lab folder
 * @param pypiIndexUrl an index of Python packages that replaces the public one
 * @param rdoMirror replaces https://trunk.rdoproject.org; no {@code /} at its end
 * @param centosMirror replaces CentOS's own mirrors; no {@code /} at its end
 */
public record SiteNetwork(
    Optional<String> httpProxy,
    Optional<String> httpsProxy,
    Optional<String> noProxy,
    Optional<String> caBundle,
    Optional<String> pypiIndexUrl,
    Optional<String> rdoMirror,
    Optional<String> centosMirror) {}
