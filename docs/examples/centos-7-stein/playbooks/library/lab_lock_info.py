#!/usr/bin/python
# Copied by tripleo-lab from templates/playbooks/library/lab_lock_info.py, the same in every lab. Do not edit the copy.
"""Tells which processes hold locks, such as those of a package manager."""

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: lab_lock_info
short_description: Tell which processes hold locks, without waiting
description:
  - Runs with Python 2.7 and 3.5 or newer.
  - A missing or unreadable file is not locked.
options:
  files:
    description: Files that programs lock with fcntl. A file that ends with C(.pid) has the number of the process instead.
    type: list
    elements: str
    required: true
"""

EXAMPLES = r"""
- name: Wait until no other program uses apt
  lab_lock_info:
    files: [/var/lib/dpkg/lock-frontend]
  register: lock
  until: lock.holders | length == 0
  retries: 60
  delay: 10
"""

RETURN = r"""
holders:
  description: For each process that holds a lock its C(pid), which is 0 for one that this host does not see, C(program), C(command) and C(files).
  returned: always
  type: list
stdout:
  description: A sentence about each of them; the progress of a task that waits.
  returned: always
  type: str
"""

import fcntl
import os
import struct

from ansible.module_utils.basic import AnsibleModule

# struct flock: type, whence, start, length, process.
FLOCK = "hhqqi4x"

LONGEST_COMMAND = 200


def text(path):
    """The text of a file; empty if it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read().decode("utf-8", "replace")
    except (IOError, OSError):
        return ""


def locker(path):
    """The number of the process that holds a lock on the whole file or a part; None if no process does."""
    try:
        with open(path, "rb") as file:
            asked = struct.pack(FLOCK, fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
            kind, _whence, _start, _length, pid = struct.unpack(FLOCK, fcntl.fcntl(file, fcntl.F_GETLK, asked))
    except (IOError, OSError):
        return None
    return None if kind == fcntl.F_UNLCK else max(pid, 0)


def written(path):
    """The process whose number is in the file; None if it has ended."""
    number = text(path).strip()
    return int(number) if number.isdigit() and os.path.exists("/proc/" + number) else None


def holders(paths):
    """The processes that hold locks, each once."""
    found = []
    for path in paths:
        pid = written(path) if path.endswith(".pid") else locker(path)
        same = [one for one in found if one["pid"] == pid]
        if same:
            same[0]["files"].append(path)
        elif pid is not None:
            program = text("/proc/%d/comm" % pid).strip() or "a process that this host does not see"
            words = text("/proc/%d/cmdline" % pid).replace("\0", " ").split()
            found.append({"pid": pid, "program": program, "command": " ".join(words)[:LONGEST_COMMAND], "files": [path]})
    return found


def said(one):
    process = "%(program)s (PID %(pid)d: %(command)s)" if one["pid"] else "%(program)s"
    return (process + " holds ") % one + " and ".join(one["files"])


def main():
    spec = {"files": {"type": "list", "elements": "str", "required": True}}
    module = AnsibleModule(argument_spec=spec, supports_check_mode=True)
    found = holders(module.params["files"])
    sentences = "; ".join(map(said, found))
    # The message is shown if the last attempt of a task that waits finds a holder.
    message = "Another program has not released its lock: %s. Wait until it has ended, and run again." % sentences
    module.exit_json(changed=False, holders=found, stdout=sentences, msg=message if found else "")


if __name__ == "__main__":
    main()
