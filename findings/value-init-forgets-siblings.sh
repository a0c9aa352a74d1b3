#!/usr/bin/env bash
# A member that a constructor sets to 0 makes clang's analyzer forget the members beside it.
#
# Tool:      clang 22.1.8 and 19.1.7 (Debian), static analyzer with its default checks.
# Expected:  `part()` in the list of a constructor sets the member part to 0 (C++17
#            [dcl.init]/8 and 9), as `part{0}` and an assignment in the body do, and no other
#            member.
# Seen:      where the class of the member has an implicit, trivial constructor, as a structure
#            of C has, all members of the object that were initialised before it may be anything,
#            so that a buffer is reported as a leak whose owner is kept beside it. An array of
#            numbers that is set to 0 in the same way, and `part{0}`, leave them.
# shellcheck source=lib.bash source-path=SCRIPTDIR
. "$(dirname "$(realpath "$0")")/lib.bash"

clangs

cat >members.cpp <<'EOF'
extern "C" void *malloc(decltype(sizeof 0));
extern "C" void free(void *);
struct part {
  int first, second;
};
struct listed {
  bool owner;
  part p;
  listed(bool o) : owner(o), p{0, 0} {}
};
struct numbers {
  bool owner;
  int n[2];
  numbers(bool o) : owner(o), n() {}
};
struct before {
  part p;
  bool owner;
  before(bool o) : p(), owner(o) {}
};
struct zeroed {
  bool owner;
  part p;
  zeroed(bool o) : owner(o), p() {}
};
struct braced {
  bool owner;
  part p{};
  braced(bool o) : owner(o) {}
};
#define UNDER(name)                                                            \
  void of_##name() {                                                           \
    void *p = malloc(8);                                                       \
    name made(true);                                                           \
    if (made.owner)                                                            \
      free(p);                                                                 \
  }
UNDER(listed)
UNDER(numbers)
UNDER(before)
UNDER(zeroed)
UNDER(braced)
EOF
for v in 19 22; do
  clang="$T/root/usr/lib/llvm-$v/bin/clang"
  $clang --version | head -1
  $clang --analyze --analyzer-output text members.cpp >log 2>&1
  cat >want <<'EOF'
zeroed: [unix.Malloc]
EOF
  sed -n 's/^members.cpp:\([0-9]*\):.* warning: .*\(\[[a-zA-Z.]*\]\)$/\1 \2/p' log |
    while read -r line check; do
      sed -n "${line}s/^UNDER(\([a-z0-9_]*\))/\1: $check/p" members.cpp
    done |
    same "clang $v: what is reported as a leak, where listed, numbers and before are not"
done
finish
