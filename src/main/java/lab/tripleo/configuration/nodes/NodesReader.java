package lab.tripleo.configuration.nodes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lab.tripleo.configuration.environment.Replacement;
import lab.tripleo.configuration.format.YamlMapping;
import lab.tripleo.configuration.format.YamlMapping.Located;
import lab.tripleo.configuration.format.YamlReader;
import lab.tripleo.configuration.source.DiskFiles;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFile;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.configuration.value.ValueFormat;
import lab.tripleo.model.IpAddress;
import lab.tripleo.model.NodeRole;

/** Reads the entries of nodes.yaml, each by itself. An entry with an error is left out. */
final class NodesReader {
  private static final int IPMI_PORT = 623;

  private final DiskFiles disk;
  private final Replacement replacement;
  private final Problems problems;

  NodesReader(DiskFiles disk, Replacement replacement, Problems problems) {
    this.disk = disk;
    this.replacement = replacement;
    this.problems = problems;
  }

  /** The entries of the file. */
  record Entries(
      List<NodeEntry.Virtual> virtual,
      List<NodeEntry.Physical> physical,
      IntrospectionEntry introspection) {
    static final Entries NONE = new Entries(List.of(), List.of(), IntrospectionEntry.NONE);
  }

  Entries read(SourceFile file) {
    if (file.text().lines().allMatch(it -> it.isBlank() || it.stripLeading().startsWith("#"))) {
      return Entries.NONE;
    }
    return new YamlReader(file, replacement, problems)
        .read()
        .map(this::entries)
        .orElse(Entries.NONE);
  }

  private Entries entries(YamlMapping file) {
    Entries entries =
        new Entries(
            file.optionalMappings("virtual").stream().flatMap(it -> virtual(it).stream()).toList(),
            file.optionalMappings("physical").stream()
                .flatMap(it -> physical(it).stream())
                .toList(),
            file.optionalMapping("introspection")
                .map(IntrospectionEntry::read)
                .orElse(IntrospectionEntry.NONE));
    file.refuseOthers();
    return entries;
  }

  private Optional<NodeEntry.Virtual> virtual(YamlMapping entry) {
    Optional<Located<String>> name = required(entry, "name", NodeFormats.NAME);
    Optional<NodeRole> role = entry.parsed("role", NodeFormats.ROLE);
    NodeEntry.Sizes sizes = sizes(entry);
    int count = entry.optional("count", NodeFormats.COUNT).map(Located::value).orElse(1);
    List<String> networks =
        entry.optionalItems("nics", NodeFormats.NETWORK).stream().map(Located::value).toList();
    Optional<Located<Integer>> port = entry.optional("bmc-port", NodeFormats.VIRTUAL_PORT);
    entry.refuseOthers();
    return name.isEmpty() || role.isEmpty()
        ? Optional.empty()
        : Optional.of(new NodeEntry.Virtual(name.get(), role.get(), sizes, count, networks, port));
  }

  private Optional<NodeEntry.Physical> physical(YamlMapping entry) {
    Optional<Located<String>> name = required(entry, "name", NodeFormats.NAME);
    Optional<NodeRole> role = entry.parsed("role", NodeFormats.ROLE);
    List.of("cpus", "memory", "disks").forEach(entry::require);
    NodeEntry.Sizes sizes = sizes(entry);
    entry.require("macs");
    List<Located<String>> macs = entry.optionalItems("macs", NodeFormats.MAC);
    Optional<NodeEntry.Bmc> bmc = bmc(entry.mapping("bmc"));
    entry.refuseOthers();
    return name.isEmpty() || role.isEmpty() || bmc.isEmpty()
        ? Optional.empty()
        : Optional.of(new NodeEntry.Physical(name.get(), role.get(), sizes, macs, bmc.get()));
  }

  private Optional<NodeEntry.Bmc> bmc(YamlMapping entry) {
    Optional<Located<IpAddress>> address = required(entry, "address", NodeFormats.BMC_ADDRESS);
    int port = entry.optional("port", NodeFormats.PORT).map(Located::value).orElse(IPMI_PORT);
    Optional<Located<String>> user = required(entry, "user", NodeFormats.USER);
    Optional<Located<Path>> password = required(entry, "password-file", NodeFormats.PASSWORD_FILE);
    password.ifPresent(this::checkPassword);
    entry.refuseOthers();
    return address.isEmpty() || user.isEmpty() || password.isEmpty()
        ? Optional.empty()
        : Optional.of(new NodeEntry.Bmc(address.get(), port, user.get().value(), password.get()));
  }

  private static <T> Optional<Located<T>> required(
      YamlMapping entry, String key, ValueFormat<T> format) {
    entry.require(key);
    return entry.optional(key, format);
  }

  private static NodeEntry.Sizes sizes(YamlMapping entry) {
    return new NodeEntry.Sizes(
        entry.optional("cpus", NodeFormats.CPUS).map(Located::value),
        entry.optional("memory", NodeFormats.MEMORY),
        entry.optionalItems("disks", NodeFormats.DISK),
        entry.optional("boot-mode", NodeFormats.BOOT_MODE).map(Located::value),
        entry.optional("deploy", NodeFormats.FLAG).map(Located::value).orElse(true));
  }

  /** No message quotes the password. */
  private void checkPassword(Located<Path> file) {
    DiskFiles.Content content = disk.content(file.value());
    String name = Wording.quote(file.value().toString());
    switch (content.state()) {
      case MISSING, NOT_A_FILE ->
          problems.error(
              "no-such-file",
              file.at(),
              "the file " + name + " is missing",
              "write the password of the BMC into it, as one line; only you may read it (0600)");
      case DENIED, BROKEN -> problems.error("unreadable", file.at(), name + " cannot be read");
      case READ ->
          NodeFormats.passwordProblem(content.text().replaceFirst("\\n\\z", ""))
              .ifPresent(
                  it ->
                      problems.error(
                          "bad-password",
                          file.at(),
                          "the password in " + name + " " + it,
                          "IPMI takes 1 to 20 printable ASCII characters"));
    }
  }
}
