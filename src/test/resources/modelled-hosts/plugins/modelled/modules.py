"""Ansible's modules, as far as the playbooks use them: (host, arguments, user) -> result."""
import base64
import fnmatch
import posixpath
import re

from . import look, nodes, packages, services
from .host import Refused


def setup(host, arguments, user):
    facts = dict(host.system['facts'])
    facts.update({'user_uid': 0 if user == 'root' else 1000, 'user_id': user, 'env': {'HOME': host.users[user]['home']}})
    return {'ansible_facts': {'ansible_' + key: value for key, value in facts.items()}}


def stat(host, arguments, user):
    path = arguments['path']
    it = host.files.get(path)
    there = {'exists': it is not None or interface(host, path)}
    if it:
        there.update(size=len(it.get('content', '')), mode=it['mode'], isuid=path in host.system['bridge-helper'])
    return {'stat': there}


def interface(host, path):
    return path.startswith('/sys/class/net/') and posixpath.basename(path) in (
        host.system.get('interfaces', []) + list(host.state.get('bridges', {})))


def getent(host, arguments, user):
    it = host.users.get(arguments['key'])
    entry = it and ['x', '1000', '1000', it['comment'], it['home'], '/bin/bash']
    return {'ansible_facts': {'getent_passwd': {arguments['key']: entry}}}


def slurp(host, arguments, user):
    content = host.content(arguments['src'])
    if content is None:
        raise Refused('file not found: %s' % arguments['src'])
    return {'content': base64.b64encode(content.encode()).decode(), 'encoding': 'base64'}


def attributes(host, path, arguments, user):
    """Sets owner and mode; says whether they were others."""
    it = host.files[path]
    before = (it['owner'], it['mode'])
    owner = arguments.get('owner', it['owner'])
    if owner not in host.users:
        raise Refused('chown failed: failed to look up user %s' % owner)
    mode = str(arguments.get('mode', it['mode']))
    it['owner'] = owner
    it['mode'] = mode if re.match(r'[0-7]+$', mode) else it['mode'] if mode in ('preserve', it.get('added')) else mode
    if not re.match(r'[0-7]+$', it['mode']):
        it['added'], it['mode'] = mode, before[1]
        return True
    return before != (it['owner'], it['mode'])


def copy(host, arguments, user):
    path = arguments['dest']
    content = arguments.get('content')
    if content is None:
        content = host.content(arguments['src'])
        if content is None:
            raise Refused('Source %s not found' % arguments['src'])
    host.require_parent(path, user)
    if 'validate' in arguments:
        host.program(arguments['validate'].split()[0])
    changed = host.content(path) != content
    if changed:
        host.write(path, content, owner=user, mode=host.files.get(path, {}).get('mode', '0644'))
    return {'changed': attributes(host, path, arguments, user) | changed, 'dest': path}


def file(host, arguments, user):
    path, state = arguments.get('path') or arguments.get('dest'), arguments.get('state', 'file')
    path = path.replace('~', host.users[user]['home'], 1)
    if state == 'absent':
        there = host.exists(path)
        if there:
            host.require_right(path, user)
        host.remove(path)
        host.state.get('environments', {}).pop(path, None)
        return {'changed': there}
    if not host.exists(path):
        if state == 'file':
            raise Refused('file (%s) is absent, cannot continue' % path)
        # The module makes missing parents too; a lab names each folder that it makes.
        if not host.is_folder(posixpath.dirname(path)):
            raise Refused('There was an issue creating %s: no folder %s' % (path, posixpath.dirname(path)))
        host.require_right(path, user)
        host.make_folder(path, owner=user)
        attributes(host, path, arguments, user)
        return {'changed': True}
    return {'changed': attributes(host, path, arguments, user)}


def blockinfile(host, arguments, user):
    path = arguments['path']
    content = host.content(path)
    if content is None and not arguments.get('create'):
        raise Refused('Path %s does not exist !' % path)
    host.require_parent(path, user)
    begin, end = (arguments['marker'].replace('{mark}', it) for it in ('BEGIN', 'END'))
    block = '%s\n%s%s\n' % (begin, arguments['block'] if arguments['block'].endswith('\n') else arguments['block'] + '\n', end)
    old = re.search('(?s)%s\n.*?%s\n' % (re.escape(begin), re.escape(end)), content or '')
    if old and old.group(0) == block:
        return {'changed': False}
    host.write(path, (content or '').replace(old.group(0), '') + block if old else (content or '') + block)
    attributes(host, path, arguments, user)
    return {'changed': True}


def replace(host, arguments, user):
    content = host.content(arguments['path'])
    if content is None:
        raise Refused('Path %s does not exist !' % arguments['path'])
    new = re.sub(arguments['regexp'], arguments['replace'], content, flags=re.MULTILINE)
    if new != content:
        host.write(arguments['path'], new)
    return {'changed': new != content}


