#!/usr/bin/python
# Copied by tripleo-lab from templates/playbooks/library/lab_host_info.py, the same in every lab. Do not edit the copy.
"""Looks at a host once and changes nothing: the playbooks decide by what it returns."""

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: lab_host_info
short_description: Look at a host once, without changing it
description:
  - Returns what the playbooks of a lab need to know about a host. Runs with Python 2.7 and 3.5 or newer.
  - What cannot be read, because a program or a file is missing, is empty in the answer. It is never an error.
options:
  files:
    description: Paths whose type, owner, mode and time of change are returned. They may contain variables of the environment.
    type: list
    elements: str
    default: []
  contents:
    description: Like O(files), with the text of files up to 256 KiB. A path with wildcards stands for all files that match.
    type: list
    elements: str
    default: []
  found:
    description: Names, each with patterns of paths; the paths that match are returned.
    type: dict
    default: {}
  packages:
    description: Names, each with packages of the system; of rpm also with version and release.
    type: dict
    default: {}
  units:
    description: Names of systemd's units.
    type: list
    elements: str
    default: []
  scope:
    description: Whose units they are.
    choices: [system, user]
    default: system
    type: str
  users:
    description: Names of users.
    type: list
    elements: str
    default: []
  network:
    description: What is returned of the network.
    type: list
    elements: str
    choices: [connection, interfaces, listeners, routes]
    default: []
  subnets:
    description: IPv4 subnets; V(routes) that overlap them are returned, except default routes.
    type: list
    elements: str
    default: []
  groups:
    description: Names of groups.
    type: list
    elements: str
    default: []
  interface:
    description: A network interface; files that configure it are returned.
    type: str
    default: ""
  firewall:
    description:
      - Networks whose traffic the host's firewall must not block.
      - C(bridge), C(address) and C(subnet) of a libvirt network with NAT, the UDP C(ports) of VirtualBMC (C(6230-6239)), and
        C(bridged), a bridge of other hosts.
    type: dict
    default: {}
  space:
    description: Paths whose free disk space is returned.
    type: list
    elements: str
    default: []
  libvirt:
    description: Connections of libvirt, each with names of C(networks), C(pools) and C(machines).
    type: dict
    default: {}
  programs:
    description: Names, each with an argument list of a program that only reads.
    type: dict
    default: {}
"""

EXAMPLES = r"""
- name: Look at the hypervisor
  lab_host_info:
    contents: [/etc/os-release]
    units: [libvirtd.service]
    users: [stack]
  register: look
"""

RETURN = r"""
system:
  description:
    - C(id), C(version) and C(title) of os-release; C(memory_mib), C(timezone), C(selinux), C(virtualization), C(user), C(uid).
    - C(free_memory_mib) includes caches; C(processors) is how many run.
  returned: always
  type: dict
files:
  description: For each path C(exists), C(type), C(owner), C(group), C(mode), C(size), C(modified) in seconds, C(content), and C(sha256) up to 256 KiB.
  returned: always
  type: dict
found:
  description: For each name the paths that match.
  returned: always
  type: dict
packages:
  description: For each name lists C(installed) and C(missing).
  returned: always
  type: dict
units:
  description: For each unit C(exists), C(active), its C(file), and C(enabled), the word of systemctl is-enabled.
  returned: always
  type: dict
users:
  description: For each user that exists C(uid), C(gid), C(comment), C(home), C(shell) and C(groups).
  returned: always
  type: dict
groups:
  description: For each group that exists its number.
  returned: always
  type: dict
interfaces:
  description: For each network interface C(up), C(mac), C(alias), C(bridge) it is a port of, C(kind), C(ports), C(altnames), C(addresses).
  returned: if O(network) names it
  type: dict
routes:
  description: C(default4) and C(default6), interfaces of default routes; C(overlaps), for each subnet routes with C(interface) and C(text).
  returned: if O(network) names it
  type: dict
connection:
  description: C(peer), the address that Ansible connects from, and C(interface), the one that leads there.
  returned: if O(network) names it
  type: dict
configured_by:
  description: Files that name O(interface), without those of a lab, with C(program), C(file), C(name), C(line) and C(said).
  returned: always
  type: list
listeners:
  description: Sockets that listen, with C(protocol), C(address), C(port), C(program) and C(said).
  returned: if O(network) names it
  type: list
