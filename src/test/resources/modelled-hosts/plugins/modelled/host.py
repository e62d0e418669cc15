"""A host that is only a description: its files, packages, units and users, kept in a JSON file between tasks."""
import json
import os
import posixpath
import re

import yaml


class Refused(Exception):
    """What the real module or program would have ended with."""

    def __init__(self, message, **fields):
        super().__init__(message)
        self.fields = dict(fields, failed=True, msg=message)


def read(description):
    """A description, on top of the one that it is like."""
    with open(description, encoding='utf-8') as text:
        system = yaml.load(text, Loader=getattr(yaml, 'CSafeLoader', yaml.SafeLoader))
    if 'like' in system:
        other = read(os.path.join(os.path.dirname(description), system.pop('like')))
        facts = {**other['facts'], **system['facts']}
        system = {**other, **system, 'facts': facts, 'base': other['base'] + system['more-base']}
    return system


class Host:
    """The state of one host. All paths are those of that host; none is looked for on this machine."""

    def __init__(self, name, folder):
        self.name = name
        self.file = os.path.join(folder, name + '.json')
        with open(self.file, encoding='utf-8') as text:
            self.state = json.load(text)

    @staticmethod
    def make(name, folder, description, as_machine):
        """Writes the state of a host that is as the YAML file describes it: nothing of ours has run there."""
        system = read(description)
        role = system.get('as-machine', {}) if as_machine else {}
        with open(os.path.join(folder, name + '.json'), 'w', encoding='utf-8') as text:
            json.dump({'system': system, 'files': {}, 'units': {}, 'groups': [], 'users': {}, 'python': [],
                       'installed': [], 'clock': 0}, text)
        host = Host(name, folder)
        for user, home in {'root': '/root', **role.get('users', {})}.items():
            host.users[user] = {'home': home, 'comment': ''}
            host.make_folder(home, owner=user, mode='0700')
        host.take(system['base'] + role.get('base', []))
        for path, content in system['files'].items():
            host.write(path, content)
        for package in system['installed']:
            host.install(package)
        for unit in role.get('running', system['running']):
            host.units[unit].update(active=True, enabled=True)
        host.state['subscribed'] = [
            name for name, it in system['repositories'].items() if it.get('subscription') and it.get('enabled')]
        host.save()

    def save(self):
        with open(self.file, 'w', encoding='utf-8') as text:
            json.dump(self.state, text)

    @property
    def system(self):
        return self.state['system']

    @property
    def files(self):
        return self.state['files']

    @property
    def units(self):
        return self.state['units']

    @property
    def users(self):
        return self.state['users']

    # ---- files

    def tick(self):
        self.state['clock'] += 1
        return self.state['clock']

    def exists(self, path):
        return path == '/' or posixpath.normpath(path) in self.files

    def is_folder(self, path):
        return path == '/' or self.files.get(posixpath.normpath(path), {}).get('kind') == 'folder'

    def content(self, path):
        it = self.files.get(path)
        return None if it is None or it['kind'] != 'file' else it.get('content', '')

    def make_folder(self, path, owner='root', mode='0755'):
        path = posixpath.normpath(path)
        if path == '/' or self.exists(path):
            return
        self.make_folder(posixpath.dirname(path), owner='root')
        self.files[path] = {'kind': 'folder', 'owner': owner, 'mode': mode}

    def write(self, path, content='', owner='root', mode='0644'):
        self.make_folder(posixpath.dirname(path))
        self.files[path] = {'kind': 'file', 'owner': owner, 'mode': mode, 'content': content, 'time': self.tick()}

    def remove(self, path):
        for it in [it for it in self.files if it == path or it.startswith(path + '/')]:
            del self.files[it]

    def rename(self, path, other):
        self.files[other] = self.files.pop(path)

    def require_parent(self, path, user):
        folder = posixpath.dirname(path)
        if not self.is_folder(folder):
            raise Refused('Destination directory %s does not exist' % folder)
        self.require_right(path, user)

    def require_right(self, path, user):
        if user != 'root' and not path.startswith((self.users[user]['home'], '/tmp/')):
            raise Refused("[Errno 13] Permission denied: '%s' (as %s)" % (path, user))

    # ---- what packages bring

    def take(self, brings):
        """Takes over what a package brings: paths, units, group:NAME, python:MODULE."""
        for it in brings:
            if it.startswith('group:'):
                self.state['groups'].append(it[6:])
            elif it.startswith('python:'):
                self.state['python'].append(it[7:])
            elif it.startswith('/'):
                if it.endswith('/'):
                    self.make_folder(it)
                else:
                    self.write(it, mode='0755')
            else:
                self.units.setdefault(it, {'active': False, 'enabled': False, 'scope': 'system'})

    def install(self, name):
        """Installs a package that a repository of the description has, and what it needs."""
        if name in self.state['installed']:
            return False
        brings = self.package(name)
        if brings is None:
            raise KeyError(name)
        self.state['installed'].append(name)
        for it in brings:
            if it.startswith('needs:'):
                self.install(it[6:])
        self.take([it for it in brings if not it.startswith('needs:')])
        return True

    def package(self, name):
        """What the package of any repository brings, enabled or not; None where there is none of this name."""
        for it in self.system['repositories'].values():
            if name in it['packages']:
                return it['packages'][name] or []
        return None

    def program(self, name, user='root'):
        """The path of a program as a shell would find it."""
        places = [name] if name.startswith('/') else [folder + name for folder in (
            '/usr/local/bin/', '/usr/local/sbin/', '/usr/bin/', '/usr/sbin/')]
        for path in places:
            it = self.files.get(path)
            if it and it['kind'] == 'file':
                if not int(it['mode'], 8) & 0o111:
                    raise Refused("[Errno 13] Permission denied: b'%s'" % name, rc=13, cmd=name, stdout='', stderr='')
                return path
        raise Refused("[Errno 2] No such file or directory: b'%s'" % name, rc=2, cmd=name, stdout='', stderr='')

    def is_active(self, unit):
        return self.units.get(unit, {}).get('active', False)

    def lacks(self, text):
        """What this system's versions of programs say to an option that they do not know."""
        return next((it['says'] for it in self.system.get('lacks', []) if re.search(it['what'], text, re.DOTALL)), None)

    def other(self, name):
        """Another host of the model; None if it has no such host."""
        folder = os.path.dirname(self.file)
        return Host(name, folder) if os.path.exists(os.path.join(folder, name + '.json')) else None
