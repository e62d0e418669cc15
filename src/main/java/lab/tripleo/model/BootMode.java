package lab.tripleo.model;

import java.util.Locale;

/** The firmware of a node. */
public enum BootMode {
  BIOS,
  UEFI;

  /** As written in the configuration, and as Ironic's capability {@code boot_mode}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