def ini_file(host, arguments, user):
    path, section = arguments['path'], arguments['section']
    content = host.content(path)
    if content is None and not arguments.get('create', True):
        raise Refused('Destination %s does not exist!' % path)
    if section is not None and '[%s]' % section not in (content or ''):
        content = '%s\n[%s]\n' % (content or '', section)
    line = '%s=%s\n' % (arguments['option'], arguments['value'])
    if line in content:
        return {'changed': False}
    host.write(path, content.replace('[%s]\n' % section, '[%s]\n%s' % (section, line), 1))
    return {'changed': True}


def find(host, arguments, user):
    folder = arguments['paths']
    files = [path for path in sorted(host.files) if posixpath.dirname(path) == folder
             and any(fnmatch.fnmatch(posixpath.basename(path), it) for it in arguments['patterns'])]
    return {'files': [{'path': it} for it in files], 'matched': len(files)}


def uri(host, arguments, user):
    content = host.system.get('urls', {}).get(arguments['url'])
    if content is None:
        raise Refused('Status code was 404 and not [200]: HTTP Error 404: Not Found', status=404, url=arguments['url'])
    return {'status': 200, 'content': content}


def package(host, arguments, user):
    names = arguments['name'] if isinstance(arguments['name'], list) else [arguments['name']]
    return packages.install(host, arguments.get('use', 'dnf'), names, user)


def timezone(host, arguments, user):
    changed = host.state.get('timezone', 'America/New_York') != arguments['name']
    host.state['timezone'] = arguments['name']
    return {'changed': changed}


def user(host, arguments, user):
    name = arguments['name']
    for group in arguments.get('groups', []):
        if group not in host.state['groups']:
            raise Refused('Group %s does not exist' % group)
    new = {'home': '/home/' + name, 'comment': arguments['comment'], 'groups': arguments.get('groups', []),
           'password': arguments['password']}
    old = host.users.get(name, {})
    changed = {key: old.get(key) for key in new} != new
    host.users[name] = {**old, **new}
    host.make_folder('/home/' + name, owner=name, mode='0700')
    return {'changed': changed}


def authorized_key(host, arguments, user):
    if arguments['user'] not in host.users:
        raise Refused('Failed to lookup user %s' % arguments['user'])
    path = host.users[arguments['user']]['home'] + '/.ssh/authorized_keys'
    changed = arguments['key'] not in (host.content(path) or '')
    if changed:
        host.write(path, (host.content(path) or '') + arguments['key'] + '\n', owner=arguments['user'], mode='0600')
    return {'changed': changed}


def sefcontext(host, arguments, user):
    if 'seobject' not in host.state['python']:
        raise Refused('Failed to import the required Python library (policycoreutils-python) on this host')
    contexts = host.state.setdefault('contexts', {})
    changed = contexts.get(arguments['target']) != arguments['setype']
    contexts[arguments['target']] = arguments['setype']
    return {'changed': changed}


def activate(host, kind, xml):
    path = re.search('<path>(.*)</path>', xml)
    if path and not host.is_folder(path[1]):
        raise Refused("cannot open directory '%s': No such file or directory" % path[1])
    bridge = re.search('<bridge name="([^"]+)"', xml)
    if bridge and '<ip ' in xml:
        host.program('dnsmasq')
        host.state.setdefault('bridges', {})[bridge[1]] = []


def virt(host, arguments, user):
    services.require_libvirt(host, arguments['uri'], user)
    if 'libvirt' not in host.state['python']:
        raise Refused('The `libvirt` module is not importable. Check the requirements.')
    machine = host.state.get('machines', {}).get(arguments['name'])
    if machine is None:
        raise Refused('virtual machine %s not found' % arguments['name'])
    changed = not (machine['autostart'] and machine['running'])
    machine.update(autostart=True, running=True)
    return {'changed': changed}


def nothing(host, arguments, user):
    return {'changed': False}


MODULES = {
    'lab_host_info': look.host_info, 'lab_files': look.files, 'lab_lock_info': look.lock_info,
    'lab_nodes': nodes.define,
    'setup': setup, 'stat': stat, 'getent': getent, 'slurp': slurp, 'copy': copy, 'file': file,
    'blockinfile': blockinfile, 'replace': replace, 'find': find, 'uri': uri, 'package': package, 'dnf': package,
    'systemd_service': services.systemd, 'user': user, 'pip': packages.pip, 'wait_for_connection': nothing,
    'community.general.timezone': timezone, 'community.general.ini_file': ini_file,
    'community.general.sefcontext': sefcontext, 'ansible.posix.authorized_key': authorized_key,
    'ansible.posix.firewalld': lambda host, arguments, user: services.firewall(host, arguments),
    'community.libvirt.virt': virt,
}
