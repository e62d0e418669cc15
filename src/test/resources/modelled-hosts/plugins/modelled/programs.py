"""The commands that the playbooks run: (host, argv, user, stdin) -> (exit code, stdout, stderr)."""
import posixpath
import re

from . import ironic, libvirt, network, packages, services
from .host import Refused


def run(host, argv, user, stdin=''):
    """Finds the program as a shell would and answers in its place."""
    name = posixpath.basename(argv[0])
    if name == 'sudo':
        host.program('sudo')
        return run(host, argv[1:], 'root', stdin)
    if name == 'timeout':
        host.program('timeout')
        return run(host, argv[2:], user, stdin)
    if name == 'bash':
        host.program('bash')
        return text_of_bash(host, argv[2], user) if argv[1] == '-c' else script(host, argv[1], argv[2:], user)
    if 'python' in name and argv[1].startswith('/'):
        host.program(argv[0])
        return script(host, argv[1], argv[2:], user)
    if name == 'runuser':
        host.program('runuser')
        return run(host, argv[argv.index('--') + 1:], argv[2], stdin)
    path = host.program(argv[0])
    lacking = host.lacks(' '.join(argv))
    if lacking:
        return 1, '', lacking
    if (host.content(path) or '').startswith('#!'):
        return script(host, path, argv[1:], user)
    if name not in PROGRAMS:
        raise Refused('The model has no answer for the program %s: teach it in modelled/programs.py' % argv[0])
    return PROGRAMS[name](host, argv, user, stdin)


def script(host, path, arguments, user):
    """One of the lab's own scripts, which a task has written; what is in them is tested elsewhere."""
    content = host.content(path)
    if content is None:
        return 127, '', 'bash: %s: No such file or directory' % path
    lacking = host.lacks(re.sub(r'(?m)^\s*#.*$', '', content))
    if lacking:
        return 1, '', lacking
    return SCRIPTS[posixpath.basename(path)](host, arguments, path, user)


def text_of_bash(host, text, user):
    if '/dev/tcp/' in text:
        machine = host.state.get('machines', {}).get('tripleo', {})
        return (0, 'SSH-', '') if machine.get('running') else (1, '', 'bash: connect: No route to host')
    return with_credentials(host, text, user)


def with_credentials(host, text, user):
    """A command after `. ~/stackrc`, as users of the undercloud do it."""
    rc, command = re.match(r'\. ~(/\w+) && (?:exec )?(.*)', text.strip()).groups()
    path = host.users[user]['home'] + rc
    if host.content(path) is None:
        return 1, '', 'bash: %s: No such file or directory' % path
    return run(host, command.split(), user)


def done(host, argv, user, stdin):
    return 0, '', ''


def cat(host, argv, user, stdin):
    content = host.content(argv[1])
    return (1, '', 'cat: %s: No such file or directory' % argv[1]) if content is None else (0, content, '')


def tee(host, argv, user, stdin):
    host.require_parent(argv[2], user)
    host.write(argv[2], (host.content(argv[2]) or '') + stdin + '\n', owner=user)
    return 0, stdin, ''


def install(host, argv, user, stdin):
    """Of the form install -D --mode=MODE FILE FILE."""
    if not host.exists(argv[3]):
        return 1, '', 'install: cannot stat %r: No such file or directory' % argv[3]
    host.make_folder(posixpath.dirname(argv[4]), owner=user)
    host.write(argv[4], host.content(argv[3]), owner=user)
    return 0, '', ''


def compare(host, argv, user, stdin):
    return (0 if host.content(argv[3]) == stdin else 1), '', ''


def grep(host, argv, user, stdin):
    if '--recursive' in argv:
        found = ['%s:%s' % (path, line) for path in sorted(host.files) if path.startswith(argv[-1] + '/')
                 for line in (host.content(path) or '').splitlines() if re.search(argv[-2], line)]
        return (0 if found else 1), '\n'.join(found), ''
    if argv[-1] == '/proc/cpuinfo':
        return (0 if host.system['kvm'] else 1), '', ''
    if '--files-without-match' in argv:
        content = host.content(argv[-1])
        return (0, argv[-1], '') if content is not None and argv[-2] not in content else (1, '', '')
    patterns = [it.partition('=')[2] for it in argv if it.startswith('--regexp=')]
    texts = [network.alias(host, it) or host.content(it) or '' for it in argv if it.startswith('/')]
    lines = [line for text in texts for line in text.splitlines() if line in patterns]
    return (0 if lines else 1), '\n'.join(lines), ''


def df(host, argv, user, stdin):
    return 0, ' Avail\n%d' % host.system['free-disk'], ''


def rpm(host, argv, user, stdin):
    names = argv[3:]
    lines = [it if it in host.state['installed'] else 'package %s is not installed' % it for it in names]
    return sum(it not in host.state['installed'] for it in names), '\n'.join(lines), ''


def find(host, argv, user, stdin):
    reference = host.files.get(argv[-1])
    if reference is None:
        return 1, '', "find: '%s': No such file or directory" % argv[-1]
    newer = [it for it in argv[1:-2] if host.files.get(it, {}).get('time', 0) > reference['time']]
    return 0, '\n'.join(newer), ''


def firewall(host, argv, user, stdin):
    if not host.is_active('firewalld.service'):
        return 252, '', ''
    if '--state' in argv:
        return 0, '', ''
    zone, port = (it.partition('=')[2] for it in argv[2:4])
    there = '%s %s' % (zone, port) in host.state.get('ports', [])
    return (0, 'yes', '') if there else (1, 'no', '')


