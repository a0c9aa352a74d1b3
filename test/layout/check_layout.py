#!/usr/bin/env python3
"""Rules of the house that a compiler does not check. A room includes, and links
with, only rooms that it may know (ROOMS below), so that no two know each other;
nor do two files of the core or of the command. Conditionals on the LLVM version
stand in one header; the core knows nothing of LLVM; no adapter names a rule or a
routine; the plugin links nothing of LLVM. Exit status 1 and a sentence for each
place that breaks one.

usage: check_layout.py SOURCES PLUGIN BUILD"""
import graphlib
import re
import subprocess
import sys
from pathlib import Path

# The rooms of the command: each knows those left of it.
TOOL = ('model support jobs parse cache project analysis findings report fix '
        'lsp cli').split()
# By room, a folder or file below checker/, those that it builds on; it knows these
# and what they know.
ROOMS = {
    'core/support': [],
    'core/tables': ['core/support'],
    'core/protocol': ['core/tables'],
    'core/ir': ['core/tables'],
    'core/prove': ['core/protocol', 'core/ir'],
    'core/global': ['core/ir'],
    'analyzer': ['core/prove', 'core/global'],
    'extract': ['analyzer'],
    'analyzer/Plugin.cpp': ['extract'],
}
for left, room in zip([None] + TOOL, TOOL):
    ROOMS[f'tool/{room}'] = [f'tool/{left}' if left else 'extract']
# Public headers of the core that are not called as a source is; the others are of
# the room of that.
HEADERS = {'answer': 'core/support', 'assumptions': 'core/ir', 'limits': 'core/tables'}
GENERATED = {'PageParts.inc'}
SUFFIXES = ('.c', '.h', '.cpp', '.inc')


def room_of(name: str):
    """The room of a file, by its path below checker/; the innermost counts."""
    while name and name not in ROOMS:
        name = name.rpartition('/')[0]
    return name or None


def known_by(room: str):
    known, todo = set(), [room]
    while todo:
        for each in ROOMS[todo.pop()]:
            if each not in known:
                known.add(each)
                todo.append(each)
    return known


class Rooms:
    """Collects what rooms need of each other, and what is wrong with that."""

    def __init__(self, root: Path):
        self.root = root
        self.checker = root / 'checker'
        self.wrong = []
        self.edges = {}  # of rooms: an example
        self.files = {}  # by file without suffix: those that it includes

    def need(self, where: str, room: str, other: str, what: str):
        if room == other:
            return
        self.edges.setdefault((room, other), f'{where}: {what}')
        if other not in known_by(room):
            self.wrong.append(f'{where}: {what} is of {other}, and {room} does '
                              'not build on that room')

    def place(self, header: Path):
        """The room of a header."""
        if header.is_relative_to(self.checker):
            return room_of(str(header.relative_to(self.checker)))
        if header.stem in HEADERS:
            return HEADERS[header.stem]
        found = list(self.checker.glob(f'core/*/{header.stem}.c'))
        return room_of(str(found[0].relative_to(self.checker))) if found else None

    def find(self, path: Path, name: str):
        for folder in (path.parent, self.checker / 'core', self.checker / 'tool',
                       self.root / 'include'):
            if (folder / name).is_file():
                return (folder / name).resolve()
        return None

    def read(self, path: Path):
        """Takes in what a source or header includes."""
        name = str(path.relative_to(self.root))
        inside = path.is_relative_to(self.checker)
        room = self.place(path)
        if not room:
            self.wrong.append(f'{name}: is in no room; see ROOMS and HEADERS of '
                              f'{Path(__file__).name}')
            return
        node = str((path.relative_to(self.checker) if inside else path)
                   .with_suffix(''))
        for number, line in enumerate(path.read_text().splitlines(), 1):
            match = re.match(r'\s*#\s*include\s*"([^"]+)"', line)
            if not match or match[1] in GENERATED \
                    or match[1].startswith(('clang/', 'llvm/')):
                continue
            header = self.find(path, match[1])
            other = header and self.place(header)
            if not other:
                self.wrong.append(f'{name}:{number}: {match[1]} is in no room')
                continue
            self.need(f'{name}:{number}', room, other, match[1])
            if inside and header.is_relative_to(self.checker):
                to = str(header.relative_to(self.checker).with_suffix(''))
                if to != node:
                    self.files.setdefault(node, set()).add(to)

    def link(self, build: Path):
        """Takes in what objects need of each other: that may be declared
        anywhere. What several objects define, such as inline functions, is of
        nobody."""
        objects = {}  # by their names there: their sources
        for path in sorted((build / 'checker').rglob('*.o')):
            name = str(path.relative_to(build))
            parts = Path(name).parts
            target = parts.index('CMakeFiles')
            source = '/'.join(parts[1:target] + parts[target + 2:])[:-2]
            if (self.checker / source).is_file():  # else it is a left-over
                objects[name] = source
        if not objects:
            self.wrong.append(f'no objects below {build}')
            return
        listed = subprocess.run(['nm', '-A', '-g', *objects], cwd=build, text=True,
                                capture_output=True, check=True).stdout
        defined, needed = {}, []
        for line in listed.splitlines():
            name, _, rest = line.partition('.o:')
            source = objects[f'{name}.o']
            *_, kind, symbol = rest.split()
            if kind == 'U':
                needed.append((source, room_of(source), symbol))
            elif kind in 'TDBR':
                defined[symbol] = room_of(source)
        for source, room, symbol in needed:
            if room and defined.get(symbol):
                self.need(f'checker/{source}', room, defined[symbol], symbol)

    def check_circles(self):
        """A source and its header are one file here."""
        graph = {file: others for file, others in self.files.items()
                 if file.startswith(('core/', 'tool/'))}
        try:
            graphlib.TopologicalSorter(graph).prepare()
        except graphlib.CycleError as error:
            self.wrong.append('files include each other: '
                              + ' <- '.join(error.args[1]))


