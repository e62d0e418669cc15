# Copied by tripleo-lab from templates/playbooks/files/registration/node.py, the same in every lab. Do not edit the copy.
"""The states of Ironic and of the inspector decide which step a node needs."""

import hashlib
import json

from undercloud import REGISTERED, ask, configured, read

FIELDS = ["uuid", "name", "provision_state", "power_state", "maintenance", "maintenance_reason", "fault", "last_error", "driver_info"]
BUSY = ["verifying", "inspecting", "inspect wait", "cleaning", "clean wait", "deleting", "adopting"]
# Ironic sets these itself when a BMC does not answer or a step fails. An operator's maintenance has no fault.
FAULTS = ["power failure", "clean failure"]
# The ramdisk has to report. After a loss of power it never does; Ironic gives up after half an hour.
WAITING = ["inspect wait", "clean wait"]
FAILED = ["inspect failed", "clean failed"]
STUCK = ["enroll"] + FAILED
FREE = BUSY + STUCK + ["manageable", "available"]
BROKEN = ["deploy failed", "error", "adopt failed", "rescue failed", "unrescue failed"]


class Node(object):
    """A node of the nodes file, and what Ironic says of it: nothing if it is not registered."""

    def __init__(self, settings, ironic, introspection, registered):
        self.name = settings["name"]
        self.settings = settings
        self.sum = hashlib.sha256(json.dumps(settings, sort_keys=True).encode("utf-8")).hexdigest()
        self.ironic = ironic
        self.uuid = (ironic or {}).get("uuid")
        self.state = (ironic or {}).get("provision_state") or "enroll"
        self.introspection = introspection
        self.registered = registered

    def changed(self):
        driver = self.ironic.get("driver_info") or {}
        wanted = [self.settings["pm_addr"], self.settings["pm_port"], self.settings["pm_user"]]
        found = [driver.get("ipmi_address"), driver.get("ipmi_port", 623), driver.get("ipmi_username")]
        return ["%s" % it for it in wanted] != ["%s" % it for it in found] or self.registered != self.sum

    def in_use(self):
        return self.ironic is not None and self.state not in FREE + BROKEN

    def busy(self):
        unfinished = self.introspection and not self.introspection.get("finished_at") and not self.introspection.get("error")
        return self.ironic is not None and (self.state in BUSY or (self.state == "manageable" and bool(unfinished)))

    def faulty(self):
        return self.ironic.get("maintenance") and self.ironic.get("fault") in FAULTS

    def step(self, introspect):
        """The step that it needs next; None if it needs none, or none is safe."""
        if self.ironic is None:
            return "register"
        if self.in_use() or self.state in BROKEN:
            return None
        if self.busy() or self.changed() or self.faulty():
            return "register"
        if self.ironic.get("maintenance"):
            return None
        if self.state in STUCK:
            return "register"
        if self.state == "manageable":
            return "introspect" if introspect and not self.introspected() else "provide"
        return None

    def introspected(self):
        it = self.introspection
        return bool(it and it.get("finished_at") and not it.get("error"))

    def ready(self):
        if self.ironic is None or self.in_use():
            return self.in_use()
        return self.state == "available" and not self.ironic.get("maintenance") and not self.changed()

    def why(self):
        """What the user needs to know of a node that is not ready."""
        if self.ironic is None:
            return "is not registered"
        parts = ["provision state " + self.state]
        if self.changed():
            parts.append("its settings were not imported")
        if self.ironic.get("maintenance"):
            parts.append("in maintenance: %s" % (one_line(self.ironic.get("maintenance_reason")) or "no reason given"))
        # Ironic may give an error as the reason of the maintenance.
        error = one_line(self.ironic.get("last_error"))
        if error and error not in " ".join(parts):
            parts.append("last error: " + error)
        if self.introspection and self.introspection.get("error"):
            parts.append("introspection: " + one_line(self.introspection["error"]))
        return "; ".join(parts)

    def remedy(self):
        if self.ironic is None:
            return ""
        if self.ironic.get("maintenance") and self.ironic.get("fault") not in FAULTS:
            return "openstack baremetal node maintenance unset " + self.name
        if self.state in BROKEN:
            return "openstack baremetal node undeploy " + self.name
        if self.state in WAITING:
            return "openstack baremetal node abort " + self.name
        return ""


def one_line(text):
    return " ".join((text or "").split()).rstrip(".")


def in_ironic():
    """All nodes of Ironic, by name."""
    return dict((it["name"], it) for it in ask("baremetal", "node", "list", "--limit", "0", "--fields", *FIELDS))


def nodes(introspect):
    """The nodes of the nodes file, in its order."""
    found = in_ironic()
    ours = configured()
    introspections = {}
    # The inspector knows only nodes that are registered.
    if introspect and any(it["name"] in found for it in ours):
        introspections = dict((it["uuid"], it) for it in ask("baremetal", "introspection", "list"))
    registered = read(REGISTERED, {})
    return [Node(it, found.get(it["name"]), introspections.get(found.get(it["name"], {}).get("uuid")), registered.get(it["name"])) for it in ours]


def removed():
    return sorted(set(read(REGISTERED, {})) - set(it["name"] for it in configured()))
