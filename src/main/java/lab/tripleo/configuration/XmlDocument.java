package lab.tripleo.configuration;

/**
 * A document.
 *
 * @param output the user's text without the XML declaration, with every <code>${KEY}</code>
 *     replaced
 */
record XmlDocument(XmlElement root, String output) {}