firewall:
  description:
    - For each base chain of hooks input and forward that blocks traffic of O(firewall), its C(program), C(family), C(table), C(chain)
      and C(policy); C(blocks), a list of DHCP, DNS, IPMI, NAT and bridged; C(allow), commands that allow it; and C(said).
    - Before the bridge exists, the rules that libvirt will add are taken into account. firewalld is skipped, because libvirt configures it.
    - A rule with a condition that is not understood counts only if it accepts.
  returned: always
  type: list
space:
  description: For each path its free disk space in MiB.
  returned: always
  type: dict
libvirt:
  description: For each connection C(answers), and C(networks), C(pools) and C(machines) with C(uuid), C(persistent), C(active), C(autostart).
  returned: always
  type: dict
programs:
  description: For each name C(rc), C(stdout) and C(stderr).
  returned: always
  type: dict
"""

import fnmatch
import glob
import grp
import hashlib
import os
import pwd
import re
import stat

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.lab_firewall import blocking, chains_of, subnet

LARGEST = 256 * 1024

# A read-only look starts no daemon, and its answers are in English.
ENVIRONMENT = {"LC_ALL": "C", "LIBVIRT_AUTOSTART": "0", "SYSTEMD_PAGER": "", "SYSTEMD_COLORS": "0"}

CONFIGURATIONS = (
    ("systemd-networkd", "/etc/systemd/network/*.network"),
    ("systemd-networkd", "/run/systemd/network/*.network"),
    ("netplan", "/etc/netplan/*.yaml"),
    ("netplan", "/run/netplan/*.yaml"),
    ("ifupdown", "/etc/network/interfaces"),
    ("ifupdown", "/etc/network/interfaces.d/*"),
    ("NetworkManager", "/etc/NetworkManager/system-connections/*"),
    ("NetworkManager", "/run/NetworkManager/system-connections/*"),
    ("network-scripts", "/etc/sysconfig/network-scripts/ifcfg-*"),
)


class Host(object):
    """Answers for one host. Each method returns plain data."""

    def __init__(self, module):
        self.module = module
        self.paths = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]

    def run(self, argv):
        """The exit code, standard output and standard error; 127 if the program is missing."""
        program = argv[0]
        if not program.startswith("/"):
            places = [os.path.join(folder, program) for folder in self.paths]
            program = next((place for place in places if os.access(place, os.X_OK)), None)
        if program is None or not os.access(program, os.X_OK):
            return 127, "", "%s is missing" % argv[0]
        return self.module.run_command([program] + argv[1:], environ_update=ENVIRONMENT)

    def lines(self, argv):
        code, out, _error = self.run(argv)
        return out.splitlines() if code == 0 else []

    def system(self):
        release = dict(
            line.split("=", 1) for line in text("/etc/os-release").splitlines() if re.match(r"[A-Z_]+=", line)
        )
        words = dict((key, value.strip().strip("\"'")) for key, value in release.items())
        memory = dict(re.findall(r"^(\w+): +(\d+) kB", text("/proc/meminfo"), re.MULTILINE))
        zone = os.readlink("/etc/localtime").split("/zoneinfo/") if os.path.islink("/etc/localtime") else []
        return {
            "id": words.get("ID", ""),
            "version": words.get("VERSION_ID", ""),
            "title": words.get("PRETTY_NAME", "an unknown system"),
            "memory_mib": int(memory.get("MemTotal", 0)) // 1024,
            "free_memory_mib": sum(int(memory.get(kind, 0)) for kind in ("MemFree", "Buffers", "Cached")) // 1024,
            "processors": os.sysconf("SC_NPROCESSORS_ONLN"),
            "timezone": zone[1] if len(zone) == 2 else "",
            "selinux": os.path.exists("/sys/fs/selinux/enforce"),
            "virtualization": re.search(r"\b(vmx|svm)\b", text("/proc/cpuinfo")) is not None,
            "user": self.name_of(os.geteuid()),
            "uid": os.geteuid(),
        }

    def name_of(self, uid):
        try:
            return pwd.getpwuid(uid).pw_name
        except KeyError:
            return str(uid)

    def group_of(self, gid):
        try:
            return grp.getgrgid(gid).gr_name
        except KeyError:
            return str(gid)

    def file(self, written, content):
        path = os.path.expandvars(written)
        try:
            status = os.lstat(path)
        except (IOError, OSError):
            return {"exists": False, "mode": "", "content": "", "sha256": ""}
        kinds = ((stat.S_ISLNK, "link"), (stat.S_ISDIR, "directory"), (stat.S_ISREG, "file"))
        kind = next((word for test, word in kinds if test(status.st_mode)), "other")
        return {
            "exists": True,
            "type": kind,
            "owner": self.name_of(status.st_uid),
            "group": self.group_of(status.st_gid),
            "mode": "%04o" % stat.S_IMODE(status.st_mode),
            "size": status.st_size,
            "modified": status.st_mtime,
            "content": text(path) if content and status.st_size <= LARGEST else "",
            "sha256": sha256(path) if kind == "file" and status.st_size <= LARGEST else "",
        }

    def packages(self, lists):
        names = sorted(set(sum(lists.values(), [])))
        if not names:
            return {}
        # Both programs end with an error code if one of the packages is missing.
        if os.path.exists("/usr/bin/dpkg-query"):
            out = self.run(["dpkg-query", "--show", "--showformat=${db:Status-Status} ${Package}\\n"] + names)[1]
            there = set(line.split(" ", 1)[1] for line in out.splitlines() if line.startswith("installed "))
        else:
            formats = "%{NAME}\\n%{NAME}-%{VERSION}-%{RELEASE}\\n"
            there = set(self.run(["rpm", "--query", "--queryformat=" + formats] + names)[1].splitlines())
        return dict(
            (
                key,
                {
                    "installed": [name for name in wanted if name in there],
                    "missing": [name for name in wanted if name not in there],
                },
            )
            for key, wanted in lists.items()
        )

    def units(self, names, scope):
        if not names:
            return {}
        argv = ["systemctl", "--" + scope, "show", "--property=LoadState,ActiveState,UnitFileState,FragmentPath"] + names
        # The answers come in the order of the names, with an empty line between them.
        blocks = self.run(argv)[1].strip("\n").split("\n\n")
        answers = {}
        for name, block in zip(names, blocks + [""] * len(names)):
            words = dict(line.split("=", 1) for line in block.splitlines() if "=" in line)
            answers[name] = {
                "exists": words.get("LoadState", "not-found") != "not-found",
                "active": words.get("ActiveState") in ("active", "reloading"),
                "enabled": words.get("UnitFileState", ""),
                "file": words.get("FragmentPath", ""),
            }
        return answers

    def users(self, names):
        answers = {}
        for name in names:
            try:
                user = pwd.getpwnam(name)
            except KeyError:
                continue
            answers[name] = {
                "uid": user.pw_uid,
                "gid": user.pw_gid,
                "comment": user.pw_gecos,
                "home": user.pw_dir,
                "shell": user.pw_shell,
                "groups": [group.gr_name for group in grp.getgrall() if name in group.gr_mem],
            }
        return answers

    def groups(self, names):
        return dict((group.gr_name, group.gr_gid) for group in grp.getgrall() if group.gr_name in names)

    def interfaces(self):
        answers = {}
        for path in sorted(glob.glob("/sys/class/net/*")):
            name = os.path.basename(path)
            if not os.path.isdir(path):
                continue
            flags = text(path + "/flags").strip()
            answers[name] = {
                "up": bool(int(flags or "0", 16) & 1),
                "mac": text(path + "/address").strip(),
                "alias": text(path + "/ifalias").strip(),
                "bridge": os.path.basename(os.path.realpath(path + "/master")) if os.path.exists(path + "/master") else "",
                "kind": kind_of(path),
                "ports": sorted(os.path.basename(port) for port in glob.glob(path + "/brif/*")),
                "altnames": [],
                "addresses": [],
            }
        for line in self.lines(["ip", "-oneline", "link", "show"]):
            name = re.match(r"\d+: ([^:@ ]+)", line)
            if name and name.group(1) in answers:
                answers[name.group(1)]["altnames"] = re.findall(r"\\\s+altname (\S+)", line)
        for line in self.lines(["ip", "-oneline", "address", "show"]):
            words = line.split()
            if len(words) > 3 and words[1] in answers and "scope global" in line:
                answers[words[1]]["addresses"].append(words[3])
        return answers

    def routes(self, subnets):
        lines = self.lines(["ip", "-oneline", "-4", "route", "show", "table", "all"])
        overlaps = dict((subnet, []) for subnet in subnets)
        for line in lines:
            words = line.split()
            kinds = ("unreachable", "multicast", "broadcast", "prohibit", "blackhole", "throw")
            if not words or words[0] in kinds:
                continue
            target = words[1] if words[0] in ("local", "unicast", "nat") else words[0]
            for subnet in subnets:
                if overlap(target, subnet):
                    overlaps[subnet].append({"interface": after(words, "dev"), "text": line.strip()})
        six = self.lines(["ip", "-oneline", "-6", "route", "show", "default"])
        return {
            "default4": sorted(set(after(line.split(), "dev") for line in lines if line.startswith("default "))),
            "default6": sorted(set(after(line.split(), "dev") for line in six)),
            "overlaps": overlaps,
        }

    def connection(self):
        # sshd may not know the address at all. A link-local address names its interface.
        peer = (os.environ.get("SSH_CONNECTION", "").split() or [""])[0]
        if "%" in peer:
            return {"peer": peer, "interface": peer.split("%", 1)[1]}
        if not re.match(r"[0-9a-fA-F:.]+$", peer):
            return {"peer": peer, "interface": ""}
        line = (self.lines(["ip", "-oneline", "route", "get", peer]) or [""])[0]
        return {"peer": peer, "interface": after(line.split(), "dev")}

    def configured_by(self, interface):
        if not interface:
            return []
        names = [interface, text("/sys/class/net/%s/address" % interface).strip() or interface]
        answers = []
        for program, pattern in CONFIGURATIONS:
            for path in sorted(glob.glob(pattern)):
                lines = text(path).splitlines()
                if any("Managed by tripleo-lab" in line for line in lines[:2]):
                    continue
                for number, line in enumerate(lines, 1):
                    if concerns(program, line.split("#", 1)[0], names):
                        said = "%s, %s line %d: %s" % (program, path, number, line.strip())
                        name = os.path.basename(path)
                        answers.append({"program": program, "file": path, "name": name, "line": number, "said": said})
                        break
        return answers

    def listeners(self):
        answers = []
        for line in self.lines(["ss", "--listening", "--tcp", "--udp", "--numeric", "--processes"]):
            words = line.split()
            local = words[4].rsplit(":", 1) if len(words) > 4 else []
            if len(local) != 2 or not local[1].isdigit():
                continue
            program = (re.findall(r'users:\(\("([^"]*)"', line) or ["a program"])[0]
            answers.append(
                {
                    "protocol": words[0],
                    "address": local[0],
                    "port": int(local[1]),
                    "program": program,
                    "said": "%s (%s port %s)" % (program, words[0], local[1]),
                }
            )
        return answers

    def firewall(self, wanted):
        if not wanted:
            return []
        uplink = (self.routes([])["default4"] or [None])[0]
        # The kernel filters frames between ports of a bridge only if this is set; Docker and Kubernetes set it.
        filtered = text("/proc/sys/net/bridge/bridge-nf-call-iptables").strip() == "1"
        # The legacy program would load kernel modules. It is needed only if there are legacy tables.
        legacy = self.lines(["iptables-legacy-save"]) if text("/proc/net/ip_tables_names") else []
        in_nftables = any("nf_tables" in line for line in self.lines(["iptables", "--version"]))
        listed, saved = self.lines(["nft", "-j", "list", "ruleset"]), self.lines(["iptables-save"])
        wanted = dict(wanted, uplink=uplink, bridged=wanted["bridged"] if filtered else "")
        try:
            chains = chains_of("\n".join(listed), "\n".join(saved), "\n".join(legacy if in_nftables else []), in_nftables)
            there = os.path.exists("/sys/class/net/" + wanted["bridge"])
            return blocking(chains, wanted, not there and not self.libvirt_uses_nftables())
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            # A version of these programs that writes in another form must not stop a run.
            return []

    def libvirt_uses_nftables(self):
        """Whether libvirt has its own nftables table; otherwise it inserts its rules into those of iptables."""
        chosen = re.search(r'^\s*firewall_backend\s*=\s*"(\w+)"', text("/etc/libvirt/network.conf"), re.MULTILINE)
        if chosen:
            return chosen.group(1) == "nftables"
        system = self.system()
        version = re.match(r"\d+", system["version"])
        # The first releases whose libvirt prefers nftables; others are Enterprise Linux.
        first = {"debian": 13, "ubuntu": 25}.get(system["id"], 10)
        return version is not None and int(version.group()) >= first

    def space(self, path):
        while not os.path.exists(path) and path != "/":
            path = os.path.dirname(path)
        status = os.statvfs(path)
        return status.f_bavail * status.f_frsize // (1024 * 1024)

    def libvirt(self, uri, wanted):
        kinds = (("networks", "net-info"), ("pools", "pool-info"), ("machines", "dominfo"))
        answers = {"answers": self.run(["virsh", "--connect", uri, "uri"])[0] == 0}
        for kind, command in kinds:
            answers[kind] = {}
            for name in wanted.get(kind) or []:
                words = {}
                for line in self.lines(["virsh", "--connect", uri, command, name]) if answers["answers"] else []:
                    key, _colon, value = line.partition(":")
                    words[key.strip().lower()] = value.strip()
                if "uuid" in words:
                    answers[kind][name] = {
                        "uuid": words["uuid"],
                        "persistent": words.get("persistent") == "yes",
                        "active": words.get("active", words.get("state")) in ("yes", "running"),
                        "autostart": words.get("autostart") in ("yes", "enable"),
                    }
        return answers


def text(path):
    """The text of a file; empty if it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read(LARGEST).decode("utf-8", "replace")
    except (IOError, OSError):
        return ""


