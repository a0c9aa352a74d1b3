"""Baselines that are none, in the current folder with a local.c:
broken_baselines.py SPINPAIR WDK"""
import os
import resource
import signal
import subprocess
import sys

spinpair, wdk = sys.argv[1:]


def run(*options, **rest):
    done = subprocess.run([spinpair, *options, 'local.c', '--', '-I' + wdk],
                          capture_output=True, text=True, **rest)
    return done.returncode, done.stdout, done.stderr


def refused(content, sentence):
    with open('bad.json', 'wb') as out:
        out.write(content)
    for options in (), ('--update-baseline',):
        status, out, err = run('--baseline', 'bad.json', *options)
        assert status == 1 and not out, (content[:80], status, out)
        assert err.startswith("spinpair: 'bad.json' " + sentence), err
        assert err.count('\n') == 1 and err.endswith('\n'), err
        assert open('bad.json', 'rb').read() == content


no_baseline = 'is not a baseline of spinpair'
refused(b'', no_baseline)
refused(b'{', no_baseline)
refused(b'[]', no_baseline)
refused(b'\xff{}', no_baseline)
refused('{}'.encode('utf-16'), "is in UTF-16, as Windows PowerShell's '>' writes; save it as UTF-8")
refused(b'[' * 1000000, no_baseline)
refused(b'{"version": 1}', no_baseline)
refused(b'{"version": "1", "findings": []}', no_baseline)
refused(b'{"version": 1, "findings": {}}', no_baseline)
refused(b'{"version": 2, "findings": []}', 'is a baseline of version 2; ')
refused(b'{"version": 1, "findings": [1]}', no_baseline + ': a field of finding 1 ')
refused(b'{"version": 1, "findings": [{"fingerprint": 5}]}', no_baseline)

status, out, err = run('--baseline', 'missing.json')
assert status == 1 and "'missing.json' is not there; --update-baseline" in err, err
assert not os.path.exists('missing.json')
status, out, err = run('--baseline', '.')
assert status == 1 and "spinpair: '.' cannot be read: " in err, err
status, out, err = run('--baseline', 'no/such.json', '--update-baseline')
assert status == 1 and "'no/such.json' cannot be written: " in err, err

# A disk that fills up while the baseline is written.
status, out, err = run('--baseline', 'full.json', '--update-baseline')
assert status == 0, err
before = open('full.json', 'rb').read()
files = sorted(os.listdir('.'))
with open('local.c') as given:
    text = given.read()
with open('local.c', 'w') as changed:
    changed.write(text.replace('leaks', 'leaves'))


def small_disk():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


status, out, err = run('--baseline', 'full.json', '--update-baseline',
                       preexec_fn=small_disk)
assert status != 0, (out, err)
assert open('full.json', 'rb').read() == before
assert sorted(os.listdir('.')) == files, os.listdir('.')
assert status == 1 and "'full.json' cannot be written: " in err, (status, err)
