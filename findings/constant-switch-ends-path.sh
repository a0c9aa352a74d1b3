#!/usr/bin/env bash
# A switch over a constant that no case names ends the path of clang's analyzer, and with it all of
# the function that follows.
#
# Tool:      clang 22.1.8 and 19.1.7 (Debian) for x86_64-pc-windows-msvc, static analyzer with its
#            default checks, and the compiler's warnings.
# Expected:  if no case fits, control goes to the default label and, without one, behind the switch
#            (C11 6.8.4.2). The analyzer follows it there, as it does where the same value comes
#            from a variable, and as it does for an if over the same constant.
# Seen:      where the condition is a constant to the compiler (a macro, sizeof, what is computed of
#            those, a const local), and none of the cases names it, neither the default label nor
#            what is behind the switch is followed: the leaks and the null pointers there are lost,
#            without a word. (Where there is no default, the compiler warns that no case matches.)
#            The compiler's own flow warnings go on: they tell of the lock that is still held at
#            the return behind the switch. With a case more, for the constant, or without any case,
#            or with a variable of that value, the analyzer goes on, too.
# Loses:     `switch (sizeof(*field))` and a switch over the version that is built for are how
#            headers choose by type and by target: on the target that has no case of its own, the
#            function is not checked from there on.
# Known:     no issue of llvm-project found (123153 and pull request 161345 are on enumerations
#            whose enumerators are all named). It was found by comparing random programs with what
#            they do when run.
# shellcheck source=lib.bash source-path=SCRIPTDIR
. "$(dirname "$(realpath "$0")")/lib.bash"

clangs

cat >versions.c <<'EOF'
typedef __SIZE_TYPE__ size_t;
void *malloc(size_t);
typedef struct __attribute__((capability("spin lock"))) lock { int v; } lock;
void take(lock *l) __attribute__((acquire_capability(l)));
extern lock queue;
int sink;
#define VERSION 10
// Each takes the lock, leaks memory and follows a null pointer behind the switch.
#define REST                                                                   \
  int *p = malloc(8), *null = 0;                                               \
  take(&queue);                                                                \
  if (!p) return *null;                                                        \
  return 0;
#define SWITCH(name, before, condition, cases)                                 \
  int name(int n) { before; switch (condition) { cases } REST }
SWITCH(macro, , VERSION, case 8: sink = 1; break;)
SWITCH(with_default, , VERSION, case 8: return 1; default: break;)
SWITCH(size, , sizeof(sink), case 1: sink = 1; break; case 2: sink = 2; break;)
SWITCH(computed, , VERSION / 8, case 8: return 1;)
SWITCH(const_local, const int version = VERSION, version, case 8: return 1;)
SWITCH(variable, int version = VERSION, version, case 8: return 1;)
SWITCH(named, , VERSION, case 8: return 1; case VERSION: break;)
SWITCH(no_case, , VERSION, default: break;)
int by_if(int n) { if (VERSION == 8) return 1; REST }
EOF
functions='macro with_default size computed const_local variable named no_case by_if'
for v in 19 22; do
  clang="$T/root/usr/lib/llvm-$v/bin/clang --target=x86_64-pc-windows-msvc"
  $clang --version | head -1
  $clang -E -P versions.c | sed 's/} *\(int [a-z_]*(\)/}\n\1/g' >lines.c
  { $clang -fsyntax-only -Wthread-safety lines.c
    $clang --analyze --analyzer-output text -o log.plist lines.c
  } >log 2>&1
  for f in $functions; do
    line=$(grep -n "^int $f(" lines.c | cut -d: -f1)
    echo "$f: $(sed -n "s/^lines.c:$line:.* warning: .*\[\(.*\)\]\$/\1/p" log | sort -u |
      paste -sd ' ')"
  done >ends
  cat >want <<'EOF'
macro: -Wthread-safety-analysis
with_default: -Wthread-safety-analysis
size: -Wthread-safety-analysis
computed: -Wthread-safety-analysis
const_local: -Wthread-safety-analysis
variable: -Wthread-safety-analysis core.NullDereference unix.Malloc
named: -Wthread-safety-analysis core.NullDereference unix.Malloc
no_case: -Wthread-safety-analysis core.NullDereference unix.Malloc
by_if: -Wthread-safety-analysis core.NullDereference unix.Malloc
EOF
  same "clang $v: what is said of the end of each function" <ends
done
finish
