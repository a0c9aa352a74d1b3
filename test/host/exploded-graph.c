// The exploded graph of spinpair's own run, with the locks of each state; clang's run, which
// comes behind it, does not take its place.
//
// REQUIRES: exploded-graph
// RUN: %analyze_only -analyzer-checker=storport -analyzer-config storport:Alone=true -analyze-function=leaks -analyzer-dump-egraph=%t.dot %s
// RUN: %filecheck %s < %t.dot

#include <storport.h>

int leaks(void *ext, ULONG id, int early, KIRQL other) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, id, &irql);
  if (early)
    return 1;
  StorPortReleaseMSISpinLock(ext, id, irql);
  return 0;
}

// CHECK: digraph "Exploded Graph"
// CHECK-DAG: \"held: id, line 12\"
// CHECK-DAG: \"released: id, line 12\"
