# Copied by tripleo-lab from templates/playbooks/module_utils/lab_firewall.py, the same in every lab. Do not edit the copy.
"""Which chains of a host's firewall block the traffic of a lab: follows the packets that must pass through the rules.

Reads the output of nft -j list ruleset and of iptables-save. A condition that is not understood counts as met only where the
rule accepts, so what is told as blocked is blocked.
"""

from __future__ import absolute_import, division, print_function

__metaclass__ = type

import fnmatch
import json
import re
import shlex


def chains_of(listed, saved, legacy, in_nftables):
    """All chains by program, family, table and name; in_nftables tells where iptables has its tables."""
    chains, iptables = nft_chains(listed), iptables_chains("iptables", saved)
    for key in iptables if in_nftables else []:
        # nft lists these chains too, but does not know all of their conditions.
        chains.get(("nft",) + key[1:], {})["hook"] = None
    chains.update(iptables)
    chains.update(iptables_chains("iptables-legacy", legacy))
    return chains


def iptables_chains(program, saved):
    """Chains in the output of iptables-save, by program, family, table and name."""
    chains, table = {}, ""
    for line in saved.splitlines():
        words = line.split()
        if line.startswith("*"):
            table = line[1:].strip()
        elif line.startswith(":"):
            hook = {"INPUT": "input", "FORWARD": "forward"}.get(words[0][1:])
            policy = words[1].lower()
            chains[program, "ip", table, words[0][1:]] = {"hook": hook, "policy": policy, "rules": []}
        elif line.startswith("-A "):
            chains[program, "ip", table, words[1]]["rules"].append(iptables_rule(shlex.split(line)[2:]))
    return chains


IPTABLES = {
    "-i": "iifname",
    "-o": "oifname",
    "-p": "protocol",
    "-s": "saddr",
    "-d": "daddr",
    "--dport": "dport",
    "--dports": "dport",
    "--ctstate": "state",
    "--state": "state",
}


def iptables_rule(words):
    """The conditions, the verdict and the chain of one rule."""
    conditions, negated = [], False
    while words:
        word = words.pop(0)
        if word in ("-j", "-g"):
            target = words[0]
            known = {"ACCEPT": "accept", "NFQUEUE": "accept", "DROP": "drop", "REJECT": "drop", "RETURN": "return"}
            return conditions, known.get(target, "jump" if word == "-j" else "goto"), target
        if word == "!":
            negated = True
            continue
        values = []
        while words and not words[0].startswith("-") and words[0] != "!":
            values.append(words.pop(0))
        if word in IPTABLES:
            key = IPTABLES[word]
            change = {"dport": (":", "-"), "iifname": ("+", "*"), "oifname": ("+", "*")}.get(key, ("", ""))
            written = values[0].lower() if key == "state" else values[0]
            conditions.append((key, negated, written.replace(*change).split(",") if change[0] else written.split(",")))
        elif word not in ("-m", "--comment"):
            conditions.append(("", negated, values))
        negated = False
    return conditions, "none", ""


def nft_chains(listed):
    """Chains in the output of nft -j list ruleset, by program, family, table and name."""
    try:
        objects = json.loads(listed)["nftables"] if listed else []
    except ValueError:
        objects = []
    chains, sets, rules = {}, {}, []
    for thing in objects:
        kind, words = next(iter(thing.items()))
        place = ("nft", words.get("family"), words.get("table"))
        if kind == "chain":
            hook = words.get("hook") if words.get("type") == "filter" else None
            chains[place + (words["name"],)] = {"hook": hook, "policy": words.get("policy", "accept"), "rules": []}
        elif kind in ("set", "map"):
            sets.setdefault(place, {})["@" + words["name"]] = words.get("elem", [])
        elif kind == "rule":
            rules.append((place, words))
    for place, words in rules:
        chains[place + (words["chain"],)]["rules"].extend(nft_rules(words["expr"], sets.get(place, {})))
    return chains


def nft_rules(expressions, sets):
    """Each verdict of a rule with its conditions; a verdict map has several."""
    conditions = []
    for expression in expressions:
        # An expression without content is a text in some versions.
        kind, words = next(iter(expression.items())) if isinstance(expression, dict) else (expression, None)
        if kind == "match":
            conditions += nft_conditions(words["left"], words["op"] == "!=", nft_values(words["right"], sets))
        elif kind == "vmap":
            for pair in elements_of(words["data"], sets):
                more = nft_conditions(words["key"], False, nft_values(pair[0], sets))
                for rule in nft_rules([pair[1]], sets):
                    yield conditions + more + rule[0], rule[1], rule[2]
        elif kind in ("jump", "goto"):
            yield conditions, kind, words["target"]
        elif kind in ("accept", "drop", "reject", "return", "queue"):
            yield conditions, {"reject": "drop", "queue": "accept"}.get(kind, kind), ""
        elif kind in ("xt", "limit", "quota", "ct count"):
            conditions.append(("", False, []))


