"""Runs the recipe of docs/scale-out.md, and kills one of its two machines midway.

usage: check_scale_out.py SPINPAIR FOLDER WDK SOURCE
"""
import getpass
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from program import SOURCE, Program

SPINPAIR, FOLDER, WDK, ROOT = sys.argv[1:]
program = Program(SPINPAIR, FOLDER)
SSHD = '/usr/sbin/sshd'
UNITS = [f'unit{number}.c' for number in range(8)]
RECIPE = re.search(r'check_scale_out.py runs. -->\n```\n(.*?)```', (Path(ROOT) / 'docs/scale-out.md').read_text(),
                   re.DOTALL).group(1)
PARALLEL, MERGE = RECIPE.split('spinpair merge')
MERGE = 'spinpair merge' + MERGE
LOST = 'unit1.c', 'unit5.c'  # of the second shard of four
NEVER = program.folder / 'never.h'


# Seconds; on a machine that has much else to do, a login alone takes some.
PATIENCE = 180

class Machine:
    """An sshd at a port of its own, which takes nobody but who runs this test."""

    def __init__(self, name):
        with socket.socket() as free:
            free.bind(('127.0.0.1', 0))
            self.port = free.getsockname()[1]
        program.write(f'{name}.sshd', f'''
ListenAddress 127.0.0.1
Port {self.port}
HostKey {program.folder}/host_key
AuthorizedKeysFile {program.folder}/user_key.pub
AllowUsers {getpass.getuser()}
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
PidFile none
MaxStartups 100
SetEnv PATH={os.environ['PATH']}
''')
        self.process = subprocess.Popen([SSHD, '-D', '-e', '-f', program.folder / f'{name}.sshd'],
                                        stderr=subprocess.PIPE, text=True)
        deadline = time.monotonic() + 10
        while socket.socket().connect_ex(('127.0.0.1', self.port)):
            assert self.process.poll() is None and time.monotonic() < deadline, self.process.stderr.read()
            time.sleep(0.02)

    def processes(self):
        """With all that it has started."""
        found = [self.process.pid]
        for each in found:
            try:
                found += map(int, Path(f'/proc/{each}/task/{each}/children').read_text().split())
            except OSError: # it has ended meanwhile
                pass
        return found

    def runs(self, words):
        for each in self.processes():
            try:
                if words in Path(f'/proc/{each}/cmdline').read_bytes():
                    return True
            except OSError:
                pass
        return False

    def die(self):
        for each in self.processes():
            try:
                os.kill(each, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()


def key(name):
    subprocess.run(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', program.folder / name], check=True)


def shell(script):
    return subprocess.Popen(['bash', '-c', script], cwd=FOLDER, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            text=True)


def reader_of(pipe, running):
    """Waits until somebody reads the pipe."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            assert time.monotonic() < deadline and running.poll() is None, 'nobody reads the pipe'
        time.sleep(0.02)


def distribute(script):
    """Runs the shards. The machine that has the second one dies of it."""
    NEVER.unlink(missing_ok=True)
    os.mkfifo(NEVER)
    machines = [Machine('one'), Machine('two')]
    program.write('ssh_config', f'Host *\nHostName 127.0.0.1\nIdentityFile {program.folder}/user_key\n'
                  'IdentitiesOnly yes\nStrictHostKeyChecking no\nUserKnownHostsFile /dev/null\nLogLevel ERROR\n' +
                  ''.join(f'Host {name}\nPort {machine.port}\n' for name, machine in zip(('one', 'two'), machines)))
    try:
        running = shell('rm -rf results explored\n' + script)
        pipe = reader_of(NEVER, running)
        busy = [machine for machine in machines if machine.runs(b'--shard\x002/4\0')]
        # Whoever asks for the header from here on gets it; that machine waits for ever.
        NEVER.unlink()
        NEVER.write_text('\n')
        busy[0].die()
        os.close(pipe)
        return running.communicate(timeout=PATIENCE), running.returncode
    finally:
        for machine in machines:
            machine.die()


os.environ.update(PATH=os.path.dirname(SPINPAIR) + ':' + os.environ['PATH'], HOME=FOLDER,
                  PARALLEL='--will-cite', PARALLEL_SSH=f'ssh -F {program.folder}/ssh_config')
if os.getuid() == 0:
    os.makedirs('/run/sshd', exist_ok=True) # where sshd of root locks itself in
key('host_key')
key('user_key')
NEVER.write_text('\n')
for number, unit in enumerate(UNITS):
    program.write(unit, SOURCE.replace('leaks', f'leaks{number}'))
program.write('unit1.c', '#include "never.h"\n' + SOURCE.replace('leaks', 'leaks1'))
(program.folder / 'build').mkdir()
program.database(*[program.entry(unit, ['clang', '-I' + WDK, '-c', unit]) for unit in UNITS])
(program.folder / 'compile_commands.json').rename(program.folder / 'build/compile_commands.json')
single = subprocess.run([SPINPAIR, '-p', 'build', '--no-cache'], cwd=FOLDER, capture_output=True, text=True)
assert single.returncode == 2 and single.stdout.count('warning:') == 8, single

# Nobody runs it again: its units are named, and nothing looks clean.
(_, errors), status = distribute(PARALLEL.replace('--retries 3', ''))
assert status != 0, errors
merged = shell(MERGE)
out, errors = merged.communicate(timeout=PATIENCE)
assert merged.returncode == 3, errors
for unit in LOST:
    assert f'spinpair: {unit}: no result has it; its shard is missing\n' in errors, errors

# The other machine does, as the recipe says: it is as if there were one only.
(out, errors), status = distribute(RECIPE)
assert (out, status) == (single.stdout, 2), (out, errors)
assert sorted(path.name for path in (program.folder / 'results').iterdir()) == ['1', '2', '3', '4']
