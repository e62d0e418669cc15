# Copied by tripleo-lab from templates/playbooks/files/simulated/overcloud_node.py, the same in every lab. Do not edit the copy.
"""The commands `openstack overcloud node ...` for the real Ironic of the sandbox's undercloud.

They do what TripleO's client does, without its packages: the same checks of the nodes file, the same requests to Ironic.
"""

import json
import os
import re
import time

from baremetal import set_state
from client import MANY, POLL_SECONDS, Failure, every, http, number, parse, quoted, run

HELP = """usage: openstack overcloud node COMMAND

This is a stand-in by tripleo-lab for the TripleO client. It speaks to the real Ironic. Commands:

  import [--validate-only] [--introspect] [--provide] [--no-deploy-image] [--http-boot DIR] [--boot-mode uefi|bios]
         [--instance-boot-option local|netboot] [--concurrency N] FILE      FILE: JSON or YAML
  introspect [--provide] [--concurrency N] [--node-timeout SECONDS] [--max-retries N] [--retry-timeout SECONDS]
         NODE ... | --all-manageable
  provide NODE ... | --all-manageable
"""

HTTP_BOOT = "/var/lib/ironic/httpboot"
PROVIDE_SECONDS = 1200
MAC = re.compile("([0-9a-f]{2}:){5}[0-9a-f]{2}$", re.IGNORECASE)
DRIVER = {"pm_addr": "ipmi_address", "pm_port": "ipmi_port", "pm_user": "ipmi_username", "pm_password": "ipmi_password"}
PROPERTIES = {"cpu": "cpus", "memory": "memory_mb", "disk": "local_gb", "arch": "cpu_arch", "root_device": "root_device"}
KNOWN = {"name", "uuid", "resource_class", "kernel_id", "ramdisk_id", "platform", "conductor_group", "ports", "pm_type", "capabilities", "_comment"}
KNOWN |= {*DRIVER, *PROPERTIES}


# --- The nodes file -----------------------------------------------------------------------------------------------------


def nodes_of(path):
    if not path.endswith((".json", ".yaml")):
        raise Failure(f"Invalid file extension for {path}, must be json or yaml (csv is not supported by this stand-in)")
    try:
        with open(path, encoding="utf-8") as file:
            found = json.load(file) if path.endswith(".json") else from_yaml(file)
    except (OSError, ValueError) as error:
        raise Failure(f"{path}: {error}") from None
    found = found["nodes"] if isinstance(found, dict) and "nodes" in found else found
    if not isinstance(found, list) or not all(isinstance(it, dict) for it in found):
        raise Failure(f"{path}: a list of nodes is missing")
    return found


def from_yaml(file):
    import yaml

    try:
        return yaml.safe_load(file)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def problems(nodes):
    """What TripleO's client says of wrong nodes."""
    seen = {"MAC %s is not unique": set(), "Node identified by %s is already present": set(), 'Name "%s" is not unique': set()}
    unique_mac, unique_bmc, unique_name = seen

    def repeated(message, value):
        again = value in seen[message]
        seen[message].add(value)
        return [message % value] if again else []

    for index, node in enumerate(nodes):
        said = []
        if not str(node.get("pm_type", "")).startswith("ipmi") and node.get("pm_type") != "pxe_ipmitool":
            said.append(f"unknown pm_type {node.get('pm_type')} (this stand-in supports ipmi)")
        if not node.get("pm_addr"):
            said.append("pm_addr is missing")
        if node.get("mac"):
            said.append('The "mac" field is not longer supported. Please use the "ports" field instead.')
        for port in node.get("ports", ()):
            if not MAC.match(str(port.get("address"))):
                said.append(f"MAC address {port.get('address')} is invalid")
            said += repeated(unique_mac, port.get("address"))
        said += repeated(unique_bmc, endpoint(node.get("pm_addr"), node.get("pm_port")))
        said += repeated(unique_name, node["name"]) if node.get("name") else []
        if not isinstance(node.get("root_device", {}), dict):
            said.append(f"Invalid root device: expected dict, got {node['root_device']}")
        try:
            capabilities(node.get("capabilities"))
        except (AttributeError, ValueError):
            said.append(f"Invalid capabilities: {node['capabilities']}")
        said += [f"Unknown field {it}" for it in node if it not in KNOWN and not it.startswith("ipmi_") and not it.endswith("_interface")]
        yield from (f"node #{index}: {it}" for it in said)


