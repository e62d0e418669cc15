#!/usr/bin/python
# Copied by tripleo-lab from templates/playbooks/library/lab_files.py, the same in every lab. Do not edit the copy.
"""Writes the files and folders that belong together, each as a whole or not at all."""

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: lab_files
short_description: Write several files and folders
description:
  - Writes each file next to its place and then renames it, with its owner and mode, so that nobody sees half a file.
  - Runs with Python 2.7 and 3.5 or newer. Supports check mode and diff mode.
options:
  files:
    description: In the order in which they are written.
    type: list
    elements: dict
    required: true
    suboptions:
      path:
        description: An absolute path, or one below C(~). A link in its place is replaced.
        type: str
        required: true
      content:
        description: The text of the file. Without it and O(files[].source), the path is a folder.
        type: str
      source:
        description: Another file of the host, whose content the file gets.
        type: str
      owner:
        description: The name of the owner.
        type: str
        default: root
      group:
        description: The name of the group.
        type: str
        default: root
      mode:
        description: Octal and quoted. The default is C(0644) for a file and C(0755) for a folder.
        type: str
      needed:
        description: Whether it is written at all.
        type: bool
        default: true
      validate:
        description: An argument list of a program that must accept the new file; C(%s) stands for its path.
        type: list
        elements: str
"""

EXAMPLES = r"""
- name: Write a file in a folder of its own
  lab_files:
    files:
      - path: /etc/example
      - path: /etc/example/settings
        content: |
          A=1
"""

RETURN = r"""
written:
  description: The paths that were written, or whose owner or mode was set.
  returned: always
  type: list
"""

import grp
import os
import pwd
import stat
import tempfile

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.common.text.converters import to_bytes, to_native


def present(path):
    """The bytes of a regular file, or None."""
    if os.path.islink(path) or not os.path.isfile(path):
        return None
    with open(path, "rb") as file:
        return file.read()


def identity(module, wanted):
    """The numbers of owner and group. In check mode a user may not exist yet: then None."""
    numbers = []
    for lookup, name in ((pwd.getpwnam, wanted["owner"]), (grp.getgrnam, wanted["group"])):
        try:
            numbers.append(lookup(name)[2])
        except KeyError:
            if not module.check_mode:
                module.fail_json(msg="%s: there is no %s" % (wanted["path"], name))
            numbers.append(None)
    return tuple(numbers)


def attributes(path):
    """Mode, owner and group of what is at the path; None if nothing is there."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    return stat.S_IMODE(status.st_mode), status.st_uid, status.st_gid


def content(module, wanted):
    """The bytes that the file has to have; None for a folder. In check mode the source may not exist yet."""
    if wanted["source"] is None:
        return None if wanted["content"] is None else to_bytes(wanted["content"])
    found = present(wanted["source"])
    if found is None and not module.check_mode:
        module.fail_json(msg="%s: there is no file %s" % (wanted["path"], wanted["source"]))
    return found or b""


def write(module, wanted, new, mode, owner):
    """Replaces the file by a new one with its owner and mode."""
    path = wanted["path"]
    handle, temporary = tempfile.mkstemp(prefix=".lab_files.", dir=os.path.dirname(path))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(new)
            file.flush()
            os.fchown(file.fileno(), *owner)
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        if wanted["validate"]:
            code, out, error = module.run_command([word.replace("%s", temporary) for word in wanted["validate"]])
            if code != 0:
                module.fail_json(msg="%s is not valid: %s" % (path, (error + out).replace(temporary, path).strip()))
        os.rename(temporary, path)
    finally:
        if os.path.exists(temporary):
            os.unlink(temporary)


def apply(module, wanted):
    """Writes one file or folder; returns its diff, or None if it is as wanted."""
    path = wanted["path"]
    new = content(module, wanted)
    folder = new is None
    mode = int(wanted["mode"] or ("0755" if folder else "0644"), 8)
    owner = identity(module, wanted)
    before = attributes(path)
    if folder and before is not None and not os.path.isdir(path):
        module.fail_json(msg="%s is in the way: a folder is needed there. Remove it and run again." % path)
    if not folder and os.path.isdir(path) and not os.path.islink(path):
        module.fail_json(msg="%s is a folder: a file is needed there. Remove it and run again." % path)
    old = None if folder else present(path)
    same_content = os.path.isdir(path) if folder else old == new
    if same_content and before == (mode,) + owner:
        return None
    if not module.check_mode:
        if not same_content and not folder:
            write(module, wanted, new, mode, owner)
        else:
            if not same_content:
                os.mkdir(path, 0o700)
            os.chown(path, *owner)
            os.chmod(path, mode)
        module.set_default_selinux_context(path, False)
    if not same_content and not folder:
        before_text, after_text = (to_native(it or b"", errors="replace") for it in (old, new))
        return {"before_header": path, "after_header": path, "before": before_text, "after": after_text}
    return {
        "before_header": path,
        "after_header": path,
        "before": "mode and owner: %s\n" % said(before),
        "after": "mode and owner: %s\n" % said((mode,) + owner),
    }


def said(found):
    return "nothing is there" if found is None else "%04o %s:%s" % found


def main():
    suboptions = {
        "path": {"type": "str", "required": True},
        "content": {"type": "str"},
        "source": {"type": "str"},
        "owner": {"type": "str", "default": "root"},
        "group": {"type": "str", "default": "root"},
        "mode": {"type": "str"},
        "needed": {"type": "bool", "default": True},
        "validate": {"type": "list", "elements": "str"},
    }
    module = AnsibleModule(
        argument_spec={
            "files": {
                "type": "list",
                "elements": "dict",
                "required": True,
                "options": suboptions,
                "mutually_exclusive": [["content", "source"]],
            }
        },
        supports_check_mode=True,
        no_log=True,  # the host's journal gets no contents
    )
    # The login shell's umask must not matter.
    os.umask(0o022)
    written, diffs = [], []
    for wanted in [it for it in module.params["files"] if it["needed"]]:
        try:
            diff = apply(module, dict(wanted, path=os.path.expanduser(wanted["path"])))
        except (IOError, OSError) as problem:
            module.fail_json(msg="%s cannot be written: %s" % (wanted["path"], problem.strerror), written=written)
        if diff is not None:
            written.append(wanted["path"])
            diffs.append(diff)
    module.exit_json(changed=bool(written), written=written, diff=diffs)


if __name__ == "__main__":
    main()