def check_lines(root: Path, sources: list):
    """What may stand where, line by line."""
    for path in sources:
        name = path.relative_to(root)
        for number, line in enumerate(path.read_text().splitlines(), 1):
            where = f'{name}:{number}'
            if re.match(r'\s*#.*\b(CLANG|LLVM)_VERSION', line) \
                    and path.name != 'Compat.h':
                yield (f'{where}: a conditional on the LLVM version '
                       'belongs into checker/analyzer/Compat.h')
            core = 'core' in path.parts or 'spinpair' in path.parts[-2:]
            if core and re.search(r'#\s*include\s*[<"](clang|llvm)', line):
                yield f'{where}: the core knows nothing of LLVM'
            if 'analyzer' in path.parts and path.suffix == '.cpp' \
                    and re.search(r'"(StorPort\w+|ExtFunction\w+)"', line):
                yield f'{where}: routines are named in the core only'


def main() -> int:
    root, plugin, build = Path(sys.argv[1]).resolve(), sys.argv[2], sys.argv[3]
    sources = [path for path in sorted((root / 'checker').rglob('*'))
               if path.suffix in SUFFIXES]
    headers = sorted((root / 'include/spinpair').glob('*.h'))
    wrong = []
    if len(sources) < 100:
        wrong.append('fewer than 100 sources below checker/')
    for room in ROOMS:
        if room in known_by(room):
            wrong.append(f'ROOMS has {room} build on itself')
        if not (root / 'checker' / room).exists():
            wrong.append(f'ROOMS has {room}, which is not there')
    rooms = Rooms(root)
    for path in sources + headers:
        rooms.read(path)
    rooms.check_circles()
    rooms.link(Path(build))
    wrong += rooms.wrong
    wrong += check_lines(root, sources + headers)
    needed = subprocess.run(['readelf', '-d', plugin], capture_output=True,
                            text=True, check=True).stdout
    for line in needed.splitlines():
        if 'NEEDED' in line and re.search(r'LLVM|clang', line):
            wrong.append(f'the plugin links LLVM: {line.strip()}')
    print(*wrong, f'layout: {len(ROOMS)} rooms, {len(rooms.edges)} edges, '
          f'{len(wrong)} breaches', sep='\n')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
