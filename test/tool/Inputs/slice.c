#include <storport.h>

typedef struct Counts { ULONG all; } Counts;

ULONG drops(PVOID ext, Counts *counts, BOOLEAN locked, ULONG other) {
  ULONG irql = 0, sum = 0;
  if (locked)
    StorPortAcquireMSISpinLock(ext, 1, &irql);
  if (other)
    counts->all++;
  sum = counts->all + other;
  if (locked)
    StorPortReleaseMSISpinLock(ext, 1, irql);
  return sum;
}
