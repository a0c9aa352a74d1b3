#!/usr/bin/env bash
# sparse adds up the locks of a basic block before it looks at them.
#
# Tool:      sparse 0.6.4 (Debian).
# Expected:  its manual page: -Wcontext warns of a context that is decreased below zero, such
#            as by releasing a lock that was not acquired; and a function with the attribute
#            context(expression, 1, 0) requires the context of the expression, for instance
#            a lock, to be 1 when it is called.
# Seen:      a function that gives back a lock and then takes it is silent, since both calls
#            are in one basic block and cancel out. An if between them that has nothing to do
#            with the lock brings the warning. A conditional expression there does not,
#            since sparse turns it into a select and the blocks become one again: what
#            sparse says of the locks hangs on its optimiser. In no case does the expression
#            count: another lock may be given back than was taken.
# Known:     that the expression does not count is old lore of kernel developers; no issue
#            or page found about the basic blocks.
# shellcheck source=lib.bash source-path=SCRIPTDIR
. "$(dirname "$(realpath "$0")")/lib.bash"

debs sparse=0.6.4-3

cat >locks.c <<'EOF'
struct lock { int held; };
extern void take(struct lock *l) __attribute__((context(l, 0, 1)));
extern void give(struct lock *l) __attribute__((context(l, 1, 0)));
extern void other(void);
extern struct lock a, b;
extern int mode;
static void straight(int c) { give(&a); mode = c; take(&a); }
static void branch(int c) { give(&a); if (c) other(); take(&a); }
static void select(int c) { give(&a); mode = c ? 3 : 4; take(&a); }
static void mixed(int c) { take(&a); mode = c; give(&b); }
static void kept(int c) { take(&a); mode = c; }
extern void all(int c);
void all(int c) { straight(c); branch(c); select(c); mixed(c); kept(c); }
EOF
sparse=$T/root/usr/bin/sparse
"$sparse" --version
cat >want <<'EOF'
locks.c:8:13: warning: context imbalance in 'branch' - unexpected unlock
locks.c:11:13: warning: context imbalance in 'kept' - wrong count at exit
EOF
"$sparse" -Wcontext locks.c 2>&1 |
  same "straight, branch and select give back what they do not hold"
finish
