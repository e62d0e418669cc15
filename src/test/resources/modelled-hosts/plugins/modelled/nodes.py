"""The lab's own module lab_nodes: its real code, with the model's programs and files."""
import importlib.util
import re
import types

import yaml

from . import programs, wording
from .host import Refused


class Module:
    """What the code takes for Ansible's module; it keeps the calls that change something."""

    check_mode = False

    def __init__(self, host, params, user):
        self.host, self.params, self.user, self.calls = host, params, user, []

    def get_bin_path(self, name, required):
        return self.host.program(name, self.user)

    def run_command(self, argv, data=None, environ_update=None):
        if data or 'qemu-img' in argv[0]:
            self.calls.append(wording.short(' '.join(argv)))
        if data:
            self.calls.extend(essential(data))
        return programs.run(self.host, argv, self.user, data or '')


def define(host, arguments, user):
    spec = importlib.util.spec_from_file_location('lab_nodes', arguments['module'])
    code = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(code)
    options = yaml.safe_load(code.DOCUMENTATION)['options']
    module = Module(host, {name: arguments.get(name, it.get('default')) for name, it in options.items()}, user)
    code.os = types.SimpleNamespace(path=types.SimpleNamespace(lexists=host.exists), rename=host.rename)
    code.virtual_size = lambda path: None  # The size of a disk that is there is not modelled.
    nodes = code.Nodes(module)
    try:
        for node in arguments['nodes']:
            nodes.ensure(node)
    except code.Failure as failure:
        raise Refused('%s: %s' % (node['name'], failure)) from failure
    told = ['lab_nodes: ' + ' '.join(it['name'] for it in arguments['nodes'])] + module.calls
    return {'changed': bool(nodes.changes), 'changes': nodes.changes, 'running': nodes.running,
            'modelled': '\n           '.join(told)}


def essential(xml):
    """The parts of a definition that differ between platforms and between nodes."""
    parts = ['<domain type.*?>', '<memory.*?</vcpu>', '<os>.*?</os>', '<features>.*</features>', '<cpu.*?(?:/>|</cpu>)',
             '<emulator>.*?</emulator>', '<interface.*</interface>', '<serial type.*</serial>']
    return ['  ' + it for part in parts for it in re.findall(part, xml)]
