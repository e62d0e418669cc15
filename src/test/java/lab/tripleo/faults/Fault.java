package lab.tripleo.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Adds a test to {@code docs/reliability.md}: what goes wrong, and what happens then. A test that
 * causes several faults has several annotations.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Fault.All.class)
@ExtendWith(FaultRecorder.class)
public @interface Fault {
  Area in();

  /** What goes wrong; {@code {0}} is replaced by the first argument of the test. */
  String when();

  /** What happens then, as the test asserts it. */
  String then();

  /** Several of them. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ExtendWith(FaultRecorder.class)
  @interface All {
    Fault[] value();
  }
}
