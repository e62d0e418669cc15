package lab.tripleo.configuration;

import java.util.Optional;
import java.util.function.Supplier;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.diagnostic.Checked;
import lab.tripleo.diagnostic.Diagnostic;
import lab.tripleo.model.Lab;

/**
 * The outcome of resolving a lab.
 *
 * @param problems all but the one below
 * @param platformUnknown why only a look at the hypervisor can tell its platform
 * @param complete the lab; only when there is no error and the platform is known
 */
record Resolution(Problems problems, Optional<Diagnostic> platformUnknown, Supplier<Lab> complete) {

  /** The lab; an unknown platform is an error. */
  Checked<Lab> lab() {
    Problems all = Problems.of(problems);
    platformUnknown.ifPresent(all::add);
    return all.conclude(complete);
  }

  /** The lab; absent while the platform is unknown. */
  Checked<Optional<Lab>> labIfPlatformIsKnown() {
    return problems.conclude(
        () -> platformUnknown.isPresent() ? Optional.empty() : Optional.of(complete.get()));
  }
}
