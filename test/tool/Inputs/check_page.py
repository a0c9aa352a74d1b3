"""What the report page holds: check_page.py SPINPAIR SOURCE FOLDER"""
import base64
import hashlib
import html.parser
import os
import pathlib
import re
import sys

from program import SOURCE, Program

spinpair, source, folder = sys.argv[1:]
program = Program(spinpair, folder)
VOID = {'meta', 'input', 'br', 'wbr'}


class Page(html.parser.HTMLParser):
    """A page that must be well-formed, load nothing and run nothing of others."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.stack, self.ids, self.links = [], [], []
        self.texts = {}  # by id of the element around
        self.classes = []  # (class, text)
        self.inside = {'script': '', 'style': ''}
        self.policy = ''
        self.feed(text)
        self.close()
        assert self.stack == [], self.stack

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag in ('td', 'th', 'li', 'br', 'span'):
            self.handle_data(' ')  # they stand apart
        assert len(given) == len(attributes), attributes
        for name in given:
            assert not name.startswith('on') and name not in ('style', 'src'), given
        if 'id' in given:
            self.ids.append(given['id'])
        if 'href' in given:
            self.links.append(given['href'])
        if given.get('http-equiv') == 'Content-Security-Policy':
            self.policy = given['content']
        if tag not in VOID and not self.get_starttag_text().endswith('/>'):
            self.stack.append((tag, given, []))

    def handle_endtag(self, tag):
        opened, given, parts = self.stack.pop()
        assert opened == tag, (opened, tag, self.getpos())
        text = ' '.join(''.join(parts).split())
        if 'id' in given:
            self.texts[given['id']] = text
        if 'class' in given:
            self.classes.append((given['class'], text))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)

    def handle_data(self, data):
        if self.stack and self.stack[-1][0] in self.inside:
            self.inside[self.stack[-1][0]] += data
        for _, _, parts in self.stack:
            parts.append(data)

    def of(self, name):
        return [text for known, text in self.classes if name in known.split()]


LINKS = ()


def page_of(text):
    page = Page(text)
    assert len(set(page.ids)) == len(page.ids), 'an id is there twice'
    for link in page.links:
        if link.startswith('#'):
            assert link[1:] in page.ids, link
        else:
            assert link.startswith(LINKS), link
    assert "default-src 'none'" in page.policy
    for kind, content in page.inside.items():
        digest = hashlib.sha256(content.encode()).digest()
        hashed = f"{kind}-src 'sha256-{base64.b64encode(digest).decode()}'"
        assert hashed in page.policy, (hashed, page.policy)
    return page


def run(*arguments, status):
    program.run(*arguments, '--report', 'html=page.html', status=status)
    return page_of((program.folder / 'page.html').read_text('utf-8'))


# The example: what was found, and what was proved.
program.write('.git/HEAD', '')
for path in pathlib.Path(source, 'examples/miniport').glob('*.[ch]'):
    program.write(path.name, path.read_text())
FILES = ('init.c', 'interrupt.c', 'io.c', 'locks.c', 'reset.c')
page = run(*FILES, status=2)
assert page.texts['findings-title'] == 'Findings'
assert len(page.of('finding')) == 14, len(page.of('finding'))
assert page.of('lead') == [
    'Lock report: 14 findings; 33 functions with locks: 13 proved, 0 clean, 20 reported, 0 undecided']

leak, = [text for text in page.of('finding') if 'io.c:30 in SqSubmit' in text]
for step in ("1 Calling 'SqLockQueue' no lock", 'Acquired Queue->MessageId locks.h:35', 'Reported io.c:30',
             "the IRQL saved in 'OldIrql' held Queue->MessageId"):
    assert step in leak, (step, leak)
# The inner lock is not named by the note where it is taken.
irql, = [text for text in page.of('finding') if 'io.c:155 in SqMoveBacklog' in text]
held = re.findall(r'held ((?:(?:Low|High)->MessageId ?)+)', irql)
assert [each.replace('->MessageId', '').split() for each in held] == [
    ['Low'], ['Low', 'High'], ['Low', 'High'], ['Low'], ['Low']], held
failed, = [text for text in page.of('finding') if 'interrupt.c:178' in text]
assert 'asked for Queue->MessageId' in failed and 'held' not in failed, failed

site, = [text for name, text in page.texts.items()
         if name.startswith('site-') and text.startswith('locks.h:35')]
assert site.startswith('locks.h:35 in SqLockMessage : acquires message MessageId , saves '
                       'the IRQL in OldIrql ; at most 2 locks held reported'), site
assert ('SqFailOutstanding reset.c:25 SqLockQueue \u2192 SqLockMessage Queue->MessageId '
        'reset.c:27 through SqUnlockQueue \u2192 SqUnlockMessage locks.h:41 with OldIrql '
        'proved') in site, site
order = page.texts['order']
assert 'message 0 _SQ_QUEUE.MessageId SqQuiesceQueue reset.c:92' in order, order
assert 'two locks of one kind' in order

# Right code has a ledger, too; so has a helper that nobody calls.
program = Program(spinpair, folder)
program.write('.git/HEAD', '')
program.write('right.c', SOURCE.replace('#ifdef RIGHT', '#if 1'))
page = run('right.c', status=0)
assert page.of('finding') == [] and 'Nothing was found.' in page.texts['findings']
assert page.texts['site-1'] == (
    'right.c:4 in leaks : acquires message id , saves the IRQL in irql ; at most 1 lock held '
    'proved leaks itself id right.c:6 with irql proved'), page.texts['site-1']
assert 'No lock was seen to be taken' in page.texts['order']
program.write('helper.c', '''#include "storport.h"
ULONG Lock(void *ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  return irql;
}
''')
page = run('helper.c', status=0)


def same(text):
    """But for the command."""
    return re.sub(b'<dt>(date|command)</dt>.*', b'', text)


first = same((program.folder / 'page.html').read_bytes())
out, _ = program.run('helper.c', '--report', 'html', '--report', 'html=new/folder/',
                     '--report', 'html=new', status=0)
assert same(out.encode()) == first
assert same((program.folder / 'new/folder/index.html').read_bytes()) == first
assert same((program.folder / 'new/index.html').read_bytes()) == first

# What cannot be written is said, and nothing is lost.
for path, why in (('page.html/', 'Not a directory'), ('none/page.html', 'No such file')):
    out, errors = program.run('--report', f'html={path}', 'helper.c', status=1)
    assert 'cannot be written: ' in errors and why.lower() in errors.lower(), errors
assert same((program.folder / 'page.html').read_bytes()) == first
assert not [name for name in program.files() if name.endswith('.tmp')]
assert 'by callers; none is known that takes it' in page.texts['site-1'], page.texts
program.write('never.c', '''#include "storport.h"
static ULONG Lock(void *ext, ULONG id, int really) {
  ULONG irql = 0;
  if (really)
    StorPortAcquireMSISpinLock(ext, id, &irql);
  return irql;
}
void Never(void *ext) { Lock(ext, 1, 0); }
''')
page = run('never.c', status=0)
assert 'never.c:5 in Lock' in page.texts['site-1'], page.texts
assert 'none is known that takes it' in page.texts['site-1'], page.texts
program.write('none.c', 'int none;\n')
page = run('none.c', status=0)
assert 'acquires an MSI spin lock, 0 in all' in page.texts['ledger']
assert 'reach a lock, 0 in all' in page.texts['functions']

# Two orders.
ORDER = '''void order{0}{1}(void *ext) {{
  ULONG outer, inner;
  StorPortAcquireMSISpinLock(ext, {0}, &outer);
  StorPortAcquireMSISpinLock(ext, {1}, &inner);
  StorPortReleaseMSISpinLock(ext, {1}, inner);
  StorPortReleaseMSISpinLock(ext, {0}, outer);
}}
'''


def write_orders(*orders):
    program.write('orders.c', '#include "storport.h"\n' + ''.join(
        ORDER.format(*order) for order in orders))


write_orders((1, 2), (2, 1), (2, 3))
page = run('orders.c', status=2)
finding, = page.of('finding')
assert 'the other way round' in finding, finding
assert page.texts['order'].count('also the other way round:') == 2, page.texts['order']
depths = re.findall(r'at most (\d) lock', page.texts['ledger'])
assert depths == ['1', '2'] * 3, depths
write_orders((1, 2), (2, 3), (3, 1), (3, 4))
page = run('orders.c', status=2)
finding, = page.of('finding')
assert 'closes a ring of 3 locks' in finding, finding
circle = 'also the other way round, over others: processors can wait for each other'
assert page.texts['order'].count(circle) == 3, page.texts['order']

# One lock is not nested in itself, whatever else its acquire stores; two that a macro takes
# at one place are nested one way only.
program.write('single.c', '''#include "storport.h"
#define LOCK_BOTH(ext, outer, inner)            \\
  StorPortAcquireMSISpinLock(ext, 1, outer);    \\
  StorPortAcquireMSISpinLock(ext, 2, inner)
void ByHandle(void *ext) {
  STOR_LOCK_HANDLE handle = {0};
  StorPortAcquireSpinLock(ext, StartIoLock, NULL, &handle);
  StorPortReleaseSpinLock(ext, &handle);
}
void ByPointer(KSPIN_LOCK *lock, ULONG *count) {
  KIRQL irql;
  KeAcquireSpinLock(lock, &irql);
  ++*count;
  KeReleaseSpinLock(lock, irql);
}
void InQueue(KSPIN_LOCK *lock) {
  KLOCK_QUEUE_HANDLE handle;
  KeAcquireInStackQueuedSpinLock(lock, &handle);
  KeReleaseInStackQueuedSpinLock(&handle);
}
''')
page = run('single.c', status=0)
assert re.findall(r'at most (\d) lock', page.texts['ledger']) == ['1'] * 3, page.texts['ledger']
assert 'No lock was seen to be taken' in page.texts['order'], page.texts['order']
with open(program.folder / 'single.c', 'a') as out:
    out.write('''void ByMacro(void *ext) {
  ULONG outer = 0, inner = 0;
  LOCK_BOTH(ext, &outer, &inner);
  StorPortReleaseMSISpinLock(ext, 2, inner);
  StorPortReleaseMSISpinLock(ext, 1, outer);
}
''')
page = run('single.c', status=0)
assert 'message 1 message 2 ByMacro single.c:23' in page.texts['order'], page.texts['order']
assert 'of one kind' not in page.texts['order'], page.texts['order']
assert page.texts['order'].count('ByMacro') == 1, page.texts['order']

# A lock that is released under another name.
program.write('names.c', '''#include "storport.h"
void f(void *ext, ULONG id) {
  ULONG irql, other = id;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  StorPortReleaseMSISpinLock(ext, other, irql);
  StorPortReleaseMSISpinLock(ext, other, irql);
}
''')
page = run('names.c', status=2)
finding, = page.of('finding')
assert 'is acquired here, the IRQL saved in \'irql\' held id ' in finding, finding
assert 'is released here held id ?' in finding, finding

# Suppressed and known findings are folded away.
program.write('old.c', SOURCE)
program.write('quiet.c', SOURCE.replace('leaks', 'quiet').replace(
    'return;', 'return; // NOLINT'))
program.run('old.c', '--baseline', 'known.json', '--update-baseline', status=0)
program.write('new.c', SOURCE.replace('leaks', 'added'))
page = run('old.c', 'quiet.c', 'new.c', '--baseline', 'known.json', status=2)
folds = page.of('fold')
assert [fold.split(')')[0] for fold in folds] == [
    'Suppressed by a comment (1', 'Known to the baseline (1'], folds
assert len(page.of('finding')) == 3 and page.texts['finding-list'].count('new.c:') > 0
assert 'old.c' not in page.texts['finding-list']

# Reports tell no locks, and those of SARIF no functions: sections of which nothing is known are
# left out, and why is said.
program.run('old.c', '--report', 'json=before.json', '--report', 'sarif=before.sarif', status=2)
program.run('old.c', 'new.c', '--report', 'json=after.json', '--report', 'sarif=after.sarif', status=2)
for kind, functions in (('json', True), ('sarif', False)):
    page = run('diff', f'before.{kind}', f'after.{kind}', status=2)
    assert 'ledger' not in page.ids and 'order' not in page.ids and '#ledger' not in page.links, page.ids
    assert ('functions' in page.ids) == ('#functions' in page.links) == functions, page.ids
    assert 'made of two reports, which do not tell ' in page.texts['summary'], page.texts['summary']
    assert page.texts['finding-list'].count('new.c:') > 0, page.texts['finding-list']

# What could not be analysed.
program.write('broken.c', SOURCE.replace('leaks', 'broken').replace('ULONG irql', 'bogus x'))
page = run('broken.c', status=3)
trouble, = page.of('trouble')
assert 'broken.c has errors' in trouble, trouble
assert 'broken is undecided: it does not parse: broken.c:' in trouble, trouble

# Names and source that try to be something else.
name = b'a b"\'<i>&</script>\n\xff\xe2\x80\xaeSPOOF?.c'
evil = SOURCE.replace('ext, id, &irql', 'ext, "</script><img src=x onerror=alert(1)>\'"[0], '
                      '&irql').encode() + b'// <b> \xe2\x80\xa8 \xe2\x80\xae \xff \x01 </pre>\n'
evil = evil.replace(b'&irql);\n', b'&irql); /* \xe2\x80\xa8\xe2\x80\xae\xff\x01 </pre> */\n')
# No folder can be in the name.
name = name.replace(b'/', b'|')
with open(os.path.join(os.fsencode(program.folder), name), 'wb') as out:
    out.write(evil)
page = run(os.fsdecode(name), status=2)
finding, = page.of('finding')
assert 'a b"\'<i>&<|script> U+000A <FF> U+202ESPOOF?.c:4' in finding, finding
assert '</script><img src=x onerror=alert(1)>' in finding, finding
assert '/* U+2028 U+202E <FF> U+0001 </pre> */' in finding, finding
text = (program.folder / 'page.html').read_text('utf-8')
assert not set(text) & set('\u2028\u202e\x01'), 'raw characters'

# What was run, on what; and links of places, which hold nothing but an address.
program = Program(spinpair, folder)
program.write('.git/HEAD', 'ref: refs/heads/trunk\n')
program.write('.git/packed-refs', '# pack-refs with: peeled fully-peeled sorted\n'
              + '12345678' * 5 + ' refs/heads/trunk\n')
program.write('src/a b.c', SOURCE)
LINKS = ('edit://open/', 'https://git.example.com/drv/')
page = run('src/a b.c', '--effort', '2', '--link-template', 'edit://open/{file}?l={line}',
           '--link-template', 'https://git.example.com/drv/{revision}/{path}#L{line}', status=2)
ran, = page.of('run')
for part in ('revision' + '12345678' * 5, "'src/a b.c' --effort 2",
             'effort2', 'headers of the WDKmodel headers'):
    assert part in ran, (part, ran)
assert 'https://git.example.com/drv/' + '12345678' * 5 + '/src/a%20b.c#L8' in page.links
assert f'edit://open{program.folder}/src/a%20b.c?l=8' in page.links, page.links
# So are those of the ledger and of the table of functions.
text = (program.folder / 'page.html').read_text('utf-8')
for part in ('ledger', 'functions'):
    section, = re.findall(rf'<section id="{part}".*?</section>', text, re.S)
    assert section.count('href="edit://open/') >= 1, section
for wrong in ('javascript:alert({path})', 'https://example.com/', 'nothing'):
    _, said = program.run('src/a b.c', '--link-template', wrong, status=1)
    assert said.startswith('spinpair: --link-template wants '), said
