"""check_refused.py SPINPAIR SCRATCH: arguments that no compiler has, rules that are all off,
reports over what is read, pipes, and conditions of projects that are not understood."""
import os
import shutil
import subprocess
import sys
from pathlib import Path

LEAK = ('#include <storport.h>\n#ifdef LEAKS\nVOID Leaks(PVOID Adapter, ULONG Id) {\n'
        '  ULONG Old;\n  StorPortAcquireMSISpinLock(Adapter, Id, &Old);\n}\n#endif\n')
SLOW = ('#include <storport.h>\nULONG Slow(PVOID Adapter, ULONG Id, PULONG V) {\n  ULONG Old;\n'
        '  StorPortAcquireMSISpinLock(Adapter, Id, &Old);\n' +
        ''.join(f'  if (V[{i}])\n    V[{i + 1}]++;\n' for i in range(29)) +
        '  if (V[7] == 3)\n    return 1;\n'
        '  StorPortReleaseMSISpinLock(Adapter, Id, Old);\n  return 0;\n}\n')
PROJECT = '''<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
  <ItemGroup Label="ProjectConfigurations">
    <ProjectConfiguration Include="Debug|x64">
      <Configuration>Debug</Configuration><Platform>x64</Platform>
    </ProjectConfiguration>
  </ItemGroup>
  <PropertyGroup Label="Configuration">
    <ConfigurationType>Driver</ConfigurationType>
  </PropertyGroup>
  <ItemGroup{}><ClCompile Include="leak.c"{} /></ItemGroup>
  <ItemGroup><ClCompile Include="other.c" /></ItemGroup>
</Project>
'''


def main():
    spinpair, folder = sys.argv[1], Path(sys.argv[2]).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    (folder / '.git').mkdir(parents=True)
    (folder / 'leak.c').write_text(LEAK)
    (folder / 'other.c').write_text('#include <storport.h>\n')
    (folder / 'used.h').write_text('VOID Used(VOID);\n')
    (folder / 'user.c').write_text('#include <storport.h>\n#include "used.h"\n')
    config = folder / '.spinpair.yaml'

    def run(*arguments, expect):
        done = subprocess.run([spinpair, *arguments], cwd=folder, capture_output=True, text=True,
                              check=False, stdin=subprocess.DEVNULL, timeout=120)
        assert done.returncode == expect, (arguments, done)
        return done.stdout + done.stderr

    def refused(*arguments, said, expect=1):
        text = run(*arguments, expect=expect)
        assert said in text and text.count('\n') == 1, (arguments, text)

    # Arguments of cl.exe are taken as such.
    for arguments in (['--', '-DLEAKS'], ['--', '/DLEAKS=1'], ['--extra-arg=/DLEAKS=1'],
                      ['--', '/W4', '-DLEAKS', '/bigobj'], ['--', '-bigobj', '-DLEAKS']):
        assert '1 finding;' in run('leak.c', *arguments, expect=2), arguments
    config.write_text('extra-args: ["/DLEAKS=1"]\n')
    assert '1 finding;' in run('leak.c', expect=2)
    config.write_text('extra-args: ["other.c"]\n')
    refused('leak.c', said=".spinpair.yaml:1:14: 'other.c' is no argument for clang")
    config.unlink()
    for argument, said in (('other.c', "'other.c' is no argument for clang; name the files"),
                           ('-bogus-flag', "clang has no option '-bogus-flag'"),
                           ('/zzz', "clang has no option '/zzz'"),
                           ('', "'' is no argument for clang")):
        refused('leak.c', '--', argument, said=said)
    refused('leak.c', '--', '/DLEAKS', '-isystem', 'x',
            said="'-isystem' is for clang, and '/DLEAKS' for cl.exe")
    run('leak.c', '--', '-I', '.', '-x', 'c', '-std=c11', '-Wall', '-O2', expect=0)
    (folder / 'compile_commands.json').write_text(
        f'[{{"directory": "{folder}", "file": "leak.c", "command": "clang -c leak.c"}}]')
    refused('-p', '.', '--extra-arg=/DLEAKS', said="'/DLEAKS' is for cl.exe, and no command of")
    (folder / 'compile_commands.json').unlink()

    # Rules.
    config.write_text('rules: ["-*"]\n')
    refused('leak.c', said=".spinpair.yaml:1:9: 'rules' turns all rules off")
    assert '1 finding;' in run('leak.c', '--rules', 'Leak', '--', '-DLEAKS', expect=2)
    config.unlink()

    # Reports over what is read.
    run('leak.c', '--baseline', 'known.json', '--update-baseline', expect=0)
    for file, what in (('leak.c', 'a source that is analysed'), ('known.json', 'the baseline'),
                       ('./leak.c', 'a source that is analysed')):
        before = (folder / file).read_bytes()
        refused('leak.c', '--baseline', 'known.json', '--report', f'json={file}',
                said=f"'{file}' is {what}; a report is not written over it")
        assert (folder / file).read_bytes() == before
    refused('user.c', '--report', 'json=used.h', said="'used.h' is a source that is analysed")
    run('leak.c', '--report', 'json=used.h', expect=0)

    # Pipes.
    os.mkfifo(folder / 'pipe')
    for arguments in (['leak.c', '--baseline', 'pipe'], ['leak.c', '--config', 'pipe'],
                      ['diff', 'pipe', 'pipe'], ['merge', 'pipe']):
        refused(*arguments, said="'pipe' cannot be read: ")

    # Silence is no proof.
    (folder / 'slow.c').write_text(SLOW)
    refused('slow.c', '--quiet', said='spinpair: 1 function undecided\n', expect=0)

    # Conditions.
    for group, item in ((' Condition="$(Foo"', ''), ('', ' Condition="$(Foo"')):
        (folder / 'driver.vcxproj').write_text(PROJECT.format(group, item))
        text = run('driver.vcxproj', expect=3)
        assert "it compiles 'leak.c' if '$(Foo', which is not understood" in text, text
    (folder / 'driver.vcxproj').write_text(PROJECT.format(' Condition="\'$(Foo)\'==\'1\'"', ''))
    run('driver.vcxproj', expect=0)


if __name__ == '__main__':
    main()
