"""yum, dnf, pip and what says where packages come from."""
import fnmatch
import posixpath
import re

from .host import Refused

# tripleo-repos, plugins/module_utils/tripleo_repos/main.py
REPOSITORIES = ['current', 'deps', 'current-tripleo', 'current-tripleo-dev', 'ceph', 'opstools', 'tripleo-ci-testing',
                'current-tripleo-rdo']
CEPH = {'stein': 'nautilus', 'train': 'nautilus', 'ussuri': 'nautilus', 'victoria': 'nautilus'}


def available(host, name):
    """Whether an enabled repository offers the package and nothing leaves it out."""
    for it in enabled(host).values():
        if name not in it['packages']:
            continue
        stream = it.get('stream')
        if stream and host.state.get('streams', {}).get(stream.split(':')[0]) != stream.split(':')[1]:
            continue
        if not any(fnmatch.fnmatch(name, pattern) for pattern in excluded(host, it)):
            return True
    return False


def enabled(host):
    """The repositories that are: by themselves, by a subscription, or by the file that tripleo-repos has written."""
    return {name: it for name, it in host.system['repositories'].items()
            if (name in host.state['subscribed'] if it.get('subscription')
                else host.exists('/etc/yum.repos.d/' + it['file']) and host.state.get('branch') in it['branches'] if 'file' in it
                else it.get('enabled'))}


def excluded(host, repository):
    content = host.content('/etc/yum.repos.d/' + repository.get('file', '')) or ''
    section = re.search(r'(?ms)^\[%s\]$(.*?)(?=^\[|\Z)' % re.escape(repository.get('id', '')), content)
    line = re.search(r'(?m)^exclude=(.*)$', section.group(1)) if section else None
    return line.group(1).split() if line else []


def install(host, manager, names, user):
    """The module of yum or dnf."""
    if user != 'root':
        raise Refused('This command has to be run under the root user.')
    if manager != host.system['package-manager']:
        raise Refused('Could not import the %s python module: this system has %s'
                      % (manager, host.system['package-manager']))
    missing = [name for name in names if name not in host.state['installed']]
    unknown = [name for name in missing if not available(host, name)]
    if unknown and manager == 'yum':
        raise Refused("No package matching '%s' found available, installed or updated" % unknown[0], rc=126)
    if unknown:
        raise Refused('Failed to install some of the specified packages', rc=1,
                      failures=['No package %s available.' % name for name in unknown])
    for name in missing:
        host.install(name)
    return {'changed': bool(missing), 'rc': 0}


def package_program(host, argv, user):
    """The commands yum and dnf."""
    words = [it for it in argv[1:] if not it.startswith('-')]
    if words[0] == 'module':
        return module(host, words[1], words[2])
    url = words[1]
    listing = host.system.get('urls', {}).get(posixpath.dirname(url) + '/', '')
    if posixpath.basename(url) not in listing:
        return 1, '', 'Cannot open: %s' % url
    host.install(re.match(r'(python[23]-tripleo-repos)-', posixpath.basename(url)).group(1))
    return 0, 'Complete!', ''


def module(host, action, spec):
    name, _, stream = spec.partition(':')
    streams = host.system.get('modules', {}).get(name)
    if streams is None or stream and stream not in streams:
        return 1, '', 'Error: Problems in request:\nmissing groups or modules: %s' % spec
    chosen = host.state.setdefault('streams', {})
    path = '/etc/dnf/modules.d/%s.module' % name
    if action == 'reset':
        chosen.pop(name, None)
        host.write(path, '[%s]\nname=%s\nstream=\nprofiles=\nstate=\n\n' % (name, name))
    elif chosen.get(name, stream) != stream:
        return 1, '', ('The operation would result in switching of module \'%s\' stream \'%s\' to stream \'%s\'\nError: It is not'
                       ' possible to switch enabled streams of a module' % (name, chosen[name], stream))
    else:
        chosen[name] = stream
        host.write(path, '[%s]\nname=%s\nstream=%s\nprofiles=\nstate=enabled\n\n' % (name, name, stream))
    return 0, 'Complete!', ''


