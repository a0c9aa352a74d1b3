#!/usr/bin/env bash
# One __finally, even an empty one, and clang says nothing of a function's paths any more.
#
# Tool:      clang 22.1.8 and 19.1.7 (Debian), for x86_64-pc-windows-msvc.
# Expected:  clang's page on MSVC compatibility says of __try, __except and __finally that
#            they mostly work on x64, and names only exceptions of the same frame as missing.
#            __except bears that out: the warnings below are given in full. The same function
#            with an empty __finally, which does nothing, should get the same ones.
# Seen:      no warning at all: -Wreturn-type, -Wuninitialized, -Wthread-safety and the static
#            analyzer are silent on the whole function, on what stands before the __try, too.
#            Nothing says that it was left out. -Wall -Wextra does not change that.
#            (A control-flow graph is dumped for the first function and none for the second.)
# Known:     no issue of llvm-project found that says so.
# shellcheck source=lib.bash source-path=SCRIPTDIR
. "$(dirname "$(realpath "$0")")/lib.bash"

clangs

cat >locks.h <<'EOF'
typedef struct __attribute__((capability("spin lock"))) lock { int v; } lock;
void take(lock *l) __attribute__((acquire_capability(*l)));
void give(lock *l) __attribute__((release_capability(*l)));
void work(void);
extern lock queue;
EOF
cat >body.h <<'EOF'
  int status, none = 0, part;
  part = 8 / none;
  take(&queue);
  __try { work(); } HANDLER
  if (part) return status;
  give(&queue);
EOF
cat >handled.c <<'EOF'
#include "locks.h"
#define HANDLER __except (1) { }
int handled(void) {
#include "body.h"
}
EOF
sed 's/__except (1)/__finally/; s/handled/finished/' handled.c >finished.c

count() { grep -o '\[[-A-Za-z.]*\]$' "$1" | sort | uniq -c | sed 's/^ *//' || true; }

for v in 19 22; do
  clang="$T/root/usr/lib/llvm-$v/bin/clang --target=x86_64-pc-windows-msvc -fms-extensions"
  $clang --version | head -1
  for f in handled finished; do
    { $clang -Wall -Wextra -Wthread-safety -fsyntax-only $f.c
      $clang --analyze --analyzer-output text $f.c
    } >$f.log 2>&1
    graph=$($clang -fsyntax-only -Xclang -analyze -Xclang -analyzer-checker=debug.DumpCFG \
      $f.c 2>&1 | grep -c 'ENTRY' || true)
    { count $f.log; echo "control-flow graphs: $graph"; } >$f.sum
  done
  cat >want <<'EOF'
1 [-Wreturn-type]
1 [-Wthread-safety-analysis]
1 [-Wuninitialized]
1 [core.DivideZero]
control-flow graphs: 1
EOF
  same "clang $v, __try with __except" <handled.sum
  echo "control-flow graphs: 0" >want
  same "clang $v, __try with an empty __finally" <finished.sum
done
finish
