#!/usr/bin/env bash
# A pair of parentheses around the 1 in a try-lock's annotation swaps success and failure.
#
# Tool:      clang 22.1.8 and 19.1.7 (Debian), -Wthread-safety, as C and as C++.
# Expected:  clang's page on its thread safety analysis: the first argument of TRY_ACQUIRE must be
#            true or false, and says which return value means success. (1), !0 and 1 == 1 are true
#            in any place that C has for an expression, an enumerator or a macro that is such an
#            expression is, too, and what is no literal could be refused, as an argument of the
#            wrong type is.
# Seen:      only a bare literal (1, 2, true, 0x1) is read. All else is accepted by the attribute,
#            without a word from -Wall -Wextra, and taken for false: with (1), !0, a cast of 1, an
#            enumerator that is 1 and a comparison, the lock counts as held where the call failed.
#            What is written right gets warnings; what touches the data and releases the lock
#            although it was not taken gets none.
# Loses:     the headers of old and of embedded code have TRUE as (1), (!FALSE) or (1 == 1), and
#            status codes as enumerators or casts. There the analysis does not fail, it argues for
#            the bug: who heeds its warnings turns the condition around.
# Known:     llvm-project #95290 made enumerators right and was taken back (#97293); issue 97333
#            wants to refuse them. No issue found on parentheses, operators and casts.
# shellcheck source=lib.bash source-path=SCRIPTDIR
. "$(dirname "$(realpath "$0")")/lib.bash"

clangs

cat >try.h <<'EOF'
typedef struct __attribute__((capability("spin lock"))) lock { int v; } lock;
void give(lock *l) __attribute__((release_capability(l)));
extern lock a;
extern int data __attribute__((guarded_by(a)));
enum result { FAILED = 0, TAKEN = 1 };
enum status { DONE = 0, BUSY = 1 };
int try_lock(lock *l) __attribute__((try_acquire_capability(SUCCESS, l)));
EOF
printf '#include "try.h"\n%s\n' \
  'void f(void) { if (try_lock(&a)) { data = 1; give(&a); } }' >not_0.c
printf '#include "try.h"\n%s\n' \
  'void f(void) { if (!try_lock(&a)) { data = 1; give(&a); } }' >is_0.c

verdict() {
  "$clang" -x "$1" "-DSUCCESS=$2" -Wall -Wextra -Wthread-safety -fsyntax-only "$3" >log 2>&1
  if grep -q 'warning:' log; then echo warns; else echo quiet; fi
}
for v in 19 22; do
  clang=$T/root/usr/lib/llvm-$v/bin/clang
  "$clang" --version | head -1
  cat >want <<'EOF'
1: quiet if used where it is not 0, warns if where it is 0
2: quiet if used where it is not 0, warns if where it is 0
0x1: quiet if used where it is not 0, warns if where it is 0
(1): warns if used where it is not 0, quiet if where it is 0
!0: warns if used where it is not 0, quiet if where it is 0
1 == 1: warns if used where it is not 0, quiet if where it is 0
(unsigned char)1: warns if used where it is not 0, quiet if where it is 0
TAKEN: warns if used where it is not 0, quiet if where it is 0
0: warns if used where it is not 0, quiet if where it is 0
DONE: warns if used where it is not 0, quiet if where it is 0
EOF
  for language in c c++; do
    for success in 1 2 0x1 '(1)' '!0' '1 == 1' '(unsigned char)1' TAKEN 0 DONE; do
      echo "$success: $(verdict $language "$success" not_0.c) if used where it is not 0," \
        "$(verdict $language "$success" is_0.c) if where it is 0"
    done | same "clang $v, $language: what the annotation gives for success, and what is said"
  done
done
finish
