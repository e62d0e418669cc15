package lab.tripleo.configuration.catalogue;

import lab.tripleo.configuration.format.YamlMapping;
import lab.tripleo.configuration.value.ValueFormat;
import lab.tripleo.configuration.value.ValueFormats;
import lab.tripleo.model.Repositories;
import lab.tripleo.model.Repositories.Distribution;
import lab.tripleo.model.Repositories.Exclusion;
import lab.tripleo.model.Repositories.Subscription;
import lab.tripleo.model.Repositories.TripleoRepos;

/** Reads the mapping {@code repositories} of a release, whose keys depend on its kind. */
record RepositoriesReader(YamlMapping mapping) {
  private static final ValueFormat<String> KIND =
      ValueFormats.oneOf("tripleo-repos", "subscription", "distribution");
  private static final ValueFormat<String> BRANCH =
      ValueFormats.matching(
          "[a-z][a-z0-9-]{0,31}", "bad-branch", "a branch of RDO, such as wallaby");
  private static final ValueFormat<String> DISTRO =
      ValueFormats.oneOf("centos7", "centos8", "centos9");

  /** Repositories of tripleo-repos that exist for a released branch. */
  private static final ValueFormat<String> REPOSITORY =
      ValueFormats.oneOf(
          "current",
          "deps",
          "current-tripleo",
          "current-tripleo-dev",
          "current-tripleo-rdo",
          "tripleo-ci-testing",
          "ceph",
          "opstools");

  private static final ValueFormat<String> RHEL_RELEASE =
      ValueFormats.matching("[1-9][0-9]?(\\.[0-9]{1,2})?", "bad-version", "a version such as 9.2");
  private static final ValueFormat<String> REPOSITORY_ID =
      ValueFormats.matching(
          "[a-z0-9][a-z0-9._-]{0,127}", "bad-repository", "the ID of a repository");
  private static final ValueFormat<String> MODULE =
      ValueFormats.matching(
          "[A-Za-z0-9][A-Za-z0-9._+-]*:[A-Za-z0-9][A-Za-z0-9._+-]*",
          "bad-module",
          "a stream of a module: NAME:STREAM");
  private static final ValueFormat<String> FOLDER =
      ValueFormats.matching(
          "[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*",
          "bad-path",
          "a path on RDO's server, such as centos9/component/tripleo/current");
  private static final ValueFormat<String> REPOSITORY_FILE =
      ValueFormats.matching(
          "[A-Za-z0-9][A-Za-z0-9._-]*\\.repo",
          "bad-path",
          "the name of a file in /etc/yum.repos.d");
  private static final ValueFormat<String> VERSIONED =
      ValueFormats.matching(
          "[A-Za-z0-9][A-Za-z0-9.+_-]*-[0-9][A-Za-z0-9.+_~^:]*-[A-Za-z0-9.+_~^]+",
          "bad-package",
          "a package with its version: NAME-VERSION-RELEASE");
  private static final ValueFormat<String> EXCLUDED =
      ValueFormats.matching(
          "[A-Za-z0-9*][A-Za-z0-9.:+_*-]*",
          "bad-package",
          "a package name, with '*' for any characters");

  Repositories read() {
    return switch (mapping.text("kind", KIND)) {
      case "tripleo-repos" -> tripleoRepos();
      case "subscription" -> subscription();
      case "distribution" -> distribution();
      // Of an unknown kind, the other keys are unknown too.
      default -> new Distribution();
    };
  }

  private TripleoRepos tripleoRepos() {
    TripleoRepos read =
        new TripleoRepos(
            mapping.text("branch", BRANCH),
            mapping.text("distro", DISTRO),
            mapping.flag("stream"),
            mapping.values("names", REPOSITORY),
            mapping.text("tool", FOLDER),
            mapping.flag("vault"),
            mapping.optionalValues("modules", MODULE),
            mapping.optionalMappings("exclude").stream()
                .map(RepositoriesReader::exclusion)
                .toList(),
            mapping.optionalValues("pinned", VERSIONED));
    mapping.refuseOthers();
    return read;
  }

  private static Exclusion exclusion(YamlMapping mapping) {
    Exclusion read =
        new Exclusion(
            mapping.text("file", REPOSITORY_FILE),
            mapping.text("repository", REPOSITORY_ID),
            mapping.values("packages", EXCLUDED));
    mapping.refuseOthers();
    return read;
  }

  private Subscription subscription() {
    Subscription read =
        new Subscription(
            mapping.text("rhel-release", RHEL_RELEASE),
            mapping.values("ids", REPOSITORY_ID),
            mapping.optionalValues("modules", MODULE));
    mapping.refuseOthers();
    return read;
  }

  private Distribution distribution() {
    mapping.refuseOthers();
    return new Distribution();
  }
}
