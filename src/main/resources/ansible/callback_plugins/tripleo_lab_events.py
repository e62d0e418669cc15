# -*- coding: utf-8 -*-
# Copyright (C) 2026 The tripleo-lab authors
#
# This program is free software: you can redistribute it and/or modify it under the terms of the GNU General Public
# License as published by the Free Software Foundation, either version 3 of the License, or (at your option) any later
# version.
#
# This program is distributed in the hope that it will be useful, but WITHOUT ANY WARRANTY; without even the implied
# warranty of MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE. See the GNU General Public License for more details:
# <https://www.gnu.org/licenses/>.
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Appends what happens in a run as JSON lines to the file that TRIPLEO_LAB_EVENTS names.

It talks to its reader through that file and the environment only, works unchanged from ansible-core 2.12 on, bounds what
it writes, masks the secrets kept in the files that TRIPLEO_LAB_SECRETS_FILES (a JSON list) names, and never makes a run
fail: whatever goes wrong here costs events, not the run. Only when the process that started Ansible is gone, the run is
ended before its next task.
"""
from __future__ import absolute_import, division, print_function

__metaclass__ = type

import atexit
import datetime
import functools
import json
import os
import signal
import subprocess
import sys
import threading
import time

from ansible import context
from ansible.plugins.callback import CallbackBase
from ansible.release import __version__ as ansible_version

DOCUMENTATION = """
name: tripleo_lab_events
type: notification
short_description: Append events as JSON lines to a file
description:
  - Appends what happens in a run as JSON lines to the file that the environment variable E(TRIPLEO_LAB_EVENTS) names.
requirements:
  - enabling in configuration
