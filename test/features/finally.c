// Clang makes no control flow graph of a function with __finally, and so its
// analyzer sees none; the rules do, as the command does.
// RUN: %clang_cc1 -triple x86_64-pc-windows-msvc -fms-extensions -fms-compatibility -load %plugin -analyze -setup-static-analyzer -analyzer-checker=core,storport -verify %s
// RUN: %clang_cc1 -triple x86_64-pc-windows-msvc -fms-extensions -fms-compatibility -load %plugin -analyze -setup-static-analyzer -analyzer-checker=core,storport -analyzer-config storport:Coverage=true %s 2>&1 | %filecheck %s
#include <storport.h>

ULONG transfer(PVOID ext);

ULONG before(PVOID ext, ULONG full) {
  ULONG irql = 0, sum = 0;
  StorPortAcquireMSISpinLock(ext, 7, &irql);
  if (full)
    return 0; // expected-warning {{MSI spin lock for message '7' is still held on return}}
  __try {
    sum = transfer(ext);
  } __finally {
    sum += 1;
  }
  StorPortReleaseMSISpinLock(ext, 7, irql);
  return sum;
}

ULONG released(PVOID ext) {
  ULONG irql = 0, sum = 0;
  StorPortAcquireMSISpinLock(ext, 7, &irql);
  __try {
    sum = transfer(ext);
  } __finally {
    StorPortReleaseMSISpinLock(ext, 7, irql);
  }
  return sum;
}

// CHECK: finally.c:[[#@LINE+1]]:7: remark: spinpair: 'leftEarly' is undecided: it was not explored
ULONG leftEarly(PVOID ext, ULONG full) {
  ULONG irql = 0;
  StorPortAcquireMSISpinLock(ext, 7, &irql);
  __try {
    if (full)
      return 1;
  } __finally {
    StorPortReleaseMSISpinLock(ext, 7, irql);
  }
  return 0;
}
