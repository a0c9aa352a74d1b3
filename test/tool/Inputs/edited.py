"""Prints the fingerprints of local.c after an edit: edited.py SPINPAIR WDK SOURCE
FOLDER. Asserts which edits change them."""
import json
import os
import re
import subprocess
import sys

spinpair, wdk, source, folder = sys.argv[1:]
text = open(source).read()


def fingerprints(text, name='local.c', where='one'):
    project = os.path.join(folder, where)
    os.makedirs(os.path.join(project, '.git'), exist_ok=True)
    path = os.path.join(project, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w') as out:
        out.write(text)
    done = subprocess.run([spinpair, '--report', 'json', name, '--', '-I' + wdk],
                          cwd=project, stdout=subprocess.PIPE)
    assert done.returncode in (0, 2), done
    return [each['fingerprint'] for each in json.loads(done.stdout)['findings']]


first, = fingerprints(text)
leaks = text[text.index('void leaks'):text.index('void fine')]
fine = text[text.index('void fine'):]


def changed(what, by):
    result = text.replace(what, by)
    assert result != text, what
    return result


# Edits that leave the mistake as it is.
for same in [
        changed('#include', '// A comment\n\n#include'),
        changed(leaks, '') + leaks,  # the function has moved
        changed('    return;', '  return ;  // NOLINT(other)'),
        changed('(ext, id, &irql)', '( ext,id, /* the lock */ &irql )'),
        changed('if (early)', 'if (early > 2)'),
        changed(fine, '')]:
    assert fingerprints(same) == [first], same

# The project stands elsewhere.
assert fingerprints(text, where='two') == [first]

# Another mistake.
for other in [changed('leaks', 'leaves'),
              changed('id, &irql);\n  if', '(ULONG)id, &irql);\n  if'),
              changed('    return;', '    return (void)ext;')]:
    found, = fingerprints(other)
    assert found != first, other
assert fingerprints(text, name='src/local.c') != [first]

# The same mistake twice in a function.
two, more = fingerprints(changed(
    '  StorPortReleaseMSISpinLock(ext, id, irql);\n}\n\nvoid fine',
    '  StorPortReleaseMSISpinLock(ext, id, irql);\n'
    '  StorPortAcquireMSISpinLock(ext, id, &irql);\n'
    '  if (id > 3)\n    return;\n'
    '  StorPortReleaseMSISpinLock(ext, id, irql);\n}\n\nvoid fine'))
assert two == first and more != first
