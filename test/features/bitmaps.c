// Elements of an array that a pointer leads to: the same index in two spellings is the same
// element, until a part of the array is written.
// RUN: %not %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json bit=proved,clean word=proved,clean member=proved,clean otherWord=reported otherMember=reported written=reported writtenSomewhere=reported cleared=reported
#include <storport.h>

typedef struct _TAG {
  ULONG Busy, Count;
} TAG;

typedef struct _EXT {
  ULONG *Map;
  TAG *Tags;
  ULONG Slot;
} EXT;

void bit(EXT *ext, ULONG i) {
  ULONG irql = 0;
  if (ext->Map[i / 32] & (1u << (i % 32)))
    StorPortAcquireMSISpinLock(ext, 0, &irql);
  ext->Slot++;
  if ((ext->Map[i >> 5] >> (i & 31)) & 1)
    StorPortReleaseMSISpinLock(ext, 0, irql);
}

#define TWICE(First, Between, Second)                                                              \
  ULONG irql = 0;                                                                                  \
  if (First)                                                                                       \
    StorPortAcquireMSISpinLock(ext, 0, &irql);                                                     \
  Between;                                                                                         \
  if (Second)                                                                                      \
  StorPortReleaseMSISpinLock(ext, 0, irql)

void word(EXT *ext, ULONG i) {
  TWICE(ext->Map[i / 32] == 3, ext->Slot++, ext->Map[i >> 5] == 3);
}
void member(EXT *ext, ULONG i) {
  TWICE(ext->Tags[i / 32].Busy, ext->Slot++, ext->Tags[i >> 5].Busy);
}
void otherWord(EXT *ext, ULONG i) {
  TWICE(ext->Map[i / 32] == 3, ext->Slot++, ext->Map[i >> 4] == 3);
}
void otherMember(EXT *ext, ULONG i) {
  TWICE(ext->Tags[i / 32].Busy, ext->Slot++, ext->Tags[i >> 5].Count);
}
void written(EXT *ext, ULONG i) {
  TWICE(ext->Map[i / 32] == 3, ext->Map[1] = 4, ext->Map[i >> 5] == 3);
}
void writtenSomewhere(EXT *ext, ULONG i) {
  TWICE(ext->Map[i / 32] == 3, ext->Map[ext->Slot] = 4, ext->Map[i >> 5] == 3);
}
void cleared(EXT *ext, ULONG i) {
  TWICE(ext->Map[i / 32] == 3, RtlZeroMemory(ext->Map, 8), ext->Map[i >> 5] == 3);
}
