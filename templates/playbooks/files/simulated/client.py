# Copied by tripleo-lab from templates/playbooks/files/simulated/client.py, the same in every lab. Do not edit the copy.
"""HTTP, command lines and tables of the stand-in for the OpenStack client.

The real client needs a minute for each command in an emulated machine, mostly to load its code. So this one imports little,
and speaks HTTP by itself.
"""

import json
import os
import socket
import string
import sys
import time

IRONIC_PORT, INSPECTOR_PORT = 6385, 5050
# The one that the client of zed uses.
VERSION = "1.80"
TIMEOUT = 60
POLL_SECONDS = float(os.environ.get("BAREMETAL_POLL", "5"))
# Ironic locks a node while it asks its BMC.
LOCKED = "is locked by host"
LOCKED_RETRIES = 10
# The number of nodes of a command that takes several.
MANY = 10000

LABELS = {
    "uuid": "UUID", "instance_uuid": "Instance UUID", "node_uuid": "Node UUID", "provision_state": "Provisioning State",
    "raid_config": "Current RAID configuration", "pxe_enabled": "PXE boot enabled", "hosts": "Active host(s)",
    "started_at": "Started at", "finished_at": "Finished at",
}  # fmt: skip


class Failure(Exception):
    """An error for the user; the client exits with 1."""


class Usage(Exception):
    """A command line that this client does not support; it exits with 2."""


# --- HTTP ---------------------------------------------------------------------------------------------------------------


def host():
    """The undercloud's address, as stackrc has it."""
    url = os.environ.get("OS_AUTH_URL") or os.environ.get("OS_ENDPOINT") or ""
    address = url.split("//")[-1].split("/")[0]
    if not address:
        raise Failure("Missing value auth-url required for auth plugin password (source ~/stackrc)")
    return address.rsplit(":", 1)[0].strip("[]") if address.count(":") == 1 or "]:" in address else address.strip("[]")


def exchange(address, request):
    with socket.create_connection(address, TIMEOUT) as connection:
        connection.sendall(request)
        parts = []
        while True:
            part = connection.recv(65536)
            if not part:
                return b"".join(parts)
            parts.append(part)


def http(method, path, body=None, port=IRONIC_PORT, at=None):
    """The JSON of the answer; None if it is empty. Without an address, stackrc has it.

    As the real client does, it repeats what a locked node refuses.
    """
    for attempt in range(LOCKED_RETRIES):
        status, content = request(method, path, body, at or host(), port)
        text = fault(content) or content.decode("utf-8", "replace")[:300]
        if status < 400:
            return decoded(content, path)
        if status != 409 or LOCKED not in text:
            break
        time.sleep(POLL_SECONDS)
    raise Failure(f"{text} (HTTP {status})")


def decoded(content, path):
    try:
        return json.loads(content) if content.strip() else None
    except ValueError:
        raise Failure(f"{path}: the answer is no JSON, or only a part of it") from None


def request(method, path, body, address, port):
    """The status and the content of the answer. HTTP 1.0 has no chunks."""
    data = b"" if body is None else json.dumps(body).encode()
    head = [
        f"{method} {path} HTTP/1.0",
        f"Host: {f'[{address}]' if ':' in address else address}:{port}",
        f"X-OpenStack-Ironic-API-Version: {VERSION}",
        "Accept: application/json",
        "Content-Type: application/json",
        f"Content-Length: {len(data)}",
    ]
    try:
        answer = exchange((address, port), "\r\n".join([*head, "", ""]).encode() + data)
    except OSError as error:
        raise Failure(f"Unable to establish connection to http://{address}:{port}{path}: {error}") from None
    lines, _, content = answer.partition(b"\r\n\r\n")
    words = lines.split(None, 2)
    if len(words) < 2 or not words[1].isdigit():
        raise Failure(f"http://{address}:{port}{path}: no HTTP answer")
    return int(words[1]), content


def fault(content):
    """The message of an error of Ironic or of the inspector; Ironic may wrap it as text."""
    try:
        error = json.loads(content)
        error = error.get("error_message") or error.get("error") or ""
        error = json.loads(error) if isinstance(error, str) and error.startswith("{") else error
        return (error.get("faultstring") or error.get("message") or "") if isinstance(error, dict) else error
    except (ValueError, AttributeError):
        return ""


def quoted(text):
    """For a part of a path or of a query."""
    safe = string.ascii_letters + string.digits + "-._~:"
    return "".join(it if it in safe else "".join(f"%{byte:02X}" for byte in it.encode("utf-8", "surrogateescape")) for it in text)


def fields_query(fields):
    return "fields=" + ",".join(quoted(it) for it in fields)


def inspector(path):
    return http("GET", path, port=INSPECTOR_PORT)


def every(path, key, limit=0):
    """The items of all pages; at most `limit` if that is positive."""
    found = []
    while path:
        page = http("GET", path)
        found += page[key]
        path = "/v1/" + page["next"].split("/v1/", 1)[1] if page.get("next") and not 0 < limit <= len(found) else None
    return found[:limit] if limit > 0 else found


