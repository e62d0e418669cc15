"""Looks at generated trees through Ansible's own eyes, for the tests of generation.

  variables TREE...     no expression uses a variable that nothing has set before it; line breaks are line breaks
  values CASES.json     hostile values reach Ansible as they are, and change nothing else
  tasks CASES.json      the tasks that a user's text goes into, run on this machine, give it on unchanged
"""

import functools
import glob
import json
import os
import re
import sys

import jinja2
import jinja2.nodes
from ansible.inventory.manager import InventoryManager
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar

PLAYBOOKS = ["playbooks/prepare.yml", "playbooks/tripleo-prepare.yml"]
FILES = ["inventory/hosts.yml", *PLAYBOOKS, "playbooks/site.yml"]
# Fields that are expressions without braces.
CONDITIONS = {"when", "until", "changed_when", "failed_when", "that"}
# Set by Ansible itself.
MAGIC = {"ansible_check_mode", "ansible_facts", "hostvars", "inventory_dir", "item", "lookup", "playbook_dir"}

jinja = jinja2.Environment()


def is_template(text):
    return "{{" in text or "{%" in text or "{#" in text


def parsed(text, field):
    return jinja.parse("{{ " + text + " }}" if field in CONDITIONS else text)


def load(tree, file):
    # Nobody changes the result, so the loader need not copy it, which takes longer than parsing it.
    return DataLoader().load_from_file(os.path.join(tree, file), cache="none", unsafe=True, trusted_as_template=True)


@functools.lru_cache
def load_once(tree, file):
    return load(tree, file)


# --- variables ---


def used(value, field=None):
    if isinstance(value, dict):
        return set().union(*[used(v, k) for k, v in value.items() if k != "vars"])
    if isinstance(value, list):
        return set().union(*[used(v, field) for v in value])
    if isinstance(value, str) and (field in CONDITIONS or Templar(loader=None).is_template(value)):
        names = list(parsed(value, field).find_all(jinja2.nodes.Name))
        set_here = {name.name for name in names if name.ctx == "store"}  # by a loop of the template
        return {name.name for name in names} - set_here
    return set()


def missing_in_task(task, known):
    """What the task uses and nothing has set; adds to what is known."""
    own = task.get("vars", {})
    known_here = known | set(own)
    if "block" in task:
        missing = used({k: v for k, v in task.items() if k not in ("block", "rescue", "always")}) - known_here
        for inner in task["block"] + task.get("rescue", []) + task.get("always", []):
            missing |= missing_in_task(inner, known)
        return missing
    after = known_here | {task["register"]} if "register" in task else known_here
    known.update(after - set(own))
    known.update(task.get("ansible.builtin.set_fact", {}))
    before = {k: v for k, v in task.items() if k not in ("until", "changed_when", "failed_when")}
    results = {k: v for k, v in task.items() if k in ("until", "changed_when", "failed_when")}
    return (used(before) - known_here) | (used(own) - known_here) | (used(results) - after)


def literal_breaks(value):
    """Templates that mean a line break, but keep backslash and n: YAML resolves them in double quotes alone."""
    if isinstance(value, dict):
        return [text for it in value.values() for text in literal_breaks(it)]
    if isinstance(value, list):
        return [text for it in value for text in literal_breaks(it)]
    return re.findall(r"\{\{(?:(?!\}\}).)*'\\n'(?:(?!\}\}).)*\}\}", value, re.DOTALL) if isinstance(value, str) else []


def check_variables(tree):
    loader = DataLoader()
    inventory = InventoryManager(loader=loader, sources=[os.path.join(tree, FILES[0])])
    if sorted(inventory.hosts) != ["hypervisor-root", "hypervisor-stack", "tripleo-stack"]:
        yield f"{tree}: the inventory has {sorted(inventory.hosts)}"
    for playbook in sorted(glob.glob("playbooks/*.yml", root_dir=tree)):
        for text in literal_breaks(load(tree, playbook)):
            yield f"{tree}: {playbook}: write this in double quotes: {text}"
    known = MAGIC | set(inventory.groups["all"].get_vars())
    for play in [play for playbook in PLAYBOOKS for play in load(tree, playbook)]:
        in_play = known | set(play.get("vars", {}))
        for task in play["tasks"] + play.get("handlers", []):
            for name in sorted(missing_in_task(task, in_play)):
                yield f"{tree}: {task['name']}: nothing has set {name}"
        known |= in_play - set(play.get("vars", {}))


# --- values ---


