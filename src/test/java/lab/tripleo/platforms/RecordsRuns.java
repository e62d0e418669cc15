package lab.tripleo.platforms;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A class of tests whose labs' runs count for {@code docs/platforms.md}. Which tasks they run must
 * not depend on chance: none of them is for tests that kill or cut a run.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RecordsRuns {}
