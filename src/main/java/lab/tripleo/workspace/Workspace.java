package lab.tripleo.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.tripleo.files.OwnerOnly;
import lab.tripleo.model.FoundPlatform;
import lab.tripleo.process.ShellWords;

/**
 * A lab's state and secrets. Missing files are created once. A file that cannot be used is an error
 * and is never replaced silently, because the hypervisor may know its content.
 */
public final class Workspace {
  public static final String ROOT_AT_HYPERVISOR = "root@hypervisor";
  public static final String STACK_AT_HYPERVISOR = "stack@hypervisor";

  public static final String STACK_AT_TRIPLEO = "stack@tripleo";

  /**
   * The virtual machine's host key: known before the machine exists, so that the first connection
   * is safe.
   */
  public static final String HOST_AT_TRIPLEO = "host@tripleo";

  /** The password of the nodes' BMCs; the user's name is {@code admin}. */
  public static final String ADMIN_AT_VIRTUALBMC = "admin@virtualbmc";

  private static final String PLATFORM = "platform";
  private static final int PASSWORD_LENGTH = 25;

  /** IPMI carries 20 bytes. */
  private static final int IPMI_PASSWORD_LENGTH = 20;

  private static final int SHORTEST_PASSWORD = 8;
  private static final String LETTERS_AND_DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final Pattern PASSWORD = Pattern.compile("[!-~]{" + SHORTEST_PASSWORD + ",}");

  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  public Workspace(Path labFolder) {
    this.folder = labFolder.toAbsolutePath().normalize().resolve("workspace");
  }

  /** Creates what is missing, and restricts everything to its owner. */
  public void ensure() throws IOException {
    refuseUnusablePath();
    PrivateFiles.folder(folder);
    key(ROOT_AT_HYPERVISOR);
    key(STACK_AT_HYPERVISOR);
    key(STACK_AT_TRIPLEO);
    key(HOST_AT_TRIPLEO);
    password(STACK_AT_HYPERVISOR);
    password(STACK_AT_TRIPLEO);
    ipmiPassword(ADMIN_AT_VIRTUALBMC);
    labId();
    for (Path file : secretFiles()) {
      PrivateFiles.restrict(file);
    }
  }

  /** ssh and Ansible replace variables in paths; neither can escape a plain $. */
  private void refuseUnusablePath() throws WorkspaceException {
    String path = folder.toString();
    if (path.chars().anyMatch(c -> c == '$' || Character.isISOControl(c))) {
      throw new WorkspaceException(
          "the lab folder's path holds a '$' or a control character: " + folder.getParent(),
          "rename the folder: ssh and Ansible cannot work with such a path");
    }
  }

  public Path folder() {
    return folder;
  }

  public Path knownHostsFile() {
    return folder.resolve("known_hosts");
  }

  /** The file of {@link #platform}. */
  public Path platformFile() {
    return folder.resolve(PLATFORM);
  }

  public Path sshConfigFile() {
    return folder.resolve("ssh.config");
  }

  public Path runsFolder() {
    return folder.resolve("runs");
  }

