#!/usr/bin/env bash
# To clang's analyzer a volatile register always reads as it did before, or as it was written.
#
# Tool:      clang 22.1.8 and 19.1.7 (Debian), static analyzer with its default checks.
# Expected:  C11 6.7.3p7 lets a volatile object change in ways that the program does not show.
#            LLVM 22 itself trusts "volatile" to mark hardware: its new check of fixed
#            addresses leaves such accesses alone (llvm-project, pull request 181644). So two
#            reads of one register should be two values, as two calls of one function are.
# Seen:      both ways wrong. A buffer that is allocated if the first read says so, and freed if
#            the second does, is no leak, where the same code with a function in the place of
#            the register is one. And an event register that 0 is written to counts as 0 for
#            certain when it is read next: a division by zero is reported.
# Known:     no issue of llvm-project found that says so.
# shellcheck source=lib.bash source-path=SCRIPTDIR
. "$(dirname "$(realpath "$0")")/lib.bash"

clangs

cat >register.c <<'EOF'
typedef __SIZE_TYPE__ size_t;
void *malloc(size_t);
void free(void *);
unsigned status(void);

void allocates(volatile unsigned *reg) {
  void *p = 0;
  if (*reg & 1)
    p = malloc(8);
  if (*reg & 1)
    free(p);
}
void allocates_by_call(void) {
  void *p = 0;
  if (status() & 1)
    p = malloc(8);
  if (status() & 1)
    free(p);
}
unsigned clears(volatile unsigned *events) {
  *events = 0;
  return 100 / *events;
}
EOF
for v in 19 22; do
  clang="$T/root/usr/lib/llvm-$v/bin/clang"
  $clang --version | head -1
  $clang --analyze --analyzer-output text register.c >log 2>&1
  cat >want <<'EOF'
line 19: [unix.Malloc]
line 22: [core.DivideZero]
EOF
  sed -n 's/^register.c:\([0-9]*\):.* warning: .*\(\[[a-zA-Z.]*\]\)$/line \1: \2/p' log |
    same "clang $v: a leak by calls, none by reads, and the cleared register"
done
finish
