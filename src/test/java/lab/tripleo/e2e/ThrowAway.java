package lab.tripleo.e2e;

/** A virtual machine for tests that switch it on and off. */
final class ThrowAway {
  static final String NAME = "throw-away";

  /** No disk and little memory: enough to start, with a NIC on both bridges. */
  static final String DOMAIN =
      """
      <domain type="qemu">
        <name>%s</name>
        <memory unit="MiB">32</memory>
        <os><type arch="x86_64" machine="pc">hvm</type></os>
        <devices>
          <interface type="bridge"><source bridge="vm-ctlplane"/><model type="virtio"/></interface>
          <interface type="bridge"><source bridge="os-ctlplane"/><model type="virtio"/></interface>
        </devices>
      </domain>
      """
          .formatted(NAME);

  private ThrowAway() {}
}
