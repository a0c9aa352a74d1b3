"""check_named_files.py SPINPAIR SCRATCH: files that are named, with a database above them."""
import json
import shutil
import subprocess
import sys
from pathlib import Path

LEAK = '''#include <storport.h>
#ifdef OF_THE_BUILD
VOID Leaks(PVOID Adapter, ULONG Id) {
  ULONG Old;
  StorPortAcquireMSISpinLock(Adapter, Id, &Old);
}
#endif
'''


def main():
    spinpair, folder = sys.argv[1], Path(sys.argv[2]).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    source, build = folder / 'driver' / 'src', folder / 'driver' / 'build'
    source.mkdir(parents=True)
    build.mkdir()
    for name in ('io.c', 'other.c', 'lone.c'):
        (source / name).write_text(LEAK if name != 'other.c' else '#include <storport.h>\n')
    database = build / 'compile_commands.json'
    database.write_text(json.dumps([
        {'directory': str(build), 'file': f'../src/{name}',
         'arguments': ['clang', '-DOF_THE_BUILD', '-c', f'../src/{name}']}
        for name in ('io.c', 'other.c')]))

    def run(where, *arguments, expect, says=(), silent=()):
        done = subprocess.run([spinpair, *arguments], cwd=where, capture_output=True, text=True,
                              check=False, stdin=subprocess.DEVNULL, timeout=120)
        text = done.stdout + done.stderr
        assert done.returncode == expect, (arguments, text)
        for each in says:
            assert each in text, (arguments, each, text)
        for each in silent:
            assert each not in text, (arguments, each, text)

    for where, file in ((source, 'io.c'), (folder, 'driver/src/io.c'),
                        (build, str(source / 'io.c'))):
        run(where, file, expect=2, says=('1 finding',), silent=('database',))
    run(source, 'io.c', 'other.c', expect=2, says=('1 finding',))
    run(source, 'explain-function', 'Leaks', 'io.c', expect=0, says=("'Leaks', io.c:3",))
    # Without it.
    run(source, 'io.c', '--', expect=0)
    run(source, 'lone.c', expect=0, silent=('database',))
    run(source, 'io.c', 'lone.c', expect=2, says=(
        "'lone.c' is not in the database in '../build', which has the others; it is read on its own", '1 finding'))
    # One that cannot be read is named, and nothing is lost.
    database.write_text('{')
    run(source, 'lone.c', '--extra-arg=-DOF_THE_BUILD', expect=2,
        says=('compile_commands.json', "'lone.c' is read on its own", '1 finding'))


if __name__ == '__main__':
    main()
