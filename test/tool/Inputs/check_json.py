"""Checks the JSON report of local.c."""
import json
import sys

report = json.load(open(sys.argv[1]))
assert report['version'] == 1, report['version']
assert report['tool']['name'] == 'spinpair'
assert report['unparsed'] == report['withErrors'] == []
assert report['counts'] == {
    'findings': 1, 'functions': 2, 'proved': 1, 'clean': 0, 'reported': 1,
    'undecided': 0, 'unparsed': 0, 'withErrors': 0, 'suppressed': 0, 'known': 0,
    'unchanged': 0}, report['counts']

finding, = report['findings']
assert finding['file'].endswith('local.c')
del finding['file']
notes = finding.pop('notes')
assert len(finding.pop('fingerprint')) == 32
assert report['remarks'] == []
assert finding.pop('path').endswith('local.c')
assert report['gone'] == []
assert finding == {
    'name': 'leaks', 'code': {'acquire': 'StorPortAcquireMSISpinLock ( ext , id , & irql )',
                              'branch': 'if ( early )', 'exit': 'return'},
    'checker': 'storport.msi.Leak', 'severity': 'high', 'cwe': 667,
    'line': 7, 'column': 5, 'endLine': 7, 'endColumn': 11, 'function': 'leaks',
    'suppressed': False, 'known': False,
    'message': "MSI spin lock for message 'id' is still held on return"}, finding
assert notes[0]['line'] == 5 and notes[-1]['line'] == 7, notes
assert all(set(note) == {'file', 'line', 'column', 'endLine', 'endColumn', 'message', 'depth',
                         'ofLock'} for note in notes), notes
assert [note['depth'] for note in notes] == [0] * len(notes)
assert report['groups'] == []

leaks, fine = report['functions']
assert (leaks['name'], leaks['line'], leaks['verdict']) == ('leaks', 3, 'reported')
assert set(leaks['obligation']) == {'line', 'column', 'why'}, leaks
assert (fine['name'], fine['line'], fine['verdict']) == ('fine', 11, 'proved')
assert fine['nesting'] == 1 and fine['helper'] is False and 'why' not in fine
assert fine['locks'] == [
    {'kind': 'acquire', 'line': 13, 'column': 3, 'message_id': 'id'},
    {'kind': 'release', 'line': 14, 'column': 3, 'message_id': 'id'}], fine
assert fine['pairings'] == [
    {'acquire': {'line': 13, 'column': 3}, 'release': {'line': 14, 'column': 3}}], fine
