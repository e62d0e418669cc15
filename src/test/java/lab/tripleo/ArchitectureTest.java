package lab.tripleo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the arrows of docs/architecture.md. */
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
  @ValueSource(strings = {"model", "diagnostic", "event", "process"})
  void vocabularyKnowsOnlyTheJdk(String vocabulary) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + vocabulary + "..")
        .should()
        .dependOnClassesThat(outside(vocabulary))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> outside(String own) {
    return DescribedPredicate.describe(
        "are neither of the JDK nor of " + own,
        it -> !it.getPackageName().startsWith("java.") && !it.getPackageName().equals(ROOT + own));
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
  void workersDoNotImportOneAnother(String worker) {
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
    "org.yaml.snakeyaml.., configuration",
    "com.fasterxml.jackson.dataformat.., configuration",
    "org.zeroturnaround.., execution",
    "net.schmizz.., execution",
    "com.hierynomus.., execution",
  })
  void eachLibraryStaysInOnePackage(String library, String home) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + home + "..")
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
  @ValueSource(strings = {"configuration", "cli"})
  void roomsOfAPackageHaveNoCycles(String parent) {
    slices().matching(ROOT + parent + ".(**)").should().beFreeOfCycles().check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + parent + ".*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + parent)
        .check(CLASSES);
  }

  /** So each file of the configuration is read once. */
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
  void theTerminalShowsWhatReportingSays() {
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
