#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""check_neovim.py NVIM SPINPAIR ROOT SCRATCH: neovim's own client drives the language server
over a copy of examples/miniport. Diagnostics are those of the command, for the file, for the
text that a fix makes of it without saving, and after that is undone; hover says what the
table of the other test says."""
import json
import os
import subprocess
import sys
from pathlib import Path

nvim, spinpair, root, scratch = sys.argv[1], *(Path(each).resolve() for each in sys.argv[2:])
sys.path.insert(0, str(root / 'test/tool/Inputs'))
from check_lsp import project  # noqa: E402
from check_lsp_hover import table  # noqa: E402


def of_command(folder, name):
    run = subprocess.run([spinpair, '--no-cache', '--quiet', '--report', 'json'], cwd=folder,
                         capture_output=True, text=True, check=False)
    return sorted([each['line'], each['column'], each['checker'], each['message']]
                  for each in json.loads(run.stdout)['findings'] if each['file'] == name)


def main():
    scratch.mkdir(parents=True, exist_ok=True)
    wdk = root / 'include/wdk'
    folder = project(root / 'examples/miniport', wdk, scratch / 'driver')
    before = (folder / 'io.c').read_text()
    expected = of_command(folder, 'io.c')
    leak = next(each for each in expected if each[2] == 'storport.msi.Leak')
    plan = {'spinpair': str(spinpair), 'folder': str(folder), 'file': str(folder / 'io.c'),
            'line': leak[0], 'result': str(scratch / 'result.json')}
    (scratch / 'plan.json').write_text(json.dumps(plan))
    Path(plan['result']).unlink(missing_ok=True)
    subprocess.run([nvim, '--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c',
                    f'luafile {root / "test/editors/neovim.lua"}'], check=True, timeout=120,
                   env={**os.environ, 'SPINPAIR_TEST': str(scratch / 'plan.json'),
                        'XDG_STATE_HOME': str(scratch), 'XDG_CACHE_HOME': str(scratch)})
    got = json.loads(Path(plan['result']).read_text())
    assert 'error' not in got, got
    assert sorted(got['opened']) == expected, (got['opened'], expected)
    assert {int(line): text for line, text in got['hover'].items()} == table()['io.c']
    assert got['action'].startswith('Release before this: SqUnlockQueue('), got['action']
    assert (folder / 'io.c').read_text() == before
    (folder / 'io.c').write_text(got['text'])
    fixed = of_command(folder, 'io.c')
    assert leak[3] not in [each[3] for each in fixed] and len(fixed) == len(expected) - 1, fixed
    assert sorted(got['fixed']) == fixed, (got['fixed'], fixed)
    assert sorted(got['undone']) == expected, got['undone']
    assert got['stopped'] and not got['log'], got


if __name__ == '__main__':
    main()
