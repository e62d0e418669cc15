package lab.tripleo.platforms;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Makes what the labs of a test class have run a claim of {@code docs/platforms.md}. The labs are
 * those in its static temporary folder.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RunRecorder.class)
public @interface RecordsRuns {}
