#!/usr/bin/env bash
# The converter from cppcheck to SARIF puts a finding where cppcheck's explanation ends.
#
# Tools:     cppcheck 2.10 (Debian), @microsoft/sarif-multitool-linux 5.7.0 (npm).
# Expected:  cppcheck's manual on its XML: of several locations, the primary one comes first.
#            SARIF 2.1.0, 3.27.12: result.locations is where the result occurred; what leads
#            to it goes into codeFlows, whose order is that of execution (3.36, 3.37).
# Seen:      the result stands at the last location, which is that of a note, and its column
#            is lost. The code flow is in the order of the XML, so it runs backwards: from the
#            finding to its cause. And cppcheck's severities are only in the property bag:
#            an error has SARIF's default level, as a warning has. multitool's own validator
#            finds no error in the log.
# Known:     sarif-sdk #2103 and #2119 made it read this XML; no issue found on the location.
# shellcheck source=lib.bash source-path=SCRIPTDIR
. "$(dirname "$(realpath "$0")")/lib.bash"

debs cppcheck=2.10-2 libtinyxml2-9 libpcre3
npms @microsoft/sarif-multitool-linux@5.7.0
multitool=$T/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
chmod u+x "$multitool"
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

cat >demo.c <<'EOF'
int first(int *p, int *seen) {
  if (!p)
    *seen = 1;
  return *p;
}
int second(void) {
  int a[2] = {0};
  return a[2];
}
EOF
# Unpacked, cppcheck looks for its data beside itself.
cppcheck=$T/root/usr/bin/cppcheck
ln -s "$T"/root/usr/lib/*-linux-gnu/cppcheck/cfg "$T/root/usr/bin/cfg"
"$cppcheck" --version
"$cppcheck" -q --enable=warning \
  --template='{file}:{line}:{column}: {severity}: {id}' --template-location='' demo.c >text 2>&1
cat >want <<'EOF'
demo.c:4:11: warning: nullPointerRedundantCheck
demo.c:8:11: error: arrayIndexOutOfBounds
EOF
grep . text | sort | same "cppcheck, as text"
"$cppcheck" -q --xml --enable=warning demo.c 2>demo.xml
"$multitool" convert demo.xml -t CppCheck -o demo.sarif >convert.log 2>&1 || cat convert.log
cat >show.js <<'EOF'
const run = JSON.parse(require('fs').readFileSync('demo.sarif', 'utf8')).runs[0];
const at = (l) => { const p = l.physicalLocation; return p.artifactLocation.uri + ':' +
  p.region.startLine + ':' + (p.region.startColumn ?? '-'); };
run.results.sort((x, y) => x.ruleId < y.ruleId ? 1 : -1);
for (const r of run.results) {
  console.log(`${r.locations.map(at)}: level ${r.level ?? 'absent'}: ${r.ruleId}`);
  for (const f of r.codeFlows ?? [])
    console.log('  flow', f.threadFlows[0].locations.map((l) => at(l.location)).join(' then '));
}
console.log('rules:', run.tool.driver.rules ? 'some' : 'none');
EOF
cat >want <<'EOF'
demo.c:2:-: level absent: nullPointerRedundantCheck
  flow demo.c:4:- then demo.c:2:-
demo.c:8:-: level absent: arrayIndexOutOfBounds
rules: none
EOF
node show.js | same "the same, as SARIF"
"$multitool" validate demo.sarif >valid.log 2>&1 || true
echo "errors: 0" >want
echo "errors: $(grep -c ': error ' valid.log || true)" | same "multitool validate"
finish