  /**
   * The files with secrets: private keys and passwords, including those that the user adds, such as
   * credentials for a registry.
   */
  public List<Path> secretFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String name : List.of("passwords", "keys")) {
      Path there = folder.resolve(name);
      if (Files.isDirectory(there)) {
        try (Stream<Path> content = Files.list(there)) {
          content
              .filter(Files::isRegularFile)
              .filter(it -> !it.toString().endsWith(".pub"))
              .sorted()
              .forEach(files::add);
        }
      }
    }
    return files;
  }

  /**
   * The lines of the secret files; bytes that are not UTF-8 are replaced. The short user name of a
   * login, a file of two lines, is no secret: it may be a word of the log. The callback plugin has
   * the same rule.
   */
  public List<String> secretLines() throws IOException {
    List<String> all = new ArrayList<>();
    for (Path file : secretFiles()) {
      List<String> lines = PrivateFiles.read(file).lines().toList();
      boolean named = lines.size() == 2 && lines.get(0).length() < SHORTEST_PASSWORD;
      all.addAll(named ? lines.subList(1, 2) : lines);
    }
    return all;
  }

  /** The key with this name; created if missing. */
  public KeyPair key(String name) throws IOException {
    Path keys = PrivateFiles.folder(PrivateFiles.folder(folder).resolve("keys"));
    Path file = keys.resolve(name);
    Path publicFile = keys.resolve(name + ".pub");
    if (!Files.exists(file)) {
      if (Files.exists(publicFile)) {
        throw new WorkspaceException(
            file + " is missing, but " + publicFile.getFileName() + " is there",
            "put the private key back, or delete the .pub file too to get a new pair");
      }
      OwnerOnly.write(file, OpensshKey.create(name, random));
    }
    PrivateFiles.restrict(file);
    return new KeyPair(file, publicFile, publicLine(file, publicFile, name));
  }

  private static String publicLine(Path file, Path publicFile, String name) throws IOException {
    String half = publicHalf(file);
    if (!Files.exists(publicFile)) {
      OwnerOnly.write(publicFile, half + " " + name + "\n");
    }
    PrivateFiles.restrict(publicFile);
    String line = PrivateFiles.read(publicFile).strip();
    if (!(line.equals(half) || line.startsWith(half + " ")) || line.contains("\n")) {
      throw new WorkspaceException(
          publicFile + " does not belong to its private key",
          "delete " + ShellWords.quote(publicFile.toString()) + "; it is then recreated");
    }
    return line;
  }

  private static String publicHalf(Path file) throws IOException {
    try {
      return OpensshKey.publicHalf(PrivateFiles.read(file));
    } catch (OpensshKey.UnusableKeyException unusable) {
      throw new WorkspaceException(
          file + " " + unusable.getMessage(),
          "put the right key back, or delete it and its .pub file to get a new one; the new one has"
              + " to be authorised on the hypervisor again, which the next run does");
    }
  }

  /** The password file with this name; created if missing. */
  Path password(String name) throws IOException {
    return password(name, PASSWORD_LENGTH);
  }

  /** The same for a BMC: VirtualBMC cannot keep a {@code %}. */
  private void ipmiPassword(String name) throws IOException {
    Path file = password(name, IPMI_PASSWORD_LENGTH);
    String text = PrivateFiles.read(file).stripTrailing();
    if (text.length() > IPMI_PASSWORD_LENGTH || text.contains("%")) {
      throw new WorkspaceException(
          file + " has more than 20 characters or a '%', which a BMC cannot have",
          "write another password into it, or delete it to get a new one");
    }
  }

  private Path password(String name, int length) throws IOException {
    Path passwords = PrivateFiles.folder(PrivateFiles.folder(folder).resolve("passwords"));
    Path file = passwords.resolve(name);
    if (!Files.exists(file)) {
      OwnerOnly.write(file, randomPassword(length));
    }
    PrivateFiles.restrict(file);
    String text = PrivateFiles.read(file).stripTrailing();
    if (!PASSWORD.matcher(text).matches()) {
      throw new WorkspaceException(
          file
              + (text.isEmpty()
                  ? " is empty"
                  : " is not a password of at least 8 printable characters without spaces"),
          "write the password into it, or delete it to get a new one");
    }
    return file;
  }

  private String randomPassword(int length) {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < length; i++) {
      password.append(LETTERS_AND_DIGITS.charAt(random.nextInt(LETTERS_AND_DIGITS.length())));
    }
    return password.toString();
  }

  /** The random id that marks the lab's objects on a hypervisor; created once. */
  UUID labId() throws IOException {
    Path file = PrivateFiles.folder(folder).resolve("lab-id");
    if (!Files.exists(file)) {
      OwnerOnly.write(file, UUID.randomUUID() + "\n");
    }
    PrivateFiles.restrict(file);
    String text = PrivateFiles.read(file).strip();
    try {
      UUID id = UUID.fromString(text);
      if (id.toString().equals(text)) {
        return id;
      }
    } catch (IllegalArgumentException noUuid) {
      // Told below.
    }
    throw new WorkspaceException(
        file + " does not hold the lab's id",
        "put the id back (the hypervisor keeps it in /etc/tripleo-lab/<lab name>/owner), or delete"
            + " the file to start as a new lab");
  }

  /**
   * The hypervisor's platform at the last contact; empty if unreadable, because the next contact
   * detects it again.
   */
  public Optional<FoundPlatform> platform() throws IOException {
    Path file = platformFile();
    return Files.exists(file) ? FoundPlatform.parse(PrivateFiles.read(file)) : Optional.empty();
  }

  public void rememberPlatform(FoundPlatform platform) throws IOException {
    OwnerOnly.write(PrivateFiles.folder(folder).resolve(PLATFORM), platform.text());
  }

  /** Writes ssh.config unless it already has this text. */
  public Path writeSshConfig(String text) throws IOException {
    Path file = sshConfigFile();
    if (!Files.exists(file) || !PrivateFiles.read(file).equals(text)) {
      OwnerOnly.write(file, text);
    }
    PrivateFiles.restrict(file);
    return file;
  }
}
