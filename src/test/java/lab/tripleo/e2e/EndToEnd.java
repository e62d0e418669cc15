package lab.tripleo.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A class of tests that run the program on labs. A test asks for its lab by a parameter: a {@link
 * SandboxLab} that is {@link In} a state, one without that annotation for a lab that nothing was
 * run for, or a {@link LabFolder} for one without a sandbox. A parameter of {@code @BeforeAll} is
 * for all tests of the class. Tests of a class run side by side unless it says otherwise. The
 * classes that take longest have an {@code @Order}, to begin first; no result depends on it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Labs.class)
@Execution(ExecutionMode.CONCURRENT)
@interface EndToEnd {}
