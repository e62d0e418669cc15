#!/usr/bin/python
# Copied by tripleo-lab from templates/playbooks/library/lab_nodes.py, the same in every lab. Do not edit the copy.
"""Defines the virtual machines of nodes, or removes them. Ironic switches them by their BMCs, so this module never starts one."""

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: lab_nodes
short_description: Define virtual machines that are off, or remove them
description:
  - Creates missing disks and defines missing virtual machines.
  - VirtualBMC rewrites definitions. So of an existing virtual machine, only name, UUID, kind, memory, CPUs, firmware, NICs and disks are compared.
  - One that differs is defined again if it is off. If it runs, it is only reported.
  - Runs with Python 2.7 and 3.5 or newer. Supports check mode.
options:
  uri:
    description: The connection to libvirt.
    type: str
    required: true
  folder:
    description: Where disks, consoles and UEFI variables are. The file names begin with that of the node.
    type: str
    required: true
  state:
    description: With V(absent), the virtual machines are switched off and removed with their files.
    choices: [present, absent]
    default: present
    type: str
  kind:
    description: The kind of virtual machine.
    choices: [kvm, qemu]
    default: qemu
    type: str
  emulated_cpu:
    description: The CPU model of a virtual machine without KVM; libvirt's default if it is empty.
    default: ""
    type: str
  emulator:
    description: The path of QEMU.
    default: ""
    type: str
  console_log:
    description: Whether QEMU writes the serial console to a file.
    default: true
    type: bool
  uefi:
    description: The paths C(code) and C(variables) of the UEFI firmware.
    type: dict
    default: {}
  description:
    description: The description of each virtual machine.
    default: ""
    type: str
  nodes:
    description:
      - Each with C(name) and C(uuid); if they are present also with C(memory) in MiB, C(cpus), C(disks) in GiB, C(firmware) (V(bios) or V(uefi))
        and C(nics), a list of C(mac) and C(bridge).
    type: list
    elements: dict
    required: true
"""

EXAMPLES = r"""
- name: Define a node
  lab_nodes:
    uri: qemu:///session
    folder: /home/stack/images
    nodes:
      - name: compute-0
        uuid: 5ca1ab1e-0000-4000-8000-000000000000
        memory: 1536
        cpus: 1
        disks: [6]
        firmware: bios
        nics:
          - {mac: "52:54:00:00:00:01", bridge: br0}
"""

RETURN = r"""
changes:
  description: For each node that was changed, a text that says how.
  returned: always
  type: list
running:
  description: Texts about nodes that differ, but run.
  returned: always
  type: list
"""

import glob
import os
import struct
import xml.etree.ElementTree as xml

from ansible.module_utils.basic import AnsibleModule

GIB = 1024**3


class Failure(Exception):
    """A program of the host failed."""


class Libvirt(object):
    """virsh on one connection."""

    def __init__(self, module):
        self.module = module
        self.virsh = [module.get_bin_path("virsh", True), "--quiet", "--connect", module.params["uri"]]

    def run(self, *words, **more):
        code, out, error = self.module.run_command(self.virsh + list(words), data=more.get("data"), environ_update={"LC_ALL": "C"})
        if code != 0 and not more.get("may_fail"):
            raise Failure("virsh %s failed: %s" % (" ".join(words), error.strip()))
        return out

    def names(self, *options):
        return set(line.strip() for line in self.run("list", "--name", *options).splitlines() if line.strip())

    def definition(self, name):
        return xml.fromstring(self.run("dumpxml", "--inactive", name).encode("utf-8"))


def files_of(folder, name):
    """What belongs to a node: disks, UEFI variables and the console."""
    return sorted(glob.glob("%s/%s-disk[0-9]*.qcow2*" % (folder, name))) + [
        path for path in (nvram_of(folder, name), console_of(folder, name)) if os.path.lexists(path)
    ]


def disk_of(folder, name, number):
    return "%s/%s-disk%d.qcow2" % (folder, name, number)


def nvram_of(folder, name):
    return "%s/%s-nvram.fd" % (folder, name)


def console_of(folder, name):
    return "%s/%s-console.log" % (folder, name)


def virtual_size(path):
    """The size in bytes from the header of a qcow2 file; None if it cannot be read. qemu-img refuses the disk of a running machine."""
    try:
        with open(path, "rb") as file:
            head = file.read(32)
    except (IOError, OSError):
        return None
    return struct.unpack(">Q", head[24:32])[0] if head[:4] == b"QFI\xfb" and len(head) == 32 else None


def owned(node, folder, kind):
    """The fields of a definition that are the lab's own."""
    return {
        "uuid": node["uuid"],
        "kind": kind,
        "memory": "%s MiB" % node["memory"],
        "CPUs": "%s" % node["cpus"],
        "firmware": node["firmware"],
        "NICs": ["%s on %s" % (nic["mac"].lower(), nic["bridge"]) for nic in node["nics"]],
        "disks": [disk_of(folder, node["name"], number) for number in range(len(node["disks"]))],
    }


