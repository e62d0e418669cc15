"""The hardware manager of the sandbox's ramdisk."""

from ironic_python_agent import hardware


class SandboxHardware(hardware.GenericHardwareManager):
    """A virtual machine sees no BMC of its own. Without KVM, the agent's search for one takes half a minute."""

    def get_bmc_address(self):
        return None

    def get_bmc_v6address(self):
        return None

    def get_bmc_mac(self):
        return None
