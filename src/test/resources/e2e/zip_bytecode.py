"""Caches the byte code of modules that Python imports from zip files, by the hash of their source.

Ansible sends each module as a zip file of sources, and Python compiles them again for each task. This takes a third of a task's
time, and seconds in an emulated machine. Saved states and the bare hypervisors of some tests have this cache; WholeWayIT runs
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
