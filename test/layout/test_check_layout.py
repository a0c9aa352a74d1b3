#!/usr/bin/env python3
"""Does check_layout.py see what is wrong? Each test makes a few sources.

usage: test_check_layout.py CC"""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from check_layout import ROOMS, TOOL, Rooms, known_by, room_of

CC = sys.argv.pop()


class Layout(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve()

    def rooms(self, **texts):
        """The rooms after these were read; 'core_ir_a_c' is core/ir/a.c."""
        paths = []
        for name, text in texts.items():
            *folders, stem, suffix = name.split('_')
            path = self.root.joinpath('checker', *folders, f'{stem}.{suffix}')
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            paths.append(path)
        rooms = Rooms(self.root)
        for path in paths:
            rooms.read(path)
        return rooms

    def test_table(self):
        self.assertEqual(room_of('analyzer/Plugin.cpp'), 'analyzer/Plugin.cpp')
        self.assertEqual(room_of('analyzer/facts/UnitFacts.h'), 'analyzer')
        self.assertIsNone(room_of('tool/Units.h'))
        self.assertIn('core/support', known_by('core/global'))
        self.assertNotIn('core/prove', known_by('core/global'))
        self.assertNotIn('core/protocol', known_by('core/ir'))
        for left, right in zip(TOOL, TOOL[1:]):
            self.assertIn(f'tool/{left}', known_by(f'tool/{right}'))
        for room in ROOMS:
            self.assertNotIn(room, known_by(room))

    def test_include_of_left(self):
        rooms = self.rooms(core_support_a_h='', tool_model_b_h='',
                           core_ir_c_c='#include "support/a.h"\n',
                           tool_cli_d_cpp='#include "model/b.h"\n')
        self.assertEqual(rooms.wrong, [])
        self.assertEqual(set(rooms.edges), {('core/ir', 'core/support'),
                                            ('tool/cli', 'tool/model')})

    def test_include_of_right(self):
        rooms = self.rooms(tool_cli_a_h='',
                           tool_model_b_h='\n#include "cli/a.h"\n')
        self.assertEqual(rooms.wrong, [
            'checker/tool/model/b.h:2: cli/a.h is of tool/cli, and tool/model '
            'does not build on that room'])

    def test_public_header(self):
        header = self.root / 'include/spinpair/lockset.h'
        header.parent.mkdir(parents=True)
        header.write_text('')
        rooms = self.rooms(core_protocol_lockset_c='#include "spinpair/lockset.h"\n',
                           core_ir_a_c='#include "spinpair/lockset.h"\n')
        self.assertEqual(len(rooms.wrong), 1)
        self.assertIn('core/ir does not build on', rooms.wrong[0])

    def test_no_room(self):
        rooms = self.rooms(tool_a_h='', tool_cli_b_cpp='#include "c.h"\n')
        self.assertIn('checker/tool/a.h: is in no room', rooms.wrong[0])
        self.assertEqual(rooms.wrong[1],
                         'checker/tool/cli/b.cpp:1: c.h is in no room')

    def test_circle_of_files(self):
        rooms = self.rooms(tool_cli_a_h='', tool_cli_a_cpp='#include "b.h"\n',
                           tool_cli_b_h='#include "a.h"\n')
        self.assertEqual(rooms.wrong, [])
        rooms.check_circles()
        self.assertEqual(len(rooms.wrong), 1)
        self.assertIn('tool/cli/a', rooms.wrong[0])

    def test_symbols(self):
        rooms = self.rooms(core_ir_a_c='void b(void); void a(void) { b(); }\n',
                           core_prove_b_c='void b(void) {}\n')
        build = self.root / 'build'
        for source in ('ir/a.c', 'prove/b.c'):
            out = build / f'checker/core/CMakeFiles/spinpair-core.dir/{source}.o'
            out.parent.mkdir(parents=True)
            subprocess.run([CC, '-c', self.root / 'checker/core' / source, '-o', out],
                           check=True)
        rooms.link(build)
        self.assertIn('checker/core/ir/a.c: b is of core/prove, and core/ir does not '
                      'build on that room', rooms.wrong)


if __name__ == '__main__':
    unittest.main()