"""

MAX_STRING = 64 * 1024
MAX_LINE = 1024 * 1024
MAX_ITEMS = 1000
MAX_DEPTH = 12
MASK = "********"
LOST = "tripleo_lab_events: events are lost: "
SHORTEST_SECRET = 6  # shorter texts are parts of ordinary words
SHORTEST_PASSWORD = 8  # of a lab
DROPPED = ("invocation", "ansible_facts", "diff", "exception", "results", "warnings", "deprecations")


def never_fail(method):
    """A callback that raises would print a warning for each event: stay silent."""

    @functools.wraps(method)
    def guarded(self, *args, **kwargs):
        try:
            return method(self, *args, **kwargs)
        except Exception:  # pylint: disable=broad-except
            return None

    return guarded


def read_secrets():
    """The texts to mask, longest first, so that a part never spoils the whole."""
    secrets = set()
    try:
        names = json.loads(os.environ.get("TRIPLEO_LAB_SECRETS_FILES") or "[]")
    except ValueError:
        names = []
    for name in names:
        try:
            with open(name, "rb") as secret_file:
                text = secret_file.read(MAX_STRING).decode("utf-8", "replace").strip()
        except (OSError, IOError, TypeError, ValueError):
            continue
        if len(text) >= SHORTEST_SECRET:
            secrets.add(text)
        lines = text.splitlines()
        if len(lines) == 2 and len(lines[0]) < SHORTEST_PASSWORD:  # a login: its user name may be a word of the log
            secrets.update(line for line in lines[1:] if len(line) >= SHORTEST_SECRET)
        elif len(lines) > 1:  # a private key, which may be shown folded otherwise, or a login: name and password
            secrets.update(line for line in lines if len(line) >= SHORTEST_SECRET and not line.startswith("-----"))
    return sorted(secrets, key=len, reverse=True)


class CallbackModule(CallbackBase):
    """One JSON object a line: `n` counts from 1, `at` is UTC, `event` names what happened."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "tripleo_lab_events"
    CALLBACK_NEEDS_ENABLED = True
    CALLBACK_NEEDS_WHITELIST = True

    def __init__(self, *args, **kwargs):
        super(CallbackModule, self).__init__(*args, **kwargs)
        self._lock = threading.Lock()  # items and retries come from another thread
        self._count = 0
        self._torn = False
        self._greeted = False
        self._parent = os.getppid()
        self._file = None
        self._secrets = []
        try:
            self._secrets = read_secrets()
            path = os.environ.get("TRIPLEO_LAB_EVENTS")
            if path:
                self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
                os.set_inheritable(self._file, False)
        except Exception:  # pylint: disable=broad-except
            self._file = None
        if self._file is not None:
            threading.Thread(target=self._watch_parent, daemon=True).start()
            atexit.register(self._close_connections_when_abandoned)

    # -- writing

    def _emit(self, event, **fields):
        if self._file is None:
            return
        record = {"event": event}
        record.update((name, self._plain(value)) for name, value in fields.items() if value is not None)
        with self._lock:
            line = self._line(record)
            if len(line) > MAX_LINE:
                result = record.get("result") or {}
                short = dict((key, result[key]) for key in ("msg", "rc", "changed") if key in result)
                record = dict((key, value) for key, value in record.items() if key not in ("result", "diff"))
                record.update(result=short, cut=True)
                line = self._line(record)
            self._count += 1
            self._write(line)

    def _write(self, line):
        """A full disk may take half an event: it is told once, and the next event is a line of its own."""
        if self._torn:
            line = b"\n" + line
        try:
            while line:
                line = line[os.write(self._file, line):]
        except OSError as broken:
            if not self._torn:
                os.write(2, ("%s%s\n" % (LOST, broken.strerror)).encode("utf-8", "replace"))
            self._torn = True
        else:
            self._torn = False

    def _line(self, record):
        stamp = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        whole = dict(record, n=self._count + 1, at=stamp)
        return (json.dumps(whole, sort_keys=True) + "\n").encode("ascii")

    def _plain(self, value, depth=0):
        """A JSON value without secrets and of bounded size."""
        if value is None or isinstance(value, (bool, int, float)):
            return value
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        if depth > MAX_DEPTH:
            return "..."
        if isinstance(value, dict):
            pairs = list(value.items())[:MAX_ITEMS]
            return dict((self._text(key), self._plain(item, depth + 1)) for key, item in pairs)
        if isinstance(value, (list, tuple, set, frozenset)):
            return [self._plain(item, depth + 1) for item in list(value)[:MAX_ITEMS]]
        return self._text(value)

    def _text(self, value):
        text = "%s" % (value,)
        for secret in self._secrets:  # before the cut, which could halve one
            text = text.replace(secret, MASK)
        if len(text) > MAX_STRING:
            half = MAX_STRING // 2
            text = "%s\n[%d characters left out]\n%s" % (text[:half], len(text) - 2 * half, text[-half:])
        return text.encode("utf-8", "replace").decode("utf-8")

    # -- reading Ansible's objects

    @staticmethod
    def _parts(result):
        """Host, task and values of a result, under the names of old and new releases."""
        if hasattr(result, "task") and hasattr(result, "host") and hasattr(result, "result"):
            return result.host, result.task, result.result
        return result._host, result._task, result._result

    @staticmethod
    def _hidden(task, values):
        return bool(getattr(task, "no_log", False) is True or values.get("_ansible_no_log") or "censored" in values)

    def _values(self, task, values):
        if self._hidden(task, values):
            kept = dict((key, values[key]) for key in ("changed", "attempts", "retries") if key in values)
            kept["msg"] = "hidden: the task has no_log"
            return kept
        return dict(
            (key, value)
            for key, value in values.items()
            if key not in DROPPED and not key.endswith("_lines") and not key.startswith("_ansible_")
        )

    @staticmethod
    def _path(task):
        try:
            return task.get_path()
        except Exception:  # pylint: disable=broad-except
            return ""

    @staticmethod
    def _rescuable(task):
        """Whether a block around the task, and not its own rescue or always part, has a rescue."""
        child, parent = task, getattr(task, "_parent", None)
        while parent is not None:
            if getattr(parent, "rescue", None):
                inside = [getattr(each, "_uuid", None) for each in getattr(parent, "block", None) or []]
                if child._uuid in inside:
                    return True
            child, parent = parent, getattr(parent, "_parent", None)
        return False

    def _finished(self, event, result, **fields):
        host, task, values = self._parts(result)
        self._emit(
            event,
            host=host.get_name(),
            task=task._uuid,
            name=task.get_name(),
            result=self._values(task, values),
            **fields
        )
        self._complaints(host, task, values)

    def _complaints(self, host, task, values):
        if self._hidden(task, values):
            return
        for event, key in (("warning", "warnings"), ("deprecation", "deprecations")):
            for each in values.get(key) or []:
                text = each.get("msg") if isinstance(each, dict) else each
                self._emit(event, host=host.get_name(), task=task._uuid, text=text)

    def _item(self, result, outcome, **fields):
        host, task, values = self._parts(result)
        hidden = self._hidden(task, values)
        label = values.get("_ansible_item_label", values.get("item"))
        self._emit(
            "item",
            host=host.get_name(),
            task=task._uuid,
            label="(hidden)" if hidden else (label if isinstance(label, str) else json.dumps(self._plain(label))),
            outcome=outcome,
            result=self._values(task, values),
            **fields
        )

    # -- what Ansible calls

    @never_fail
    def v2_playbook_on_start(self, playbook):
        if not self._greeted:
            self._greeted = True
            self._emit("hello", ansible=ansible_version, pid=os.getpid())
        self._emit("playbook", file=getattr(playbook, "_file_name", None))

    @never_fail
    def v2_playbook_on_play_start(self, play):
        hosts = []
        try:
            manager = play.get_variable_manager()
            matched = manager._inventory.get_hosts(play.hosts, order=play.order)
            hosts = [host.get_name() for host in matched if not host.implicit]
        except Exception:  # pylint: disable=broad-except
            hosts = [play.hosts] if isinstance(play.hosts, str) else list(play.hosts or [])
        self._emit("play", name=play.get_name(), hosts=hosts, play=play._uuid)
        if context.CLIARGS.get("check"):
            for block in play.tasks:
                self._plan(block)

    def _plan(self, task):
        """What a check has to answer for: also what it never comes to. A rescue is not to be expected.

        A task that runs once has no answer for each host.
        """
        for each in (getattr(task, "block", None) or []) + (getattr(task, "always", None) or []):
            self._plan(each)
        ends = self._is_meta(task) and "%s" % (task.args.get("_raw_params") or "",)
        if hasattr(task, "block") or task.run_once or (self._is_meta(task) and not ends.startswith("end_")):
            return
        self._emit(
            "planned",
            path=self._path(task),
            name=task.get_name(),
            action=getattr(task, "resolved_action", None) or task.action,
            ends=bool(ends),
            changes={"True": "always", "False": "never"}.get("%s" % (task.changed_when or [""])[0], "unknown"),
            registers=bool(getattr(task, "register", None)),
            conditions=["%s" % (each,) for each in task.when or []],
        )

    @staticmethod
    def _is_meta(task):
        return getattr(task, "action", "") in ("meta", "ansible.builtin.meta")

    def _task(self, task, handler):
        if self._is_meta(task):
            return
        self._emit(
            "task",
            id=task._uuid,
            name=task.get_name(),
            path=self._path(task),
            action=getattr(task, "resolved_action", None) or task.action,
            tags=list(getattr(task, "tags", None) or []),
            handler=handler,
        )

    def _watch_parent(self):
        """Whoever started us was killed: a next run must not meet this one still at work.

        A thread, since Ansible may wait for ever once nobody reads what it prints.
        """
        while os.getppid() == self._parent:
            time.sleep(0.5)
        try:
            self._emit("abandoned")
            self._close_connections()
        finally:
            self._signal(signal.SIGTERM)
            time.sleep(5)
            self._signal(signal.SIGKILL)

    def _close_connections_when_abandoned(self):
        """Ansible may end before the thread looks: it cannot print any more."""
        if os.getppid() != self._parent:
            self._close_connections()

    @staticmethod
    def _close_connections():
        """The shared ssh connections are processes of their own, which would stay for a while."""
        folder = os.environ.get("ANSIBLE_SSH_CONTROL_PATH_DIR", "")
        for name in os.listdir(folder) if os.path.isdir(folder) else []:
            try:
                subprocess.call(
                    ["ssh", "-O", "exit", "-o", "ControlPath=" + os.path.join(folder, name), "none"],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    timeout=5,
                )
            except (OSError, subprocess.SubprocessError):
                pass  # one that does not answer keeps the others from nothing

    @staticmethod
    def _signal(number):
        if os.getpgrp() == os.getpid():
            os.killpg(os.getpid(), number)
        else:
            os.kill(os.getpid(), number)

    @never_fail
    def v2_playbook_on_task_start(self, task, is_conditional):
        self._task(task, False)

    @never_fail
    def v2_playbook_on_handler_task_start(self, task):
        self._task(task, True)

    @never_fail
    def v2_runner_on_start(self, host, task):
        if not self._is_meta(task):
            self._emit("host_start", host=host.get_name(), task=task._uuid)

    @never_fail
    def v2_runner_on_ok(self, result):
        changed = self._parts(result)[2].get("changed", False)
        self._finished("changed" if changed else "ok", result)

    @never_fail
    def v2_runner_on_skipped(self, result):
        host, task, _values = self._parts(result)
        if self._is_meta(task):  # it has not been announced as a task either
            if context.CLIARGS.get("check"):
                self._emit("meta_skipped", host=host.get_name(), path=self._path(task))
            return
        self._finished("skipped", result)

    @never_fail
    def v2_runner_on_failed(self, result, ignore_errors=False):
        rescuable = self._rescuable(self._parts(result)[1])
        self._finished("failed", result, ignore=bool(ignore_errors), rescuable=rescuable)

    @never_fail
    def v2_runner_on_unreachable(self, result):
        task = self._parts(result)[1]
        self._finished("unreachable", result, ignore=getattr(task, "ignore_unreachable", False) is True)

    @never_fail
    def v2_runner_item_on_ok(self, result):
        changed = self._parts(result)[2].get("changed", False)
        self._item(result, "changed" if changed else "ok")

    @never_fail
    def v2_runner_item_on_failed(self, result):
        self._item(result, "failed")

    @never_fail
    def v2_runner_item_on_skipped(self, result):
        self._item(result, "skipped")

    @never_fail
    def v2_runner_retry(self, result):
        host, task, values = self._parts(result)
        self._emit(
            "retry",
            host=host.get_name(),
            task=task._uuid,
            attempt=values.get("attempts"),
            attempts=values.get("retries"),
            result=self._values(task, values),
        )

    @never_fail
    def v2_runner_on_async_poll(self, result):
        host, task, values = self._parts(result)
        self._emit("async_poll", host=host.get_name(), task=task._uuid, job=values.get("ansible_job_id"))

    @never_fail
    def v2_playbook_on_include(self, included_file):
        hosts = [host.get_name() for host in getattr(included_file, "_hosts", [])]
        self._emit("include", file=getattr(included_file, "_filename", None), hosts=hosts)

    @never_fail
    def v2_playbook_on_notify(self, handler, host):
        self._emit("notify", handler=handler.get_name(), host=host.get_name())

    @never_fail
    def v2_on_file_diff(self, result):
        host, task, values = self._parts(result)
        if self._hidden(task, values):
            return
        found = values.get("diff")
        found = [found] if isinstance(found, dict) else list(found or [])
        shown = [each for each in found if each and (each.get("prepared") or each.get("before") != each.get("after"))]
        if shown:
            self._emit("diff", host=host.get_name(), task=task._uuid, diff=self._get_diff(shown))

    @never_fail
    def v2_playbook_on_no_hosts_matched(self):
        self._emit("no_hosts")

    @never_fail
    def v2_playbook_on_vars_prompt(self, varname, *args, **kwargs):
        """Ansible would go on without a value, since nobody is there to type one."""
        self._emit("vars_prompt", variable=varname)
        sys.exit("ERROR! a play asks for '%s' (vars_prompt), and nobody can answer here" % varname)

    @never_fail
    def v2_playbook_on_stats(self, stats):
        hosts = {}
        for host in sorted(stats.processed):
            summary = stats.summarize(host)
            hosts[host] = dict(
                (name, int(summary.get(key, 0)))
                for name, key in (
                    ("ok", "ok"),
                    ("changed", "changed"),
                    ("failed", "failures"),
                    ("unreachable", "unreachable"),
                    ("skipped", "skipped"),
                    ("rescued", "rescued"),
                    ("ignored", "ignored"),
                )
            )
        self._emit("stats", hosts=hosts)
