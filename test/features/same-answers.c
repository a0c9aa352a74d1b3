// What is asked twice says the same, whoever answers: code that is not seen, a
// builtin, a table of constants, or an element by another index. Where it cannot
// be told that it does, the function is neither reported nor clean.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json byText=undecided byLength=undecided byBlock=proved,clean,undecided outside=undecided bits=undecided real=undecided swapped=proved,clean swappedTo=proved,clean rotated=proved,clean otherSwap=reported byIndex=proved,clean otherIndex=reported,undecided table=proved,clean otherTable=reported expected=proved,clean registerTwice=undecided registerOnce=proved,clean polled=reported
#include <storport.h>

typedef struct _EXT {
  ULONG Flags, Masks[8];
  UCHAR Name[8], Kept[8];
  double Load;
} EXT;

int strcmp(const char *, const char *);
size_t strlen(const char *);
unsigned long _rotl(unsigned long, int);
BOOLEAN isOff(EXT *ext);

#define TAKE StorPortAcquireMSISpinLock(ext, 1, &irql)
#define GIVE StorPortReleaseMSISpinLock(ext, 1, irql)

void byText(EXT *ext) {
  ULONG irql;
  if (strcmp((char *)ext->Name, "nvme") == 0)
    TAKE;
  if (strcmp((char *)ext->Name, "nvme") == 0)
    GIVE;
}

void byLength(EXT *ext) {
  ULONG irql;
  if (strlen((char *)ext->Name) > 3)
    TAKE;
  if (strlen((char *)ext->Name) > 3)
    GIVE;
}

void byBlock(EXT *ext) {
  ULONG irql;
  if (RtlCompareMemory(ext->Name, ext->Kept, 8) == 8)
    TAKE;
  if (RtlCompareMemory(ext->Name, ext->Kept, 8) == 8)
    GIVE;
}

void outside(EXT *ext) {
  ULONG irql;
  if (!isOff(ext))
    TAKE;
  if (!isOff(ext))
    GIVE;
}

void bits(EXT *ext) {
  ULONG irql;
  if (__builtin_popcount(ext->Flags) > 1)
    TAKE;
  if (ext->Flags & (ext->Flags - 1))
    GIVE;
}

void real(EXT *ext) {
  ULONG irql;
  if (ext->Load > 0.5)
    TAKE;
  if (ext->Load > 0.5)
    GIVE;
}

void swapped(EXT *ext) {
  ULONG irql;
  if (RtlUlongByteSwap(ext->Flags) == 5)
    TAKE;
  if (RtlUlongByteSwap(ext->Flags) == 5)
    GIVE;
}

void swappedTo(EXT *ext) {
  ULONG irql;
  if (RtlUlongByteSwap(ext->Flags) == 5)
    TAKE;
  if (ext->Flags == 0x05000000)
    GIVE;
}

void rotated(EXT *ext) {
  ULONG irql;
  if (_rotl(ext->Flags, 4) == 0x10)
    TAKE;
  if (ext->Flags == 1)
    GIVE;
}

void otherSwap(EXT *ext) {
  ULONG irql = 0;
  if (RtlUlongByteSwap(ext->Flags) == 5)
    TAKE;
  if (ext->Flags == 5)
    GIVE;
}

void byIndex(EXT *ext, ULONG n, ULONG m) {
  ULONG irql;
  if (n != m || n > 7)
    return;
  if (ext->Masks[n] & 1)
    TAKE;
  if (ext->Masks[m] & 1)
    GIVE;
}

void otherIndex(EXT *ext, ULONG n, ULONG m) {
  ULONG irql = 0;
  if (n > 7 || m > 7)
    return;
  if (ext->Masks[n] & 1)
    TAKE;
  if (ext->Masks[m] & 1)
    GIVE;
}

static const UCHAR Shared[4] = {1, 0, 1};

void table(EXT *ext, ULONG i) {
  ULONG irql;
  if (Shared[i & 3])
    TAKE;
  if ((i & 3) == 0 || (i & 3) == 2)
    GIVE;
}

void otherTable(EXT *ext, ULONG i) {
  ULONG irql = 0;
  if (Shared[i & 3])
    TAKE;
  if ((i & 3) != 1)
    GIVE;
}

void expected(EXT *ext, ULONG flags) {
  ULONG irql;
  if (__builtin_expect(flags, 0))
    TAKE;
  if (flags)
    GIVE;
}

void registerTwice(EXT *ext, volatile ULONG *status) {
  ULONG irql;
  if (*status)
    TAKE;
  if (*status)
    GIVE;
}

void registerOnce(EXT *ext, volatile ULONG *status) {
  ULONG irql, now = *status;
  if (now)
    TAKE;
  if (now)
    GIVE;
}

void polled(EXT *ext, volatile ULONG *status) {
  ULONG irql;
  TAKE;
  while (*status & 1)
    ;
  if (*status & 2)
    return;
  GIVE;
}
