#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Do the pages of docs/rules say what the plugin does?

Analyses every C block of every page. A comment `// warning: MESSAGE [CHECKER]`
stands on the line where exactly that is reported; nothing else may be. With
`// before LLVM N, warning: ...` that holds for older clangs only. The lists of
rules that must agree: the pages, the table of README.md, the checkers of the
plugin, and test/rules/*.c. Severities and CWE numbers are compared with the
rule table checker/core/tables/rules.c.

Prints a sentence for each disagreement, and exits with 1 if there is any.
"""
import argparse
import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECTIONS = ['What it reports', 'Why it hangs or corrupts a machine',
            'A bad example', 'The right code', 'What it does not report',
            'How to silence it', 'Source']
OPTIONAL = {'What it does not report'}
FIRST_WITH_SUPPRESS = 19

EXPECTED = re.compile(r'// (?:before LLVM (\d+), )?warning: (.*)$')
REPORTED = re.compile(r'^[^\s:]*:(\d+):\d+: (?:warning|error|fatal error): (.*)$')
SUMMARY = re.compile(r'(.*)\. Severity: (\w+)\. '
                     r'\[CWE-(\d+): [^]]+\]\(https://cwe\.mitre\.org/data/'
                     r'definitions/(\d+)\.html\)')
ROW = re.compile(r'\| \[(\w+)\]\((\w+)\.md\) \| (.*?) \| (\w+) \| '
                 r'\[(\d+)\]\(https://cwe\.mitre\.org/data/definitions/(\d+)'
                 r'\.html\) \| (on|off) \|')
CHECKER = re.compile(r'^  ((?:optin\.)?storport\.\S+|windows\.\S+)(.*)$')
TABLE_ROW = re.compile(r'\{(MSI|SPIN|KERNEL|OPTIN)\("(\w+)"\).*?'
                       r'SP_SEVERITY_(\w+),\s*(\d+)\}', re.S)


def short_name(checker):
    """The name of the rule's page, as the rule table makes it."""
    package, name = checker.rsplit('.', 1)
    return {'storport.spinlock': 'Spinlock',
            'windows.spinlock': 'Windows'}.get(package, '') + name


class Block:
    """The lines of a C block, and where they start in their page."""

    def __init__(self, page, section, first_line, lines):
        self.page, self.section = page, section
        self.first_line, self.lines = first_line, lines

    def expected(self, major):
        """(line of the page, message) of each report that is to appear."""
        found = set()
        for number, line in enumerate(self.lines, self.first_line):
            match = EXPECTED.search(line)
            if match and (not match[1] or major < int(match[1])):
                found.add((number, match[2]))
        return found

    def suppressed(self):
        """The same lines with the attribute before each reported statement."""
        return [re.sub(r'^(\s*)', r'\1[[clang::suppress]] ', line)
                if EXPECTED.search(line) else line for line in self.lines]


class Page:
    def __init__(self, path):
        self.name, self.title, self.summary = path.stem, '', ''
        self.text = path.read_text(encoding='utf-8')
        self.sections, self.blocks = [], []
        lines = self.text.splitlines()
        if lines and lines[0].startswith('# '):
            self.title = lines[0][2:]
        self.summary = next((line for line in lines[1:] if line), '')
        start = None
        for number, line in enumerate(lines, 1):
            if start is None and line.startswith('## '):
                self.sections.append(line[3:])
            elif start is None and line == '```c':
                start = number + 1
            elif start is not None and line == '```':
                self.blocks.append(Block(path.name, (self.sections or [''])[-1],
                                         start, lines[start - 1:number - 1]))
                start = None


class Analyzer:
    def __init__(self, clang, plugin, include):
        self.clang, self.plugin, self.include = clang, plugin, include
        version = self.run(['--version'])
        match = re.search(r'clang version (\d+)', version.stdout)
        if not match:
            sys.exit(f'{clang} does not tell its version:\n{version.stderr}')
        self.major = int(match[1])

    def run(self, arguments):
        try:
            return subprocess.run([self.clang] + arguments, text=True,
                                  capture_output=True, timeout=120)
        except (OSError, subprocess.TimeoutExpired) as error:
            sys.exit(f'{self.clang} did not run: {error}')

    def checkers(self):
        """Checker name -> what it reports, of every checker of the plugin."""
        answer = self.run(['-cc1', '-load', self.plugin,
                           '-analyzer-checker-help'])
        found, lines = {}, answer.stdout.splitlines()
        for number, line in enumerate(lines):
            match = CHECKER.match(line)
            if match:
                text = match[2].strip()
                if not text and number + 1 < len(lines):
                    text = lines[number + 1].strip()
                found[match[1]] = text
        if not found:
            sys.exit(f'{self.clang} lists no checker of {self.plugin}:\n'
                     f'{answer.stderr.strip()}')
        return found

    def reports(self, preamble, lines, first_line, packages, disabled=None):
        """(line, message) of each report; lines count from first_line, and
        those of the preamble are 0. A failure of clang is a report too."""
        source = '\n'.join(preamble + [f'#line {first_line} "block"'] + lines)
        handle, name = tempfile.mkstemp(suffix='.c')
        try:
            with os.fdopen(handle, 'w', encoding='utf-8') as file:
                file.write(source + '\n')
            answer = self.run(
                ['-cc1', '-load', self.plugin, '-analyze',
                 '-setup-static-analyzer', f'-analyzer-checker={packages}'] +
                ([f'-analyzer-disable-checker={disabled}'] if disabled else [])
                + ['-internal-isystem', self.include, '-Wall', '-Wextra',
                   '-Wno-unused-parameter', name])
        finally:
            os.unlink(name)
        found = set()
        for line in answer.stderr.splitlines():
            match = REPORTED.match(line)
            if match:
                found.add((int(match[1]) if line.startswith('block:') else 0,
                           match[2]))
        if answer.returncode != 0 and not found:
            found.add((0, f'clang failed: {answer.stderr.strip()[:500]}'))
        return found


def compare_lists(lists, complain):
    """lists: where -> set of rule names; each must hold what the others do."""
    for rule in sorted(set().union(*lists.values())):
        missing = [where for where, rules in lists.items() if rule not in rules]
        if missing:
            has = [where for where in lists if where not in missing]
            complain(f'{rule} is in {" and ".join(has)}, but not in '
                     f'{" and ".join(missing)}.')


def check_form(page, checker, text, row, fact, complain):
    """Title, summary line and sections of a page, against the other places."""
    name = f'{page.name}.md'
    if page.title != checker:
        complain(f'{name} has the title "{page.title}" instead of "{checker}".')
    wanted = [s for s in SECTIONS if s not in OPTIONAL or s in page.sections]
    if page.sections != wanted:
        complain(f'{name} has the sections {page.sections} instead of {wanted}.')
    sections = [block.section for block in page.blocks]
    for section in ('A bad example', 'The right code'):
        if sections.count(section) != 1:
            complain(f'{name} has {sections.count(section)} C blocks under '
                     f'"{section}" instead of one.')
    for block in page.blocks:
        messages = block.expected(0)
        if block.section != 'A bad example':
            if messages:
                complain(f'{name} expects a report under "{block.section}".')
        elif not any(message.endswith(f'[{checker}]') for _, message in messages):
            complain(f'{name} has a bad example that shows no {checker}.')
    for option in (f'-analyzer-disable-checker={checker}',
                   f'-disable-checker {checker}'):
        if option not in page.text:
            complain(f'{name} does not tell how to turn the rule off with '
                     f'{option}.')
    match = SUMMARY.fullmatch(page.summary)
    if not match:
        complain(f'{name} has no summary of the form "What. Severity: S. '
                 f'[CWE-N: ...](link)", but "{page.summary}".')
        return
    said = (match[1], match[2], match[3])
    if match[3] != match[4]:
        complain(f'{name} says CWE-{match[3]} and links to CWE-{match[4]}.')
    if match[1] != text:
        complain(f'{name} says "{match[1]}", the checker "{text}".')
    if row and row != said:
        complain(f'{name} says {said}, the table of README.md {row}.')
    if fact and fact != said[1:]:
        complain(f'{name} says {said[1:]}, checker/core/tables/rules.c {fact}.')


def check_block(analyzer, preamble, block, packages, checker, complain):
    """The reports of a block; of a bad example also the ways to silence it."""
    where = f'{block.page}, "{block.section}"'

    def analyse(lines, disabled=None):
        return analyzer.reports(preamble, lines, block.first_line, packages,
                                disabled)

    expected = block.expected(analyzer.major)
    found = analyse(block.lines)
    for line, message in sorted(expected - found):
        complain(f'{where}: line {line} should be reported, and is not: '
                 f'{message}')
    for line, message in sorted(found - expected):
        complain(f'{where}: line {line} is reported, and should not be: '
                 f'{message}')
    if block.section != 'A bad example':
        return
    left = [message for _, message in analyse(block.lines, checker)
            if message.endswith(f'[{checker}]')]
    if left:
        complain(f'{where}: disabling {checker} does not silence: {left[0]}')
    if analyzer.major >= FIRST_WITH_SUPPRESS:
        for line, message in sorted(analyse(block.suppressed())):
            complain(f'{where}: with [[clang::suppress]] line {line} still '
                     f'says: {message}')


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--clang', required=True)
    parser.add_argument('--plugin', required=True)
    parser.add_argument('--docs', type=Path, default=ROOT / 'docs' / 'rules')
    parser.add_argument('--include', default=str(ROOT / 'include' / 'wdk'))
    parser.add_argument('--tests', type=Path, default=ROOT / 'test' / 'rules')
    parser.add_argument('--rule-table', type=Path,
                        default=ROOT / 'checker/core/tables/rules.c')
    options = parser.parse_args()

    complaints = []
    complain = complaints.append
    analyzer = Analyzer(options.clang, os.path.abspath(options.plugin),
                        options.include)

    # The lists.
    pages = {path.stem: Page(path) for path in options.docs.glob('*.md')}
    if 'README' not in pages:
        sys.exit(f'{options.docs} has no README.md.')
    index = pages.pop('README')
    checkers = {short_name(checker): (checker, text)
                for checker, text in analyzer.checkers().items()}
    rows = {}
    for match in ROW.finditer(index.text):
        if match[1] != match[2] or match[5] != match[6]:
            complain(f'A row of README.md names one thing and links to '
                     f'another: {match[0]}')
        rows[match[1]] = (match[3], match[4], match[5])
        checker = checkers.get(match[1], ('',))[0]
        default = 'off' if checker.startswith('optin.') else 'on'
        if checker and match[7] != default:
            complain(f'README.md says that {match[1]} is {match[7]} by '
                     f'default, and it is {default}.')
    facts = {{'SPIN': 'Spinlock', 'KERNEL': 'Windows'}.get(match[1], '') +
             match[2]:
             (match[3].lower(), match[4]) for match in
             TABLE_ROW.finditer(options.rule_table.read_text(encoding='utf-8'))}
    compare_lists({'the pages of docs/rules': set(pages),
                   'the table of README.md': set(rows),
                   'the checkers of the plugin': set(checkers),
                   'the rule table checker/core/tables/rules.c': set(facts),
                   'test/rules': {p.stem for p in options.tests.glob('*.c')}},
                  complain)
    for name, page in sorted(pages.items()):
        if name in checkers:
            check_form(page, *checkers[name], rows.get(name), facts.get(name),
                       complain)

    # The blocks. The first one of README.md comes before every other one.
    if not index.blocks:
        sys.exit('README.md has no C block that the examples share.')
    preamble = index.blocks[0].lines
    jobs = [([], index.blocks[0], 'core,storport,windows', None)]
    jobs += [(preamble, block, 'core,storport,windows', None)
             for block in index.blocks[1:]]
    for name, page in sorted(pages.items()):
        checker = checkers.get(name, (None,))[0]
        packages = 'core,storport,windows'
        if checker and checker.startswith('optin.'):
            packages += ',optin.storport'
        jobs += [(preamble, block, packages, checker) for block in page.blocks]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for done in [pool.submit(check_block, analyzer, *job, complain)
                     for job in jobs]:
            done.result()

    for complaint in complaints:
        print(complaint)
    if complaints:
        sys.exit(1)
    print(f'{len(pages)} pages and {len(jobs)} examples agree with the plugin '
          f'(clang {analyzer.major}).')


if __name__ == '__main__':
    main()
