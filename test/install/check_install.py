#!/usr/bin/env python3
"""Installs to a prefix, moves that away, and uses it; takes it away again. Builds the
Debian packages, and uses what is in them. Exit status 1 at the first thing wrong."""
import argparse
import gzip
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

parser = argparse.ArgumentParser()
for name in ('cmake', 'cpack', 'build', 'source', 'clang', 'llvm'):
    parser.add_argument('--' + name, required=True)
options = parser.parse_args()
SOURCE = pathlib.Path(options.source)
PLUGIN = f'lib/spinpair/spinpair-{options.llvm}.so'
COMMAND = {'bin/spinpair', 'share/spinpair/wdk/storport.h', 'share/spinpair/codechecker.json', 'share/man/man1/spinpair.1.gz',
           'share/bash-completion/completions/spinpair',
           'share/zsh/vendor-completions/_spinpair',
           'share/fish/vendor_completions.d/spinpair.fish',
           'share/doc/spinpair/copyright', 'share/doc/spinpair/CHANGELOG.md',
           'share/doc/spinpair/README.md', 'share/doc/spinpair/docs/rules/Leak.md',
           'share/doc/spinpair/examples/miniport/io.c'}


def run(*command, status=0, **more):
    done = subprocess.run([str(part) for part in command], text=True, capture_output=True,
                          **more)
    assert status in (None, done.returncode), (command, done.returncode, done.stdout, done.stderr)
    return done.stdout + done.stderr


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob('*')
            if not path.is_dir()}


def driver(prefix):
    return sorted((prefix / 'share/doc/spinpair/examples/miniport').glob('*.c'))


def use(prefix):
    """The command and its headers, found from where they are now."""
    spinpair = prefix / 'bin/spinpair'
    assert re.fullmatch(rf'spinpair [\d.]+ \(clang and LLVM {options.llvm}\.[\d.]+\)\n',
                        run(spinpair, '--version'))
    assert 'spinpair: 14 findings; ' in run(spinpair, *driver(prefix), status=2)
    assert os.fsencode(SOURCE) not in spinpair.read_bytes()
    # The manual page and the completion are this program's own.
    page = gzip.decompress((prefix / 'share/man/man1/spinpair.1.gz').read_bytes())
    assert page.decode() == run(spinpair, 'man')
    for shell, file in (('bash', 'bash-completion/completions/spinpair'),
                        ('zsh', 'zsh/vendor-completions/_spinpair'),
                        ('fish', 'fish/vendor_completions.d/spinpair.fish')):
        assert (prefix / 'share' / file).read_text() == run(spinpair, 'completion', shell)


def use_headers(prefix):
    """Which headers there are, and which count."""
    helpers = prefix / 'share/doc/spinpair/examples/miniport/locks.c'
    # Through a link, as in /usr/local/bin.
    link = prefix / 'link'
    link.symlink_to(prefix / 'bin/spinpair')
    run(link, helpers)
    link.unlink()
    # Nothing but what is there.
    model = prefix / 'share/spinpair/wdk'
    model.rename(prefix / 'away')
    said = run(prefix / 'bin/spinpair', helpers, status=3)
    assert "error: 'ntddk.h' file not found" in said, said
    (prefix / 'away').rename(model)
    # In the folder of an LLVM, its headers count.
    own = sorted(pathlib.Path(options.clang).resolve().parents[1].glob('lib/clang/*'))[-1]
    headers = prefix / 'lib/clang' / own.name / 'include'
    source = prefix / 'size.c'
    source.write_text('#include <stddef.h>\nptrdiff_t size;\n')
    run(prefix / 'bin/spinpair', source)
    headers.mkdir(parents=True)
    (headers / 'stddef.h').write_text('')
    assert "unknown type name 'ptrdiff_t'" in run(prefix / 'bin/spinpair', source, status=3)
    shutil.rmtree(prefix / 'lib/clang')
    source.unlink()


def use_plugin(prefix, model):
    said = run(options.clang, '--analyze', '-Xclang', '-load', '-Xclang', prefix / PLUGIN,
               '-Xanalyzer', '-analyzer-checker=storport', '-Xanalyzer',
               '-analyzer-output=text', '-I', model, SOURCE / 'examples/miniport/io.c',
               cwd=prefix)
    assert '[storport.msi.Leak]' in said, said


