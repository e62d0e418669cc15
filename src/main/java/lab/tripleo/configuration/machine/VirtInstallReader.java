package lab.tripleo.configuration.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.tripleo.configuration.environment.Replacement;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFile;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.diagnostic.SourceLocation;

/**
 * Reads options of virt-install, one a line as on its command line: {@code --graphics none}. No
 * shell reads them and quotes have no meaning: the rest of the line is the value.
 */
final class VirtInstallReader {
  private static final Pattern OPTION =
      Pattern.compile("(\\s*)--([A-Za-z][A-Za-z-]*)(?:(?:=|\\s+)(.*?))?\\s*");
  private static final Pattern COMMENT = Pattern.compile("(?<=\\s)#.*");
  private static final int LEAST_MEMORY = 512;
  private static final int MOST_MEMORY = 16 * 1024 * 1024;
  private static final int MOST_VCPUS = 512;

  private final SourceFile file;
  private final Replacement replacement;
  private final Problems problems;
  private final List<String> arguments = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private OptionalInt memoryMib = OptionalInt.empty();
  private Optional<SourceLocation> memoryAt = Optional.empty();
  private OptionalInt vcpus = OptionalInt.empty();

  VirtInstallReader(SourceFile file, Replacement replacement, Problems problems) {
    this.file = file;
    this.replacement = replacement;
    this.problems = problems;
  }

  /**
   * What was read.
   *
   * @param arguments as virt-install takes them: {@code --graphics=none}
   * @param memoryMib value of {@code --memory}, in MiB
   * @param memoryAt place of that value
   * @param vcpus value of {@code --vcpus}
   */
  record Read(
      List<String> arguments,
      OptionalInt memoryMib,
      Optional<SourceLocation> memoryAt,
      OptionalInt vcpus) {
    /** Nothing was read. */
    static Read nothing() {
      return new Read(List.of(), OptionalInt.empty(), Optional.empty(), OptionalInt.empty());
    }

    /** Whether one of these options is set. */
    boolean has(String... options) {
      return arguments.stream()
          .map(it -> it.substring(2).split("=", 2)[0])
          .anyMatch(List.of(options)::contains);
    }
  }

  Read read() {
    int offset = 0;
    for (String line : file.text().split("\n", -1)) {
      if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
        option(COMMENT.matcher(line).replaceFirst("").stripTrailing(), offset);
      }
      offset += line.length() + 1;
    }
    return new Read(List.copyOf(arguments), memoryMib, memoryAt, vcpus);
  }

  private void option(String line, int offset) {
    int start = offset + line.length() - line.stripLeading().length();
    Matcher matcher = OPTION.matcher(line);
    if (!matcher.matches()) {
      problems.error(
          "not-an-option",
          file.at(start),
          "this is not an option of virt-install",
          "write one option a line, such as `--graphics none`; a comment starts with '#'");
      return;
    }
    String name = matcher.group(2);
    if (!isUsersToSet(name, start)) {
      return;
    }
    int valueAt = matcher.start(3) < 0 ? offset + line.length() : offset + matcher.start(3);
    String raw = matcher.group(3) == null ? "" : matcher.group(3);
    String value = replacement.apply(raw, it -> it, at -> file.at(valueAt + at));
    if (isValueRight(name, value, start, valueAt)) {
      arguments.add(value.isEmpty() ? "--" + name : "--" + name + "=" + value);
      amounts(name, value, valueAt);
    }
  }

  private boolean isUsersToSet(String name, int at) {
    Optional<String> refusal = VirtInstallOptions.refusal(name);
    if (refusal.isPresent()) {
      problems.error(
          "not-yours-to-set", file.at(at), "--" + name + " cannot be set here", refusal.get());
      return false;
    }
    if (!VirtInstallOptions.isKnown(name)) {
      problems.warning(
          "unknown-virt-install-option",
          file.at(at),
          "unknown option --" + name + " of virt-install",
          Wording.nearest(name, VirtInstallOptions.names())
              .map(it -> "did you mean --" + it + "?")
              .orElse("`virt-install --help` lists all options"));
    }
    Integer before = lines.putIfAbsent(name, file.at(at).line());
    if (before != null && VirtInstallOptions.ONCE.contains(name)) {
      problems.error(
          "duplicate-option",
          file.at(at),
          "--" + name + " is set twice",
          "line " + before + " sets it already");
      return false;
    }
    return true;
  }

  private boolean isValueRight(String name, String value, int at, int valueAt) {
    boolean known = VirtInstallOptions.isKnown(name);
    boolean flag = VirtInstallOptions.FLAGS.contains(name);
    if (flag && !value.isEmpty()) {
      problems.error("value-of-flag", file.at(valueAt), "--" + name + " takes no value");
    } else if (known && !flag && value.isEmpty()) {
      problems.error("missing-value", file.at(at), "--" + name + " needs a value");
    } else {
      return true;
    }
    return false;
  }

  private void amounts(String name, String value, int at) {
    if (name.equals("memory")) {
      memoryMib = amount(value, "memory", LEAST_MEMORY, MOST_MEMORY, "MiB of memory", at);
      memoryAt = Optional.of(file.at(at));
    } else if (name.equals("vcpus")) {
      vcpus = amount(value, "vcpus", 1, MOST_VCPUS, "virtual CPUs", at);
    }
  }

  /** Of {@code 4096} or {@code memory=4096}, with or without further settings after a comma. */
  private OptionalInt amount(String value, String key, int least, int most, String what, int at) {
    Optional<String> digits =
        List.of(value.split(",", -1)).stream()
            .map(it -> it.startsWith(key + "=") ? it.substring(key.length() + 1) : it)
            .filter(it -> !it.contains("="))
            .findFirst();
    boolean number = digits.filter(it -> it.matches("[0-9]{1,8}")).isPresent();
    int amount = number ? Integer.parseInt(digits.orElseThrow()) : -1;
    if (amount < least || amount > most) {
      problems.error(
          "bad-amount",
          file.at(at),
          Wording.quote(value) + " is not a number of " + what,
          "from " + least + " to " + most);
      return OptionalInt.empty();
    }
    return OptionalInt.of(amount);
  }
}