# --- Command lines ------------------------------------------------------------------------------------------------------


def parse(arguments, flags=(), values=(), lists=(), operands=(0, 0)):
    """The options, by name without dashes, and the operands. A list option takes words up to the next option."""
    options, rest = {}, []
    words = list(arguments)
    only_operands = False
    while words:
        word = words.pop(0)
        if only_operands or not word.startswith("-"):
            rest.append(word)
            continue
        option, equals, value = word.partition("=")
        if word == "--":
            only_operands = True
        elif option in lists:
            taken = [value] if equals else []
            while not equals and words and not words[0].startswith("-"):
                taken.append(words.pop(0))
            options.setdefault(option.lstrip("-"), []).extend(taken)
        elif option in values and (equals or words):
            options[option.lstrip("-")] = value if equals else words.pop(0)
        elif option in flags and not equals:
            options[option.lstrip("-")] = True
        else:
            raise Usage(f"option {option} is not supported by this stand-in, or its value is missing")
    least, most = operands
    if not least <= len(rest) <= most:
        raise Usage("too few arguments" if len(rest) < least else f"unexpected arguments: {' '.join(rest[most:])}")
    return options, rest


def number(options, name, otherwise):
    text = options.get(name, str(otherwise))
    if not text.isdigit():
        raise Usage(f"option --{name} needs a number, not {text}")
    return int(text)


def output(arguments):
    """Takes the options of the form of a table out of the arguments."""
    form, columns, rest = "table", [], []
    words = list(arguments)
    while words:
        word = words.pop(0)
        option, equals, value = word.partition("=")
        if option in ("-f", "--format", "-c", "--column"):
            if not equals and not words:
                raise Usage(f"option {option} needs a value")
            value = value if equals else words.pop(0)
            if option in ("-c", "--column"):
                columns.append(value)
            else:
                form = value
        else:
            rest.append(word)
    if form not in ("table", "json", "value"):
        raise Usage(f"format {form} is not supported by this stand-in (table, json or value)")
    return form, columns, rest


# --- Tables -------------------------------------------------------------------------------------------------------------


def label(field):
    return LABELS.get(field) or " ".join(it.capitalize() for it in field.split("_"))


def show(form, wanted, columns, rows, single=False):
    """Prints rows; a single item prints as its fields, one a line."""
    known = [row[0] for row in rows] if single else columns
    chosen = [i for i, it in enumerate(known) if not wanted or it in wanted]
    if not chosen and wanted:
        raise Failure(f"No recognized column names in {wanted}. Recognized columns are {tuple(known)}.")
    if single:
        rows = [rows[i] for i in chosen]
        if form == "value":
            rows = [row[1:] for row in rows]
    else:
        columns = [columns[i] for i in chosen]
        rows = [[row[i] for i in chosen] for row in rows]
    if form == "json":
        items = {row[0]: row[1] for row in rows} if single else [dict(zip(columns, row)) for row in rows]
        print(json.dumps(items, indent=2))
    elif form == "value":
        for row in rows:
            print(*row)
    elif not rows:
        print()
    else:
        print(table(columns, [[str(it) for it in row] for row in rows]))


def table(columns, rows):
    widths = [max(len(row[i]) for row in [columns, *rows]) for i in range(len(columns))]
    # As cliff does: narrow the widest columns until the table fits.
    limit = int(os.environ.get("CLIFF_MAX_TERM_WIDTH") or 0)
    while limit and sum(widths) + 3 * len(widths) + 1 > limit and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    rule = "+" + "+".join("-" * (it + 2) for it in widths) + "+"
    lines = [rule]
    for index, row in enumerate([columns, *rows]):
        cells = [[cell[at : at + width] for at in range(0, max(1, len(cell)), width)] for cell, width in zip(row, widths)]
        for part in range(max(len(it) for it in cells)):
            lines.append("|" + "|".join(f" {(it[part] if part < len(it) else ''):<{width}} " for it, width in zip(cells, widths)) + "|")
        if index == 0:
            lines.append(rule)
    return "\n".join([*lines, rule])


def run(commands, words, prefix, text):
    """Runs the command that the words begin with."""
    if not words or "--help" in words or "-h" in words:
        print(text, end="")
        return 0
    for length in (4, 3, 2, 1):
        command = commands.get(" ".join(words[:length]))
        if command:
            try:
                return command(words[length:]) or 0
            except Usage as usage:
                print(f"openstack {prefix} {' '.join(words[:length])}: {usage}; see openstack {prefix} --help", file=sys.stderr)
                return 2
            except Failure as failure:
                print(failure, file=sys.stderr)
                return 1
    print(f"openstack: '{prefix} {' '.join(words)}' is not supported by this stand-in; see openstack {prefix} --help", file=sys.stderr)
    return 2
