package lab.tripleo.configuration;

import java.nio.file.Path;
import lab.tripleo.configuration.source.DiskFiles;
import lab.tripleo.model.pins.AnsiblePins;

/** Reads what the user edits. Writes nothing, contacts nothing. */
public final class ConfigurationReader {
  private final AnsiblePins ansible;

  /**
   * @param ansible knows what runs the playbooks
   */
  public ConfigurationReader(AnsiblePins ansible) {
    this.ansible = ansible;
  }

  /** Reads all files of a lab folder, each once. What is wrong in them is in the answers. */
  public Configuration read(Path labFolder) {
    return new Configuration(new DiskFiles(labFolder), ansible);
  }
}
