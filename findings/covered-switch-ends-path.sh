#!/usr/bin/env bash
# A switch that names all enumerators ends the analyzer's path for every other value, even one that
# the path knows.
#
# Tool:      clang 22.1.8 and 19.1.7 (Debian), static analyzer with its default checks.
# Expected:  a variable of an enumerated type holds any value of its compatible type (C11 6.7.2.2),
#            such as two flags together. No case fits, so control goes to the default label, or
#            behind the switch (6.8.4.2), and is followed there.
# Seen:      where the cases name all enumerators, neither the default label nor what is behind the
#            switch is followed, not even for READ | WRITE that was assigned three lines before: a
#            leak there, and a null pointer that is followed long after, are not found, and
#            nothing says so. With one enumerator more that no case names, all of it is found.
# Known:     that the control flow graph takes the default for unreachable is discussed
#            (llvm-project issue 123153). Pull request 161345 gives the graph's builder an option
#            for it; LLVM 22's analyzer has no option that sets it.
# shellcheck source=lib.bash source-path=SCRIPTDIR
. "$(dirname "$(realpath "$0")")/lib.bash"

clangs

cat >flags.c <<'EOF'
typedef __SIZE_TYPE__ size_t;
void *malloc(size_t);
void free(void *);
#define FLAGS(name, ...)                                                       \
  enum name##_flags { name##_READ = 1, name##_WRITE = 2, __VA_ARGS__ };
#define OPEN(name)                                                             \
  int name##_leak(void) {                                                      \
    enum name##_flags how = name##_READ | name##_WRITE;                        \
    void *p = malloc(8);                                                       \
    switch (how) {                                                             \
    case name##_READ:                                                          \
    case name##_WRITE:                                                         \
      free(p);                                                                 \
      return 0;                                                                \
    default:                                                                   \
      return 1;                                                                \
    }                                                                          \
  }                                                                            \
  int name##_null(void) {                                                      \
    enum name##_flags how = name##_READ | name##_WRITE;                        \
    int *p = 0;                                                                \
    switch (how) {                                                             \
    case name##_READ:                                                          \
      return 1;                                                                \
    case name##_WRITE:                                                         \
      return 2;                                                                \
    }                                                                          \
    return *p;                                                                 \
  }
FLAGS(two, )
OPEN(two)
FLAGS(three, three_LOCK = 4)
OPEN(three)
EOF
for v in 19 22; do
  clang="$T/root/usr/lib/llvm-$v/bin/clang"
  $clang --version | head -1
  $clang --analyze --analyzer-output text -Wno-switch flags.c -o log.plist >log 2>&1
  cat >want <<'EOF'
line 33: [core.NullDereference]
line 33: [unix.Malloc]
EOF
  sed -n 's/^flags.c:\([0-9]*\):.* warning: .*\(\[[a-zA-Z.]*\]\)$/line \1: \2/p' log | sort |
    same "clang $v: line 31 has the enumeration whose two cases are all there are, 33 the one with a third"
done
finish
