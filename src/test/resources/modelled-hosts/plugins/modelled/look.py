"""The lab's own modules: lab_host_info and lab_lock_info answer from the description, lab_files writes into it."""
import fnmatch
import hashlib
import posixpath
import re

from . import network, programs, services
from .host import Refused


def host_info(host, arguments, user):
    contents = [name for path in arguments.get('contents', []) for name in matching(host, path)]
    files = arguments.get('files', [])
    return {
        'changed': False,
        'system': system(host, user),
        'files': {path: file(host, path, user) for path in files + contents},
        'found': {name: [it for pattern in patterns for it in matching(host, pattern)]
                  for name, patterns in arguments.get('found', {}).items()},
        'packages': {name: {'installed': [it for it in wanted if it in host.state['installed']],
                            'missing': [it for it in wanted if it not in host.state['installed']]}
                     for name, wanted in arguments.get('packages', {}).items()},
        'units': {name: unit(host, name, arguments.get('scope', 'system')) for name in arguments.get('units', [])},
        'users': {name: {'uid': 1000, 'gid': 1000, 'home': it['home'], 'comment': it['comment'], 'shell': '/bin/bash',
                         'groups': it.get('groups', [])}
                  for name, it in host.users.items() if name in arguments.get('users', [])},
        'groups': {name: 1000 for name in arguments.get('groups', []) if name in host.state['groups']},
        'configured_by': [],
        'firewall': [],
        **{name: answer for name, answer in of_network(host, arguments).items() if name in arguments.get('network', [])},
        'space': {path: host.system['free-disk'] for path in arguments.get('space', [])},
        'libvirt': {uri: libvirt(host, uri, wanted, user) for uri, wanted in arguments.get('libvirt', {}).items()},
        'programs': {name: dict(zip(('rc', 'stdout', 'stderr'), answer(host, argv, user)))
                     for name, argv in arguments.get('programs', {}).items()},
    }


def lock_info(host, arguments, user):
    return {'changed': False, 'holders': [], 'stdout': '', 'msg': ''}


def matching(host, path):
    """The files that a path with wildcards stands for; the path itself if it has none."""
    return fnmatch.filter(host.files, path) if '*' in path else [path]


def system(host, user):
    facts = host.system['facts']
    words = dict(re.findall(r'(?m)^([A-Z_]+)="?(.*?)"?$', host.content('/etc/os-release') or ''))
    return {
        'id': words['ID'], 'version': words['VERSION_ID'], 'title': words['PRETTY_NAME'],
        'memory_mib': facts['memtotal_mb'], 'free_memory_mib': facts['memory_mb']['nocache']['free'],
        'processors': facts['processor_vcpus'], 'timezone': host.state.get('timezone', ''),
        'selinux': facts.get('selinux', {}).get('status') == 'enabled', 'virtualization': host.system['kvm'],
        'user': user, 'uid': 0 if user == 'root' else 1000}


def file(host, path, user):
    path = path.replace('$XDG_RUNTIME_DIR', '/run/user/' + user).replace('$HOME', host.users[user]['home'])
    it = host.files.get(path)
    if it is None:
        return {'exists': False, 'mode': '', 'content': '', 'sha256': ''}
    return {'exists': True, 'type': {'folder': 'directory'}.get(it['kind'], it['kind']), 'owner': it['owner'],
            'group': it['owner'], 'mode': '4755' if path in host.system['bridge-helper'] else it['mode'], 'size': len(it.get('content', '')), 'modified': it.get('time', 0),
            'content': it.get('content', ''), 'sha256': hashlib.sha256(it.get('content', '').encode()).hexdigest()}


def unit(host, name, scope):
    try:
        it = services.unit(host, name, scope)
    except Refused:
        return {'exists': False, 'active': False, 'enabled': '', 'file': ''}
    written = services.FOLDERS[scope] + name
    return {'exists': True, 'active': it['active'], 'enabled': 'enabled' if it['enabled'] else 'disabled',
            'file': written if host.exists(written) else '/usr/lib/systemd/system/' + name}


def of_network(host, arguments):
    return {
        'interfaces': interfaces(host),
        'routes': {'default4': host.system.get('interfaces', [])[:1], 'default6': [],
                   'overlaps': {it: [] for it in arguments.get('subnets', [])}},
        'connection': {'peer': '192.0.2.1', 'interface': (host.system.get('interfaces') or [''])[0]},
        'listeners': []}


def interfaces(host):
    bridges = host.state.get('bridges', {})
    masters = {port: bridge for bridge, ports in bridges.items() for port in ports}
    return {name: {'up': True, 'mac': '', 'alias': network.alias(host, '/sys/class/net/%s/ifalias' % name) or '',
                   'bridge': masters.get(name, ''), 'kind': 'bridge' if name in bridges else 'physical',
                   'ports': bridges.get(name, []), 'altnames': [], 'addresses': []}
            for name in host.system.get('interfaces', []) + list(bridges)}


def libvirt(host, uri, wanted, user):
    """The module starts no daemon, so one that does not run answers nothing."""
    empty = {'answers': False, 'networks': {}, 'pools': {}, 'machines': {}}
    try:
        host.program('virsh')
        scope = services.require_libvirt(host, uri, user)
    except Refused:
        return empty
    machines = host.state.get('machines', {})
    return {
        'answers': True,
        'networks': objects(host.state.get(scope + ' network', {}), wanted.get('networks', [])),
        'pools': objects(host.state.get(scope + ' storage pool', {}), wanted.get('pools', [])),
        'machines': {name: {'uuid': machines[name]['uuid'], 'persistent': True, 'active': machines[name]['running'],
                            'autostart': machines[name]['autostart']}
                     for name in wanted.get('machines', []) if name in machines}}


def objects(there, wanted):
    return {name: {'uuid': (re.search('<uuid>(.*)</uuid>', there[name]['xml']) or ['', 'made by libvirt'])[1],
                   'active': there[name]['active'], 'autostart': there[name]['autostart']}
            for name in wanted if name in there}


def answer(host, argv, user):
    try:
        return programs.run(host, argv, user)
    except Refused as refused:
        return refused.fields.get('rc', 1), '', str(refused)


def files(host, arguments, user):
    written = [it['path'] for it in arguments['files'] if is_wanted(it) and write(host, it, user)]
    return {'changed': bool(written), 'written': written}


def is_wanted(it):
    return str(it.get('needed', True)) == 'True'


def write(host, it, user):
    path, content = it['path'].replace('~', host.users[user]['home'], 1), it.get('content')
    if 'source' in it:
        content = host.content(it['source'])
        if content is None:
            raise Refused('%s: there is no file %s' % (path, it['source']))
    owner = it.get('owner', 'root')
    if owner not in host.users:
        raise Refused('%s: there is no %s' % (path, owner))
    if not host.is_folder(posixpath.dirname(path)):
        raise Refused('%s cannot be written: No such file or directory' % path)
    host.require_right(path, user)
    if 'validate' in it:
        host.program(it['validate'][0])
    mode = it.get('mode', '0755' if content is None else '0644')
    old = host.files.get(path)
    if old is not None and (old['owner'], old['mode'], old.get('content')) == (owner, mode, content):
        return False
    if content is None:
        host.make_folder(path)
        host.files[path].update(owner=owner, mode=mode)
    else:
        host.write(path, content, owner=owner, mode=mode)
    return True
