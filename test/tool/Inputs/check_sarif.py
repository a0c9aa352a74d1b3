"""Checks what consumers of SARIF require of a log, beyond what is asked of one of
its fields elsewhere: check_sarif.py LOG [COUNT OF RESULTS]"""
import json
import re
import sys
import urllib.parse

log = json.load(open(sys.argv[1], encoding='utf-8'))
assert log['version'] == '2.1.0' and log['$schema'].endswith('sarif-2.1.0.json')
run, = log['runs']
driver = run['tool']['driver']
assert driver['name'] == 'spinpair'
assert driver.get('informationUri', 'https://').startswith('https://')
assert re.fullmatch(r'\d+\.\d+\.\d+', driver['semanticVersion'])
base = run['originalUriBaseIds']['SRCROOT']['uri']
assert base.startswith('file:///') and base.endswith('/'), base
assert run['columnKind'] == 'unicodeCodePoints'

ids = [rule['id'] for rule in driver['rules']]
assert len(ids) == len(set(ids)) and 'storport.msi.Leak' in ids
for rule in driver['rules']:
    for field in ('shortDescription', 'fullDescription', 'help'):
        assert rule[field]['text'].strip(), (rule['id'], field)
    family = {'storport.spinlock': 'Spinlock',
              'windows.spinlock': 'Windows'}.get(rule['id'].rsplit('.', 1)[0], '')
    assert rule['help']['markdown']
    assert rule['name'] == family + rule['id'].split('.')[-1], rule['id']
    assert rule.get('helpUri', 'https://').startswith('https://')
    assert 'spinpair explain ' + rule['id'] in rule['help']['text'] or 'helpUri' in rule
    configuration = rule['defaultConfiguration']
    assert configuration['level'] in ('note', 'warning', 'error')
    assert configuration.get('enabled', True) == rule['id'].startswith(
        ('storport.', 'windows.'))
    properties = rule['properties']
    assert 0 < float(properties['security-severity']) < 10
    assert properties['precision'] in ('medium', 'high')
    assert 'security' in properties['tags']
    assert any(re.fullmatch(r'external/cwe/cwe-\d+', tag)
               for tag in properties['tags'])
for kind in driver['notifications']:
    for field in ('shortDescription', 'fullDescription', 'help'):
        assert kind[field]['text'], kind


def check_location(location):
    place = location['physicalLocation']
    artifact = place['artifactLocation']
    uri = artifact['uri']
    assert re.fullmatch(r"(file:///)?[A-Za-z0-9._~%/-]+", uri), uri
    assert ('uriBaseId' in artifact) != uri.startswith('file:///'), artifact
    if 'uriBaseId' in artifact:
        assert artifact['uriBaseId'] == 'SRCROOT'
        path = urllib.parse.unquote_to_bytes(uri)
        assert not path.startswith((b'/', b'../')), path
    region = place.get('region')
    if region:
        assert region['startLine'] >= 1 and region.get('startColumn', 1) >= 1
        if 'endColumn' in region:
            assert (region['startLine'], region['startColumn']) < (
                region['endLine'], region['endColumn']), region
    if 'contextRegion' in place:
        assert place['contextRegion']['startLine'] == region['startLine']


invocation, = run['invocations']
parsed = True
for said in invocation['toolExecutionNotifications']:
    kind = said['descriptor']
    assert driver['notifications'][kind['index']]['id'] == kind['id']
    assert said['message']['text'].endswith('.')
    parsed = parsed and kind['id'] != 'not-parsed'
    for location in said['locations']:
        check_location(location)
assert invocation['executionSuccessful'] == parsed

seen = set()
suppressed = any(result.get('suppressions') for result in run['results'])
for result in run['results']:
    rule = driver['rules'][result['ruleIndex']]
    assert rule['id'] == result['ruleId']
    assert result['level'] == rule['defaultConfiguration']['level']
    assert result['message']['text']
    location, = result['locations']
    check_location(location)
    fingerprint = result['partialFingerprints']['spinpair/v1']
    assert re.fullmatch('[0-9a-f]{32}', fingerprint)
    assert fingerprint not in seen
    seen.add(fingerprint)
    assert all(each['kind'] == 'inSource' for each in result.get('suppressions', []))
    assert ('suppressions' in result) == suppressed, result
    assert re.fullmatch('[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}',
                        result['guid']), result['guid']
    if result.get('baselineState') == 'absent':
        continue
    assert location['logicalLocations'][0]['kind'] == 'function'
    flow, = result['codeFlows']
    thread, = flow['threadFlows']
    for step in thread['locations']:
        check_location(step['location'])
        assert step['location']['message']['text']
        assert step['nestingLevel'] >= 0
        assert step['importance'] in ('essential', 'important')
    last = thread['locations'][-1]['location']['physicalLocation']
    assert last == location['physicalLocation'], (last, location)
    related = result.get('relatedLocations', [])
    assert [each['id'] for each in related] == list(range(1, len(related) + 1))
    for each in related:
        check_location(each)
        # The message links to each.
        assert f']({each["id"]})' in result['message']['text'], result['message']
if len(sys.argv) > 2:
    assert len(run['results']) == int(sys.argv[2]), len(run['results'])
