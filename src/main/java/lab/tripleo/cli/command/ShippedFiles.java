package lab.tripleo.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;

/**
 * The files of a new lab folder. They are resources of the program; a test checks that the list of
 * their names is complete.
 */
final class ShippedFiles {
  private static final String INDEX = "configuration.index";

  void copyTo(Path folder) throws IOException, UserError {
    if (Files.exists(folder) && (!Files.isDirectory(folder) || isFull(folder))) {
      throw new UserError(
          ExitCode.USAGE,
          folder + " exists and is not an empty folder",
          "name another folder; nothing was written",
          null);
    }
    for (String file : index()) {
      Path target = folder.resolve(file);
      Files.createDirectories(target.getParent());
      try (InputStream in = open(file)) {
        Files.copy(in, target);
      }
    }
    for (String empty : List.of("inventory", "playbooks", "workspace")) {
      Files.createDirectories(folder.resolve(empty));
    }
    Files.writeString(folder.resolve(".gitignore"), "/workspace/*\n");
  }

  private static boolean isFull(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.findAny().isPresent();
    }
  }

  static List<String> index() throws IOException {
    try (InputStream in = open(INDEX)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static InputStream open(String name) {
    InputStream in = ShippedFiles.class.getClassLoader().getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("resource missing: " + name);
    }
    return in;
  }
}
