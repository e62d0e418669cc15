package lab.tripleo.configuration.machine;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The top-level keys of cloud-config, from the module reference of cloud-init 18.5 to 24.x. */
final class CloudConfigKeys {
  private static final String USER = "the program creates the user stack with the lab's key";
  private static final String HOST_KEYS =
      "the program installs the host key from workspace/, so that the first connection is safe";
  private static final String NAME = "the virtual machine's name is tripleo in libvirt and in DNS";
  private static final String FIRST_BOOT = "it would change the first boot, for which a run waits";

  /** Keys that the program sets, with the reason or an alternative. */
  static final Map<String, String> OURS =
      Map.ofEntries(
          Map.entry("users", USER),
          Map.entry("user", USER),
          Map.entry("password", USER),
          Map.entry("chpasswd", USER),
          Map.entry("ssh_authorized_keys", USER),
          Map.entry("ssh_keys", HOST_KEYS),
          Map.entry("ssh_deletekeys", HOST_KEYS),
          Map.entry("ssh_genkeytypes", HOST_KEYS),
          Map.entry("hostname", NAME),
          Map.entry("fqdn", NAME),
          Map.entry("preserve_hostname", NAME),
          Map.entry("prefer_fqdn_over_hostname", NAME),
          Map.entry("timezone", "set TIMEZONE in environment"),
          Map.entry("bootcmd", "the program uses it to set the machine ID; use runcmd"),
          Map.entry("manual_cache_clean", "the program removes the user data after the first boot"),
          Map.entry("power_state", FIRST_BOOT),
          Map.entry("package_reboot_if_required", FIRST_BOOT),
          Map.entry("datasource", FIRST_BOOT),
          Map.entry("datasource_list", FIRST_BOOT),
          Map.entry("cloud_init_modules", FIRST_BOOT),
          Map.entry("cloud_config_modules", FIRST_BOOT),
          Map.entry("cloud_final_modules", FIRST_BOOT),
          Map.entry("merge_how", FIRST_BOOT),
          Map.entry("merge_type", FIRST_BOOT));

  /** Keys that a user may set. */
  static final List<String> KNOWN =
      List.of(
          """
          ansible apk_repos apt apt_pipelining byobu_by_default ca-certs ca_certs chef
          create_hostname_file debug device_aliases disable_ec2_metadata disable_root
          disable_root_opts disk_setup drivers fan final_message fs_setup groups growpart
          grub-dpkg grub_dpkg keyboard landscape launch-index locale locale_configfile lxd
          manage_etc_hosts manage_resolv_conf mcollective migrate mount_default_fields mounts
          no_ssh_fingerprints ntp output package_update package_upgrade packages phone_home
          puppet random_seed reporting resize_rootfs resolv_conf rh_subscription rsyslog
          runcmd salt_minion snap spacewalk ssh ssh_fp_console_blacklist ssh_import_id
          ssh_publish_hostkeys ssh_pwauth ssh_quiet_keygen swap system_info ubuntu_advantage
          ubuntu_pro unverified_modules updates vendor_data wireguard write_files yum_repo_dir
          yum_repos zypper
          """
              .strip()
              .split("\\s+", -1));

  private CloudConfigKeys() {}

  /** All known keys, for a hint. */
  static List<String> names() {
    return Stream.concat(KNOWN.stream(), OURS.keySet().stream()).sorted().toList();
  }
}
