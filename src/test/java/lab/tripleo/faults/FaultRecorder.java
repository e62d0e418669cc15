package lab.tripleo.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Keeps how a test that is a line of the table ended: a file each, in {@code target/faults}. */
final class FaultRecorder implements InvocationInterceptor {
  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    record(invocation, context, "");
  }

  /** All cases of one method make one line: it has failed when one of them has. */
  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    record(invocation, context, "");
  }

  @Override
  public void interceptDynamicTest(
      Invocation<Void> invocation, DynamicTestInvocationContext test, ExtensionContext context)
      throws Throwable {
    record(invocation, context, context.getDisplayName());
  }

  private static void record(Invocation<Void> invocation, ExtensionContext context, String name)
      throws Throwable {
    Method method = method(context);
    Fault fault = method.getAnnotation(Fault.class);
    String test = method.getDeclaringClass().getSimpleName() + "." + method.getName();
    String part = name.isEmpty() ? "" : ": " + name;
    try {
      invocation.proceed();
      keep(new Row(fault.in(), fault.when() + part, fault.then(), test, Row.PASSED));
    } catch (Throwable e) {
      keep(new Row(fault.in(), fault.when() + part, fault.then(), test, "FAILED"));
      throw e;
    }
  }

  /** A dynamic test's is that of the factory it came from. */
  private static Method method(ExtensionContext context) {
    return context.getTestMethod().orElseGet(() -> method(context.getParent().orElseThrow()));
  }

  private static void keep(Row row) {
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