def use_scan_build(prefix, status, why):
    """Finds the plugin beside it, and the scan-build of its LLVM."""
    if not (pathlib.Path(options.clang).parent / 'scan-build').exists():
        status, why = 1, f'install it (on Debian clang-tools-{options.llvm})'
    said = run(prefix / 'bin/spinpair', 'scan-build', '--', 'true', status=status)
    assert why in said, said


def check_install(folder):
    prefix = folder / 'prefix'
    run(options.cmake, '--install', options.build, '--prefix', prefix)
    assert COMMAND | {PLUGIN} <= files(prefix), files(prefix)
    moved = folder / 'moved there'
    prefix.rename(moved)
    use(moved)
    use_headers(moved)
    use_plugin(moved, moved / 'share/spinpair/wdk')
    use_scan_build(moved, 1, f"no plugin with blanks in its path, as in '{moved}/{PLUGIN}'")

    # And back. What was there before stays.
    moved.rename(prefix)
    kept = prefix / 'share/man/man1/other.1'
    kept.touch()
    uninstall = (options.cmake, '--build', options.build, '--target', 'uninstall')
    run(*uninstall)
    assert files(prefix) == {'share/man/man1/other.1'}, files(prefix)
    left = [path for path in prefix.rglob('*') if 'spinpair' in path.name]
    assert not left, left
    assert 'Nothing was installed from ' in run(*uninstall, status=None)

    # The plugin alone, for several beside one another.
    run(options.cmake, '--install', options.build, '--prefix', prefix, '--component',
        'plugin')
    assert files(prefix) == {'share/man/man1/other.1', PLUGIN,
                             f'share/doc/spinpair-plugin-{options.llvm}/copyright'}


def check_packages(folder):
    run(options.cpack, '--config', pathlib.Path(options.build) / 'CPackConfig.cmake', '-B',
        folder / 'packages', '-D', 'CPACK_DEBIAN_COMPRESSION_TYPE=gzip')
    found = sorted((folder / 'packages').glob('*.deb'))
    assert [path.name.split('_')[0] for path in found] == [
        f'spinpair-plugin-{options.llvm}', 'spinpair'], found
    plugin, command = found
    fields = run('dpkg-deb', '-f', command)
    for wanted in (rf'Depends: .*\blibclang-common-{options.llvm}-dev\b',
                   r'Depends: .*\blibz3-4\b', r'Depends: .*\blibxml2\b',
                   r'Depends: .*\blibc6\b',
                   r'Version: [\d.]+\n', 'Section: devel', 'Maintainer: .*<.*@.*>',
                   'Description: static checker .*\n [a-z]'):
        assert re.search(wanted, fields), (wanted, fields)
    assert 'Homepage:' not in fields  # where the docs are is for who publishes them to say
    assert f'Recommends: clang-{options.llvm}\n' in run('dpkg-deb', '-f', plugin)

    root = folder / 'root'
    for package in found:
        run('dpkg-deb', '-x', package, root)
    assert COMMAND | {PLUGIN, f'share/doc/{plugin.name.split("_")[0]}/copyright'} <= files(
        root / 'usr')
    use(root / 'usr')
    use_plugin(root / 'usr', root / 'usr/share/spinpair/wdk')
    use_scan_build(root / 'usr', 3, 'the build compiled nothing under scan-build')

    # Through dpkg, and gone without a trace.
    root = folder / 'other'
    for each in ('info', 'updates', 'triggers'):
        (root / 'var/lib/dpkg' / each).mkdir(parents=True)
    (root / 'var/lib/dpkg/status').touch()
    dpkg = ('dpkg', f'--root={root}', f'--log={folder}/log', '--force-depends',
            '--force-not-root', '--force-bad-path')
    run(*dpkg, '--install', command)
    assert COMMAND <= files(root / 'usr')
    run(*dpkg, '--purge', 'spinpair')
    assert not (root / 'usr').exists() or not files(root / 'usr'), files(root / 'usr')


# Whoever has installed from this build folder can still take that away.
manifest = pathlib.Path(options.build) / 'install_manifest.txt'
before = manifest.read_bytes() if manifest.exists() else None
with tempfile.TemporaryDirectory() as name:
    check_install(pathlib.Path(name))
if before is not None:
    manifest.write_bytes(before)
with tempfile.TemporaryDirectory() as name:
    check_packages(pathlib.Path(name))
