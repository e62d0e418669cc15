# Copied by tripleo-lab from templates/playbooks/files/registration/step.py, the same in every lab. Do not edit the copy.
"""A step, in its unit."""

import os
import signal
import subprocess
import time

from node import STUCK, nodes
from undercloud import LOG, PART, REGISTERED, RESULT, Failure, in_shell, read, write

POLL_SECONDS = float(os.environ.get("NODES_REGISTER_POLL", "5"))
POWER_SYNC_SECONDS = 120  # Ironic asks all BMCs once a minute


class Run(object):
    """A step, in its unit."""

    def __init__(self, limit, introspect, log):
        self.limit = limit
        self.deadline = time.time() + limit
        self.introspect = introspect
        self.log = log
        self.failures = []

    def say(self, text):
        self.log.write(("%s %s\n" % (time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), text)).encode("utf-8"))
        self.log.flush()

    def nodes(self):
        return nodes(self.introspect)

    def of(self, step):
        return [it for it in self.nodes() if it.step(self.introspect) == step]

    def call(self, argv):
        """Runs a client until the deadline. Its failure ends nothing: the states of the nodes decide."""
        self.say("$ " + " ".join(argv))
        if time.time() >= self.deadline:
            self.failures.append("no time was left for %s" % " ".join(argv[:4]))
            return False
        process = subprocess.Popen(in_shell(argv), stdout=self.log, stderr=self.log, stdin=open(os.devnull), preexec_fn=os.setsid)
        while process.poll() is None and time.time() < self.deadline:
            time.sleep(min(1, POLL_SECONDS))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            self.failures.append("%s took too long" % " ".join(argv[:4]))
        elif process.returncode != 0:
            self.failures.append("%s failed with exit code %d" % (" ".join(argv[:4]), process.returncode))
        return process.returncode == 0

    def wait(self, also=lambda node: False):
        """Until no node is in a state that passes by itself."""
        said = ""
        while time.time() < self.deadline:
            try:
                if not any(it.busy() or (it.ironic and also(it)) for it in self.nodes()):
                    return
            except Failure as failure:
                # Ironic may restart meanwhile.
                if str(failure) != said:
                    said = str(failure)
                    self.say(said)
            time.sleep(POLL_SECONDS)
        self.failures.append("the nodes were not ready after %d seconds" % self.limit)

    def register(self, command):
        self.wait()
        repaired = self.repair()
        part = [it for it in self.of("register") if not it.busy() and (it.ironic is None or it.changed())]
        if part:
            write(PART, {"nodes": [it.settings for it in part]})
            try:
                if self.call(command + [PART]):
                    known = read(REGISTERED, {})
                    known.update((it.name, it.sum) for it in part)
                    write(REGISTERED, known)
            finally:
                os.remove(PART)
        until = time.time() + POWER_SYNC_SECONDS
        self.wait(lambda it: it.name in repaired and unknown_power(it) and time.time() < until)

    def repair(self):
        """Names of the nodes whose maintenance by a fault was ended."""
        repaired = []
        for node in self.of("register"):
            if node.ironic is None or node.busy():
                continue
            if node.faulty():
                self.call(["openstack", "baremetal", "node", "maintenance", "unset", node.uuid])
                repaired.append(node.name)
            if node.state in STUCK:
                self.call(["openstack", "baremetal", "node", "manage", node.uuid])
        return repaired

    def others(self, step, command):
        """Introspects or provides."""
        self.wait()
        uuids = [it.uuid for it in self.of(step)]
        if uuids:
            self.call(command + uuids)
        self.wait()


def unknown_power(node):
    return not node.ironic.get("maintenance") and node.ironic.get("power_state") not in ("power on", "power off")


def run(step, limit, introspect, command):
    with open(LOG, "ab") as log:
        step_run = Run(float(limit), introspect, log)
        step_run.say("Step " + step)
        try:
            if step == "register":
                step_run.register(command)
            else:
                step_run.others(step, command)
        except Failure as failure:
            step_run.say(str(failure))
            step_run.failures.append(str(failure))
        write(RESULT, step_run.failures)
