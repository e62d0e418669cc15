package lab.tripleo.model;

import java.util.Optional;

/**
 * What a closed network needs to reach the outside.
 *
 * @param caBundle PEM file on the orchestrator, absolute or relative to the lab folder
 * @param pypiIndexUrl an index of Python packages that takes the place of the public one
 * @param rdoMirror takes the place of https://trunk.rdoproject.org; no {@code /} at its end
 * @param centosMirror takes the place of CentOS's own mirrors; no {@code /} at its end
 */
public record SiteNetwork(
    Optional<String> httpProxy,
    Optional<String> httpsProxy,
    Optional<String> noProxy,
    Optional<String> caBundle,
    Optional<String> pypiIndexUrl,
    Optional<String> rdoMirror,
    Optional<String> centosMirror) {}