class Case:
    """A tree with hostile values, and the same tree with harmless words in their place."""

    def __init__(self, harmless, hostile, words):
        self.harmless = harmless
        self.hostile = hostile
        self.words = words
        self.pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
        self.problems = []

    def put_in(self, text):
        return self.pattern.sub(lambda match: self.words[match.group()], text)

    def check(self):
        for file in FILES:
            self.compare(load_once(self.harmless, file), load(self.hostile, file), [file], None)
        return self.problems

    def compare(self, harmless, hostile, place, field):
        if isinstance(harmless, dict) and isinstance(hostile, dict):
            self.require([self.put_in(key) for key in harmless] == list(hostile), place, "other keys", list(hostile))
            for (key, a), b in zip(harmless.items(), hostile.values()):
                self.compare(a, b, place + [key], key)
        elif isinstance(harmless, list) and isinstance(hostile, list):
            self.require(len(harmless) == len(hostile), place, "another number of elements", hostile)
            for index, (a, b) in enumerate(zip(harmless, hostile)):
                self.compare(a, b, place + [index], field)
        elif isinstance(harmless, str) and isinstance(hostile, str):
            self.compare_text(str(harmless), hostile, place, field)
        else:
            self.require(type(harmless) is type(hostile) and harmless == hostile, place, "another value", hostile)

    def compare_text(self, harmless, hostile, place, field):
        wanted = self.put_in(harmless)
        self.require(wanted == hostile, place, "another text", hostile)
        if wanted == harmless:
            return
        if is_template(harmless) or field in CONDITIONS:
            same = self.tree_of(parsed(harmless, field), True) == self.tree_of(parsed(str(hostile), field), False)
            self.require(same, place, "another expression", hostile)
        else:
            self.require(Templar(loader=None).template(hostile) == wanted, place, "evaluated", hostile)
        if field == "cmd" or harmless.startswith("#!") or "\nExecStart" in harmless:
            for word in self.pattern.findall(harmless):
                plain = re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.:-]*", self.words[word])
                self.require(plain, place, "not a plain word for the shell", self.words[word])

    def tree_of(self, node, replace):
        if isinstance(node, jinja2.nodes.Node):
            return [type(node).__name__] + [self.tree_of(value, replace) for _, value in node.iter_fields()]
        if isinstance(node, list):
            return [self.tree_of(value, replace) for value in node]
        return self.put_in(node) if replace and isinstance(node, str) else node

    def require(self, condition, place, problem, what):
        if not condition:
            self.problems.append(f"{self.hostile}: {'/'.join(map(str, place))}: {problem}: {str(what)[:300]!r}")


def check_values(file):
    with open(file, encoding="utf-8") as cases:
        for case in json.load(cases):
            yield from Case(case["harmless"], case["hostile"], case["words"]).check()


# --- tasks ---

WRITE_ENVIRONMENT = "import json, os, sys; json.dump(dict(os.environ), open(sys.argv[1], 'w'))"


def plays_for(tree, out):
    """The generated plays, but for the tasks that would change this machine."""
    kept = []
    for play in load(tree, "playbooks/prepare.yml"):
        tasks = [inner for task in play["tasks"] for inner in task.get("block", [task])]
        tasks = [task for task in map(lambda it: harmless_task(it, out), tasks) if task]
        if tasks:
            kept.append({**play, "hosts": "localhost", "connection": "local", "handlers": [], "tasks": tasks})
    return kept


def harmless_task(task, out):
    copy = task.get("ansible.builtin.copy", {})
    if "/tripleo-lab-" in copy.get("dest", "") and copy["dest"].endswith(".crt"):
        copy = {k: v for k, v in copy.items() if k not in ("owner", "group", "mode")}
        copy["dest"] = os.path.join(out, "bundle.crt")
        return {"name": task["name"], "ansible.builtin.copy": {**copy, "mode": "0600"}}
    written = task.get("lab_files", {}).get("files", [])
    if any("/networks/" in it["path"] and it["path"].endswith(".xml") for it in written):
        files = [{**it, "path": os.path.join(out, os.path.basename(it["path"]))} for it in written]
        return {"name": task["name"], "lab_files": {"files": files}}
    if "ansible.builtin.pip" in task:
        argv = [sys.executable, "-c", WRITE_ENVIRONMENT, os.path.join(out, "environment.json")]
        return {"name": task["name"], "ansible.builtin.command": {"argv": argv}, "environment": task["environment"]}
    return None


def run_tasks(file):
    # Imported here: the rest needs none of it.
    from ansible import context
    from ansible.executor.task_queue_manager import TaskQueueManager
    from ansible.module_utils.common.collections import ImmutableDict
    from ansible.playbook.play import Play
    from ansible.plugins.loader import add_all_plugin_dirs, init_plugin_loader
    from ansible.vars.manager import VariableManager

    init_plugin_loader()
    context.CLIARGS = ImmutableDict(
        connection="local", forks=1, verbosity=0, check=False, diff=False, become=None, syntax=False, start_at_task=None
    )
    with open(file, encoding="utf-8") as cases:
        for case in json.load(cases):
            loader = DataLoader()
            loader.set_basedir(os.path.abspath(os.path.join(case["tree"], "playbooks")))
            add_all_plugin_dirs(os.path.abspath(os.path.join(case["tree"], "playbooks")))
            inventory = InventoryManager(loader=loader, sources=["localhost,"])
            variables = VariableManager(loader=loader, inventory=inventory)
            variables.extra_vars.update(ansible_python_interpreter=sys.executable)
            manager = TaskQueueManager(inventory=inventory, variable_manager=variables, loader=loader, passwords={})
            try:
                for play in plays_for(case["tree"], case["out"]):
                    if manager.run(Play().load(play, variable_manager=variables, loader=loader)) != 0:
                        yield f"{case['tree']}: {play['name']}: failed"
            finally:
                manager.cleanup()


def main(command, *arguments):
    problems = []
    for argument in arguments:
        problems += {"variables": check_variables, "values": check_values, "tasks": run_tasks}[command](argument)
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