def loginctl(host, argv, user, stdin):
    if argv[2] not in host.users:
        return 1, '', 'Failed to look up user %s' % argv[2]
    host.state.setdefault('lingering', []).append(argv[2])
    host.write('/var/lib/systemd/linger/' + argv[2])
    host.make_folder('/run/user/' + argv[2], owner=argv[2])
    return 0, '', ''


def systemctl(host, argv, user, stdin):
    if argv[-2] == 'is-active' or 'is-active' in argv:
        active = host.is_active(argv[-1])
        return (0, 'active', '') if active else (3, 'inactive', '')
    unit = host.units.get(argv[-1])
    if unit and 'stop' in argv:
        unit['active'] = False
    return (0, '', '') if unit else (5, '', 'Failed to stop %s: Unit %s not loaded.' % (argv[-1], argv[-1]))


def systemd_run(host, argv, user, stdin):
    """A timer; its unit's file is where this version of systemd keeps transient ones."""
    name = next(it.partition('=')[2] for it in argv if it.startswith('--unit='))
    host.program(argv[-1])
    host.units[name + '.timer'] = {'active': True, 'enabled': False, 'scope': 'system'}
    host.write('%s/%s.timer' % (host.system['transient-units'], name))
    return 0, '', 'Running timer as unit %s.timer.' % name


def qemu(host, argv, user, stdin):
    if '-accel kvm' in ' '.join(argv) or 'accel=kvm' in argv:
        return (0 if host.system['kvm'] else 1), '', ''
    return 1, '', 'qemu-kvm: no accelerator asked for'


def qemu_img(host, argv, user, stdin):
    if argv[1] == 'info':
        if host.content(argv[-1]) is None:
            return 1, '', "qemu-img: Could not open '%s'" % argv[-1]
        return 0, '{"virtual-size": 8589934592, "format": "qcow2"}', ''
    host.require_parent(argv[-2], user)
    host.write(argv[-2], owner=user)
    return 0, '', ''


def write_iso(host, argv, user, stdin):
    missing = [it for it in argv if it.startswith('/') and it != argv[3] and host.content(it) is None and '/' in it[1:]]
    if missing[1 if argv[0].startswith('/') else 0:]:
        return 255, '', argv[0] + ': No such file or directory. Invalid node - %s' % missing[-1]
    host.write(argv[3], owner=user)
    return 0, '', ''


def vbmcd(host, argv, user, stdin):
    folder = posixpath.dirname(posixpath.dirname(argv[0]))
    return 0, host.state.get('environments', {}).get(folder, {}).get('virtualbmc', ''), ''


def which(host, argv, user, stdin):
    try:
        return 0, host.program(argv[1]), ''
    except Refused:
        return 1, '', '/usr/bin/which: no %s in (/usr/local/bin:/usr/bin)' % argv[1]


def openstack(host, argv, user, stdin):
    if argv[1] == 'baremetal':
        return ironic.baremetal(host, argv)
    if argv[1:3] == ['overcloud', 'node']:
        return ironic.overcloud_node(host, argv)
    return 0, 'parameter_defaults:\n  ContainerImagePrepare:\n  - set: {namespace: modelled, tag: modelled}\n', ''


def password_hash(host, argv, user, stdin):
    return 0, '$6$salt$modelled', ''


def check_bridge(host, arguments, path, user):
    return network.check_bridge(host, posixpath.dirname(path)), '', ''


def fetch_image(host, arguments, path, user):
    if arguments[0] == 'start':
        host.require_parent(arguments[1], user)
        host.write(arguments[1], owner=user)
        return 0, 'started', ''
    return 0, '', ''


def undercloud_install(host, arguments, path, user):
    """Installs at once, in a unit of systemd as the script does it."""
    said = host.state.get('undercloud', 'never')
    if arguments[0] == 'state':
        return 0, said, ''
    if arguments[0] == 'start' and said == 'succeeded':
        return 0, 'installed', ''
    host.program('openstack')
    host.state['undercloud'] = 'succeeded'
    ironic.begin(host)
    return 0, 'started', ''


def answers_of_vbmc(host, arguments, path, user):
    if not host.is_active('virtualbmc.service'):
        return 1, '', 'Failed to connect to the vbmcd server on port 50891'
    return run(host, [re.search(r'exec (\S+) "\$@"', host.content(path))[1]], user)


PROGRAMS = {
    'cat': cat, 'chown': done, 'cloud-init': done, 'cmp': compare, 'df': df, 'dnf': None, 'find': find,
    'firewall-cmd': firewall, 'genisoimage': write_iso, 'grep': grep, 'ifup': network.ifup,
    'install': install, 'ip': done,
    'loginctl': loginctl, 'nmcli': network.nmcli, 'openssl': password_hash, 'openstack': openstack, 'ps': done,
    'python2.7': password_hash, 'qemu-img': qemu_img, 'qemu-kvm': qemu, 'restorecon': done, 'rm': done, 'rpm': rpm,
    'ssh': done, 'systemctl': systemctl, 'systemd-run': systemd_run, 'tee': tee, 'vbmc': done, 'vbmcd': vbmcd, 'virsh': libvirt.virsh,
    'virt-install': libvirt.virt_install, 'which': which, 'xorrisofs': write_iso,
}
PROGRAMS.update({
    name: lambda host, argv, user, stdin, answer=answer: answer(host, argv, user)
    for name, answer in (('dnf', packages.package_program), ('yum', packages.package_program),
                         ('tripleo-repos', packages.tripleo_repos), ('subscription-manager', packages.subscription_manager))
})

SCRIPTS = {'check-bridge': check_bridge, 'fetch-image': fetch_image, 'undercloud-install': undercloud_install, 'vbmc': answers_of_vbmc,
           'nodes-register': ironic.registrar}
