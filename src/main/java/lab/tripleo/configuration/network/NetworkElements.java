package lab.tripleo.configuration.network;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.tripleo.configuration.format.XmlElement;
import lab.tripleo.configuration.format.XmlElement.Attribute;
import lab.tripleo.configuration.source.Problems;
import lab.tripleo.configuration.source.Wording;
import lab.tripleo.configuration.value.ValueError;
import lab.tripleo.configuration.value.ValueFormats;

/**
 * Checks the elements of both networks: name, forward mode, bridge, and those that the program
 * sets.
 */
record NetworkElements(XmlElement network, Problems problems) {

  /**
   * Checks all elements; false when the document is not a network.
   *
   * @param elsewhere paths of elements that the caller checks
   */
  boolean check(NetworkVocabulary vocabulary, Set<String> elsewhere) {
    if (!network.name().equals("network")) {
      problems.error(
          "not-a-network",
          network.at(),
          "the document is a <" + network.name() + ">, not a <network>");
      return false;
    }
    ours("uuid", "the program derives it from LAB_NAME, to identify this lab's networks");
    ours("mac", "libvirt selects it");
    Set<String> known = new java.util.HashSet<>(elsewhere);
    known.addAll(Set.of("/uuid", "/mac"));
    vocabulary.check(network, known, problems);
    return true;
  }

  private void ours(String element, String why) {
    for (XmlElement found : network.children(element)) {
      problems.error(
          "not-yours-to-set", found.at(), "<" + element + "> is set by the program", why);
    }
  }

  /** An element that must appear once. */
  Optional<XmlElement> one(XmlElement parent, String name) {
    List<XmlElement> found = parent.children(name);
    if (found.isEmpty()) {
      problems.error(
          "missing-element", parent.at(), "<" + parent.name() + "> needs <" + name + ">");
    }
    found.stream()
        .skip(1)
        .forEach(it -> problems.error("duplicate-element", it.at(), "a second <" + name + ">"));
    return found.stream().findFirst();
  }

  Optional<Attribute> attribute(XmlElement element, String name) {
    Optional<Attribute> found = element.attribute(name);
    if (found.isEmpty()) {
      problems.error(
          "missing-attribute",
          element.at(),
          "<" + element.name() + "> needs the attribute '" + name + "'");
    }
    return found;
  }

  void name(String expected) {
    one(network, "name")
        .filter(it -> !it.text().equals(expected))
        .ifPresent(
            it ->
                problems.error(
                    "wrong-network-name",
                    it.textAt(),
                    "the network's name is " + Wording.quote(it.text()),
                    "this file describes the network '" + expected + "'"));
  }

  void forward(String mode, String why) {
    one(network, "forward")
        .flatMap(it -> attribute(it, "mode"))
        .filter(it -> !it.value().equals(mode))
        .ifPresent(
            it ->
                problems.error(
                    "wrong-forward-mode",
                    it.valueAt(),
                    "forward mode " + Wording.quote(it.value()) + " instead of '" + mode + "'",
                    why));
  }

  /** The bridge's name and its location. */
  Optional<Attribute> bridge() {
    Optional<Attribute> name = one(network, "bridge").flatMap(it -> attribute(it, "name"));
    Optional<ValueError> error = name.flatMap(it -> bridgeError(it.value()));
    error.ifPresent(it -> problems.add(it.diagnostic(name.orElseThrow().valueAt(), "")));
    return error.isPresent() ? Optional.empty() : name;
  }

  private static Optional<ValueError> bridgeError(String name) {
    if (name.equals("default") || name.equals("lo") || name.matches("virbr.*")) {
      return Optional.of(
          ValueError.of(
              "taken-bridge-name",
              "the bridge's name '" + name + "' is reserved by the system or by libvirt",
              "choose another, such as vm-ctlplane"));
    }
    return ValueFormats.NETWORK_INTERFACE.error(name);
  }
}
