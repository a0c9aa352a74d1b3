#!/usr/bin/env python3
"""Compares what the hosts say of the same files: the command, the plugin beside clang's
own checks, the plugin alone, and, if it is there, `spinpair scan-build`.

  compare_hosts.py SPINPAIR CLANG PLUGIN SOURCE SCRATCH [--scan-build]

The files are those of test/rules and test/features that parse without arguments, the
example miniport, and generated functions. Each finding is a checker and a place. A
difference that is in no row of the table of docs/hosts.md fails. Exit status 1 then, and
a sentence for each."""
import concurrent.futures
import itertools
import json
import os
import plistlib
import re
import subprocess
import sys
from pathlib import Path

BEFORE = ['{lock}', 'if (ext->Busy)\n    return;\n  {lock}', '{lock}\n  if (ext->Busy)\n    {unlock}']
BETWEEN = ['', 'ext->Count++;', '*(volatile ULONG *)0xFEC00000 = 1;', 'error("busy");', 'if (!p)\n    *p = 1;',
           'if (ext->Busy)\n    return;', 'for (ULONG i = 0; i < ext->Count; ++i)\n    done(ext);',
           'if (ext->Busy)\n    {unlock}']
AFTER = ['{unlock}', '', '{unlock}\n  {unlock}', 'if (!ext->Busy)\n    {unlock}', 'if (ext->Busy)\n    panic("busy");\n  {unlock}']
LOCKS = [('StorPortAcquireMSISpinLock(ext, 1, &irql);', 'StorPortReleaseMSISpinLock(ext, 1, irql);'),
         ('StorPortAcquireSpinLock(ext, StartIoLock, NULL, &h);', 'StorPortReleaseSpinLock(ext, &h);')]


def generate(path):
    """Functions of every combination of the above."""
    lines = ['#include <storport.h>', 'typedef struct _EXT { ULONG Count; BOOLEAN Busy; } EXT;',
             'void done(EXT *ext);', 'void error(const char *text);', 'void panic(const char *text);']
    for number, (before, between, after, (lock, unlock)) in enumerate(
            itertools.product(BEFORE, BETWEEN, AFTER, LOCKS)):
        body = '\n  '.join(filter(None, [before, between, after])).format(lock=lock, unlock=unlock)
        lines += [f'void f{number}(EXT *ext, ULONG *p) {{', '  ULONG irql = 0;', '  STOR_LOCK_HANDLE h = {0};',
                  f'  {body}', '}']
    path.write_text('\n'.join(lines) + '\n')
    return number + 1


def run(call, **more):
    return subprocess.run(list(map(str, call)), capture_output=True, text=True, errors='replace', **more)


def findings_of_log(log):
    return {(found['checker'], os.path.basename(found['file']), found['line']) for found in log['findings']}


def command(spinpair, wdk, path):
    """None if the file does not parse without arguments."""
    ran = run([spinpair, path, '--no-cache', '--report', 'json', '--', f'-I{wdk}', '-w'])
    log = json.loads(ran.stdout) if ran.returncode in (0, 2, 3) and ran.stdout else None
    return None if not log or log.get('withErrors') or log.get('unparsed') else findings_of_log(log)


def plugin(clang, plug, wdk, path, scratch, alone):
    out = scratch / f'{path.parent.name}-{path.name}-{alone}.plist'
    call = [clang, '--analyze', '-Xclang', '-load', '-Xclang', plug, '-Xanalyzer', '-analyzer-checker=storport,windows',
            '-Xanalyzer', '-analyzer-output=plist-multi-file', '-w', '--target=x86_64-pc-windows-msvc',
            f'-I{wdk}']
    if alone:
        call += ['--analyzer-no-default-checks', '-Xclang', '-analyzer-config', '-Xclang', 'storport:Alone=true']
    ran = run(call + [path, '-o', out])
    if ran.returncode: # the command goes on behind errors, clang does not
        return None
    log = plistlib.loads(out.read_bytes())
    return {(found['check_name'], os.path.basename(log['files'][found['location']['file']]), found['location']['line'])
            for found in log['diagnostics']
            if found['check_name'].startswith(('storport.', 'optin.storport.', 'windows.'))}


def scan_build(spinpair, wdk, paths, scratch):
    """The findings of all files, by one run."""
    script = ' && '.join(f'$CC -w -I{wdk} -c {path} -o {scratch}/{n}.o' for n, path in enumerate(paths))
    ran = run([spinpair, 'scan-build', '--report', 'json', '--', 'sh', '-c', script])
    return findings_of_log(json.loads(ran.stdout)) if ran.stdout else {('error', 'scan-build', ran.stderr[-300:])}


def documented(table):
    """The rows of the table: (file, checker or *)."""
    rows = re.findall(r'^\| `([^`]+)` \| `([^`]+)` \|', table.read_text(), re.M)
    return {(file, checker) for file, checker in rows}


def main():
    spinpair, clang, plug, source, scratch = sys.argv[1:6]
    source, scratch = Path(source), Path(scratch)
    scratch.mkdir(parents=True, exist_ok=True)
    wdk = source / 'include/wdk'
    generated = scratch / 'generated.c'
    count = generate(generated)
    files = [generated] + sorted((source / 'test/rules').glob('*.c')) + sorted((source / 'test/features').glob('*.c*'))
    for example in ('miniport', 'miniport-clean'):
        files += sorted((source / 'examples' / example).glob('*.c'))
    allowed, used, wrong, compared = documented(source / 'docs/hosts.md'), set(), [], []

    def all_of(path):
        said = command(spinpair, wdk, path)
        if said is None:
            return path, None
        return path, {'command': said, 'plugin': plugin(clang, plug, wdk, path, scratch, False),
                      'alone': plugin(clang, plug, wdk, path, scratch, True)}

    def differ(first, second, names):
        for checker, file, line in sorted(first ^ second, key=str):
            row = next((row for row in ((file, checker), (file, '*')) if row in allowed), None)
            if row:
                used.add(row)
            else:
                who = names[0] if (checker, file, line) in first else names[1]
                wrong.append(f'{file}:{line}: {checker} is said by the {who} only, not by the '
                             f'{names[1] if who == names[0] else names[0]}')

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for path, said in pool.map(all_of, files):
            if said is None:
                continue
            if None in said.values():
                continue
            compared.append(path)
            for host in said:
                differ(said['command'], said[host], ('command', host))
    if len(compared) < 40:
        wrong.append(f'only {len(compared)} files could be compared')
    if '--scan-build' in sys.argv:
        some = [generated] + [path for path in compared if path.parent.name == 'rules' and path.suffix == '.c']
        by_command = set().union(*(command(spinpair, wdk, path) for path in some))
        differ(by_command, scan_build(spinpair, wdk, some, scratch), ('command', 'scan-build'))
    for file, checker in sorted(allowed - used):
        print(f'docs/hosts.md: {file}, {checker}: there is no difference any more')
    print(*wrong, f'hosts: {len(compared)} files, {count} generated functions, {len(wrong)} differences', sep='\n')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
