"""Writes what is done, in which order and with which outcome, as a text that a person can read."""
import os

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = '''
  name: sequence
  type: notification
  short_description: the sequence of a run on modelled hosts
'''


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = 'notification'
    CALLBACK_NAME = 'sequence'
    CALLBACK_NEEDS_ENABLED = True

    def __init__(self):
        super().__init__()
        self.text = open(os.environ['MODELLED_SEQUENCE'], 'w', encoding='utf-8', buffering=1)

    def v2_playbook_on_play_start(self, play):
        self.text.write('\n%s\n' % play.get_name())

    def told(self, outcome, result, item=False):
        task, said = result._task, result._result
        if task.action.endswith(('.meta', '.include_tasks', '.import_playbook')):
            return
        if task.loop and not item and outcome not in ('failed', 'skipped'):
            return
        line = '  %-8s %s%s' % (outcome, task.get_name(), ' (item)' if item else '')
        if task.delegate_to:
            line += ' [at %s]' % task.delegate_to
        if 'modelled' in said:
            line += '\n           ' + said['modelled'] if not task.no_log else ''
        if outcome == 'failed':
            said_so = [str(said.get(it)) for it in ('msg', 'failures', 'stderr') if said.get(it)]
            line += '\n           FAILED: ' + ' | '.join(' '.join(it.split()) for it in said_so)
        self.text.write(line + '\n')

    def v2_runner_on_ok(self, result):
        self.told('changed' if result.is_changed() else 'ok', result)

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self.told('failed', result)

    def v2_runner_on_skipped(self, result):
        self.told('skipped', result)

    def v2_runner_on_unreachable(self, result):
        self.told('failed', result)

    def v2_runner_item_on_ok(self, result):
        self.told('changed' if result.is_changed() else 'ok', result, item=True)

    def v2_runner_item_on_failed(self, result):
        self.told('failed', result, item=True)

    def v2_runner_item_on_skipped(self, result):
        self.told('skipped', result, item=True)
