#!/usr/bin/env bash
# clang's analyze-build cannot read the compilation databases that clang itself writes.
#
# Tools:     analyze-build, clang -MJ and clang-check of LLVM 22.1.8 (Debian).
# Expected:  clang's page on the JSON compilation database: an entry has "arguments" or
#            "command", either of which will do, and "arguments" is the preferred form, since
#            it needs no shell quoting. clang -MJ writes "arguments", and so does Bear 3, by
#            the author of analyze-build. A reader of such databases takes both.
# Seen:      analyze-build knows "command" only, and stops at the first entry without it: with
#            an internal error that does not name the entry, and status 64. Whether the
#            entries beside it are reported is chance, since they run in parallel. The same entries
#            with both keys are fine, and clang-check reads all forms.
# Known:     no issue found, neither of llvm-project nor of rizsotto/scan-build.
# shellcheck source=lib.bash source-path=SCRIPTDIR
. "$(dirname "$(realpath "$0")")/lib.bash"

# shellcheck disable=SC2086
debs clang-tools-22=1:22.1.8-1~deb12u1 clang-22=1:22.1.8-1~deb12u1 \
  libclang-cpp22=1:22.1.8-1~deb12u1 libllvm22=1:22.1.8-1~deb12u1 \
  libclang-common-22-dev=1:22.1.8-1~deb12u1 $LLVM_NEEDS
bin=$T/root/usr/lib/llvm-22/bin

for f in a b; do
  printf 'int %s(int n) {\n  int zero = 0;\n  return n / zero;\n}\n' "$f" >"$f.c"
  "$bin/clang" -MJ "$f.part" -c "$f.c"
done
mkdir arguments command mixed both
{ echo '['; cat a.part b.part | sed '$s/,$//'; echo ']'; } >arguments/compile_commands.json
cat >forms.py <<'EOF'
import json, shlex
read = json.load(open("arguments/compile_commands.json"))
both = [dict(entry, command=shlex.join(entry["arguments"])) for entry in read]
command = [{k: v for k, v in entry.items() if k != "arguments"} for entry in both]
for name, entries in (("both", both), ("command", command), ("mixed", [command[0], read[1]])):
    json.dump(entries, open(name + "/compile_commands.json", "w"))
EOF
python3 forms.py

"$bin/clang" --version | head -1
cat >want <<'EOF'
command: analyze-build 2 reports, status 2; clang-check 2 findings
both: analyze-build 2 reports, status 2; clang-check 2 findings
arguments: analyze-build 0 reports, status 64; clang-check 2 findings
mixed: analyze-build some or no reports, status 64; clang-check 2 findings
EOF
for form in command both arguments mixed; do
  status=0
  "$bin/analyze-build" --use-analyzer "$bin/clang" --cdb "$form/compile_commands.json" \
    -o "$form/out" --plist --status-bugs >"$form/log" 2>&1 || status=$?
  reports=$(find "$form/out" -name '*.plist' | wc -l)
  [ "$form" != mixed ] || [ "$reports" = 2 ] || reports="some or no"
  found=$("$bin/clang-check" -p "$form" --analyze a.c b.c 2>&1 | grep -c 'core.DivideZero' || true)
  echo "$form: analyze-build $reports reports, status $status; clang-check $found findings"
done | same "the same two files, in four forms of one database (--status-bugs gives their number)"
echo "KeyError: 'command not passed to run'" >want
grep '^KeyError' arguments/log | sort -u | same "what it says of a database with arguments"
finish
