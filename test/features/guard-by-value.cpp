// A guard that is given by value is made in the variable of a function that has
// not begun yet. The lock is not left behind when its constructor ends.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json byValue=proved,undecided Guard::Guard=proved leaves=reported
// RUN: %analyze -std=c++17 -verify %s
#include <storport.h>

struct EXT {
  ULONG count;
};

struct Guard {
  EXT *ext;
  ULONG irql;
  explicit Guard(EXT *ext) : ext(ext), irql(0) {
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  }
  ~Guard() { StorPortReleaseMSISpinLock(ext, 1, irql); }
};

static void counts(Guard guard) { guard.ext->count++; }

void byValue(EXT *ext) { counts(Guard(ext)); }

static void plain(EXT *ext, ULONG irql) { ext->count += irql; }

void leaves(EXT *ext) {
  ULONG irql = 0;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  plain(ext, irql);
} // expected-warning{{is still held on return}}
