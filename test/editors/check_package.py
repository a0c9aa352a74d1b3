#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""check_package.py NODE TOOLS PACKAGES ROOT SCRATCH: @vscode/vsce, of the npm packages in TOOLS,
makes the package of editors/vscode with those that it needs, which are in PACKAGES. What is in
the package is all that it needs, and loads with the real vscode-languageclient."""
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

# Every class and function of the editor is there, and does nothing.
LOADER = """
const Module = require('node:module');
const anything = (name) => new Proxy(class {}, {
  get: (its, key) => key === Symbol.toPrimitive ? () => 0 : key in its ? its[key]
    : typeof key === 'string' && key[0] !== '_' ? anything(key) : undefined });
const vscode = anything('vscode');
const load = Module._load;
Module._load = (request, ...rest) => request === 'vscode' ? vscode : load(request, ...rest);
const extension = require(process.argv[1]);
const { LanguageClient } = require(require.resolve('vscode-languageclient/node', { paths: [process.argv[1]] }));
console.log(JSON.stringify([Object.keys(extension).sort(), typeof LanguageClient.prototype.sendRequest]));
"""


def main():
    node, tools, packages, root, scratch = sys.argv[1], *(Path(a).resolve() for a in sys.argv[2:6])
    shutil.rmtree(scratch, ignore_errors=True)
    source = scratch / 'source'
    shutil.copytree(root / 'editors/vscode', source, ignore=shutil.ignore_patterns('node_modules'))
    shutil.copytree(packages, source / 'node_modules', symlinks=True)
    package = scratch / 'spinpair.vsix'
    made = subprocess.run([node, str(tools / '@vscode/vsce/vsce'), 'package', '--out', str(package),
                           '--allow-missing-repository'], cwd=source, capture_output=True, text=True,
                          check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    with zipfile.ZipFile(package) as archive:
        names = set(archive.namelist())
        archive.extractall(scratch / 'unpacked')
    extension = scratch / 'unpacked/extension'
    manifest = json.loads((extension / 'package.json').read_text())
    ours = {'package.json', 'README.md', 'LICENSE.txt', 'src/extension.js', 'src/parts.js'}
    found = {name.removeprefix('extension/') for name in names if name.startswith('extension/')
             and 'node_modules/' not in name}
    assert found == ours, found ^ ours
    # All packages of the lock file, none that is for its development, and nothing of the tests.
    lock = json.loads((root / 'editors/vscode/package-lock.json').read_text())['packages']
    wanted = {name for name, its in lock.items() if name and not its.get('dev')}
    inside = {m.group(1) for name in names
              if (m := re.match(r'extension/((?:node_modules/(?:@[^/]+/)?[^/]+)+)/package\.json', name))}
    assert inside == wanted, inside ^ wanted
    for name in wanted:
        version = json.loads((extension / name / 'package.json').read_text())['version']
        assert version == lock[name]['version'], (name, version)
    told = subprocess.run([node, '-e', LOADER, str(extension / manifest['main'])], cwd=extension,
                          capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout) == [['activate', 'deactivate'], 'function'], told.stdout
    print(f'{package}: {package.stat().st_size} bytes')


if __name__ == '__main__':
    main()
