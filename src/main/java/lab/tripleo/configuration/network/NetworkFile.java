package lab.tripleo.configuration.network;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import lab.tripleo.configuration.format.XmlDocument;
import lab.tripleo.configuration.format.XmlElement;

/** The network's XML for libvirt: the user's text, with added elements on lines of their own. */
final class NetworkFile {
  private final XmlDocument document;
  private final Map<XmlElement, String> added = new LinkedHashMap<>();

  NetworkFile(XmlDocument document) {
    this.document = document;
  }

  /** Adds the network's UUID after its name. */
  NetworkFile withUuid(UUID uuid) {
    added.put(document.root().child("name").orElseThrow(), "<uuid>" + uuid + "</uuid>");
    return this;
  }

  /** Adds a fixed address of a virtual machine after the DHCP range. */
  NetworkFile withHost(XmlElement range, String name, String mac, String address) {
    added.put(range, "<host mac=\"" + mac + "\" name=\"" + name + "\" ip=\"" + address + "\"/>");
    return this;
  }

  String text() {
    StringBuilder text = new StringBuilder(document.output());
    added.keySet().stream()
        .sorted(Comparator.comparing((XmlElement it) -> it.output().end()).reversed())
        .forEach(it -> text.insert(it.output().end(), indent(it) + added.get(it)));
    return text.toString();
  }

  /** A line break and the indent of the element's line. */
  private String indent(XmlElement element) {
    String text = document.output();
    String before = text.substring(0, element.output().start());
    String line = before.substring(before.lastIndexOf('\n') + 1);
    return "\n" + line.substring(0, line.length() - line.stripLeading().length());
  }
}
