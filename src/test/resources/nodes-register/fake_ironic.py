"""fake_ironic.py ADDRESS FILE: Ironic on port 6385 and its inspector on port 5050 of ADDRESS, as far as the tests need them.

Each request that asks for a node moves it on: a state that passes by itself lasts for two of them. FILE gets a line for each
request that changes something. POST /fake/NODE sets fields of a node, for faults:

  bmc         dead: its manage fails
  inspection  fails: its inspection fails; hangs: it never ends
  locked      the number of requests that it refuses from now on
"""

import http.server
import json
import sys
import threading
import urllib.parse
import uuid

NODES, PORTS, INSPECTIONS = {}, [], {}
FAULTS = {}
LOCK = threading.Lock()
PASSING = {
    "manage": ("verifying", "manageable"),
    "provide": ("cleaning", "available"),
    "inspect": ("inspecting", "manageable"),
    "deleted": ("deleting", "available"),
    "abort": ("inspecting", "inspect failed"),
}
ALLOWED = {
    "manage": ("enroll", "available", "inspect failed", "clean failed"),
    "provide": ("manageable",),
    "inspect": ("manageable",),
    "deleted": ("active", "deploy failed", "error"),
    "abort": ("inspect wait",),
}


class Refused(Exception):
    def __init__(self, status, text):
        super().__init__(text)
        self.status = status


def find(name):
    for node in NODES.values():
        if name in (node["uuid"], node["name"]):
            return node
    raise Refused(404, f"Node {name} could not be found.")


def move(node):
    """A step on the way to the node's target."""
    if node["steps"] is None:
        return
    node["steps"] -= 1
    verb, faults = node["verb"], FAULTS.get(node["name"], {})
    if verb == "inspect" and faults.get("inspection") == "hangs":
        node["provision_state"] = "inspect wait"
        node["steps"] = 1
    elif node["steps"] <= 0:
        arrive(node, verb, faults)


def arrive(node, verb, faults):
    node["steps"] = node["target_provision_state"] = node["last_error"] = None
    node["provision_state"] = PASSING[verb][1]
    if verb == "manage":
        dead = faults.get("bmc") == "dead"
        node["provision_state"] = "enroll" if dead else "manageable"
        node["power_state"] = None if dead else "power off"
        node["last_error"] = "Failed to get power state for node" if dead else None
    elif verb == "inspect":
        failed = faults.get("inspection") == "fails"
        node["provision_state"] = "inspect failed" if failed else "manageable"
        node["target_provision_state"] = "manageable" if failed else None
        node["last_error"] = "Introspection timeout" if failed else None
        INSPECTIONS[node["uuid"]] = {"uuid": node["uuid"], "started_at": "2026-01-01T00:00:00", "finished_at": "2026-01-01T00:01:00"}
        INSPECTIONS[node["uuid"]].update(error="Introspection timeout" if failed else None, finished=True, state="finished", links=[])


def view(node):
    shown = {key: value for key, value in node.items() if key not in ("steps", "verb")}
    shown["driver_info"] = {key: "******" if "password" in key else value for key, value in node["driver_info"].items()}
    return shown


def create(body):
    if any(it["name"] == body.get("name") for it in NODES.values()):
        raise Refused(409, f"A node with name {body['name']} already exists.")
    made = {"uuid": str(uuid.uuid4()), "name": None, "instance_uuid": None, "power_state": None, "provision_state": "enroll"}
    made.update(maintenance=False, maintenance_reason=None, fault=None, last_error=None, target_provision_state=None, steps=None)
    made.update(body, verb="", links=[], ports=[])
    NODES[made["uuid"]] = made
    return made


def patch(node, changes):
    for change in changes:
        *parents, last = change["path"].strip("/").split("/")
        target = node
        for parent in parents:
            target = target[parent]
        target[last] = change["value"]
    return node


DELETABLE = ["manageable", "enroll", "adopt failed", "available"]


def provision(node, verb):
    if node["provision_state"] not in ALLOWED[verb]:
        raise Refused(400, f"The requested action \"{verb}\" can not be performed on node \"{node['uuid']}\" while it is in state \"{node['provision_state']}\".")
    if node["maintenance"] and verb != "manage":
        raise Refused(400, f"The {verb} operation can't be performed on node {node['uuid']} because it's in maintenance mode.")
    node["verb"], node["steps"] = verb, 2
    node["provision_state"], node["target_provision_state"] = PASSING[verb]


