package lab.tripleo.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.tripleo.platforms.RecordsRuns;
import lab.tripleo.platforms.RunRecords;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Creates labs for tests and removes them. The files of a failed test's labs are kept in {@code
 * target/failed}, and the failure says so.
 */
final class Labs
    implements ParameterResolver,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(Labs.class);
  private static final Path FAILED = Path.of("target/failed");
  private static final List<Class<?>> LABS =
      List.of(SandboxLab.class, El9Lab.class, LabFolder.class);

  /** The labs of a test, or of a class. */
  private static final class Given implements AutoCloseable {
    private final Path folder;
    private final String test;
    private final String testClass;
    private final boolean recorded;
    private final List<Runnable> ends = new ArrayList<>();

    Given(ExtensionContext context) {
      try {
        this.folder = Files.createTempDirectory("tripleo-lab-it");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      this.test = name(context);
      this.testClass = context.getRequiredTestClass().getSimpleName();
      this.recorded = context.getRequiredTestClass().isAnnotationPresent(RecordsRuns.class);
    }

    Object lab(Class<?> type, Optional<State> state) throws IOException {
      int number = ends.size() + 1;
      if (type == LabFolder.class) {
        return LabFolder.make(folder, number);
      }
      if (type == El9Lab.class) {
        El9Lab lab = state.isPresent() ? El9Lab.prepared(folder) : El9Lab.bare(folder);
        ends.add(lab::close);
        return lab;
      }
      SandboxLab lab =
          state.isPresent()
              ? SandboxLab.copyOf(state.get(), folder, number)
              : SandboxLab.make(folder, number);
      ends.add(lab::close);
      return lab;
    }

    /** Configuration and workspace without secrets. */
    void keep() {
      Command.must("mkdir", "-p", FAILED.toString());
      Command.must("rm", "-rf", FAILED.resolve(test).toString());
      Command.must("cp", "--archive", folder.toString(), FAILED.resolve(test).toString());
      Command.must(
          "find",
          FAILED.resolve(test).toString(),
          "(",
          "-path",
          "*/workspace/keys/*",
          "-o",
          "-path",
          "*/workspace/passwords/*",
          ")",
          "-delete");
    }

    @Override
    public void close() throws IOException {
      if (recorded) {
        RunRecords.keepAll(folder, testClass);
      }
      ends.forEach(Runnable::run);
      Command.must("rm", "-rf", folder.toString());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return LABS.contains(type);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Given given =
        context
            .getStore(NAMESPACE)
            .computeIfAbsent(context.getUniqueId(), it -> new Given(context), Given.class);
    try {
      return given.lab(
          parameter.getParameter().getType(), parameter.findAnnotation(In.class).map(In::value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw kept(context, failure);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw kept(context, failure);
  }

  /** The labs of the test and of its class. */
  private static Throwable kept(ExtensionContext context, Throwable failure) {
    for (ExtensionContext it = context; it.getParent().isPresent(); it = it.getParent().get()) {
      Given given = it.getStore(NAMESPACE).get(it.getUniqueId(), Given.class);
      if (given != null) {
        given.keep();
        failure.addSuppressed(
            new AssertionError("The record of its lab is in " + FAILED.resolve(given.test)));
      }
    }
    return failure;
  }

  private static String name(ExtensionContext context) {
    String name = context.getRequiredTestClass().getSimpleName();
    return context.getTestMethod().map(it -> name + "." + it.getName()).orElse(name);
  }
}
