// An element by an index that is no number is one of those that the path has
// written by their numbers, or cleared as a whole.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json cleared=undecided clearedMember=undecided clearedInHelper=clean allWritten=undecided local=undecided localZero=undecided filled=undecided oneOrZero=undecided itsNumber=undecided otherIndex=undecided writtenAgain=undecided maskedAlike=clean wrongCleared=reported wrongOne=reported wrongLocal=reported wrongAll=reported wrongOther=reported wrongLarge=reported
#include <storport.h>

typedef struct _PORT { ULONG Issued, Errors; } PORT;
typedef struct _LARGE { ULONG Slots[64]; ULONG Errors; } LARGE;
typedef struct _HBA {
  ULONG Mode, Count;
  PORT Ports[32];
  LARGE Large[16];
  ULONG Table[8];
} HBA, *PHBA;

static const ULONG Modes[4] = {3, 2, 1, 0};

#define ACQUIRE() StorPortAcquireMSISpinLock(Hba, 1, &Irql)
#define RELEASE() StorPortReleaseMSISpinLock(Hba, 1, Irql)

VOID cleared(PHBA Hba, ULONG N) {
  ULONG Irql;
  RtlZeroMemory(Hba->Table, sizeof(Hba->Table));
  ACQUIRE();
  if (!Hba->Table[N & 7])
    RELEASE();
}

VOID clearedMember(PHBA Hba, ULONG N) {
  ULONG Irql;
  RtlZeroMemory(Hba->Ports, sizeof(Hba->Ports));
  ACQUIRE();
  if (!Hba->Ports[N & 31].Errors)
    RELEASE();
}

static VOID clear(PHBA Hba) { RtlZeroMemory(Hba->Ports, sizeof(Hba->Ports)); }

VOID clearedInHelper(PHBA Hba, ULONG N) {
  ULONG Irql;
  clear(Hba);
  ACQUIRE();
  if (!Hba->Ports[N & 31].Errors)
    RELEASE();
}

VOID allWritten(PHBA Hba, ULONG N) {
  ULONG Irql, I;
  for (I = 0; I < 8; I++)
    Hba->Table[I] = 1;
  ACQUIRE();
  if (Hba->Table[N & 7])
    RELEASE();
}

VOID local(PHBA Hba, ULONG N) {
  ULONG Irql, Table[4] = {1, 2, 1, 3};
  ACQUIRE();
  if (Table[N & 3])
    RELEASE();
}

VOID localZero(PHBA Hba, ULONG N) {
  ULONG Irql, Table[4] = {0};
  ACQUIRE();
  if (!Table[N & 3])
    RELEASE();
}

VOID filled(PHBA Hba, ULONG N) {
  ULONG Irql;
  RtlFillMemory(Hba->Table, sizeof(Hba->Table), 0xff);
  ACQUIRE();
  if (Hba->Table[N & 7] == 0xffffffff)
    RELEASE();
}

VOID oneOrZero(PHBA Hba, ULONG N) {
  ULONG Irql;
  RtlZeroMemory(Hba->Table, sizeof(Hba->Table));
  Hba->Table[2] = 1;
  ACQUIRE();
  if (Hba->Table[N & 7] < 2)
    RELEASE();
}

VOID itsNumber(PHBA Hba, ULONG N) {
  ULONG Irql, I;
  for (I = 0; I < 8; I++)
    Hba->Table[I] = I;
  ACQUIRE();
  if (Hba->Table[N & 7] == (N & 7))
    RELEASE();
}

VOID otherIndex(PHBA Hba, ULONG N, ULONG M) {
  ULONG Irql;
  RtlZeroMemory(Hba->Table, sizeof(Hba->Table));
  Hba->Table[N & 7] = 1;
  ACQUIRE();
  if (Hba->Table[M & 7] < 2)
    RELEASE();
}

VOID writtenAgain(PHBA Hba, ULONG N) {
  ULONG Irql = 0;
  Hba->Table[2] = 0;
  if (Hba->Table[N & 7] > 1)
    ACQUIRE();
  Hba->Table[2] = 0;
  if (Hba->Table[N & 7] > 1)
    RELEASE();
}

static VOID drain(PHBA Hba) {
  while (Hba->Count > 3)
    Hba->Count--;
}

VOID maskedAlike(PHBA Hba) {
  ULONG Irql = 0;
  if (Modes[Hba->Mode & 3] == 2)
    ACQUIRE();
  drain(Hba);
  if (Modes[Hba->Mode % 4] == 2)
    RELEASE();
}

// Wrong.

VOID wrongCleared(PHBA Hba, ULONG N) {
  ULONG Irql;
  RtlZeroMemory(Hba->Ports, sizeof(Hba->Ports));
  ACQUIRE();
  if (Hba->Ports[N & 31].Errors)
    RELEASE();
}

VOID wrongOne(PHBA Hba, ULONG N) {
  ULONG Irql;
  RtlZeroMemory(Hba->Table, sizeof(Hba->Table));
  Hba->Table[2] = 1;
  ACQUIRE();
  if (Hba->Table[N & 7] != 1)
    RELEASE();
}

VOID wrongLocal(PHBA Hba, ULONG N) {
  ULONG Irql, Table[4] = {1, 2, 0, 3};
  ACQUIRE();
  if (Table[N & 3])
    RELEASE();
}

VOID wrongAll(PHBA Hba, ULONG N) {
  ULONG Irql, I;
  for (I = 0; I < 8; I++)
    Hba->Table[I] = 1;
  ACQUIRE();
  if (!Hba->Table[N & 7])
    RELEASE();
}

VOID wrongOther(PHBA Hba, ULONG N, ULONG M) {
  ULONG Irql;
  RtlZeroMemory(Hba->Table, sizeof(Hba->Table));
  Hba->Table[N & 7] = 1;
  ACQUIRE();
  if (Hba->Table[M & 7] == 0)
    RELEASE();
}

VOID wrongLarge(PHBA Hba, ULONG N) {
  ULONG Irql;
  RtlZeroMemory(Hba->Large, sizeof(Hba->Large));
  Hba->Large[N & 15].Errors = 1;
  ACQUIRE();
  if (!Hba->Large[N & 15].Errors)
    RELEASE();
}
