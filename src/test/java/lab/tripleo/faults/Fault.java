package lab.tripleo.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Makes a test a line of the table: what goes wrong, and what happens then. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FaultRecorder.class)
public @interface Fault {
  Area in();

  /** What goes wrong; a test that is many has its name appended. */
  String when();

  /** What the program does about it, as the test sees it. */
  String then();
}