def endpoint(address, port):
    return f"{address}:{port}" if port else str(address)


def capabilities(given):
    """As a dictionary."""
    return dict(given) if isinstance(given, dict) else {k: v for k, v in (it.split(":", 1) for it in (given or "").split(",") if it)}


# --- Registration -------------------------------------------------------------------------------------------------------


def driver_info(node, images):
    found = {DRIVER[key]: node[key] for key in DRIVER if key in node}
    found.update((key, node[key]) for key in node if key.startswith("ipmi_"))
    for kind in ("kernel", "ramdisk"):
        image = node.get(f"{kind}_id") or (f"file://{images}/agent.{kind}" if images else None)
        if image:
            found[f"deploy_{kind}"] = found[f"rescue_{kind}"] = image
    return found


def properties(node):
    found = {PROPERTIES[key]: node[key] for key in PROPERTIES if node.get(key) is not None}
    told = capabilities(node.get("capabilities"))
    if told:
        found["capabilities"] = ",".join(f"{key}:{told[key]}" for key in sorted(told))
    return found


def create(node, images):
    body = {"driver": "ipmi", "properties": properties(node), "driver_info": driver_info(node, images)}
    body["resource_class"] = node.get("resource_class", "baremetal")
    body.update((key, node[key]) for key in node if key in ("name", "uuid", "conductor_group") or key.endswith("_interface"))
    made = http("POST", "/v1/nodes", body)
    for port in node.get("ports", ()):
        request = {"address": port["address"], "node_uuid": made["uuid"], "physical_network": port.get("physical_network", "ctlplane")}
        if port.get("local_link_connection"):
            request["local_link_connection"] = port["local_link_connection"]
        http("POST", "/v1/ports", request)
    return made


def update(uuid, node, images):
    changes = {f"/driver_info/{key}": value for key, value in driver_info(node, images).items()}
    changes.update((f"/properties/{key}", value) for key, value in properties(node).items())
    changes.update((f"/{key}", node[key]) for key in node if key in ("name", "resource_class", "conductor_group") or key.endswith("_interface"))
    return http("PATCH", f"/v1/nodes/{uuid}", [{"op": "add", "path": path, "value": value} for path, value in sorted(changes.items())])


def register(nodes, images):
    """The nodes in Ironic. A registered one is recognised by a MAC address or by its BMC."""
    by_mac = {it["address"]: it["node_uuid"] for it in every("/v1/ports?fields=address,node_uuid", "ports")}
    by_bmc = {}
    for it in every("/v1/nodes?fields=uuid,driver_info", "nodes"):
        driver = it["driver_info"]
        by_bmc[endpoint(driver.get("ipmi_address"), driver.get("ipmi_port"))] = it["uuid"]
    registered = []
    for node in nodes:
        macs = [str(it["address"]).lower() for it in node.get("ports", ())]
        found = {by_mac[it] for it in macs if it in by_mac}
        bmc = by_bmc.get(endpoint(node["pm_addr"], node.get("pm_port")))
        found |= {bmc} if bmc else set()
        if len(found) > 1:
            raise Failure(f"Several candidates found for the same node data: {', '.join(sorted(found))}")
        made = update(found.pop(), node, images) if found else create(node, images)
        registered.append(made["uuid"])
        if made["provision_state"] == "enroll":
            set_state(made["uuid"], "manage")
            print(f"Successfully registered node UUID {made['uuid']}", flush=True)
        else:
            print(f"Node UUID {made['uuid']} is already registered", flush=True)
    return registered


def import_nodes(arguments):
    options, (path,) = parse(
        arguments,
        flags=("--validate-only", "--introspect", "--provide", "--no-deploy-image", "--run-validations"),
        values=("--http-boot", "--boot-mode", "--instance-boot-option", "--concurrency", "--verbosity"),
        operands=(1, 1),
    )
    nodes = nodes_of(path)
    wrong = list(problems(nodes))
    if wrong:
        raise Failure("\n".join(wrong))
    if "validate-only" in options:
        print("Successfully validated environment file")
        return
    images = None if "no-deploy-image" in options else options.get("http-boot", HTTP_BOOT)
    for kind in ("kernel", "ramdisk") if images else ():
        if not os.path.exists(f"{images}/agent.{kind}"):
            raise Failure(f"{images}/agent.{kind} is missing: upload the images, or use --no-deploy-image")
    for node in nodes:
        told = capabilities(node.get("capabilities"))
        for option, key in (("instance-boot-option", "boot_option"), ("boot-mode", "boot_mode")):
            if option in options:
                told.setdefault(key, options[option])
        node["capabilities"] = told
    uuids = register(nodes, images)
    if "introspect" in options or "provide" in options:
        wait({it: ["verifying", "enroll"] for it in uuids}, 300)
    if "introspect" in options:
        inspect(uuids, number(options, "concurrency", 20), 1200, 1)
    if "provide" in options:
        make_available(uuids)


