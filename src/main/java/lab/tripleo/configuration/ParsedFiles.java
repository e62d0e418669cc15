package lab.tripleo.configuration;

import static lab.tripleo.configuration.environment.EnvironmentKey.CA_BUNDLE;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.tripleo.configuration.catalogue.Catalogue;
import lab.tripleo.configuration.catalogue.CatalogueReader;
import lab.tripleo.configuration.environment.CaBundle;
import lab.tripleo.configuration.environment.Environment;
import lab.tripleo.configuration.environment.EnvironmentReader;
import lab.tripleo.configuration.environment.Replacement;
import lab.tripleo.configuration.machine.VirtualMachineFiles;
import lab.tripleo.configuration.network.NetworksReader;
import lab.tripleo.configuration.nodes.NodesFile;
import lab.tripleo.configuration.pins.LockFile;
import lab.tripleo.configuration.pins.LockFileReader;
import lab.tripleo.configuration.source.ConfigurationFiles;
import lab.tripleo.configuration.source.DiskFiles;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.SourceFile;
import lab.tripleo.configuration.source.SourceFiles;
import lab.tripleo.configuration.undercloud.UndercloudConfFile;
import lab.tripleo.diagnostic.SourceLocation;

/**
 * All files of a lab folder, parsed. Nothing is selected yet: that depends on the platform.
 *
 * @param environmentProblems of {@code environment}; the other problems include them, because the
 *     values of that file are used in all others
 * @param catalogueProblems of the catalogue
 * @param lockProblems of the lock file
 * @param problems of all files
 */
record ParsedFiles(
    Environment environment,
    Catalogue catalogue,
    Optional<LockFile> lockFile,
    NetworksReader.Networks networks,
    VirtualMachineFiles machine,
    UndercloudConfFile undercloud,
    NodesFile nodes,
    Problems environmentProblems,
    Problems catalogueProblems,
    Problems lockProblems,
    Problems problems) {

  /** Parses what is on the disk. */
  static ParsedFiles of(DiskFiles disk) {
    return of(disk, List.of(), Optional.empty());
  }

  /**
   * Parses what is on the disk, but for some files.
   *
   * @param replacements are used instead of the files with their paths
   * @param known the entries of the catalogue that are not replaced; absent: they are parsed
   */
  static ParsedFiles of(DiskFiles disk, List<SourceFile> replacements, Optional<Catalogue> known) {
    Problems ofEnvironment = new Problems();
    Problems ofCatalogue = new Problems();
    Problems ofLock = new Problems();
    Problems ofOthers = new Problems();
    SourceFiles files = new SourceFiles(disk, replacements, ofOthers);
    Environment environment = environment(files.reportingTo(ofEnvironment), ofEnvironment);
    Replacement values = new Replacement(environment, ofOthers);
    environment
        .given(CA_BUNDLE)
        .ifPresent(it -> new CaBundle(disk, ofOthers).check(it, environment.at(CA_BUNDLE)));
    return new ParsedFiles(
        environment,
        new CatalogueReader(
                files.reportingTo(ofCatalogue), values.reportingTo(ofCatalogue), known, ofCatalogue)
            .read(),
        new LockFileReader(files.reportingTo(ofLock), ofLock).read(),
        new NetworksReader(files, environment, values, ofOthers).read(),
        new VirtualMachineFiles(files, environment, values, ofOthers),
        new UndercloudConfFile(files, values, ofOthers),
        new NodesFile(files, disk, values, ofOthers),
        ofEnvironment,
        Problems.of(ofEnvironment, ofCatalogue),
        Problems.of(ofEnvironment, ofLock),
        Problems.of(ofEnvironment, ofCatalogue, ofLock, ofOthers));
  }

  private static Environment environment(SourceFiles files, Problems problems) {
    return files
        .read(ConfigurationFiles.ENVIRONMENT)
        .map(it -> new EnvironmentReader(it, problems).read())
        .orElseGet(
            () ->
                new Environment(
                    SourceLocation.of(ConfigurationFiles.ENVIRONMENT), Map.of(), Set.of()));
  }
}
