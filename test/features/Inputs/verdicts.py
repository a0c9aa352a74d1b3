"""Compares the verdicts of a report in JSON with the functions' names.

  verdicts.py REPORT

A function that begins with "wrong" is reported or undecided, one that begins
with "proved" is proved, and one that begins with "right" is not reported. Of the
wrong ones at least half are reported.
"""
import json
import re
import sys

with open(sys.argv[1], encoding='utf-8') as file:
    report = json.load(file)

errors, wrong, found = [], 0, 0
for function in report['functions']:
    if ')::' in function['name']:
        continue  # of a lambda, or of a type within a function
    name = re.sub(r'\(.*', '', function['name']).split('::')[-1]
    verdict = function['verdict']
    if name.startswith('wrong'):
        wrong += 1
        found += verdict == 'reported'
        bad = verdict not in ('reported', 'undecided')
    elif name.startswith('proved'):
        bad = verdict != 'proved'
    else:
        bad = name.startswith('right') and verdict == 'reported'
    if bad:
        errors.append(f'{name} is {verdict}: {function.get("why", "")}')
if not wrong or 2 * found < wrong:
    errors.append(f'{found} of {wrong} wrong functions are reported')
print('\n'.join(errors))
sys.exit(bool(errors))
