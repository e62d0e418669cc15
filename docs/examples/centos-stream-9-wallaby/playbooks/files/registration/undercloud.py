# Copied by tripleo-lab from templates/playbooks/files/registration/undercloud.py, the same in every lab. Do not edit the copy.
"""The files of nodes-register, and the client of the undercloud."""

import json
import os
import subprocess

HOME = os.environ["HOME"]
FOLDER = HOME + "/tripleo-lab"
NODES = HOME + "/nodes.json"
LOG = HOME + "/nodes_register.log"
PART = FOLDER + "/nodes-import.json"  # the nodes to import, with passwords; only while it is needed
REGISTERED = FOLDER + "/nodes.registered"  # by name, the sum of the settings that were imported
RUNNING = FOLDER + "/nodes.running"  # the step that runs or ran
RESULT = FOLDER + "/nodes.result"  # why the step failed
SHOWN = FOLDER + "/nodes.shown"  # what follow printed last
LABELS = {"provisioning_state": "provision_state"}
ANSWER_SECONDS = 300  # a question takes the real client a minute and a half in an emulated machine


class Failure(Exception):
    """An error for the user."""


def read(path, otherwise):
    """What a file of this program has; the alternative if it is missing or damaged."""
    try:
        with open(path) as file:
            return json.load(file)
    except (IOError, ValueError):
        return otherwise


def configured():
    """The nodes of the nodes file. Without it, all nodes would seem to be removed."""
    found = read(NODES, None)
    if not isinstance(found, dict):
        raise Failure("%s is missing or damaged. Run the stage again, which writes it." % NODES)
    return found["nodes"]


def write(path, value):
    """As a whole, and private. It survives a loss of power."""
    part = path + ".part"
    if os.path.exists(part):
        os.remove(part)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(value, file, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    os.rename(part, path)


def in_shell(argv):
    """The command with the credentials of the undercloud."""
    return ["bash", "-c", '. ~/stackrc && exec "$@"', "openstack"] + argv


def limited(argv):
    """The same, if it must answer soon."""
    return in_shell(["timeout", "--kill-after=10", str(ANSWER_SECONDS)] + argv)


def ask(*words):
    process = subprocess.Popen(limited(["openstack"] + list(words) + ["-f", "json"]), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.communicate()
    if process.returncode == 124:
        raise Failure("openstack %s: no answer in %d seconds" % (" ".join(words[:3]), ANSWER_SECONDS))
    if process.returncode != 0:
        lines = err.decode("ascii", "replace").encode("ascii", "replace").decode("ascii").strip().splitlines() or ["no message"]
        raise Failure("openstack %s: %s" % (" ".join(words[:3]), lines[-1]))
    found = json.loads(out.decode("utf-8") or "[]")
    return [dict((name(key), row[key]) for key in row) for row in found]


def name(label):
    """A field's name, from a column's title."""
    plain = label.lower().replace(" ", "_")
    return LABELS.get(plain, plain)
