package lab.tripleo.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.files.Resource;
import lab.tripleo.files.Tree;

/**
 * The files of a new lab folder. They are resources of the program; a test checks that the list of
 * their names is complete.
 */
final class ShippedFiles {
  private static final String INDEX = "configuration.index";

  void copyTo(Path folder) throws IOException, UserError {
    if (Files.exists(folder) && (!Files.isDirectory(folder) || !new Tree(folder).isEmpty())) {
      throw new UserError(
          ExitCode.USAGE,
          folder + " exists and is not an empty folder",
          "name another folder; nothing was written");
    }
    for (String file : index()) {
      Path target = folder.resolve(file);
      Files.createDirectories(target.getParent());
      Files.write(target, new Resource(file).bytes());
    }
    for (String empty : List.of("inventory", "playbooks", "workspace")) {
      Files.createDirectories(folder.resolve(empty));
    }
    Files.writeString(folder.resolve(".gitignore"), "/workspace/*\n");
  }

  static List<String> index() {
    return new Resource(INDEX).text().lines().toList();
  }
}
