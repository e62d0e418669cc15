"""libvirt, as virsh and virt-install ask it."""
import re

from . import services


def virsh(host, argv, user, stdin):
    uri = argv[argv.index('--connect') + 1]
    words = [it for it in argv[1:] if not it.startswith('-') and it != uri]
    scope = services.require_libvirt(host, uri, user)
    networks, machines = host.state.setdefault(scope + ' network', {}), host.state.get('machines', {})
    command, name = words[0], words[1] if len(words) > 1 else None
    if command == 'net-define':
        made = re.search('<name>(.*)</name>', stdin)[1]
        networks[made] = {**networks.get(made, {'active': False, 'autostart': False}), 'xml': stdin}
        return 0, 'Network %s defined from /dev/stdin' % made, ''
    if command.startswith('net-'):
        if name not in networks:
            return 1, '', "error: failed to get network '%s'" % name
        xml = networks[name]['xml']
        dumped = re.sub(r'="([^"]*)"', r"='\1'", xml)
        return 0, {'net-uuid': re.search('<uuid>(.*)</uuid>', xml)[1], 'net-dumpxml': dumped,
                   'net-dhcp-leases': ''}[command], ''
    if command == 'list':
        return 0, '\n'.join(name for name, it in machines.items() if (it['running'] or '--all' in argv)
                            and (it['autostart'] or '--autostart' not in argv)) if '--name' in argv else '', ''
    if command == 'define':
        return define(host, stdin)
    if name not in machines:
        return 1, '', "error: failed to get domain '%s'" % name
    return 0, {'domuuid': machines[name]['uuid'], 'domstate': 'running' if machines[name]['running'] else 'shut off',
               'dumpxml': machines[name].get('xml', '')}[command], ''


def define(host, xml):
    """Answers with KiB where the definition has MiB."""
    emulator = re.search('<emulator>(.*?)</emulator>', xml)[1]
    if not host.exists(emulator):
        return 1, '', 'error: Cannot check QEMU binary %s: No such file or directory' % emulator
    kept = re.sub('<memory unit="MiB">([0-9]+)<', lambda it: '<memory unit="KiB">%d<' % (int(it[1]) * 1024), xml)
    host.state.setdefault('machines', {})[re.search('<name>(.*?)</name>', xml)[1]] = {
        'uuid': re.search('<uuid>(.*?)</uuid>', xml)[1], 'running': False, 'autostart': False, 'xml': kept}
    return 0, '', ''


def refuses_to_start(host, xml, uri):
    """Why the virtual machine of a definition does not start; empty if it does."""
    firmware = re.findall('<loader [^>]*>(.*?)<', xml) + re.findall('<nvram template="(.*?)"', xml)
    for path in firmware + re.findall('<source file="(.*?)"', xml):
        if host.content(path) is None:
            return "Failed to open file '%s': No such file or directory" % path
    # Firmware that is built for secure boot needs the System Management Mode, which only q35 has.
    if 'secboot' in ' '.join(firmware) and not ('<smm state="on"' in xml and 'machine="q35"' in xml):
        return 'the firmware stops: it needs SMM'
    if '<domain type="kvm"' in xml and not host.system['kvm']:
        return 'Host does not support domain type kvm'
    bridges = re.findall('<source bridge="(.*?)"', xml)
    return host.lacks('virsh start ' + xml) or next(filter(None, (refuses_bridge(host, it, uri) for it in bridges)), '')


def refuses_bridge(host, bridge, uri):
    """What QEMU's bridge helper says."""
    helper, configuration = host.system['bridge-helper']
    if bridge not in host.state.get('bridges', {}):
        return '%s: failed to add interface to bridge %s' % (helper, bridge)
    if 'session' in uri:
        host.program(helper)
        if 'allow ' + bridge not in (host.content(configuration) or ''):
            return 'access denied by acl file: %s' % bridge
    return ''


def virt_install(host, argv, user, stdin):
    options = {}
    for it in argv[1:]:
        options.setdefault(it.partition('=')[0], []).append(it.partition('=')[2])
    services.require_libvirt(host, options['--connect'][0], user)
    if options['--os-variant'][0] not in host.system['os-variants']:
        return 1, '', "ERROR    Distro '%s' does not exist in our dictionary" % options['--os-variant'][0]
    for disk in options['--disk']:
        path = re.search('path=([^,]*)', disk)[1]
        if host.content(path) is None:
            return 1, '', "ERROR    Disk %s does not exist" % path
    bridges = [re.search('bridge=([^,]*)', it)[1] for it in options['--network']]
    for it in bridges:
        refused = refuses_bridge(host, it, options['--connect'][0])
        if refused:
            return 1, '', 'ERROR    ' + refused
    if options['--virt-type'][0] == 'kvm' and not host.system['kvm']:
        return 1, '', 'ERROR    Host does not support domain type kvm'
    host.state.setdefault('machines', {})[options['--name'][0]] = {
        'uuid': options['--uuid'][0], 'running': True, 'autostart': '--autostart' in options, 'bridges': bridges}
    return 0, '', ''
