package lab.tripleo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the dependencies that docs/architecture.md shows. */
final class ArchitectureTest {
  private static final String ROOT = "lab.tripleo.";
  private static final List<String> WORKERS =
      List.of(
          "configuration",
          "generation",
          "export",
          "diagram",
          "execution",
          "reporting",
          "workspace",
          "results",
          "sandbox",
          "orchestrator");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("lab.tripleo");

  @ParameterizedTest
  @ValueSource(strings = {"diagnostic", "event", "files", "secrets"})
  void vocabularyDependsOnlyOnTheJdk(String vocabulary) {
    dependsOnlyOnTheJdkAnd(vocabulary, Set.of(vocabulary));
  }

  /** A host key has a fingerprint; a script is a resource, identified by its checksum. */
  @ParameterizedTest
  @ValueSource(strings = {"model", "process"})
  void someVocabularyDependsOnFilesToo(String vocabulary) {
    dependsOnlyOnTheJdkAnd(vocabulary, Set.of(vocabulary, "files"));
  }

  private static void dependsOnlyOnTheJdkAnd(String vocabulary, Set<String> known) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + vocabulary + "..")
        .should()
        .dependOnClassesThat(outside(known))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> outside(Set<String> known) {
    return DescribedPredicate.describe(
        "are neither of the JDK nor of " + known,
        it ->
            !it.getPackageName().startsWith("java.")
                && known.stream()
                    .noneMatch(own -> (it.getPackageName() + ".").startsWith(ROOT + own + ".")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "configuration",
        "generation",
        "export",
        "diagram",
        "execution",
        "reporting",
        "workspace",
        "results",
        "sandbox",
        "orchestrator"
      })
  void workersDoNotDependOnEachOther(String worker) {
    List<String> others = new ArrayList<>(WORKERS);
    others.remove(worker);
    others.addAll(List.of("cli", "run", "terminal"));
    noClasses()
        .that()
        .resideInAPackage(ROOT + worker + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others.stream().map(it -> ROOT + it + "..").toArray(String[]::new))
        .check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "picocli.., cli",
    "org.jline.., terminal",
    "freemarker.., generation",
    "com.github.difflib.., generation",
    "org.apache.commons.compress.., export",
    "org.yaml.snakeyaml.., configuration|generation",
    "com.fasterxml.jackson.dataformat.., configuration",
    "org.zeroturnaround.., execution",
    "net.schmizz.., execution",
    "com.hierynomus.., execution",
  })
  void eachLibraryIsUsedInItsPackagesOnly(String library, String homes) {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            Arrays.stream(homes.split("\\|")).map(it -> ROOT + it + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"configuration", "cli", "model"})
  void subpackagesHaveNoCycles(String parent) {
    slices().matching(ROOT + parent + ".(**)").should().beFreeOfCycles().check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + parent + ".*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + parent)
        .check(CLASSES);
  }

  /** This ensures that each configuration file is read once. */
  @Test
  void configurationReadsFilesInOnePlace() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "configuration..")
        .and()
        .doNotHaveSimpleName("DiskFiles")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(java.nio.file.Files.class)
        .check(CLASSES);
  }

  @Test
  void terminalDependsOnReportingOnly() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "terminal")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            WORKERS.stream()
                .filter(it -> !it.equals("reporting"))
                .map(it -> ROOT + it + "..")
                .toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void onlyTheTerminalTouchesStandardStreamsAndOnlyTheCliEndsTheProgram() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "terminal")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "cli")
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }
}
