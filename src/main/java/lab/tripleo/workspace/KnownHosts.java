package lab.tripleo.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.tripleo.files.OwnerOnly;
import lab.tripleo.model.HostKey;

/** The pinned host keys. Each has an alias, because addresses change and are reused. */
public record KnownHosts(Path file) {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** The key that is pinned for the alias. */
  public Optional<HostKey> pinned(String alias) throws IOException {
    for (String line : lines()) {
      String[] words = BLANKS.split(line.strip(), -1);
      if (words.length >= 3 && words[0].equals(alias)) {
        return Optional.of(key(words[1], words[2]));
      }
    }
    return Optional.empty();
  }

  private HostKey key(String type, String base64) throws WorkspaceException {
    try {
      return new HostKey(type, base64);
    } catch (IllegalArgumentException damaged) {
      throw new WorkspaceException(
          file + " has a damaged line",
          "delete the line; the host's key is then shown and pinned again at the next contact");
    }
  }

  /**
   * Compares the key that a host shows with the pinned one.
   *
   * @return false when nothing is pinned yet: the caller shows the fingerprint, then pins
   * @throws HostKeyChangedException when they differ
   */
  public boolean check(String alias, HostKey shown) throws IOException {
    Optional<HostKey> pinned = pinned(alias);
    if (pinned.isPresent() && !pinned.get().equals(shown)) {
      throw new HostKeyChangedException(alias, pinned.get(), shown, file);
    }
    return pinned.isPresent();
  }

  /** Pins the key and removes the previous one: at first contact, or for a rebuilt host. */
  public void pin(String alias, HostKey key) throws IOException {
    List<String> lines = new ArrayList<>(lines());
    lines.removeIf(line -> BLANKS.split(line.strip(), -1)[0].equals(alias));
    lines.add(key.line(alias));
    PrivateFiles.folder(file.getParent());
    OwnerOnly.write(file, String.join("\n", lines) + "\n");
  }

  private List<String> lines() throws IOException {
    return Files.exists(file) ? PrivateFiles.read(file).lines().toList() : List.of();
  }
}
