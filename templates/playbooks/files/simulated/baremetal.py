# Copied by tripleo-lab from templates/playbooks/files/simulated/baremetal.py, the same in every lab. Do not edit the copy.
"""The commands `openstack baremetal ...` for the real Ironic and Ironic Inspector of the sandbox's undercloud."""

import json
import time

from client import MANY, POLL_SECONDS, Failure, Usage, every, fields_query, http, inspector, label, number, output, parse, quoted, run, show

HELP = """usage: openstack baremetal COMMAND

This is a stand-in by tripleo-lab for the OpenStack client. It speaks to the real Ironic and Ironic Inspector. Commands:

  node list [--fields FIELD ...] [--limit N] [--provision-state STATE] [--maintenance | --no-maintenance]
  node show NODE [--fields FIELD ...]
  node power on NODE ... | power off [--soft] NODE ... | reboot [--soft] NODE ...     [--power-timeout SECONDS]
  node manage | provide | inspect | undeploy [--wait [SECONDS]] NODE
  node abort NODE
  node delete NODE ...
  node maintenance set [--reason TEXT] NODE | unset NODE
  node validate NODE
  node boot device set [--persistent] NODE DEVICE | show [--supported] NODE
  port list [--node NODE] [--address MAC] [--fields FIELD ...] [--limit N]
  driver list
  introspection list | status NODE | data save [--file FILE] NODE
  introspection start [--wait] NODE ...      asks Ironic, which asks the inspector

Commands that print tables: [-f table|json|value] [-c COLUMN ...]
"""

FIELDS_OF_NODE = ["uuid", "name", "instance_uuid", "power_state", "provision_state", "maintenance"]
HIDDEN = ("links", "ports", "portgroups", "states", "volume")
# The state in which a verb ends; nobody waits for an abort.
STATES = {"manage": "manageable", "provide": "available", "inspect": "manageable", "undeploy": "available", "abort": None}


def lister(arguments, path, key, fields, **allowed):
    form, columns, rest = output(arguments)
    options, _ = parse(rest, lists=("--fields",), values=("--limit", *allowed), flags=("--maintenance", "--no-maintenance") if key == "nodes" else ())
    fields = options.get("fields", fields)
    limit = number(options, "limit", 0)
    query = [fields_query(fields)] + ([f"limit={limit}"] if limit else [])
    query += [f"{name}={quoted(options[option.lstrip('-')])}" for option, name in allowed.items() if option.lstrip("-") in options]
    query += ["maintenance=True"] if "maintenance" in options else ["maintenance=False"] if "no-maintenance" in options else []
    rows = [[it.get(field) for field in fields] for it in every(f"{path}?{'&'.join(query)}", key, limit)]
    show(form, columns, [label(it) for it in fields], rows)


def node_path(node, rest=""):
    return f"/v1/nodes/{quoted(node)}{rest}"


def node_list(arguments):
    lister(arguments, "/v1/nodes", "nodes", FIELDS_OF_NODE, **{"--provision-state": "provision_state"})


def port_list(arguments):
    lister(arguments, "/v1/ports", "ports", ["uuid", "address"], **{"--node": "node", "--address": "address"})


def driver_list(arguments):
    form, columns, rest = output(arguments)
    parse(rest)
    rows = sorted([it["name"], ", ".join(it["hosts"])] for it in http("GET", "/v1/drivers")["drivers"])
    show(form, columns, ["Supported driver(s)", label("hosts")], rows)


def single(arguments, ask, **options):
    form, columns, rest = output(arguments)
    found, (node,) = parse(rest, operands=(1, 1), **options)
    item = ask(node, found)
    show(form, columns, ["Field", "Value"], sorted([key, item[key]] for key in item), single=True)


def node_show(arguments):
    def ask(node, options):
        fields = options.get("fields")
        item = http("GET", node_path(node, "?" + fields_query(fields) if fields else ""))
        return {key: item[key] for key in item if key not in HIDDEN}

    single(arguments, ask, lists=("--fields",))


def power(target, soft, arguments):
    options, nodes = parse(arguments, flags=("--soft",) if soft else (), values=("--power-timeout",), operands=(1, MANY))
    body = {"target": soft if "soft" in options else target}
    if "power-timeout" in options:
        body["timeout"] = number(options, "power-timeout", 0)
    for node in nodes:
        http("PUT", node_path(node, "/states/power"), body)


def provision(verb, arguments):
    # --wait may have a number, which is not a node.
    words, limit = list(arguments), None
    if "--wait" in words:
        at = words.index("--wait")
        following = words[at + 1] if at + 1 < len(words) else ""
        limit = int(following) if following.isdigit() else 0
        del words[at : at + (2 if following.isdigit() else 1)]
    _, (node,) = parse(words, operands=(1, 1))
    if limit is not None and not STATES[verb]:
        raise Usage(f"{verb} has no option --wait")
    set_state(node, verb)
    if limit is not None:
        wait_for(node, STATES[verb], limit)