def found(definition):
    """The same of a definition in libvirt."""
    memory = definition.find("memory")
    unit = {"b": 1, "bytes": 1, "KiB": 1024, "k": 1024, "MiB": 1024**2, "M": 1024**2, "GiB": GIB, "G": GIB}[memory.get("unit", "KiB")]
    return {
        "uuid": definition.findtext("uuid"),
        "kind": definition.get("type"),
        "memory": "%d MiB" % (int(memory.text) * unit // 1024**2),
        "CPUs": definition.findtext("vcpu"),
        "firmware": "bios" if definition.find("os/loader") is None else "uefi",
        "NICs": [
            "%s on %s" % (nic.find("mac").get("address").lower(), nic.find("source").get("bridge"))
            for nic in definition.findall("devices/interface")
            if nic.find("source") is not None
        ],
        "disks": [
            disk.find("source").get("file")
            for disk in definition.findall("devices/disk")
            if disk.get("device", "disk") == "disk" and disk.find("source") is not None
        ],
    }


def definition_of(node, params):
    """The XML of a node."""
    domain = xml.Element("domain", type=params["kind"])

    def add(parent, tag, text=None, **attributes):
        child = xml.SubElement(parent, tag, **attributes)
        child.text = text
        return child

    uefi = node["firmware"] == "uefi"
    for tag, text in (("name", node["name"]), ("uuid", node["uuid"]), ("description", params["description"])):
        add(domain, tag, text)
    add(domain, "memory", "%s" % node["memory"], unit="MiB")
    add(domain, "vcpu", "%s" % node["cpus"])
    system = add(domain, "os")
    add(system, "type", "hvm", arch="x86_64", machine="q35" if uefi else "pc")
    if uefi:
        add(system, "loader", params["uefi"]["code"], readonly="yes", type="pflash")
        add(system, "nvram", nvram_of(params["folder"], node["name"]), template=params["uefi"]["variables"])
    # VirtualBMC sets the boot device here, and removes boot orders of devices.
    add(system, "boot", dev="network")
    add(system, "boot", dev="hd")
    add(system, "bootmenu", enable="no")
    if not uefi:
        # Without a timeout, SeaBIOS stops for good after one failed PXE boot.
        add(system, "bios", useserial="yes", rebootTimeout="10000")
    features = add(domain, "features")
    for tag in ("acpi", "apic"):
        add(features, tag)
    if uefi:
        add(features, "smm", state="on")
    if params["kind"] == "kvm":
        add(domain, "cpu", mode="host-passthrough")
    elif params["emulated_cpu"]:
        add(add(domain, "cpu", mode="custom", match="exact"), "model", params["emulated_cpu"])
    add(domain, "clock", offset="utc")
    for tag, text in (("on_poweroff", "destroy"), ("on_reboot", "restart"), ("on_crash", "restart")):
        add(domain, tag, text)
    devices(node, params, add(domain, "devices"), add)
    return xml.tostring(domain).decode("ascii")


def devices(node, params, parent, add):
    name, folder = node["name"], params["folder"]
    if params["emulator"]:
        add(parent, "emulator", params["emulator"])
    for number in range(len(node["disks"])):
        disk = add(parent, "disk", type="file", device="disk")
        add(disk, "driver", name="qemu", type="qcow2", cache="unsafe")
        add(disk, "source", file=disk_of(folder, name, number))
        add(disk, "target", dev="vd" + chr(ord("a") + number), bus="virtio")
        # A virtio disk has no other identity by which a root device can be chosen.
        add(disk, "serial", "%s-disk%d" % (name[:14], number))
    for number, nic in enumerate(node["nics"]):
        interface = add(parent, "interface", type="bridge")
        add(interface, "mac", address=nic["mac"])
        add(interface, "source", bridge=nic["bridge"])
        add(interface, "model", type="virtio")
        if number > 0:
            add(interface, "rom", bar="off")  # only the first boots by PXE
    serial = add(parent, "serial", type="pty")
    if params["console_log"]:
        add(serial, "log", file=console_of(folder, name), append="on")
    add(serial, "target", port="0")
    random = add(parent, "rng", model="virtio")
    add(random, "backend", "/dev/urandom", model="random")
    add(parent, "memballoon", model="none")


class Nodes(object):
    """Compares the nodes with what libvirt has, and changes what differs."""

    def __init__(self, module):
        self.module = module
        self.params = module.params
        self.libvirt = Libvirt(module)
        self.known = self.libvirt.names("--all")
        self.active = self.libvirt.names()
        self.autostarted = self.libvirt.names("--all", "--autostart")
        self.changes, self.running = [], []

    def ensure(self, node):
        name, wanted = node["name"], owned(node, self.params["folder"], self.params["kind"])
        there = found(self.libvirt.definition(name)) if name in self.known else {}
        if there and there["uuid"] != node["uuid"]:
            raise Failure("a virtual machine %s with UUID %s is not of this lab" % (name, there["uuid"]))
        differences = ["%s: %s instead of %s" % (key, there[key], wanted[key]) for key in sorted(wanted) if there and there[key] != wanted[key]]
        wrong_disks = self.wrong_disks(node)
        if name in self.autostarted:
            self.change("%s does not start at boot any more" % name, lambda: self.libvirt.run("autostart", "--disable", name))
        if name in self.active and (differences or wrong_disks):
            self.running.append("%s runs and was not changed (%s)" % (name, "; ".join(differences + [text for text, _action in wrong_disks])))
            return
        for text, action in wrong_disks:
            self.change(text, action)
        if not there or differences:
            text = "%s is defined again (%s)" % (name, "; ".join(differences)) if there else "%s is defined" % name
            self.change(text, lambda: self.libvirt.run("define", "/dev/stdin", data=definition_of(node, self.params)))

    def wrong_disks(self, node):
        """What is to do for the disks: texts, each with its action. A disk never shrinks, because that would destroy it."""
        to_do = []
        for number, gib in enumerate(node["disks"]):
            path = disk_of(self.params["folder"], node["name"], number)
            size = virtual_size(path)
            if not os.path.lexists(path):
                to_do.append(("%s is created" % path, lambda path=path, gib=gib: self.create_disk(path, gib)))
            elif size is not None and size < gib * GIB:
                to_do.append(("%s grows to %d GiB" % (path, gib), lambda path=path, gib=gib: self.qemu_img("resize", path, gib)))
        return to_do

    def create_disk(self, path, gib):
        """An interrupted run leaves no half disk under its name."""
        part = path + ".part"
        self.qemu_img("create", part, gib)
        os.rename(part, path)

    def qemu_img(self, verb, path, gib):
        words = [verb, "-q", "-f", "qcow2", path, "%dG" % gib]
        code, _out, error = self.module.run_command([self.module.get_bin_path("qemu-img", True)] + words)
        if code != 0:
            raise Failure("qemu-img %s failed: %s" % (" ".join(words), error.strip()))

    def remove(self, node):
        name = node["name"]
        if name in self.known and self.libvirt.definition(name).findtext("uuid") == node["uuid"]:
            self.change("%s is removed" % name, lambda: self.undefine(name))
        elif name in self.known:
            return
        for path in files_of(self.params["folder"], name):
            self.change("%s is removed" % path, lambda path=path: os.unlink(path))

    def undefine(self, name):
        if name in self.active:
            self.libvirt.run("destroy", name, may_fail=True)
        options = ["--managed-save", "--snapshots-metadata"]
        self.libvirt.run("undefine", name, *(options + ["--nvram"]), may_fail=True)
        if name in self.libvirt.names("--all"):
            self.libvirt.run("undefine", name, *options)  # of a version that refuses --nvram without UEFI

    def change(self, text, action):
        if not self.module.check_mode:
            action()
        self.changes.append(text)


def main():
    module = AnsibleModule(
        argument_spec={
            "uri": {"type": "str", "required": True},
            "folder": {"type": "str", "required": True},
            "state": {"type": "str", "choices": ["present", "absent"], "default": "present"},
            "kind": {"type": "str", "choices": ["kvm", "qemu"], "default": "qemu"},
            "emulated_cpu": {"type": "str", "default": ""},
            "emulator": {"type": "str", "default": ""},
            "console_log": {"type": "bool", "default": True},
            "uefi": {"type": "dict", "default": {}},
            "description": {"type": "str", "default": ""},
            "nodes": {"type": "list", "elements": "dict", "required": True},
        },
        supports_check_mode=True,
    )
    os.umask(0o077)
    nodes = Nodes(module)
    try:
        for node in module.params["nodes"]:
            if module.params["state"] == "absent":
                nodes.remove(node)
            else:
                nodes.ensure(node)
    except (Failure, IOError, OSError) as problem:
        module.fail_json(msg="%s: %s" % (node["name"], problem), changes=nodes.changes)
    text = "".join(line + "\n" for line in nodes.changes)
    module.exit_json(changed=bool(nodes.changes), changes=nodes.changes, running=nodes.running, diff={"before": "", "after": text})


if __name__ == "__main__":
    main()
