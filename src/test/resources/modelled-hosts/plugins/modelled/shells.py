"""The pieces of shell in the playbooks: recognised by a line in them, since no shell runs here."""
import re

from . import ironic, modules, programs, services
from .host import Refused

KNOWN = re.compile(r'(?<![\w./-])(virsh|sudo|firewall-cmd|cloud-init|podman|openstack|ip|find|timeout|tail|pkill|ipmitool)(?= )')


def run(host, text, user, stdin=''):
    """The answer of the piece that the text is; every program in it must be there."""
    for name in KNOWN.findall(re.sub(r'(?m)^\s*#.*$', '', text)):
        try:
            host.program(name)
        except Refused:
            return 127, '', '/bin/sh: %s: command not found' % name
    lacking = host.lacks(text)
    if lacking:
        return 1, '', lacking
    for mark, answer in PIECES:
        if mark in text:
            return answer(host, text, user, stdin)
    raise Refused('The model has no answer for this piece of shell: teach it in modelled/shells.py')


def quiet(host, text, user, stdin):
    return 0, '', ''


def zone(host, text, user, stdin):
    return 0, 'public', ''


def newer_than_daemon(host, text, user, stdin):
    path = re.search(r'find (\S+) -newer "\$XDG_RUNTIME_DIR(\S+)"', text)
    return programs.find(host, ['find', path[1], '-newer', '/run/user/%s%s' % (user, path[2])], user, '')


def ssh_server(host, text, user, stdin):
    machine = host.state.get('machines', {}).get('tripleo', {})
    return (0, '', '') if machine.get('running') else (3, 'it is shut off', '')


def detach(host, text, user, stdin):
    services.require_libvirt(host, re.search(r'--connect (\S+)', text)[1], user)
    return 0, '', ''


def first_boot(host, text, user, stdin):
    return 0, 'status: done', ''


def follow(host, text, user, stdin):
    return 0, 'succeeded', ''


def arm(host, text, user, stdin):
    kept = re.search(r'mv \S+ (/\S+/made/\S+)', text)
    if kept:
        host.write(kept[1])
    return programs.run(host, re.search(r'systemd-run (?:.*\\\n)*.*', text)[0].replace('\\\n', '').split(), user)


def disarm(host, text, user, stdin):
    return programs.run(host, ['systemctl', 'stop', re.search(r'systemctl stop (\S+)', text)[1]], user)


def libvirt_object(host, text, user, stdin):
    """Defines a network or a storage pool, starts it, and enables its autostart."""
    kind = 'network' if 'net-define' in text else 'storage pool'
    scope = services.require_libvirt(host, re.search(r'LIBVIRT_DEFAULT_URI=(\S+)', text)[1], user)
    host.state.setdefault(scope + ' ' + kind, {})[re.search('<name>(.*)</name>', stdin)[1]] = {
        'xml': stdin, 'active': True, 'autostart': True}
    modules.activate(host, kind, stdin)
    return 0, '', ''


def start_units(host, text, user, stdin):
    scope = 'user' if '--user' in text else 'system'
    for name in dict.fromkeys(re.findall(r'[\w@-]+\.(?:service|socket)', text)):
        services.systemd(host, {'name': name, 'scope': scope, 'enabled': True, 'state': 'started'}, user)
    return 0, '', ''


def with_credentials(host, text, user, stdin):
    return programs.with_credentials(host, text, user)


def power_states(host, text, user, stdin):
    said = []
    for name, address, port, account, password in (line.split(' ') for line in stdin.splitlines()):
        try:
            ironic.node_behind(host, address, port, account, password)
        except Refused as refused:
            said.append('%s (%s port %s): %s' % (name, address, port, refused))
    return 0, '\n'.join(said), ''


PIECES = [
    ('/the default route: /', quiet), ('--get-zone-of-interface', zone),
    ('-newer "$XDG_RUNTIME_DIR', newer_than_daemon), ('/dev/tcp/', ssh_server), ('detach-disk', detach),
    ('cloud-init status --wait', first_boot), ('undercloud-install follow', follow),
    ('podman ps', quiet), ('systemd-run ', arm), ('/network/armed\n', disarm),
    ('net-define', libvirt_object), ('pool-define', libvirt_object), ('systemctl --user enable', start_units), ('is-enabled --quiet $unit', start_units),
    ('ipmitool -I lanplus', power_states), ('. ~/stackrc && ', with_credentials), ('pkill ', quiet),
]