def answer(method, parts, query, body):
    fields = query["fields"].split(",") if query.get("fields") else None

    def narrow(it):
        return {key: it.get(key) for key in fields} if fields else it

    if parts[0] == "fake":
        node = find(parts[1])
        faults = ("bmc", "inspection", "locked")
        FAULTS.setdefault(node["name"], {}).update({key: body[key] for key in faults if key in body})
        node.update({key: body[key] for key in body if key not in faults})
        return 200, view(node)
    parts = parts[1:]
    if parts == ["drivers"]:
        return 200, {"drivers": [{"name": "ipmi", "hosts": ["tripleo.localdomain"]}]}
    if parts == ["introspection"]:
        return 200, {"introspection": list(INSPECTIONS.values())}
    if parts[:1] == ["introspection"]:
        return 200, {"inventory": {"memory": 1}} if parts[2:] == ["data"] else INSPECTIONS[find(parts[1])["uuid"]]
    if parts == ["ports"]:
        if method == "POST":
            if any(it["address"] == body["address"] for it in PORTS):
                raise Refused(409, f"A port with MAC address {body['address']} already exists.")
            PORTS.append({"uuid": str(uuid.uuid4()), **body})
            return 201, PORTS[-1]
        return 200, {"ports": [narrow(it) for it in PORTS]}
    if parts == ["nodes"]:
        if method == "POST":
            return 201, view(create(body))
        for node in NODES.values():
            move(node)
        chosen = [it for it in NODES.values() if query.get("provision_state") in (None, it["provision_state"])]
        return 200, {"nodes": [narrow(view(it)) for it in chosen]}
    return of_node(method, find(urllib.parse.unquote(parts[1])), parts[2:], narrow, body)


def of_node(method, node, parts, narrow, body):
    faults = FAULTS.get(node["name"], {})
    if method != "GET" and faults.get("locked"):
        faults["locked"] -= 1
        raise Refused(409, f"Node {node['uuid']} is locked by host tripleo, please retry after the current operation is completed.")
    if not parts and method == "GET":
        move(node)
        return 200, narrow(view(node))
    if not parts and method == "PATCH":
        return 200, view(patch(node, body))
    if not parts and method == "DELETE":
        if node["provision_state"] not in DELETABLE and not node["maintenance"]:
            raise Refused(409, f"Can not delete node \"{node['uuid']}\" while it is in provision state \"{node['provision_state']}\".")
        del NODES[node["uuid"]]
        PORTS[:] = [it for it in PORTS if it["node_uuid"] != node["uuid"]]
    elif parts == ["states", "provision"]:
        provision(node, body["target"])
        return 202, None
    elif parts == ["states", "power"]:
        node["power_state"] = {"power on": "power on", "rebooting": "power on"}.get(body["target"], "power off")
        return 202, None
    elif parts == ["maintenance"]:
        node.update(maintenance=method == "PUT", maintenance_reason=(body or {}).get("reason"), fault=None)
    elif parts == ["validate"]:
        return 200, {"power": {"result": True}, "boot": {"result": False, "reason": "no image"}}
    elif parts == ["management", "boot_device"]:
        if method == "GET":
            return 200, {"boot_device": node.get("boot_device"), "persistent": True}
        node["boot_device"] = body["boot_device"]
    elif parts == ["management", "boot_device", "supported"]:
        return 200, {"supported_boot_devices": ["pxe", "disk"]}
    else:
        raise Refused(404, "Not Found")
    return 204, None


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def handle_any(self):
        address = urllib.parse.urlsplit(self.path)
        size = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(size)) if size else None
        parts = address.path.strip("/").split("/")
        with LOCK:
            if self.command != "GET" and parts[0] != "fake":
                with open(sys.argv[2], "a", encoding="utf-8") as log:
                    log.write(f"{self.command} {address.path} {json.dumps(body)}\n")
            try:
                status, found = answer(self.command, parts, dict(urllib.parse.parse_qsl(address.query)), body)
            except Refused as refused:
                status, found = refused.status, {"error_message": json.dumps({"faultstring": str(refused)})}
        data = json.dumps(found).encode() if found is not None else b""
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any


servers = [http.server.ThreadingHTTPServer((sys.argv[1], port), Handler) for port in (6385, 5050)]
threading.Thread(target=servers[1].serve_forever, daemon=True).start()
print("ready", flush=True)
servers[0].serve_forever()
