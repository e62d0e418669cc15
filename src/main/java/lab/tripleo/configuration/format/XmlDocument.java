package lab.tripleo.configuration.format;

/**
 * An XML document.
 *
 * @param output the user's text without the XML declaration, with every <code>${KEY}</code>
 *     replaced
 */
public record XmlDocument(XmlElement root, String output) {}
