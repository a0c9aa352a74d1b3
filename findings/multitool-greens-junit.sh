#!/usr/bin/env bash
# A SARIF log of warnings is all failed tests as JUnit; rewritten by the SARIF multitool, it is all
# passed ones.
#
# Tools:     clang 22.1.8 (Debian), whose analyzer writes the log; @microsoft/sarif-multitool-linux
#            5.7.0 and sarif-junit 1.1.4 (npm).
# Expected:  SARIF 2.1.0, 3.27.10: a level that is absent is that of the rule's configuration or, if
#            that is absent, too, "warning". So a log says the same with the level and without, and
#            a converter to JUnit gives the same tests for both. What is suppressed (3.27.23) or
#            gone since the baseline (3.27.24) is no failure of this run.
# Seen:      sarif-junit takes a result for a failure only if the level is written, and for a passed
#            test if not. The multitool leaves out a level that is the default, in each command
#            that writes a log. So the log goes green between the two: rewrite, merge, and
#            match-results-forward, without an option that has to do with levels. Errors stay. The
#            other way, the findings that are suppressed or absent are failures, if their level
#            is written.
# Loses:     GitLab and Jenkins show such a report as tests: a leak that was reported is a passed
#            test with the leak's name, and the job's status is that of a good build.
# Known:     no issue found.
# shellcheck source=lib.bash source-path=SCRIPTDIR
. "$(dirname "$(realpath "$0")")/lib.bash"

# shellcheck disable=SC2086
debs clang-22=1:22.1.8-1~deb12u1 libclang-cpp22=1:22.1.8-1~deb12u1 \
  libllvm22=1:22.1.8-1~deb12u1 libclang-common-22-dev=1:22.1.8-1~deb12u1 $LLVM_NEEDS
npms @microsoft/sarif-multitool-linux@5.7.0 sarif-junit@1.1.4
multitool=$T/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
chmod u+x "$multitool"
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

cat >driver.c <<'EOF'
typedef __SIZE_TYPE__ size_t;
void *malloc(size_t);
int leaks(void) {
  char *buffer = malloc(4);
  return buffer == 0;
}
int divides(int n) {
  int zero = 0;
  return n / zero;
}
EOF
"$T/root/usr/lib/llvm-22/bin/clang" --analyze -Xclang -analyzer-output=sarif driver.c \
  -o clang.sarif 2>/dev/null
quietly() { "$multitool" "$@" >multitool.log 2>&1 || cat multitool.log; }
quietly rewrite clang.sarif -o rewritten.sarif
quietly merge clang.sarif --output-file merged.sarif
quietly match-results-forward clang.sarif --previous clang.sarif -o matched.sarif

# The same log with errors, rewritten; with all of it suppressed; and with all of it gone.
cat >variants.js <<'EOF'
const fs = require('fs');
const variant = (file, change) => {
  const log = JSON.parse(fs.readFileSync('clang.sarif', 'utf8'));
  log.runs[0].results.forEach(change);
  fs.writeFileSync(file + '.sarif', JSON.stringify(log));
};
variant('errors', (result) => { result.level = 'error'; });
variant('suppressed', (result) => { result.suppressions = [{ kind: 'inSource' }]; });
variant('absent', (result) => { result.baselineState = 'absent'; });
EOF
node variants.js
quietly rewrite errors.sarif -o errors-rewritten.sarif

cat >want <<'EOF'
clang: tests="2" failures="2"
rewritten: tests="2" failures="0"
merged: tests="2" failures="0"
matched: tests="2" failures="0"
errors-rewritten: tests="2" failures="2"
suppressed: tests="2" failures="2"
absent: tests="2" failures="2"
EOF
for log in clang rewritten merged matched errors-rewritten suppressed absent; do
  "$T/node_modules/.bin/sarif-junit" -i $log.sarif -o $log.xml >junit.log 2>&1 || cat junit.log
  echo "$log: $(grep -o '<testsuites [^>]*' $log.xml | grep -o 'tests="[0-9]*" failures="[0-9]*"')"
done | same "two findings of level warning, as JUnit"
printf '%s\n' 'clang: 2 levels written' 'rewritten: 0 levels written' >want
for log in clang rewritten; do
  node -e "const { results } = JSON.parse(require('fs').readFileSync('$log.sarif', 'utf8')).runs[0];
    console.log('$log: ' + results.filter((result) => result.level).length + ' levels written')"
done | same "the level in the log"
echo "errors: 0" >want
"$multitool" validate clang.sarif >valid.log 2>&1 || true
"$multitool" validate rewritten.sarif >>valid.log 2>&1 || true
echo "errors: $(grep -c ': error ' valid.log || true)" | same "multitool validate, of both"
finish
