package lab.tripleo.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import lab.tripleo.diagnostic.ExitCode;
import lab.tripleo.diagnostic.UserError;
import lab.tripleo.diagram.TopologyDiagram;
import lab.tripleo.export.Export;
import lab.tripleo.export.ExportedFile;
import lab.tripleo.export.Manifest;
import lab.tripleo.generation.ExportGenerator;
import lab.tripleo.generation.GeneratedFile;
import lab.tripleo.model.Lab;
import lab.tripleo.process.Commands;
import lab.tripleo.run.HostAccess;
import lab.tripleo.run.LabSession;
import lab.tripleo.terminal.Terminal;
import lab.tripleo.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    description = {
      "Write playbooks, inventory, requirements and a README, which run without this program.",
      "Secrets are not included."
    })
public final class ExportCommand implements Callable<Integer> {
  enum Format {
    DIRECTORY,
    TAR,
    RUNNER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final LabSession session;
  private final HostAccess hostAccess;
  private final Commands commands;
  private final Terminal terminal;

  @Option(
      names = "--format",
      description =
          "directory (default), tar (with one folder, named like the lab), or runner (a private data"
              + " directory of ansible-runner).")
  Format format = Format.DIRECTORY;

  @Option(
      names = "--vault-password-file",
      paramLabel = "FILE",
      description =
          "Add the lab's keys and passwords as secrets.yml, encrypted by ansible-vault with the"
              + " password in FILE.")
  Optional<Path> vaultPasswordFile = Optional.empty();

  @Parameters(paramLabel = "OUT", description = "The folder or archive to create; must not exist.")
  Path out;

  public ExportCommand(
      LabSession session, HostAccess hostAccess, Commands commands, Terminal terminal) {
    this.session = session;
    this.hostAccess = hostAccess;
    this.commands = commands;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, UserError, InterruptedException {
    Lab lab = session.lab();
    List<ExportedFile> files = files(lab);
    try {
      if (format == Format.TAR) {
        new Export(out).tar(files, lab.name());
      } else {
        new Export(out).folder(files);
      }
    } catch (FileAlreadyExistsException e) {
      throw new UserError(
          ExitCode.USAGE,
          out + " exists already; nothing was written",
          "name a path that does not exist",
          e);
    }
    terminal.print("wrote " + out);
    terminal.say(files.size() + " files. " + readme(lab) + " explains the next steps.");
    return ExitCode.DONE.number();
  }

  private String readme(Lab lab) {
    return switch (format) {
      case DIRECTORY -> out.resolve("README.md").toString();
      case TAR -> lab.name() + "/README.md in it";
      case RUNNER -> out.resolve("project/README.md").toString();
    };
  }

  private List<ExportedFile> files(Lab lab) throws IOException, UserError, InterruptedException {
    boolean runner = format == Format.RUNNER;
    ExportGenerator generator = new ExportGenerator();
    String folder = runner ? "project/" : "";
    List<ExportedFile> files = new ArrayList<>();
    for (GeneratedFile file : generator.generate(lab, runner, vaultPasswordFile.isPresent())) {
      files.add(exported(folder, file.path().toString(), file.content()));
    }
    files.add(exported(folder, "topology.svg", TopologyDiagram.of(lab)));
    if (vaultPasswordFile.isPresent()) {
      files.add(
          exported(folder, "secrets.yml", encrypted(lab, generator, vaultPasswordFile.get())));
    }
    if (runner) {
      files.add(new ExportedFile("env/cmdline", "--inventory inventory/hosts.yml\n", false));
    }
    return Manifest.with(files);
  }

  private static ExportedFile exported(String folder, String path, String content) {
    return new ExportedFile(folder + path, content, content.startsWith("#!"));
  }

  /** The secrets of the workspace. Only ansible-vault gets their plain text, on standard input. */
  private String encrypted(Lab lab, ExportGenerator generator, Path passwordFile)
      throws IOException, UserError, InterruptedException {
    Workspace workspace = session.workspace();
    workspace.ensure();
    List<Path> kept = new ArrayList<>(workspace.secretFiles());
    kept.add(workspace.folder().resolve("lab-id"));
    kept.add(workspace.knownHostsFile());
    Map<String, String> secrets = new TreeMap<>();
    for (Path file : kept) {
      if (Files.exists(file)) {
        String name = workspace.folder().relativize(file).toString();
        secrets.put(name, Files.readString(file, StandardCharsets.UTF_8));
      }
    }
    String vault =
        hostAccess
            .ansible(HostAccess.choice(lab), false)
            .playbook()
            .resolveSibling("ansible-vault")
            .toString();
    List<String> argv =
        List.of(
            vault,
            "encrypt",
            "--vault-password-file",
            passwordFile.toAbsolutePath().toString(),
            "--output",
            "-");
    Commands.Output output = commands.run(argv, generator.secrets(secrets), line -> {});
    if (!output.succeeded()) {
      throw new UserError(
          ExitCode.UNREACHABLE,
          "ansible-vault could not encrypt the secrets; nothing was written: "
              + output.err().strip(),
          "check that " + passwordFile + " contains a password");
    }
    return output.out();
  }
}
