"""A folder with sources and a compilation database, for tests of the tool."""
import json
import pathlib
import shutil
import subprocess

SOURCE = '''#include "storport.h"
void leaks(void *ext, ULONG id) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
#ifdef RIGHT
  StorPortReleaseMSISpinLock(ext, id, irql);
#endif
  return;
}
'''


class Program:
    def __init__(self, spinpair, folder):
        self.spinpair = spinpair
        self.folder = pathlib.Path(folder)
        shutil.rmtree(folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def write(self, name, text=SOURCE):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            path.write_bytes(text)
        else:
            path.write_text(text)

    def entry(self, file, command, **more):
        form = 'command' if isinstance(command, str) else 'arguments'
        return {'directory': str(self.folder), 'file': file, form: command, **more}

    def database(self, *entries):
        self.write('compile_commands.json', json.dumps(entries))

    def run(self, *arguments, status, folder='.'):
        """What is said on standard output and on standard error."""
        done = subprocess.run([self.spinpair, *arguments], cwd=self.folder / folder,
                              capture_output=True, text=True,
                              errors='surrogateescape')
        assert status in (None, done.returncode), (arguments, done)
        return done.stdout, done.stderr

    def check(self, *entries, status=2, errors=''):
        """Analyses a database; its findings, without the steps to them."""
        self.database(*entries)
        out, said = self.run('-p', '.', status=status)
        assert said == errors, said
        return [line for line in out.splitlines() if ': warning: ' in line]

    def files(self):
        """All but the cache."""
        return sorted(path.relative_to(self.folder).as_posix()
                      for path in self.folder.rglob('*')
                      if path.is_file() and path.parent.name != '.spinpair-cache')