def sha256(path):
    """The checksum of a file; empty if it cannot be read."""
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()
    except (IOError, OSError):
        return ""


def matching(path):
    """The files that a path with wildcards stands for; the path itself if it has none."""
    return sorted(glob.glob(path)) if re.search(r"[*?[]", path) else [path]


def concerns(program, line, names):
    """Whether a line of a network configuration names one of the names; systemd-networkd matches them by patterns."""
    if program == "systemd-networkd":
        key, _equals, value = line.partition("=")
        patterns = value.split() if key.strip() in ("Name", "MACAddress", "PermanentMACAddress") else []
        return any(fnmatch.fnmatch(name.lower(), pattern.lower()) for name in names for pattern in patterns)
    return any(re.search(r"(?<![\w.-])%s(?![\w.-])" % re.escape(name), line, re.IGNORECASE) for name in names)


def after(words, word):
    """The word after another one, or an empty text."""
    return words[words.index(word) + 1] if word in words[:-1] else ""


def kind_of(path):
    """The kernel's type of the device where it has one, such as vlan or bond."""
    words = dict(line.split("=", 1) for line in text(path + "/uevent").splitlines() if "=" in line)
    kind = "tun" if os.path.exists(path + "/tun_flags") else words.get("DEVTYPE", "")
    if kind in ("bond", "bridge", "geneve", "gre", "gretap", "ipvlan", "macvlan", "ppp", "team", "tun", "vlan", "vxlan", "wlan"):
        return kind
    return "physical" if os.path.exists(path + "/device") else "virtual"


