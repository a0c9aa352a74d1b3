"""Runs spinpair over units that crash, hang or want too much, and interrupts it.

usage: check_running.py SPINPAIR FOLDER WDK
"""
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

SPINPAIR, FOLDER, WDK = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
LEAK = '''#include <storport.h>
VOID %s(PVOID Ext, ULONG Id) {
  ULONG Irql;
  StorPortAcquireMSISpinLock(Ext, Id, &Irql);
}
'''
SUMMARY = 'spinpair: 1 finding; 1 function with locks: 0 proved, 0 clean, 1 reported, 0 undecided'


def unit(name, text):
    (FOLDER / name).write_text(text)
    return str(FOLDER / name)


def run(*arguments, **more):
    return subprocess.run([SPINPAIR, *arguments, '--', f'-I{WDK}'], capture_output=True, text=True, timeout=60, **more)


def children(process):
    return [int(child) for child in Path(f'/proc/{process}/task/{process}/children').read_text().split()]


good = unit('good.c', LEAK % 'Good')
alone = run(good)
assert alone.returncode == 2 and SUMMARY in alone.stdout, alone

# A unit that crashes clang loses itself only, and is named.
crash = unit('crash.c', LEAK % 'Crash' + '#pragma clang __debug crash\n')
both = run(crash, good)
assert both.returncode == 3, both
assert 'crash.c: clang crashed on it (' in both.stderr, both.stderr
assert 'crash.c is not analysed' in both.stderr, both.stderr
assert 'good.c:' in both.stdout and SUMMARY + '; 1 file not parsed' in both.stdout, both.stdout

# A sum of more terms than an ordinary stack has room for is analysed; where the stack may not
# grow, that is said.
deep = unit('deep.c', LEAK % 'Deep' + 'ULONG Sum(ULONG n) {\n  return ' + ' + '.join(['n'] * 20000) + ';\n}\n')
both = run(deep, good)
assert both.returncode == 2 and '2 findings; 2 functions' in both.stdout, both
SMALL = 2 << 20
both = run(deep, good, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_STACK, (SMALL, SMALL)))
assert both.returncode == 3 and SUMMARY + '; 1 file not parsed' in both.stdout, both
assert 'deep.c: an expression or a statement in it is nested too deep for the stack; split it up, or allow a ' \
       'larger one (ulimit -s)\n' in both.stderr, both.stderr

# One that hangs loses itself only, too: nobody ever writes to the pipe that it includes.
os.mkfifo(FOLDER / 'never.h')
hang = unit('hang.c', '#include "never.h"\n')
late = run(hang, good, '--timeout', '1')
assert late.returncode == 3, late
assert 'hang.c: it took longer than 1 s; --timeout allows more' in late.stderr, late.stderr
assert SUMMARY + '; 1 file not parsed' in late.stdout, late.stdout

# And one that wants more memory than there may be. The limit leaves room for
# the program itself.
small = run(unit('small.c', LEAK % 'Small'), '--memory-limit', '1')
assert small.returncode == 3, small
assert 'more memory than --memory-limit allows' in small.stderr and 'terminate' not in small.stderr, small.stderr

# Interrupted, it leaves no process and no report behind.
report = FOLDER / 'report.json'
for signal_number in (signal.SIGINT, signal.SIGTERM):
    process = subprocess.Popen([SPINPAIR, hang, good, '--report', f'json={report}', '--', f'-I{WDK}'],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               preexec_fn=lambda: signal.signal(signal_number, signal.SIG_DFL))
    deadline = time.monotonic() + 30
    while not (running := children(process.pid)):
        assert time.monotonic() < deadline and process.poll() is None, 'no child was started'
        time.sleep(0.01)
    process.send_signal(signal_number)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 128 + signal_number, process.returncode
    assert err.endswith('spinpair: interrupted; no report was written\n') and not out, (out, err)
    assert not any(Path(f'/proc/{child}').exists() for child in running), running
    assert not list(FOLDER.glob('report.json*'))

# A signal that it was told to ignore, as nohup does, does not end it.
process = subprocess.Popen([SPINPAIR, hang, good, '--timeout', '2', '--', f'-I{WDK}'], stdout=subprocess.PIPE,
                           stderr=subprocess.DEVNULL, text=True,
                           preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
while not children(process.pid):
    time.sleep(0.01)
process.send_signal(signal.SIGHUP)
out, _ = process.communicate(timeout=30)
assert process.returncode == 3 and SUMMARY in out, (process.returncode, out)

# Killed, it takes its children with it.
process = subprocess.Popen([SPINPAIR, hang, '--', f'-I{WDK}'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
while not (running := children(process.pid)):
    time.sleep(0.01)
process.kill()
process.wait()
deadline = time.monotonic() + 10
while any(Path(f'/proc/{child}').exists() and ' Z ' not in Path(f'/proc/{child}/stat').read_text() for child in running):
    assert time.monotonic() < deadline, 'a child outlives it'
    time.sleep(0.01)

# However many processes there are, the report is the same; and nothing but the
# report is written when nobody watches.
many = [unit(f'unit{i}.c', LEAK % f'Leak{i}') for i in range(7)]
one, three = run(*many, '-j1'), run(*reversed(many), '-j', '3')
assert one.stdout == three.stdout and one.stdout.count('warning:') == 7, (one, three)
assert not one.stderr and not three.stderr, (one, three)

# Nor does it change if there is no room for processes that wait with what they parsed.
few = subprocess.run([SPINPAIR, *many, '-j2', '--', f'-I{WDK}'], capture_output=True, text=True, timeout=60,
                     preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16)))
assert (few.stdout, few.stderr) == (one.stdout, ''), few

# A unit that was parsed is explored by the process that parsed it: this header
# cannot be read twice.
os.mkfifo(FOLDER / 'once.h')
once = unit('once.c', '#include "once.h"\n' + LEAK % 'Once')
process = subprocess.Popen([SPINPAIR, once, good, '--timeout', '20', '--', f'-I{WDK}'], stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, text=True)
with open(FOLDER / 'once.h', 'w') as pipe:
    pipe.write('\n')
out, err = process.communicate(timeout=60)
assert process.returncode == 2 and not err, (process.returncode, err)
assert out.count('warning:') == 2, out

# With a limit on memory no process waits, and the report is the same.
again = run(*many, '--memory-limit', '100000')
assert again.stdout == one.stdout and not again.stderr, (again, one)
