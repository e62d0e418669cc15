"""The nodes from the undercloud's side: their BMCs, Ironic, the clients, and the script nodes-register."""
import configparser
import fnmatch
import json
import re

from . import libvirt, services
from .host import Refused

FILE = '/home/stack/nodes.json'
PART = '/home/stack/tripleo-lab/nodes-import.json'

RELEASES = ['stein', 'train', 'ussuri', 'victoria', 'wallaby', 'zed']
# Options of `overcloud node COMMAND`, and the release that brought them: tripleoclient/v1/overcloud_node.py of
# python-tripleoclient 11.5.2, 12.6.0, 13.4.6, 14.3.0, 16.5.0 and 20.0.0.
OPTIONS = {
    'import': {'--introspect': 'stein', '--provide': 'stein', '--validate-only': 'stein', '--no-deploy-image': 'stein',
               '--instance-boot-option': 'stein', '--concurrency': 'train', '--http-boot': 'train', '--boot-mode': 'wallaby'},
    'introspect': {'--all-manageable': 'stein', '--provide': 'stein', '--concurrency': 'train', '--node-timeout': 'ussuri',
                   '--max-retries': 'ussuri', '--retry-timeout': 'ussuri'},
    'provide': {'--all-manageable': 'stein'},
}
FLAGS = ['--introspect', '--provide', '--validate-only', '--no-deploy-image', '--all-manageable']


def begin(host):
    """What is there after the installation, and the images that a user uploads then."""
    for path in ('/home/stack/stackrc', '/var/lib/ironic/httpboot/agent.kernel', '/var/lib/ironic/httpboot/agent.ramdisk'):
        host.write(path)
    host.state.setdefault('ironic', {})


# ---- BMCs


def node_behind(host, address, port, user, password):
    """The hypervisor, and the settings of the BMC that answers the host there; None in a model without a hypervisor."""
    hypervisor = host if host.name == 'hypervisor' else host.other('hypervisor')
    if hypervisor is None:
        return None
    reached = host is hypervisor or services.is_open(hypervisor, port)
    if reached and hypervisor.is_active('virtualbmc.service') and '<ip address="%s"' % address in networks(hypervisor):
        for it in settings_of_bmcs(hypervisor):
            if (it['address'], it['port']) == (address, str(port)):
                if (it['username'], it['password']) != (user, password):
                    raise Refused('RAKP 2 HMAC is invalid')
                services.require_libvirt(hypervisor, it['libvirt_uri'], 'stack')
                return hypervisor, it
    raise Refused('Unable to establish IPMI v2 / RMCP+ session')


def networks(host):
    return ' '.join(it['xml'] for kind, objects in host.state.items() if kind.endswith(' network') for it in objects.values())


def settings_of_bmcs(host):
    """VirtualBMC finds the folder by its own settings, which its unit names, and reads it as the user of the unit."""
    unit = host.content('/etc/systemd/system/virtualbmc.service')
    path, user = re.search('VIRTUALBMC_CONFIG=(.*)', unit)[1], re.search('User=(.*)', unit)[1]
    folder = re.search('config_dir = (.*)', host.content(path))[1]
    for it in fnmatch.filter(host.files, folder + '/*/config'):
        if host.files[it]['owner'] == user:
            parser = configparser.ConfigParser()
            parser.read_string(host.content(it))
            yield parser['VirtualBMC']


def does_not_boot(host, node):
    """Why a node does not boot the ramdisk that inspects it; empty if it does."""
    behind = bmc_of(host, node)
    if behind is None:
        return ''
    hypervisor, bmc = behind
    machines = hypervisor.state['machines']
    xml = machines[bmc['domain_name']]['xml']
    refused = libvirt.refuses_to_start(hypervisor, xml, bmc['libvirt_uri'])
    if refused:
        return 'Failed to set node power state to power on: ' + refused
    mac, bridge = re.search('<mac address="(.*?)".*?<source bridge="(.*?)"', xml).groups()
    if mac != node['ports'][0]['address'] or bridge not in machines['tripleo']['bridges'][1:]:
        return 'Introspection timeout: no DHCP request of %s' % node['ports'][0]['address']
    booted = 'uefi' if '<loader' in xml else 'bios'
    return '' if 'boot_mode:' + booted in node['capabilities'].split(',') else 'the node boots by %s' % booted


