// What is kept as a pointer to void and called is one of the functions that became
// such pointers; a routine of the kernel, too, if the program looks one up by name.
// RUN: %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json called=proved
// RUN: %spinpair %s --report json=%t.json -- -I%wdk -DLOOKS_UP
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json called=undecided
#include <storport.h>
#include <wdm.h>

typedef void DONE(PVOID context);
typedef struct _REQUEST {
  PVOID routine, context;
  ULONG count;
} REQUEST;

static void done(PVOID context) { ((REQUEST *)context)->count++; }

void prepare(REQUEST *request, PUNICODE_STRING name) {
  request->routine = (PVOID)done;
#ifdef LOOKS_UP
  request->routine = MmGetSystemRoutineAddress(name);
#endif
  (void)name;
}

void called(PVOID ext, REQUEST *request) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  ((DONE *)request->routine)(request->context);
  StorPortReleaseMSISpinLock(ext, 1, irql);
}
