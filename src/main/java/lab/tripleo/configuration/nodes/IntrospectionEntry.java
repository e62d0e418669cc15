package lab.tripleo.configuration.nodes;

import java.util.Optional;
import lab.tripleo.configuration.format.YamlMapping;
import lab.tripleo.configuration.format.YamlMapping.Located;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.model.Introspection;
import lab.tripleo.model.Release.IntrospectionDefaults;

/** The mapping {@code introspection} of nodes.yaml. */
record IntrospectionEntry(
    Optional<Located<Boolean>> enabled,
    Optional<Integer> concurrency,
    Optional<Integer> timeoutMinutes) {
  /** Of a file that lacks it. */
  static final IntrospectionEntry NONE =
      new IntrospectionEntry(Optional.empty(), Optional.empty(), Optional.empty());

  static IntrospectionEntry read(YamlMapping mapping) {
    IntrospectionEntry entry =
        new IntrospectionEntry(
            mapping.optional("enabled", NodeFormats.FLAG),
            mapping.optional("concurrency", NodeFormats.CONCURRENCY).map(Located::value),
            mapping.optional("timeout", NodeFormats.TIMEOUT).map(Located::value));
    mapping.refuseOthers();
    return entry;
  }

  void check(boolean hasInspector, Problems problems) {
    enabled
        .filter(it -> it.value() && !hasInspector)
        .ifPresent(
            it ->
                problems.error(
                    "no-inspector",
                    it.at(),
                    "introspection needs Ironic Inspector, which undercloud.conf disables",
                    "remove enable_ironic_inspector there, or set `enabled: false`"));
  }

  /** With the defaults of the release; disabled if the undercloud cannot inspect nodes. */
  Introspection with(IntrospectionDefaults defaults, boolean hasInspector) {
    return new Introspection(
        enabled.map(Located::value).orElse(hasInspector),
        concurrency.orElse(defaults.concurrency()),
        timeoutMinutes.orElse(defaults.timeoutMinutes()));
  }
}