NFT = {
    "meta": {"iif": "iifname", "iifname": "iifname", "oif": "oifname", "oifname": "oifname", "l4proto": "protocol", "nfproto": "nfproto"},
    "ct": {"state": "state", "status": "status"},
}


def nft_conditions(left, negated, values):
    """The conditions of a comparison. The key is empty if it is not understood."""
    kind, words = next(iter(left.items())) if isinstance(left, dict) else ("", {})
    if kind == "payload" and "field" in words:
        protocol, field = words["protocol"], words["field"]
        if protocol in ("ip", "th"):
            return [(field, negated, values)]
        if protocol in ("tcp", "udp"):
            return [("protocol", False, [protocol]), (field, negated, values)]
        return [("protocol" if protocol in ("icmp", "icmpv6", "ip6", "sctp", "dccp") else "", False, [protocol])]
    key = words.get("key") if isinstance(words, dict) else None
    return [(NFT.get(kind, {}).get(key, ""), negated, values)]


def nft_values(right, sets):
    values = []
    for value in elements_of(right, sets):
        if isinstance(value, dict) and "elem" in value:
            value = value["elem"]["val"]
        if isinstance(value, dict) and "prefix" in value:
            value = "%(addr)s/%(len)s" % value["prefix"]
        elif isinstance(value, dict) and "range" in value:
            value = "%s-%s" % tuple(value["range"])
        values.append("%s" % (value,))
    return values


def elements_of(value, sets):
    """The elements of a set or map, named or not, or a value alone."""
    if isinstance(value, dict):
        value = value.get("set", value.get("|", value))
    if not isinstance(value, (dict, list)):
        value = sets.get(value, value)
    return value if isinstance(value, list) else [value]


def holds(condition, packet):
    """Whether a packet meets a condition; None if that is not known."""
    key, negated, values = condition
    have = packet.get(key)
    if have is None or any(value.startswith(("@", "{")) for value in values):
        return None
    if key in ("saddr", "daddr"):
        answer = any(share(have, value) for value in values)
    elif key == "dport":
        ranges = [value.split("-") for value in values]
        answer = any(int(ends[0]) <= have <= int(ends[-1]) for ends in ranges if ends[0].isdigit() and ends[-1].isdigit())
    elif key in ("iifname", "oifname"):
        answer = any(fnmatch.fnmatchcase(have, value) for value in values)
    else:
        answer = have in values
    return answer != negated


def share(one, other):
    """Whether two subnets have addresses in common; the other may also be a range that is written with its ends."""
    first, ends = subnet(one), [subnet(end) for end in other.split("-")]
    if None in ends:
        return False
    if len(ends) == 2:
        return ends[0][0] <= first[0] <= ends[1][0]
    return (first[0] ^ ends[0][0]) >> (32 - min(first[1], ends[0][1])) == 0


def verdict(chains, key, packet):
    """What a chain decides about a packet: accept, drop or None."""
    for conditions, kind, target in chains[key]["rules"]:
        held = [holds(condition, packet) for condition in conditions]
        if False in held:
            continue
        certain = None not in held
        if kind == "accept" or (kind == "drop" and certain):
            return kind
        if kind == "return":
            return None
        if kind in ("jump", "goto") and key[:3] + (target,) in chains:
            answer = verdict(chains, key[:3] + (target,), packet)
            if answer == "accept" or (answer and certain):
                return answer
            if kind == "goto" and certain:
                return None
    return None


# Chains of firewalld in tables of iptables.
FIREWALLD = set(["INPUT_ZONES", "FORWARD_IN_ZONES"])


def packets_of(wanted):
    """What must pass, each with the hook that sees it."""
    known = {"protocol": "udp", "state": "new", "status": "", "nfproto": "ipv4", "saddr": wanted["subnet"]}
    to_host = dict(known, iifname=wanted["bridge"], daddr=wanted["address"])
    broadcast = dict(to_host, saddr="0.0.0.0", daddr="255.255.255.255", dport=67)
    packets = [("DHCP", "input", broadcast), ("DNS", "input", dict(to_host, dport=53))]
    packets += [("IPMI", "input", dict(to_host, dport=int(port))) for port in wanted["ports"].split("-")]
    out = dict(to_host, oifname=wanted["uplink"], protocol="tcp", dport=443, daddr="192.0.2.1")
    back = dict(out, iifname=wanted["uplink"], oifname=wanted["bridge"], saddr=out["daddr"], daddr=out["saddr"], state="established")
    packets += [("NAT", "forward", out), ("NAT", "forward", dict(back, dport=None))]
    if wanted["bridged"]:
        packets.append(("bridged", "forward", dict(broadcast, iifname=wanted["bridged"], oifname=wanted["bridged"])))
    return packets


