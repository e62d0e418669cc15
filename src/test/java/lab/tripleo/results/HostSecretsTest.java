package lab.tripleo.results;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The secrets in password files and settings. */
final class HostSecretsTest {
  @Test
  void valuesOfTripleosPasswords() {
    String text =
        """
        parameter_defaults:
          AdminPassword: one
          CephClusterFSID: 4b5c8c0a-ff60-454b-a1b4-9747aa737d19
          KeystoneFernetKeys:
            /etc/keystone/fernet-keys/0:
              content: 'two='
            /etc/keystone/fernet-keys/1: {content: three}
          MigrationSshKey:
            private_key: '-----BEGIN RSA PRIVATE KEY-----

              four/+==

              -----END RSA PRIVATE KEY-----

              '
            public_key: ssh-rsa AAAA
        """;
    assertThat(HostSecrets.in("tripleo-undercloud-passwords.yaml", text))
        .contains("one", "two=", "four/+==")
        .anyMatch(it -> it.contains("three"))
        .noneMatch(it -> it.contains("AAAA") || it.contains("4b5c"));
  }

  @Test
  void valuesOfOldPasswords() {
    assertThat(
            HostSecrets.in(
                "undercloud-passwords.conf", "[auth]\nundercloud_db_password: one\nother=two\n"))
        .contains("one", "two");
  }

  @Test
  void onlyTheSecretsOfSettings() {
    assertThat(HostSecrets.in("stackrc", "export OS_PASSWORD=one\nexport OS_USERNAME=admin\n"))
        .containsExactly("one");
    assertThat(
            HostSecrets.in(
                "clouds.yaml", "clouds:\n  x:\n    auth: {username: admin, password: 'one'}\n"))
        .containsExactly("one");
    assertThat(
            HostSecrets.in(
                "undercloud.conf", "[DEFAULT]\nlocal_ip = 192.168.24.1/24\nipa_otp = one\n"))
        .containsExactly("one");
  }

  @Test
  void loginsOfRegistries() {
    String block =
        """
        parameter_defaults:
          ContainerImageRegistryCredentials:
            registry.example.org:
              my-user: 'one'
            quay.io: {"me@example.org": "two"}
          ContainerImageRegistryLogin: true
          Other: {x: y}
        """;
    assertThat(HostSecrets.in("containers-prepare-parameter.yaml", block))
        .containsExactly("one", "two");
    assertThat(HostSecrets.in("auth.json", "{\"auths\": {\"x\": {\"auth\": \"bWU6dGhyZWU=\"}}}"))
        .contains("three");
  }
}