def tripleo_repos(host, argv, user):
    """What the tool checks, and the files that it writes."""
    options = dict(it.lstrip('-').partition('=')[::2] for it in argv[1:] if it.startswith('-'))
    names = [it for it in argv[1:] if not it.startswith('-')]
    for name in names:
        if name not in REPOSITORIES:
            return 2, '', "tripleo-repos: error: argument REPO: invalid choice: '%s'" % name
    distro, branch = options.get('distro'), options.get('branch', 'master')
    if distro not in ('centos7', 'centos8', 'centos9'):
        return 2, '', "tripleo-repos: error: argument -d/--distro: invalid choice: '%s'" % distro
    stream = 'Stream' in host.content('/etc/os-release')
    if distro == 'centos8' and ('stream' in options) != stream:
        return 1, '', 'InvalidArguments: --stream provided, but OS is not the Stream version.'
    mirror = options.get('rdo-mirror', 'https://trunk.rdoproject.org')
    base = '%s/%s-%s/' % (mirror, distro, branch)
    if branch not in host.system.get('rdo', {}).get(distro, []):
        return 1, '', 'requests.exceptions.HTTPError: 404 Client Error: Not Found for url: %sdelorean-deps.repo' % base
    for path in [it for it in host.files if re.match(r'/etc/yum\.repos\.d/(delorean|tripleo-centos-).*\.repo$', it)]:
        host.remove(path)
    made = ['delorean-%s-testing' % branch] + (['delorean'] if 'current-tripleo' in names else [])
    if 'ceph' in names:
        made.append('tripleo-centos-ceph-' + CEPH.get(branch, 'pacific'))
    if distro != 'centos7':
        made += ['tripleo-centos-highavailability', 'tripleo-centos-powertools']
    for name in made:
        host.write('/etc/yum.repos.d/%s.repo' % name, '[%s]\nname=%s\nbaseurl=%s\nenabled=1\n' % (name, name, base))
    host.state['branch'] = branch
    return 0, ''.join('Installed repo %s\n' % name for name in made), ''


def subscription_manager(host, argv, user):
    """A machine that somebody has registered."""
    if user != 'root':
        return 1, '', 'subscription-manager: Permission denied'
    known = [name for name, it in host.system['repositories'].items() if it.get('subscription')]
    command = argv[1:]
    if command == ['identity']:
        return 0, 'system identity: 0', ''
    if command == ['release', '--show']:
        return 0, 'Release: %s' % host.state['release'] if 'release' in host.state else 'Release not set', ''
    if command[0] == 'release':
        release = command[1].partition('=')[2]
        if release not in host.system['releases']:
            return 78, '', "No releases match '%s'.  Consult 'release --list' for a full listing." % release
        host.state['release'] = release
        return 0, 'Release set to: ' + release, ''
    if command == ['repos', '--list-enabled']:
        return 0, '\n'.join('Repo ID:   ' + it for it in host.state['subscribed']), ''
    wanted = [it.partition('=')[2] for it in command if it.startswith('--enable=')]
    unknown = [it for it in wanted if it not in known]
    if unknown:
        return 1, '', "Error: '%s' does not match a valid repository ID." % unknown[0]
    host.state['subscribed'] = wanted
    return 0, '', ''


def pip(host, arguments, user):
    """An environment starts with the pip that its maker brings; an old one does not know the wheels of today."""
    folder, command = arguments['virtualenv'], arguments['virtualenv_command'].split()
    environment = host.state.setdefault('environments', {}).get(folder)
    if environment is None:
        host.program(command[0])
        python = next((it.partition('=')[2] for it in command if it.startswith('--python=')), command[0])
        host.program(python)
        maker = ' '.join(it for it in command if not it.startswith('--python='))
        if maker not in host.system['pip']:
            raise Refused('%s: No module named venv' % python)
        environment = {'pip': host.system['pip'][maker], 'python': python}
        host.state['environments'][folder] = environment
        host.write(folder + '/bin/pip', mode='0755')
        host.write(folder + '/bin/python', mode='0755')
    changed = False
    names = arguments['name'] if isinstance(arguments['name'], list) else [arguments['name']]
    for wanted in host.system.get('wants', {}).get('virtualbmc', []):
        if not any(it.startswith(wanted + '==') for it in names) and any(it.startswith('virtualbmc') for it in names):
            raise Refused('ERROR: the newest %s does not go with Python 2.7' % wanted)
    for name in names:
        changed |= requirement(host, folder, environment, name)
    return {'changed': changed}


def requirement(host, folder, environment, name):
    project, relation, version = re.match(r'([A-Za-z0-9-]+)(==|>=)?(.*)', name).groups()
    number = [int(it) for it in environment['pip'].split('.')]
    if project == 'pip':
        if number >= [int(it) for it in version.split('.')]:
            return False
        environment['pip'] = host.system['index']['pip']
        return True
    index = host.system['index'].get(project, {})
    if version not in index:
        raise Refused('ERROR: No matching distribution found for %s' % name)
    if environment['python'] not in index[version]:
        raise Refused('ERROR: Package %s requires a different Python than %s' % (name, environment['python']))
    if environment.get(project) == version:
        return False
    if number < [19, 3]:
        raise Refused("Command \"python setup.py egg_info\" failed with error code 1 in /tmp/pip-build/cryptography/: No module named"
                      " 'setuptools_rust'. You are using pip version %s; upgrade it." % environment['pip'])
    if 'libvirt' not in host.state['python']:
        raise Refused('libvirt-python: gcc: command not found (and the distribution\'s binding is not installed)')
    environment[project] = version
    for program in ('vbmc', 'vbmcd'):
        host.write('%s/bin/%s' % (folder, program), mode='0755')
    return True
