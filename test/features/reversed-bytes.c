// REVERSE_BYTES writes a number through a union that it lays over it: what is asked of the number is
// asked of what was written.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json length=proved blocks=proved,clean bytes=proved,clean byBytes=proved,clean,undecided otherNumber=reported again=proved,clean
#include <storport.h>

typedef struct _EXT {
  ULONG State;
  UCHAR Cdb[16];
} EXT;

void length(EXT *ext) {
  ULONG irql = 0, count;
  REVERSE_BYTES(&count, &ext->Cdb[2]);
  if (count > 5)
    StorPortAcquireMSISpinLock(ext, 0, &irql);
  ext->State++;
  if (count >= 6)
    StorPortReleaseMSISpinLock(ext, 0, irql);
}

void blocks(EXT *ext) {
  ULONG irql = 0;
  USHORT count;
  REVERSE_BYTES_SHORT(&count, &ext->Cdb[7]);
  if (count)
    StorPortAcquireMSISpinLock(ext, 0, &irql);
  if (ext->Cdb[7] || ext->Cdb[8])
    StorPortReleaseMSISpinLock(ext, 0, irql);
}

void bytes(EXT *ext) {
  ULONG irql = 0, count;
  REVERSE_BYTES(&count, &ext->Cdb[2]);
  if (count)
    StorPortAcquireMSISpinLock(ext, 0, &irql);
  if (ext->Cdb[2] | ext->Cdb[3] | ext->Cdb[4] | ext->Cdb[5])
    StorPortReleaseMSISpinLock(ext, 0, irql);
}

// As the macro was in older kits.
void byBytes(EXT *ext) {
  ULONG irql = 0, count;
  PFOUR_BYTE to = (PFOUR_BYTE)&count, from = (PFOUR_BYTE)&ext->Cdb[2];
  to->Byte3 = from->Byte0;
  to->Byte2 = from->Byte1;
  to->Byte1 = from->Byte2;
  to->Byte0 = from->Byte3;
  if (count > 5)
    StorPortAcquireMSISpinLock(ext, 0, &irql);
  if (count >= 6)
    StorPortReleaseMSISpinLock(ext, 0, irql);
}

void again(EXT *ext) {
  ULONG irql = 0, count;
  REVERSE_BYTES(&count, &ext->Cdb[2]);
  count = 4;
  if (count == 4)
    StorPortAcquireMSISpinLock(ext, 0, &irql);
  if (count)
    StorPortReleaseMSISpinLock(ext, 0, irql);
}

void otherNumber(EXT *ext) {
  ULONG irql = 0, count;
  REVERSE_BYTES(&count, &ext->Cdb[2]);
  if (count > 5)
    StorPortAcquireMSISpinLock(ext, 0, &irql);
  if (count >= 7)
    StorPortReleaseMSISpinLock(ext, 0, irql);
}
