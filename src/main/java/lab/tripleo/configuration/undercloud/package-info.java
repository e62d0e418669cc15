/** {@code undercloud.conf}, checked against the options that the release's client knows. */
package lab.tripleo.configuration.undercloud;
