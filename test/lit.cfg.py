# What every lit test may use. Run through lit.site.cfg.py in the build folder.
#
#   %analyze        clang -cc1 with the plugin, the model headers, and the
#                   checkers core, storport and windows; options may follow
#   %analyze_only   the same without a list of checkers
#   %stock          the same without the plugin, and core only
#   %clang, %clangxx, %clang_cc1, %filecheck, %not, %split_file
#   %spinpair       the tool; %extract prints the lock programs of a file
#   %plugin, %wdk, %llvm            the plugin, the model headers, its LLVM
#   %source, %python                the project's root, this Python
#   %edits          how many edits at random are enough with this LLVM
#   REQUIRES: every-test            the LLVM is 19: what the test asks is the same with all,
#                                   and it takes long
#   REQUIRES: ssh                   GNU parallel and OpenSSH's server are there
#   REQUIRES: scan-build            the scan-build of its LLVM is there
#   REQUIRES: suppress-attribute    clang knows [[clang::suppress]]
#   %other_clang                    clang of another LLVM (REQUIRES: other-clang)
import glob
import os
import shutil
import sys

import lit.formats

config.name = f'spinpair-{config.spinpair_llvm}'
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = ['.c', '.cpp', '.test']
config.test_source_root = os.path.dirname(__file__)
# Other kinds of test, with runners of their own.
config.excludes = ['ci', 'core', 'docs', 'editors', 'example', 'executed', 'fuzz', 'hosts', 'install', 'layout', 'load',
                   'mutants', 'oracle', 'page', 'sarif', 'verdicts', 'Inputs']

root = os.path.realpath(config.spinpair_llvm_root)
installed = sorted(glob.glob(os.path.join(os.path.dirname(root), 'llvm-*')))


def tool(name):
    """The tool of this LLVM, or else of any other one that has it."""
    for folder in [root] + installed:
        path = os.path.join(folder, 'bin', name)
        if os.path.exists(path):
            return path
    lit_config.fatal(f'{name} is missing: install llvm-{config.spinpair_llvm}-tools')


clang = os.path.join(root, 'bin', 'clang')
wdk = os.path.join(config.spinpair_source, 'include', 'wdk')
cc1 = f'{clang} -cc1 -internal-isystem {wdk}'
analyze = '-analyze -setup-static-analyzer'
load = f'-load {config.spinpair_plugin}'

# A name comes before the names that it starts with.
config.substitutions += [
    ('%analyze_only', f'{cc1} {load} {analyze}'),
    ('%analyze', f'{cc1} {load} {analyze} -analyzer-checker=core,storport,windows'),
    ('%stock', f'{cc1} {analyze} -analyzer-checker=core'),
    ('%clang_cc1', cc1),
    ('%clangxx', f'{clang}++'),
    ('%clang', clang),
    ('%filecheck', tool('FileCheck')),
    ('%not', tool('not')),
    ('%split_file', tool('split-file')),
    ('%wdk', wdk),
    ('%spinpair', config.spinpair_tool),
    ('%extract', f'{config.spinpair_tool} extract %s -- -I{wdk}'),
    ('%source', config.spinpair_source),
    ('%python', sys.executable),
    ('%plugin', config.spinpair_plugin),
    ('%llvm', config.spinpair_llvm),
    ('%edits', '24' if config.spinpair_llvm == '19' else '8'),
]

if config.spinpair_llvm == '19':
    config.available_features.add('every-test')

if all(map(shutil.which, ['parallel', 'ssh', 'ssh-keygen', '/usr/sbin/sshd'])):
    config.available_features.add('ssh')

if os.path.exists(os.path.join(root, 'bin', 'scan-build')):
    config.available_features.add('scan-build')

if int(config.spinpair_llvm) >= 16:
    config.available_features.add('union-members')
    config.available_features.add('exploded-graph') # older ones dump it with assertions only

if int(config.spinpair_llvm) >= 19:
    config.available_features.add('suppress-attribute')

others = [os.path.join(folder, 'bin', 'clang')
          for folder in installed if os.path.realpath(folder) != root]
others = [path for path in others if os.path.exists(path)]
if others:
    config.available_features.add('other-clang')
    config.substitutions.append(('%other_clang', others[0]))
