// Other checkers report with the plugin what they report without it: in
// functions that take locks and in those that do not, before an acquire, while
// the lock is held and after it, in a branch and in a callee.
// RUN: %stock -verify=stock %s
// RUN: %stock -analyzer-checker=deadcode,unix,security -verify=stock,more %s
// RUN: %analyze -verify=stock,ours %s
// RUN: %analyze -analyzer-checker=deadcode,unix,security -verify=stock,more,ours %s
// RUN: %analyze_only -analyzer-checker=storport -verify=ours %s
#include <storport.h>

typedef struct _EXT { ULONG Count, *Table; } EXT;
void complete(EXT *ext);
void *malloc(size_t size);
void free(void *memory);

int unrelated(int *p) {
  if (!p)
    return *p; // stock-warning {{Dereference of null pointer}}
  return 0;
}

int before(EXT *ext, int *p) {
  ULONG irql;
  if (p == NULL)
    *p = 1; // stock-warning {{Dereference of null pointer}}
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 1, irql);
  return *p;
}

int whileHeld(EXT *ext, ULONG n) {
  ULONG irql, zero = 0;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  if (n == 5)
    n /= zero; // stock-warning {{Division by zero}}
  StorPortReleaseMSISpinLock(ext, 1, irql);
  return n;
}

int after(EXT *ext, int *p) {
  ULONG irql;
  int set = p != NULL;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  complete(ext);
  StorPortReleaseMSISpinLock(ext, 1, irql);
  if (!set)
    return *p; // stock-warning {{Dereference of null pointer}}
  return 0;
}

static int readIt(int *p) {
  return *p; // stock-warning {{Dereference of null pointer}}
}

int inCallee(EXT *ext) {
  ULONG irql;
  int result;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  result = readIt(NULL);
  StorPortReleaseMSISpinLock(ext, 1, irql);
  return result;
}

// A report of the plugin does not end the path for others.
int afterOurs(EXT *ext, int *p) {
  ULONG irql;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  StorPortReleaseMSISpinLock(ext, 2, irql); // ours-warning {{MSI spin lock for message '2' is released, but the one held is for message '1'}}
  if (!p)
    return *p; // stock-warning {{Dereference of null pointer}}
  return 0;
}

int leaksMemory(EXT *ext) {
  ULONG irql;
  char *buffer = malloc(10);
  if (!buffer)
    return 0;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  buffer[0] = 1;
  StorPortReleaseMSISpinLock(ext, 1, irql);
  buffer[1] = 2;
  buffer = NULL;
  return buffer == NULL; // more-warning {{Potential leak of memory pointed to by 'buffer'}}
}

int dead(EXT *ext) {
  ULONG irql;
  int value;
  StorPortAcquireMSISpinLock(ext, 1, &irql);
  value = 4; // more-warning {{Value stored to 'value' is never read}}
  StorPortReleaseMSISpinLock(ext, 1, irql);
  return 0;
}
