package lab.tripleo.platforms;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a test class whose runs count for {@code docs/platforms.md}. Its runs must execute the same
 * tasks each time, so it must not kill or interrupt runs.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RecordsRuns {}
