"""systemd and what its units do: no process runs, but what one would leave is there."""
import re

from .host import Refused

FOLDERS = {'system': '/etc/systemd/system/', 'user': '/etc/systemd/user/'}


def unit(host, name, scope):
    """The unit, from a package or from a file that was written since."""
    if name in host.units and host.units[name]['scope'] == scope:
        return host.units[name]
    if host.content(FOLDERS[scope] + name) is not None:
        return host.units.setdefault(name, {'active': False, 'enabled': False, 'scope': scope})
    raise Refused('Could not find the requested service %s: host' % name)


def systemd(host, arguments, user):
    """The module systemd_service."""
    scope, name = arguments.get('scope', 'system'), arguments.get('name')
    if scope == 'user' and not (host.system['user-units'] and user in host.state.get('lingering', [])):
        raise Refused('failure 1 running systemctl show for %r: Failed to get D-Bus connection' % name)
    if scope == 'system' and user != 'root':
        raise Refused('Interactive authentication required.')
    if name is None:
        return {'changed': False}
    it, changed = unit(host, name, scope), False
    if 'enabled' in arguments and it['enabled'] != arguments['enabled']:
        content = host.content(FOLDERS[scope] + name)
        if arguments['enabled'] and content is not None and '[Install]' not in content:
            raise Refused('Unable to enable service %s: the unit files have no installation config' % name)
        it['enabled'], changed = arguments['enabled'], True
    state = arguments.get('state')
    if state == 'restarted' or state == 'started' and not it['active']:
        start(host, name, scope, user)
        it['active'], changed = True, True
    if state == 'stopped' and it['active']:
        it['active'], changed = False, True
        host.remove('/run/systemd/transient/' + name)
    return {'changed': changed, 'status': {}}


def start(host, name, scope, user):
    content = host.content(FOLDERS[scope] + name) or ''
    for line in re.findall(r'(?m)^Exec[A-Za-z]+=(.*)$', content):
        for path in re.findall(r'(?:^|[\s\'@-])(/(?:usr|opt|bin)/[\w./-]+)', line):
            if not host.exists(path.replace('/bin/', '/usr/bin/', 1) if path.startswith('/bin/') else path):
                raise Refused('Unable to start service %s: Job for %s failed (code=exited, status=203/EXEC): %s'
                              % (name, name, path))
    account = (re.search(r'(?m)^User=(.*)$', content) or [None, user])[1]
    if account not in host.users:
        raise Refused('Unable to start service %s: status=217/USER' % name)
    # What the lab's own services leave.
    if 'vbmcd' in content:
        host.write('/run/virtualbmc/master.pid')
    alias = re.search(r'ip link set dev (\S+) alias ([\w:-]+)', content)
    if alias:
        host.state.setdefault('aliases', {})[alias[1]] = alias[2]
    daemon = re.search(r'/usr/sbin/(libvirtd|virtqemud)', content)
    if daemon and 'libvirt-guests' not in name:
        host.write('/run/user/%s/libvirt/%s.pid' % (account, daemon[1]))
        host.state['session'] = account


def require_libvirt(host, uri, user):
    """What answers behind a URI of libvirt: the system's daemon, or the session's that the lab's unit runs."""
    if uri == 'qemu:///system':
        if not any(host.is_active(it) for it in host.system['libvirt-daemons']):
            raise Refused("error: failed to connect to the hypervisor: Failed to connect socket to"
                          " '/var/run/libvirt/libvirt-sock': No such file or directory")
        if user != 'root' and 'libvirt' not in host.users[user].get('groups', []):
            raise Refused('error: authentication unavailable: no polkit agent available')
        return 'system'
    if host.state.get('session') != user:
        raise Refused('error: no daemon runs in the session of %s' % user)
    return 'session'


def firewall(host, arguments):
    """The module firewalld."""
    if 'firewall' not in host.state['python']:
        raise Refused('Python Module not found: firewalld and its python module are required for this module')
    if arguments['zone'] not in ('public', 'libvirt'):
        raise Refused('INVALID_ZONE: %s' % arguments['zone'])
    port = '%s %s' % (arguments['zone'], arguments['port'])
    ports = host.state.setdefault('ports', [])
    if port in ports:
        return {'changed': False}
    ports.append(port)
    return {'changed': True}


def is_open(host, port):
    """Whether the firewall lets a UDP port through, in any zone."""
    ranges = [re.match(r'\S+ (\d+)(?:-(\d+))?/udp', it) for it in host.state.get('ports', [])]
    return not host.is_active('firewalld.service') or any(
        it and int(it[1]) <= int(port) <= int(it[2] or it[1]) for it in ranges)