def blocking(chains, wanted, libvirt_follows):
    """The base chains that block what must pass. An accept in one table does not overrule a drop in another.

    If libvirt_follows, it will insert its rules for DHCP, DNS and NAT before all others in the tables of iptables.
    """
    answers = []
    for key in sorted(key for key, chain in chains.items() if chain["hook"] in ("input", "forward")):
        names = set(other[3] for other in chains if other[:3] == key[:3])
        # libvirt configures firewalld, and has its own table or its own rules.
        if key[1] not in ("ip", "inet") or key[2] in ("firewalld", "libvirt_network") or names & FIREWALLD:
            continue
        to_come = ("DHCP", "DNS", "NAT") if libvirt_follows and key[0] == "iptables" and key[2] == "filter" else ()
        blocks = []
        for service, hook, packet in packets_of(wanted):
            if hook == chains[key]["hook"] and service not in tuple(blocks) + to_come:
                if (verdict(chains, key, packet) or chains[key]["policy"]) == "drop":
                    blocks.append(service)
        if blocks:
            answers.append(answer_of(key, chains[key], blocks, names, wanted))
    return answers


def answer_of(key, chain, blocks, names, wanted):
    program = owner_of(key[0], chain["hook"], names)
    ends = "policy drop" if chain["policy"] == "drop" else "whose rules reject the rest"
    blocked = ", ".join(blocks).replace("bridged", "traffic between ports of bridge " + wanted["bridged"])
    return {
        "program": program,
        "family": key[1],
        "table": key[2],
        "chain": key[3],
        "policy": chain["policy"],
        "blocks": blocks,
        "allow": allow(program, key, blocks, wanted),
        "said": "%s (table %s %s, chain %s, %s) blocks %s" % (program, key[1], key[2], key[3], ends, blocked),
    }


def owner_of(program, hook, names):
    if program == "nft":
        return "nftables"
    if "ufw-user-input" in names:
        return "ufw"
    return "Docker" if hook == "forward" and "DOCKER-USER" in names else program


def allow(owner, key, blocks, wanted):
    """Commands that accept what a chain blocks."""
    bridge, bridged = wanted["bridge"], wanted["bridged"]
    ports = [port for service, port in (("DNS", "53"), ("DHCP", "67"), ("IPMI", wanted["ports"])) if service in blocks]
    if owner == "nftables":
        form, separator = "nft 'insert rule %s %s %s " % key[1:] + "%s accept'", ", "
        rules = ['iifname "%s" udp dport { %s }', 'iifname "%s"', 'oifname "%s" ct state established,related', 'iifname "%s" oifname "%s"']
    elif owner == "ufw":
        form, separator = "ufw %s", ","
        rules = ["allow in on %s to any port %s proto udp", "route allow in on %s", "", "route allow in on %s out on %s"]
    else:
        chain = "DOCKER-USER" if owner == "Docker" else key[3]
        table = "" if key[2] == "filter" else " -t " + key[2]
        form, separator = key[0] + table + " -I " + chain + " %s -j ACCEPT", ","
        rules = ["-i %s -p udp -m multiport --dports %s", "-i %s", "-o %s -m conntrack --ctstate RELATED,ESTABLISHED", "-i %s -o %s"]
    if owner != "nftables":
        ports = [port.replace("-", ":") for port in ports]
    answers = [rules[0] % (bridge, separator.join(ports))] if ports else []
    answers += [rule % bridge for rule in rules[1:3] if rule] if "NAT" in blocks else []
    answers += [rules[3] % (bridged, bridged)] if "bridged" in blocks else []
    return [form % answer for answer in answers]


def subnet(written):
    """The address as a number and the length of the prefix; None if it is no IPv4 subnet."""
    match = re.match(r"(\d+)\.(\d+)\.(\d+)\.(\d+)(?:/(\d+))?$", written)
    if match is None:
        return None
    number = 0
    for part in match.groups()[:4]:
        number = number << 8 | int(part)
    return number, int(match.group(5) or 32)
