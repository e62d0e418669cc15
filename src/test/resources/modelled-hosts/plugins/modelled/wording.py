"""What a module is told, in the words in which a person would say it."""
import re
import shlex

LINE = 160


def essential(module, arguments, user):
    """One line: the module, and what makes a difference on the host."""
    text = WORDS.get(module, plain)(arguments)
    return '%s: %s' % (module, short(text))


def short(text):
    text = re.sub(r'/[^\s\'"]*/workspace/', 'workspace/', ' '.join(text.split()))
    text = re.sub(r'/\S+/nodes-register', 'nodes-register', text)
    text = re.sub(r'\b[0-9a-f]{64}\b', 'SUM', text)
    return text if len(text) <= LINE else text[:LINE] + ' ...'


def plain(arguments):
    return ' '.join('%s=%s' % (key, value if not isinstance(value, list) else ','.join(map(str, value)))
                    for key, value in sorted(arguments.items())
                    if key not in ('xml', 'password', 'key', 'content', 'block', 'quiet'))


def command(arguments):
    argv = arguments.get('argv')
    text = shlex.join(str(it) for it in argv) if argv else arguments.get('cmd') or arguments['_raw_params']
    return text + ''.join(' (unless there is %s)' % arguments[it] for it in ('creates',) if it in arguments)


def shell(arguments):
    lines = [it.strip() for it in (arguments.get('cmd') or arguments['_raw_params']).splitlines()]
    return ' ; '.join(it for it in lines if it and not it.startswith(('#', 'set -o')))


def copy(arguments):
    content = arguments.get('content')
    said = ' ' + repr(content) if content is not None and len(content) <= 40 else ''
    source = arguments['src'] + ' to ' if 'src' in arguments else ''
    return '%s%s %s %s%s' % (source, arguments['dest'], owner(arguments), arguments.get('mode', ''), said)


def file(arguments):
    return '%s %s %s %s' % (arguments.get('state', 'file'), arguments.get('path'), owner(arguments), arguments.get('mode', ''))


def owner(arguments):
    return arguments.get('owner', '')


def package(arguments):
    return '%s %s' % (arguments.get('use', ''), ', '.join(arguments['name']))


def service(arguments):
    words = [arguments.get('name', ''), arguments.get('state', ''), 'enabled' if arguments.get('enabled') else '',
             'daemon-reload' if arguments.get('daemon_reload') else '', 'of the user' if arguments.get('scope') == 'user' else '']
    return ' '.join(words)


def host_info(arguments):
    return ' '.join(sorted(arguments))


def files(arguments):
    return ', '.join(' '.join(filter(None, (it['path'], it.get('owner'), it.get('mode')))) for it in arguments['files']
                     if str(it.get('needed', True)) == 'True')


WORDS = {'lab_host_info': host_info, 'lab_files': files, 'command': command, 'shell': shell, 'copy': copy, 'file': file, 'package': package, 'dnf': package,
         'systemd_service': service}
