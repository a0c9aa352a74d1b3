#!/usr/bin/env bash
# In C, a member guarded by &lock, as Linux writes it, may be written under any object's lock.
#
# Tool:      clang 22.1.8 and 19.1.7 (Debian), -Wthread-safety.
# Expected:  clang's page on its thread safety analysis: GUARDED_BY names the capability that
#            protects a member, and -Wthread-safety turns on -Wthread-safety-precise, by which the
#            expressions for a lock have to match precisely. So a member of q wants q's lock.
#            In C++ it is so: of the functions below, all that hold no lock or another object's
#            are reported, and none that holds the object's own.
# Seen:      the same text as C never asks whose lock it is. guarded_by(&lock) of a member that
#            is a lock, and pt_guarded_by, are content with the lock of any object of the type.
#            It is the form that Linux' context analysis (CONFIG_WARN_CONTEXT_ANALYSIS, which asks
#            for clang 22) uses. A member that points to the lock, an element of an array of locks
#            and the lock of an inner structure are never content, not even with the object's
#            own. A function with requires_capability(&q->lock) is checked as in C++.
# Loses:     a driver with a lock for each queue has the wrong queue's lock as its mistake to
#            find. Its annotated members look as if they were checked for that, and are not.
# Known:     that the right lock does not do is llvm-project issue 161854, with pull request
#            168028. No issue found on the wrong lock that does, which is the silent half.
# shellcheck source=lib.bash source-path=SCRIPTDIR
. "$(dirname "$(realpath "$0")")/lib.bash"

clangs

cat >queues.c <<'EOF'
typedef struct __attribute__((capability("spin lock"))) lock { int v; } lock;
void take(lock *l) __attribute__((acquire_capability(l)));
void give(lock *l) __attribute__((release_capability(l)));
struct inner { lock in; };
struct queue {
  lock mine, *shared, many[2];
  struct inner inner;
  int direct __attribute__((guarded_by(&mine)));
  int *pointed __attribute__((pt_guarded_by(&mine)));
  int pointer __attribute__((guarded_by(shared)));
  int element __attribute__((guarded_by(&many[0])));
  int nested __attribute__((guarded_by(&inner.in)));
};
void checked(struct queue *q) __attribute__((requires_capability(&q->mine)));
#define WRITE(name, held, access)                                              \
  void name##_none(struct queue *q, struct queue *o) { access; }               \
  void name##_own(struct queue *q, struct queue *o) {                          \
    take(held(q)); access; give(held(q)); }                                    \
  void name##_other(struct queue *q, struct queue *o) {                        \
    take(held(o)); access; give(held(o)); }
#define MINE(q) &q->mine
#define SHARED(q) q->shared
#define FIRST(q) &q->many[0]
#define NESTED(q) &q->inner.in
WRITE(direct, MINE, q->direct = 1)
WRITE(pointed, MINE, *q->pointed = 1)
WRITE(pointer, SHARED, q->pointer = 1)
WRITE(element, FIRST, q->element = 1)
WRITE(nested, NESTED, q->nested = 1)
WRITE(called, MINE, checked(q))
EOF
# Preprocessed, and with a line for each function.
table() {
  "$1" -x "$2" -E -P queues.c | sed 's/} *void/}\nvoid/g' >lines.c
  "$1" -x "$2" -Wthread-safety -fsyntax-only lines.c 2>&1 |
    sed -n 's/^lines.c:\([0-9]*\):.* warning: .*\[-Wthread-safety.*/\1/p' >warned
  for of in direct pointed pointer element nested called; do
    printf '%s:' $of
    for held in none own other; do
      line=$(grep -n "void ${of}_$held(" lines.c | cut -d: -f1)
      if grep -qx "$line" warned; then printf ' %s warns' $held; else printf ' %s -' $held; fi
    done
    echo
  done
}

for v in 19 22; do
  clang=$T/root/usr/lib/llvm-$v/bin/clang
  $clang --version | head -1
  printf '%s: none warns own - other warns\n' \
    direct pointed pointer element nested called >want
  table "$clang" c++ | same "clang $v, as C++: whose lock is held, and whether it warns"
  cat >want <<'EOF'
direct: none warns own - other -
pointed: none warns own - other -
pointer: none warns own warns other warns
element: none warns own warns other warns
nested: none warns own warns other warns
called: none warns own - other warns
EOF
  table "$clang" c | same "clang $v, the same as C"
done
finish
