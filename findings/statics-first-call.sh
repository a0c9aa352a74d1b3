#!/usr/bin/env bash
# To clang's analyzer every call of a function is the first one, as far as its static locals go.
#
# Tool:      clang 22.1.8 and 19.1.7 (Debian), static analyzer with its default checks.
# Expected:  a variable with static storage keeps its last stored value (C11 6.2.4), whether it is
#            declared in the function or in front of it, and the analyzer's result is the same
#            for both.
# Seen:      on the path that enters the function, a static local has the value of its
#            initializer, for certain: what only happens from the second call on ("said once",
#            "set up already", a counter) is not explored, and nothing says so. With the same
#            variable in front of the function all of it is found. A caller that calls twice
#            does find it, if the function is small enough to be stepped into.
# Known:     no page of the analyzer's manual names it among its limits, and no issue was found.
# shellcheck source=lib.bash source-path=SCRIPTDIR
. "$(dirname "$(realpath "$0")")/lib.bash"

clangs

cat >calls.c <<'EOF'
typedef __SIZE_TYPE__ size_t;
void *malloc(size_t);
void free(void *);
void report(const char *);
#define TWICE(name, before, within)                                            \
  before int name##_count(int limit) {                                         \
    within int left = limit ? limit : 1;                                       \
    if (name##_calls++ > 0)                                                    \
      left = 0;                                                                \
    return 100 / left;                                                         \
  }                                                                            \
  before void name##_once(int broken) {                                        \
    within void *p = malloc(8);                                                \
    if (broken && !name##_calls) {                                             \
      name##_calls = 1;                                                        \
      report("broken");                                                        \
      free(p);                                                                 \
    }                                                                          \
    if (!broken)                                                               \
      free(p);                                                                 \
  }
#define OF(name) static int name##_calls;
TWICE(inner, , OF(inner))
OF(outer)
TWICE(outer, , )
static int counted(int limit) {
  static int calls;
  return calls++ > 0 ? 0 : limit;
}
int called_once(void) { return 100 / counted(5); }
int called_twice(void) { return 100 / (counted(5) ? counted(5) : 1) + 100 / counted(5); }
EOF
for v in 19 22; do
  clang="$T/root/usr/lib/llvm-$v/bin/clang"
  $clang --version | head -1
  $clang --analyze --analyzer-output text calls.c -o log.plist >log 2>&1
  cat >want <<'EOF'
line 25: [core.DivideZero]
line 25: [unix.Malloc]
line 31: [core.DivideZero]
EOF
  sed -n 's/^calls.c:\([0-9]*\):.* warning: .*\(\[[a-zA-Z.]*\]\)$/line \1: \2/p' log | sort |
    same "clang $v: line 23 has the two functions with a static local, 25 the same with the variable in front, 30 and 31 the callers"
done
finish
