"""Writes a compilation database: make_database.py FOLDER WDK FILE ..., where each
file is compiled in FOLDER, every other one by a command line in one string."""
import json
import os
import shlex
import sys

folder, wdk, files = sys.argv[1], sys.argv[2], sys.argv[3:]
entries = []
for number, file in enumerate(files):
    line = ['cc', '-Wall', '-Werror', '-I', wdk, '-MD', '-MF', 'unit.d', '-c',
            '-o', f'{number}.o', file]
    form = {'arguments': line} if number % 2 else {'command': shlex.join(line)}
    entries.append({'directory': os.path.abspath(folder), 'file': file, **form})
with open(os.path.join(folder, 'compile_commands.json'), 'w') as out:
    json.dump(entries, out)