# --- States -------------------------------------------------------------------------------------------------------------


def state(uuid):
    return http("GET", f"/v1/nodes/{quoted(uuid)}?fields=uuid,provision_state,last_error")


def wait(passing, limit):
    """Waits until no node has a state of its list, and returns the nodes; those that still have one, too."""
    end = time.time() + limit
    found = {}
    while len(found) < len(passing):
        time.sleep(POLL_SECONDS)
        for uuid in passing:
            item = state(uuid)
            if item["provision_state"] not in passing[uuid] or time.time() > end:
                found[uuid] = item
    return found


def inspect(uuids, concurrency, limit, retries):
    print("Waiting for introspection to finish...", flush=True)
    failed, concurrency = list(uuids), max(1, concurrency)
    for attempt in range(retries + 1):
        if attempt:
            print(f"Introspection failed, next attempt: {', '.join(failed)}", flush=True)
        now, failed = failed, []
        for first in range(0, len(now), concurrency):
            failed += inspect_together(now[first : first + concurrency], limit)
        if not failed:
            break
    if failed:
        raise Failure(f"Introspection completed with errors: {', '.join(failed)}")
    print(f"Successfully introspected nodes: {uuids}")


def inspect_together(uuids, limit):
    """The nodes whose inspection failed."""
    for uuid in uuids:
        if state(uuid)["provision_state"] == "inspect failed":
            set_state(uuid, "manage")
            wait({uuid: ["inspect failed"]}, 60)
        set_state(uuid, "inspect")
    found = wait({it: ["inspecting", "inspect wait"] for it in uuids}, limit)
    failed = []
    for uuid in uuids:
        now = found[uuid]["provision_state"]
        if now == "inspect wait":
            set_state(uuid, "abort")
        failed += [] if now == "manageable" else [uuid]
        print(f"Introspection of node {uuid}: {now} {found[uuid]['last_error'] or ''}".rstrip(), flush=True)
    return failed


def make_available(uuids):
    for uuid in uuids:
        set_state(uuid, "provide")
    found = wait({it: ["manageable", "cleaning", "clean wait"] for it in uuids}, PROVIDE_SECONDS)
    wrong = [f"{it}: {found[it]['provision_state']}, {found[it]['last_error']}" for it in uuids if found[it]["provision_state"] != "available"]
    if wrong:
        raise Failure("Failed to set nodes to available state: " + "; ".join(wrong))
    print(f"Successfully provided nodes: {uuids}")


def chosen(options, nodes):
    """The UUIDs of the nodes of a command line."""
    if bool(nodes) == ("all-manageable" in options):
        raise Failure("one of the arguments NODE and --all-manageable is required")
    if nodes:
        return [state(it)["uuid"] for it in nodes]
    return [it["uuid"] for it in every("/v1/nodes?fields=uuid&provision_state=manageable", "nodes")]


def introspect(arguments):
    options, nodes = parse(
        arguments,
        flags=("--all-manageable", "--provide", "--run-validations"),
        values=("--concurrency", "--node-timeout", "--max-retries", "--retry-timeout", "--verbosity"),
        operands=(0, MANY),
    )
    uuids = chosen(options, nodes)
    inspect(uuids, number(options, "concurrency", 20), number(options, "node-timeout", 1200), number(options, "max-retries", 1))
    if "provide" in options:
        make_available(uuids)


def provide(arguments):
    options, nodes = parse(arguments, flags=("--all-manageable",), values=("--verbosity",), operands=(0, MANY))
    make_available(chosen(options, nodes))


COMMANDS = {"import": import_nodes, "introspect": introspect, "provide": provide}


def main(arguments):
    """The arguments of openstack, which begin with `overcloud node`."""
    return run(COMMANDS, arguments[2:], "overcloud node", HELP)
