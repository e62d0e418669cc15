"""The bridge, as network-scripts or NetworkManager make it."""
import posixpath
import re


def ifup(host, argv, user, stdin):
    content = host.content('/etc/sysconfig/network-scripts/ifcfg-' + argv[1])
    if content is None:
        return 1, '', '/usr/sbin/ifup: configuration for %s not found.' % argv[1]
    settings = dict(re.findall(r'(?m)^([A-Z0-9_]+)=(.*)$', content))
    if settings['TYPE'] == 'Bridge' and not host.exists('/usr/sbin/brctl'):
        return 1, '', 'Bridge support not available: brctl not found'
    return make(host, settings['DEVICE'], settings['TYPE'] == 'Bridge', settings.get('BRIDGE'))


def nmcli(host, argv, user, stdin):
    """Files are connections once they are loaded; one that others may read is ignored."""
    if not host.is_active('NetworkManager.service'):
        return 8, '', 'Error: NetworkManager is not running.'
    loaded = host.state.setdefault('connections', {})
    if argv[2] == 'load':
        for path in argv[3:]:
            if host.content(path) is None or host.files[path]['mode'] != '0600':
                return 1, '', "Could not load file '%s'" % path
            loaded[re.search(r'(?m)^id=(.*)$', host.content(path))[1]] = path
        return 0, '', ''
    if argv[3] not in loaded:
        return 10, '', "Error: unknown connection '%s'." % argv[3]
    content = host.content(loaded[argv[3]])
    master = re.search(r'(?m)^master=(.*)$', content)
    device = re.search(r'(?m)^interface-name=(.*)$', content)[1]
    return make(host, device, 'type=bridge' in content.splitlines(), master and master[1])


def make(host, device, is_bridge, master):
    bridges = host.state.setdefault('bridges', {})
    if is_bridge:
        bridges.setdefault(device, [])
    elif device not in host.system.get('interfaces', []):
        return 1, '', 'Device %s does not seem to be present, delaying initialization.' % device
    elif master not in bridges:
        return 1, '', 'bridge %s does not exist!' % master
    else:
        bridges[master].append(device)
    return 0, '', ''


def alias(host, path):
    name = re.match(r'/sys/class/net/(.*)/ifalias$', path)
    return host.state.get('aliases', {}).get(name[1]) if name else None


def check_bridge(host, folder):
    """What the lab's script check-bridge checks: the files are installed, and the kernel's bridge matches them."""
    settings = dict(re.findall(r'(?m)^([A-Z_]+)="?(.*?)"?$', host.content(posixpath.join(folder, 'settings'))))
    for name in settings['FILES'].split():
        if host.content(posixpath.join(folder, name)) != host.content(posixpath.join(settings['FOLDER'], name)):
            return 1
    ports = host.state.get('bridges', {}).get(settings['BRIDGE'])
    return 0 if ports is not None and (not settings['INTERFACE'] or settings['INTERFACE'] in ports) else 1
