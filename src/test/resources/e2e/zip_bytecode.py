"""Keeps the byte code of what Python imports from zip files, under the sum of its source.

Ansible sends each module as a zip file of sources, and Python compiles them again for each task: a third of the time that a
task takes, and seconds in an emulated machine. Kept states have this, and the bare hypervisors of some tests; WholeWayIT does
without it, as users do.
"""

import hashlib
import marshal
import os
import zipimport

FOLDER = "/var/tmp/zip-bytecode"
compile_source = zipimport._compile_source


def compile_once(path, source):
    inside = path.rpartition(".zip/")[2]
    name = os.path.join(FOLDER, hashlib.sha256(inside.encode() + source).hexdigest())
    try:
        with open(name, "rb") as file:
            return marshal.loads(file.read())
    except (OSError, ValueError, EOFError, TypeError):
        code = compile_source(path, source)
    try:
        part = f"{name}.{os.getpid()}"
        with open(part, "wb") as file:
            file.write(marshal.dumps(code))
        os.replace(part, name)
    except OSError:
        pass  # another user's, or no space: it is compiled again
    return code


zipimport._compile_source = compile_once
