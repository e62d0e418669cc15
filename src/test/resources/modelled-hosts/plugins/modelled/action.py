"""Stands in for every module that touches a host: what it is told is noted, and answered from the model."""
import json
import os

from ansible.plugins.action import ActionBase

from . import programs, shells, wording
from .host import Host, Refused
from .modules import MODULES

FOLDER = os.environ.get('MODELLED_HOSTS', '')
ACCOUNTS = {'hypervisor-root': ('hypervisor', 'root'), 'hypervisor-stack': ('hypervisor', 'stack'),
            'tripleo-stack': ('machine', 'stack'), 'localhost': ('orchestrator', 'root')}


def job(name):
    return os.path.join(FOLDER, name + '.job')


class ActionModule(ActionBase):
    """One class under the names of all of them."""

    _supports_async = True

    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        module = self._task.action.replace('ansible.legacy.', '')
        arguments = {key: value for key, value in self._task.args.items() if value is not None}
        account, user = ACCOUNTS[self._task.delegate_to or task_vars['inventory_hostname']]
        if self._play_context.become:
            user = 'root'
        result['modelled'] = wording.essential(module, arguments, user)
        result.update(self.outcome(account, module, arguments, user, task_vars))
        for stream in ('stdout', 'stderr'):
            if stream in result:
                result[stream + '_lines'] = result[stream].splitlines()
        return result

    def outcome(self, account, module, arguments, user, task_vars):
        """Of a task in the background, a job; async_status tells its outcome."""
        if module == 'async_status':
            with open(job(arguments['jid']), encoding='utf-8') as file:
                return json.load(file)
        try:
            outcome = self.answer(account, module, arguments, user, task_vars)
        except Refused as refused:
            outcome = refused.fields
        if not self._task.async_val:
            return outcome
        with open(job(module), 'w', encoding='utf-8') as file:
            json.dump(dict(outcome, started=1, finished=1), file)
        return {'ansible_job_id': module, 'started': 1, 'finished': 0, 'changed': True}

    def answer(self, account, module, arguments, user, task_vars):
        if account == 'orchestrator':
            return {'changed': True, 'rc': 0, 'stdout': 'succeeded' if module == 'shell' else '', 'stderr': ''}
        host = Host(account, FOLDER)
        self.require_reachable(host, task_vars)
        try:
            if module in ('command', 'shell'):
                return self.command(host, module, arguments, user)
            if module == 'copy' and 'src' in arguments and not arguments.get('remote_src'):
                arguments = dict(arguments, content=self.local(arguments['src']))
            if module == 'lab_nodes':
                arguments = dict(arguments, module=self._find_needle('library', 'lab_nodes.py'))
            return MODULES[module](host, arguments, user)
        finally:
            if not self._task.check_mode:
                host.save()

    def require_reachable(self, host, task_vars):
        hypervisor = os.path.join(FOLDER, 'hypervisor.json')
        if host.name == 'machine' and os.path.exists(hypervisor):
            machine = Host('hypervisor', FOLDER).state.get('machines', {}).get('tripleo', {})
            if not machine.get('running'):
                raise Refused('Failed to connect to the host via ssh: the machine does not run')
        python = self._templar.template(task_vars['ansible_python_interpreter'])
        if not host.exists(python):
            raise Refused('/bin/sh: %s: No such file or directory. The module failed to execute correctly, you probably need to'
                          ' set the interpreter.' % python, rc=127)

    def local(self, name):
        with open(self._find_needle('files', name), encoding='utf-8') as text:
            return text.read()

    def command(self, host, module, arguments, user):
        for key, skips in (('creates', True), ('removes', False)):
            if key in arguments and host.exists(arguments[key]) == skips:
                said = 'skipped, since %s %s' % (arguments[key], 'exists' if skips else 'does not exist')
                return {'changed': False, 'rc': 0, 'stdout': said, 'stderr': ''}
        text = arguments.get('cmd') or arguments.get('_raw_params')
        if module == 'shell':
            code, out, err = shells.run(host, text, user, str(arguments.get('stdin', '')))
        else:
            argv = [str(it) for it in arguments.get('argv') or text.split()]
            try:
                code, out, err = programs.run(host, argv, user, str(arguments.get('stdin', '')))
            except Refused as refused:
                if 'error' not in str(refused):
                    raise
                code, out, err = 1, '', str(refused)
        result = {'changed': True, 'rc': code, 'stdout': out.rstrip('\n'), 'stderr': err}
        return result if code == 0 else dict(result, failed=True, msg='non-zero return code')