def bmc_of(host, node):
    return node_behind(host, node['pm_addr'], node['pm_port'], node['pm_user'], node['pm_password'])


# ---- The clients


def baremetal(host, argv):
    """openstack baremetal node list, and port list."""
    known = host.state['ironic']
    if argv[2:4] == ['node', 'list']:
        rows = [{'UUID': it['uuid'], 'Name': name, 'Driver Info': {
            'ipmi_address': it['node']['pm_addr'], 'ipmi_port': it['node']['pm_port']}} for name, it in known.items()]
    else:
        rows = [{'Node UUID': it['uuid'], 'Address': port['address']} for it in known.values() for port in it['node']['ports']]
    return 0, json.dumps(rows), ''


def overcloud_node(host, argv):
    command, words = argv[3], argv[4:]
    release = host.state.get('branch') or host.system['branch']
    options = [it for it, since in OPTIONS[command].items() if RELEASES.index(since) <= RELEASES.index(release)]
    unknown = [it for it in words if it.startswith('--') and it not in options]
    if unknown:
        return 2, '', 'openstack overcloud node %s: error: unrecognized arguments: %s' % (command, ' '.join(unknown))
    named = [it for before, it in zip([''] + words, words)
             if not it.startswith('--') and (before in FLAGS or not before.startswith('--'))]
    return {'import': import_file, 'introspect': introspect, 'provide': provide}[command](host, words, named)


def import_file(host, words, named):
    """Ironic manages a node whose BMC answers."""
    for node in json.loads(host.content(named[0]))['nodes']:
        if '--validate-only' in words:
            continue
        it = host.state['ironic'].setdefault(node['name'], {'uuid': 'uuid-of-' + node['name']})
        it['node'] = node
        try:
            bmc_of(host, node)
            it.update(state='manageable', error='')
        except Refused as refused:
            it.update(state='enroll', error=str(refused))
    return 0, '', ''


def introspect(host, words, named):
    for it in host.state['ironic'].values():
        if it['uuid'] in named:
            error = does_not_boot(host, it['node'])
            it.update(state='inspect failed' if error else 'manageable', introspected=not error, error=error)
    return 0, '', ''


def provide(host, words, named):
    for it in host.state['ironic'].values():
        if it['uuid'] in named:
            it['state'] = 'available'
    return 0, '', ''


# ---- The script


def registrar(host, arguments, path, user):
    """nodes-register, as its description tells it; each step ends at once."""
    if not host.exists('/home/stack/stackrc'):
        return 1, '', 'openstack baremetal node list: stackrc: No such file or directory'
    words = [it for it in arguments if it != '--introspect']
    names = [it['name'] for it in json.loads(host.content(FILE))['nodes']]
    steps = {name: step(host.state['ironic'].get(name), '--introspect' in arguments) for name in names}
    if words[0] == 'todo':
        return 0, json.dumps({'running': '', 'deployed': [], 'removed': [], 'needed': [it for it in names if steps[it]],
                              'register': [it for it in names if steps[it] == 'register']}), ''
    if words[0] == 'start':
        return start(host, words[1], words[3:], [it for it in names if steps[it] == words[1]])
    nodes = [{'name': it, 'why': why(host.state['ironic'].get(it)), 'remedy': ''} for it in names if steps[it]]
    return 0, json.dumps({'nodes': nodes, 'failures': host.state.get('registration', []), 'log': []}), ''


def step(node, introspects):
    if node is None or node['state'] in ('enroll', 'inspect failed'):
        return 'register'
    if node['state'] == 'available':
        return None
    return 'introspect' if introspects and not node.get('introspected') else 'provide'


def why(node):
    return 'provision state %s; last error: %s' % (node['state'], node['error']) if node else 'is not registered'


def start(host, wanted, command, names):
    """Runs the command with the file of the nodes, or with their UUIDs, at its end."""
    if not names:
        return 0, 'nothing', ''
    host.program(command[0])
    if wanted == 'register':
        host.write(PART, host.content(FILE), owner='stack', mode='0600')
    last = [PART] if wanted == 'register' else [host.state['ironic'][it]['uuid'] for it in names]
    code, _out, error = overcloud_node(host, command + last)
    host.remove(PART)
    host.state['registration'] = [error] if code else []
    return 0, 'started', ''