def set_state(node, verb):
    http("PUT", node_path(node, "/states/provision"), {"target": "deleted" if verb == "undeploy" else verb})


def wait_for(node, state, limit):
    """Waits until the node has the state, at most `limit` seconds if that is positive."""
    end = time.time() + limit
    while True:
        time.sleep(POLL_SECONDS)
        item = http("GET", node_path(node, "?fields=provision_state,target_provision_state,last_error"))
        now = item["provision_state"]
        if now == state:
            return
        # A failed state keeps its target; other states without one do not pass by themselves.
        if now == "error" or now.endswith(" failed") or not item["target_provision_state"]:
            raise Failure(f"Node {node} failed to reach state {state}. It's in state {now}, and has error: {item['last_error']}")
        if limit > 0 and time.time() > end:
            raise Failure(f"Node {node} failed to reach state {state} in {limit} seconds. It's in state {now}")


def delete(arguments):
    _, nodes = parse(arguments, operands=(1, MANY))
    for node in nodes:
        http("DELETE", node_path(node))
        print(f"Deleted node {node}")


def maintenance_set(arguments):
    options, (node,) = parse(arguments, values=("--reason",), operands=(1, 1))
    http("PUT", node_path(node, "/maintenance"), {"reason": options.get("reason")})


def maintenance_unset(arguments):
    _, (node,) = parse(arguments, operands=(1, 1))
    http("DELETE", node_path(node, "/maintenance"))


def validate(arguments):
    form, columns, rest = output(arguments)
    _, (node,) = parse(rest, operands=(1, 1))
    found = http("GET", node_path(node, "/validate"))
    show(form, columns, ["Interface", "Result", "Reason"], [[it, found[it]["result"], found[it].get("reason", "")] for it in sorted(found)])


def boot_device_set(arguments):
    options, (node, device) = parse(arguments, flags=("--persistent",), operands=(2, 2))
    http("PUT", node_path(node, "/management/boot_device"), {"boot_device": device, "persistent": "persistent" in options})


def boot_device_show(arguments):
    def ask(node, options):
        item = http("GET", node_path(node, "/management/boot_device" + ("/supported" if "supported" in options else "")))
        return {key: ", ".join(item[key]) if isinstance(item[key], list) else item[key] for key in item}

    single(arguments, ask, flags=("--supported",))


def introspection_list(arguments):
    form, columns, rest = output(arguments)
    parse(rest)
    fields = ["uuid", "started_at", "finished_at", "error"]
    rows = [[it.get(field) for field in fields] for it in inspector("/v1/introspection")["introspection"]]
    show(form, columns, [label(it) for it in fields], rows)


def introspection_status(arguments):
    def ask(node, _):
        item = inspector(f"/v1/introspection/{quoted(node)}")
        return {key: item[key] for key in item if key != "links"}

    single(arguments, ask)


def data_save(arguments):
    options, (node,) = parse(arguments, values=("--file",), operands=(1, 1))
    text = json.dumps(inspector(f"/v1/introspection/{quoted(node)}/data"))
    if "file" in options:
        with open(options["file"], "w", encoding="utf-8") as file:
            file.write(text)
    else:
        print(text, end="")


def introspection_start(arguments):
    form, columns, rest = output(arguments)
    options, nodes = parse(rest, flags=("--wait",), operands=(1, MANY))
    for node in nodes:
        set_state(node, "inspect")
    rows = []
    for node in nodes if "wait" in options else ():
        wait_for(node, "manageable", 0)
        rows.append([node, None])
    show(form, columns, ["UUID", "Error"], rows)


COMMANDS = {
    "node list": node_list,
    "node show": node_show,
    "node power on": lambda it: power("power on", "", it),
    "node power off": lambda it: power("power off", "soft power off", it),
    "node reboot": lambda it: power("rebooting", "soft rebooting", it),
    **{f"node {verb}": lambda it, verb=verb: provision(verb, it) for verb in STATES},
    "node delete": delete,
    "node maintenance set": maintenance_set,
    "node maintenance unset": maintenance_unset,
    "node validate": validate,
    "node boot device set": boot_device_set,
    "node boot device show": boot_device_show,
    "port list": port_list,
    "driver list": driver_list,
    "introspection list": introspection_list,
    "introspection status": introspection_status,
    "introspection data save": data_save,
    "introspection start": introspection_start,
}


def main(arguments):
    """The arguments of openstack, which begin with `baremetal`."""
    return run(COMMANDS, arguments[1:], "baremetal", HELP)
