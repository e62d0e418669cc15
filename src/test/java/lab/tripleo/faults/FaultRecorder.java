package lab.tripleo.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Writes the result of each test with a {@link Fault} to a file in {@code target/faults}. */
final class FaultRecorder implements InvocationInterceptor {
  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    record(invocation, method);
  }

  /** A line fails if one of its cases fails. */
  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    record(invocation, method);
  }

  private static void record(
      Invocation<Void> invocation, ReflectiveInvocationContext<Method> context) throws Throwable {
    String result = "FAILED";
    try {
      invocation.proceed();
      result = Row.PASSED;
    } finally {
      Method method = context.getExecutable();
      String test = method.getDeclaringClass().getSimpleName() + "." + method.getName();
      for (Fault fault : method.getAnnotationsByType(Fault.class)) {
        keep(new Row(fault.in(), when(fault, context.getArguments()), fault.then(), test, result));
      }
    }
  }

  private static String when(Fault fault, List<Object> arguments) {
    return arguments.isEmpty()
        ? fault.when()
        : fault.when().replace("{0}", String.valueOf(arguments.get(0)));
  }

  private static synchronized void keep(Row row) {
    Path file =
        Row.FOLDER.resolve(row.test() + "-" + Integer.toHexString(row.when().hashCode()) + ".tsv");
    try {
      Files.createDirectories(Row.FOLDER);
      if (Files.exists(file) && !Row.ofLine(Files.readString(file).strip()).passed()) {
        return; // another case of it has failed
      }
      Files.writeString(file, row.line() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
