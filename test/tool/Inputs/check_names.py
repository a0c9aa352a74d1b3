"""Analyses a file of a difficult name in every format: check_names.py SPINPAIR WDK
SOURCE FOLDER"""
import json
import os
import subprocess
import sys
import urllib.parse

spinpair, wdk, source, folder = map(os.fsencode, sys.argv[1:])
os.makedirs(os.path.join(folder, b'.git'))
os.chdir(folder)
NAME = b'a b"\'<i>&|`*_[x](y),%:,\n::error::\xff\xc3\xa4#?.c'
with open(source, 'rb') as given, open(NAME, 'wb') as out:
    out.write(given.read())
formats = ['text', 'json', 'sarif', 'gitlab', 'github', 'markdown']
command = [spinpair, NAME]
for each in formats:
    command[1:1] = [b'--report', f'{each}=out.{each}'.encode()]
done = subprocess.run(command + [b'--', b'-I' + wdk])
assert done.returncode == 2, done
out = {each: open(f'out.{each}', 'rb').read() for each in formats}
# What only bytes can hold is a replacement character elsewhere.
name = NAME.decode('utf-8', 'replace')

line = NAME.replace(b'\n', b'\\n') + b':7:5: warning: MSI spin lock'
assert out['text'].startswith(line), out['text']
assert b'\n::error' not in out['text']

finding, = json.loads(out['json'])['findings']
assert finding['file'] == name, finding
finding, = json.loads(out['gitlab'])
assert finding['location'] == {'path': name, 'lines': {'begin': 7, 'end': 7}}, finding
assert finding['severity'] == 'critical'
assert finding['check_name'] == 'storport.msi.Leak'
assert finding['description'].startswith('MSI spin lock') and finding['fingerprint']

run, = json.loads(out['sarif'])['runs']
uri = run['results'][0]['locations'][0]['physicalLocation']['artifactLocation']['uri']
assert urllib.parse.unquote_to_bytes(uri) == NAME, uri
assert not set(uri) & set(' "<>:?#\n'), uri

first, summary = out['github'].decode().split('\n', 1)
head = '::error file='
assert first.startswith(head), first
file, rest = first[len(head):].split(',', 1)
for code, char in (('%0A', '\n'), ('%3A', ':'), ('%2C', ','), ('%25', '%')):
    file = file.replace(code, char)
assert file == name, file
properties, message = rest.split('::', 1)
assert properties == 'line=7,col=5,endLine=7,endColumn=11,title=storport.msi.Leak', properties
assert message.startswith('MSI spin lock') and '%0A' in message
assert summary.startswith('spinpair: 1 finding'), summary

page = out['markdown'].decode()
row, = [line for line in page.split('\n') if 'still held' in line]
assert '<' not in row and '\n::' not in page, row
assert row.startswith('| a b"\'&lt;i&gt;&amp;\\|\\`\\*\\_\\[x\\](y),%:,\\\\n::error::'), row
assert row.replace('\\|', '').count('|') == 5, row
assert '| Leak, high |' in row, row
