"""Puts NOLINT comments into many.c and looks at what is left: nolint.py SPINPAIR WDK
SOURCE FOLDER. The file has a Leak in line 7 and a DoubleRelease in line 16."""
import json
import os
import subprocess
import sys

spinpair, wdk, source, folder = sys.argv[1:]
os.makedirs(folder, exist_ok=True)
text = open(source).read()
LEAK, DOUBLE = 'storport.msi.Leak', 'storport.msi.DoubleRelease'


def check(marks, left, remarks=()):
    """marks: what to put in place of a word of the file. left: the lines of the
    findings that are not silenced. remarks: parts of what is said of comments."""
    result = text
    for word, by in marks.items():
        assert word in result
        result = result.replace(word, by)
    path = os.path.join(folder, 'many.c')
    with open(path, 'w') as out:
        out.write(result)
    report = os.path.join(folder, 'out.json')
    done = subprocess.run(
        [spinpair, '--report', 'json=' + report, path, '--', '-I' + wdk],
        stdout=subprocess.PIPE, text=True)
    findings = json.load(open(report))['findings']
    assert len(findings) == 2, findings
    found = [each['line'] for each in findings if not each['suppressed']]
    assert found == left, (marks, found)
    assert done.returncode == (2 if left else 0), done
    assert done.stdout.count(': warning: ') == len(left), done.stdout
    said = [line for line in done.stdout.split('\n') if ': remark: ' in line]
    assert len(said) == len(remarks), (marks, said)
    for line, part in zip(said, remarks):
        assert part in line, (part, line)
    summary = done.stdout.rstrip('\n').split('\n')[-1]
    silenced = 2 - len(left)
    assert (f'finding{"s" * (len(left) != 1)}, {silenced} suppressed;' in summary) \
        == (silenced > 0), summary


check({}, [7, 16])
# Names, lists, stars, exceptions.
check({'FIRST': 'NOLINT'}, [16])
check({'FIRST': 'why: NOLINT(storport.msi.Leak)'}, [16])
check({'FIRST': 'NOLINT(bugprone-x, storport.msi.Leak)'}, [16])
check({'FIRST': 'NOLINT(storport.*)', 'SECOND': 'NOLINT(*Double*)'}, [])
check({'FIRST': 'NOLINT(*)', 'SECOND': 'NOLINT(*,-storport.msi.*)'}, [16])
check({'FIRST': 'NOLINT()', 'SECOND': 'NOLINTFOO XNOLINT'}, [7, 16])
check({'SECOND': 'NOLINT(storport.msi.DoubleRelease'}, [7])
# Names of other tools only.
check({'FIRST': 'NOLINT(bugprone-*)', 'BELOW': 'NOLINT(readability-x)'}, [7, 16])
# Names of ours that do nothing.
check({'FIRST': 'NOLINT(storport.msi.DoubleRelease)'}, [7, 16],
      [':7: remark: no finding is silenced by \'storport.msi.DoubleRelease\''])
check({'FIRST': f'NOLINT({LEAK},{DOUBLE},other)'}, [16],
      [f"no finding is silenced by '{DOUBLE}'"])
check({'BELOW': 'NOLINT(storport.msi.Leek)'}, [7, 16],
      [":18: remark: there is no rule 'storport.msi.Leek' to silence"])
check({'BELOW': 'NOLINT and NOLINT(*)'}, [7, 16])
# The next line, also from a comment of several lines.
check({'ABOVE': 'NOLINTNEXTLINE'}, [7])
check({'// ABOVE': f'/* why\n   NOLINTNEXTLINE({DOUBLE}) */'}, [7])
check({'// ABOVE': f'/* NOLINTNEXTLINE({DOUBLE})\n  */'}, [7, 17],
      [':15: remark: no finding'])
# Blocks.
check({'ABOVE': 'NOLINTBEGIN', 'BELOW': 'NOLINTEND'}, [7])
check({'ABOVE': f'NOLINTBEGIN({DOUBLE})', 'BELOW': f'NOLINTEND({DOUBLE})'}, [7])
check({'ABOVE': f'NOLINTBEGIN({LEAK})', 'BELOW': f'NOLINTEND({LEAK})'}, [7, 16],
      [f":15: remark: no finding is silenced by '{LEAK}'"])
check({'ABOVE': f'NOLINTBEGIN({DOUBLE})', 'BELOW': 'NOLINTEND(storport.*)'},
      [7, 16], [':15: remark: ', ':18: remark: '])
check({'ABOVE': 'NOLINTBEGIN'}, [7, 16],
      [":15: remark: 'NOLINTBEGIN' has no matching NOLINTEND below it"])
check({'BELOW': f'NOLINTEND({LEAK})'}, [7, 16],
      [f":18: remark: 'NOLINTEND({LEAK})' has no matching NOLINTBEGIN above it"])
check({'BELOW': 'NOLINTBEGIN(bugprone-x)'}, [7, 16])
# Comments only.
check({'// ABOVE': 'const char *s = "// NOLINTBEGIN"; (void)s;',
       '// BELOW': 'const char *t = "// NOLINTEND";'}, [7, 16])
