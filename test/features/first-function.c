// The first function of a run, or the first after one without locks, is like any
// other. (impossible-paths.c has the same function when one with locks is analysed first.)
//
// What the stock analyzer reports on paths that cannot happen, and does not
// with the plugin: an argument counted as uninitialised because a field seemed
// to change by itself.
// RUN: %stock -verify=stock %s
// RUN: %analyze -verify=with %s
// with-no-diagnostics
#include <storport.h>

typedef struct _EXT { BOOLEAN PerMessage; } EXT;
void complete(EXT *ext);

void release(EXT *ext, ULONG id) {
  ULONG irql;
  if (ext->PerMessage)
    StorPortAcquireMSISpinLock(ext, id, &irql);
  complete(ext);
  if (ext->PerMessage)
    StorPortReleaseMSISpinLock(ext, id, irql); // stock-warning {{3rd function call argument is an uninitialized value}}
}
