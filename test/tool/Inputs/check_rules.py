"""Compares what 'rules' and the help print in all forms: check_rules.py FOLDER"""
import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
text, markdown, page, full = (
    (folder / name).read_text().splitlines()
    for name in ('text', 'markdown', 'help', 'help-all'))
rows = json.loads((folder / 'json').read_text())

assert len(rows) > 10 and len(text) == len(rows) and len(markdown) == len(rows) + 2
for row, line, cells in zip(rows, text, markdown[2:]):
    says = ('' if row['default'] else 'off by default: ') + row['summary']
    assert line.split(maxsplit=3) == [
        row['checker'], row['severity'], f'CWE-{row["cwe"]}', says], line
    name = f'[{row["checker"]}]({row["url"]})' if row['url'] else row['checker']
    assert cells == (f'| {name} | {row["severity"]} | '
                     f'CWE-{row["cwe"]} | {says} |'), cells
    assert row['page'] == f'docs/rules/{row["name"]}.md', row
    assert not row['url'] or row['url'].endswith('/' + row['page']), row
    family = {'storport.spinlock': 'Spinlock',
              'windows.spinlock': 'Windows'}.get(row['checker'].rsplit('.', 1)[0], '')
    assert row['name'] == family + row['checker'].rsplit('.', 1)[1], row
    assert row['default'] == (not row['checker'].startswith('optin.')), row
    assert row['help'] and row['precision'] in ('medium', 'high'), row

# CodeChecker reads a list of labels for each checker, and knows these.
codechecker = json.loads((folder / 'codechecker').read_text())
assert codechecker['analyzer'] == 'spinpair' and len(codechecker['labels']) == len(rows)
for row in rows:
    labels = codechecker['labels'][row['checker']]
    assert labels == ['doc_url:' + row['url']] * bool(row['url']) + ['profile:default'] * row['default'] + [
        'severity:' + row['severity'].upper()], labels

# A screen of 80 columns and 40 lines, and one line for the prompt.
assert len(page) < 40 and max(map(len, page)) <= 80, (len(page), page)
assert 'examples:' in page
options = [line.split()[0] for line in page if line.startswith('  -')]
everything = [line.split()[0] for line in full if line.startswith('  -')]
assert '--help-all' in options and set(options) < set(everything), options
assert '--memory-limit' in everything, everything