def overlap(one, other):
    """Whether two IPv4 subnets overlap. Halves of the Internet count as default routes: VPNs use them."""
    first, second = subnet(one), subnet(other)
    if first is None or second is None or first[1] <= 1:
        return False
    shift = 32 - min(first[1], second[1])
    return first[0] >> shift == second[0] >> shift


def main():
    lists = ("files", "contents", "units", "users", "groups", "network", "subnets", "space")
    spec = dict((name, {"type": "list", "elements": "str", "default": []}) for name in lists)
    spec["network"]["choices"] = ["connection", "interfaces", "listeners", "routes"]
    dicts = ("found", "packages", "firewall", "libvirt", "programs")
    spec.update(dict((name, {"type": "dict", "default": {}}) for name in dicts))
    spec["scope"] = {"type": "str", "choices": ["system", "user"], "default": "system"}
    spec["interface"] = {"type": "str", "default": ""}
    module = AnsibleModule(argument_spec=spec, supports_check_mode=True)
    wanted = module.params
    host = Host(module)
    files = dict((path, host.file(path, False)) for path in wanted["files"])
    files.update(dict((path, host.file(path, True)) for written in wanted["contents"] for path in matching(written)))
    programs = {}
    for name, argv in wanted["programs"].items():
        programs[name] = dict(zip(("rc", "stdout", "stderr"), host.run(argv)))
    network = {
        "connection": host.connection,
        "interfaces": host.interfaces,
        "listeners": host.listeners,
        "routes": lambda: host.routes(wanted["subnets"]),
    }
    module.exit_json(
        changed=False,
        system=host.system(),
        files=files,
        found=dict((name, sorted(sum(map(glob.glob, patterns), []))) for name, patterns in wanted["found"].items()),
        packages=host.packages(wanted["packages"]),
        units=host.units(wanted["units"], wanted["scope"]),
        users=host.users(wanted["users"]),
        groups=host.groups(wanted["groups"]),
        configured_by=host.configured_by(wanted["interface"]),
        firewall=host.firewall(wanted["firewall"]),
        space=dict((path, host.space(path)) for path in wanted["space"]),
        libvirt=dict((uri, host.libvirt(uri, names)) for uri, names in wanted["libvirt"].items()),
        programs=programs,
        **dict((name, network[name]()) for name in wanted["network"])
    )


if __name__ == "__main__":
    main()
