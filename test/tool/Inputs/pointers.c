/* Where pointers to functions lead, whatever their types. */
#include <storport.h>

typedef struct _PORT {
  ULONG Count;
  ULONG Old[8];
  PVOID Any;
  VOID (*Hook)(PVOID);
} PORT, *PPORT;

typedef VOID (*PROUTINE)(PVOID);
typedef ULONG_PTR NUMBER;

/* ---- by another type, by void *, by a number, by a union ---- */

static VOID GiveOne(PPORT Port) {
  StorPortReleaseMSISpinLock(Port, 1, Port->Old[1]);
}

VOID SetHook(PPORT Port) {
  Port->Hook = (PROUTINE)GiveOne;
}

VOID ByCast(PPORT Port) {
  StorPortAcquireMSISpinLock(Port, 1, &Port->Old[1]);
  Port->Hook(Port);
  StorPortReleaseMSISpinLock(Port, 1, Port->Old[1]);
}

static VOID GiveTwo(PPORT Port, ULONG Id) {
  StorPortReleaseMSISpinLock(Port, Id, Port->Old[2]);
}

VOID ByVoid(PPORT Port) {
  Port->Any = (PVOID)GiveTwo;
  StorPortAcquireMSISpinLock(Port, 2, &Port->Old[2]);
  ((VOID(*)(PVOID, ULONG))Port->Any)(Port, 2);
  StorPortReleaseMSISpinLock(Port, 2, Port->Old[2]);
}

static VOID GiveThree(PPORT Port, ULONG Id, ULONG More) {
  StorPortReleaseMSISpinLock(Port, Id, Port->Old[3]);
}

static NUMBER Kept;

VOID ByNumber(PPORT Port) {
  Kept = (NUMBER)GiveThree;
  StorPortAcquireMSISpinLock(Port, 3, &Port->Old[3]);
  ((VOID(*)(PPORT, ULONG, ULONG))Kept)(Port, 3, 0);
  StorPortReleaseMSISpinLock(Port, 3, Port->Old[3]);
}

typedef union _EITHER {
  VOID (*Narrow)(PPORT, UCHAR);
  VOID (*Wide)(PPORT, ULONG64);
} EITHER;

static EITHER Either;

static VOID GiveFour(PPORT Port, UCHAR Id) {
  StorPortReleaseMSISpinLock(Port, 4, Port->Old[4]);
}

VOID ByUnion(PPORT Port) {
  Either.Narrow = GiveFour;
  StorPortAcquireMSISpinLock(Port, 4, &Port->Old[4]);
  Either.Wide(Port, 4);
  StorPortReleaseMSISpinLock(Port, 4, Port->Old[4]);
}

/* ---- what leads to no lock ---- */

static VOID CountUp(PPORT Port, SHORT By) {
  Port->Count += By;
}

static VOID (*Counter)(PPORT, SHORT) = CountUp;

VOID Harmless(PPORT Port) {
  ULONG Old;
  StorPortAcquireMSISpinLock(Port, 5, &Old);
  Counter(Port, 1);
  StorPortReleaseMSISpinLock(Port, 5, Old);
}

/* ---- lock routines behind pointers ---- */

typedef ULONG (*PTAKE)(PVOID, ULONG, PULONG);
typedef ULONG (*PGIVE)(PVOID, ULONG, ULONG);

typedef struct _ROUTINES {
  ULONG Version : 4;
  ULONG : 12;
  PTAKE Take;
  PGIVE Give;
} ROUTINES;

static const ROUTINES Routines = {1, StorPortAcquireMSISpinLock,
                                  StorPortReleaseMSISpinLock};

VOID ByTableForgets(PPORT Port) {
  ULONG Old;
  const ROUTINES *By = &Routines;
  By->Take(Port, 6, &Old);
  if (Port->Count)
    return;
  By->Give(Port, 6, Old);
}

VOID ByTablePairs(PPORT Port) {
  ULONG Old;
  const ROUTINES *By = &Routines;
  By->Take(Port, 6, &Old);
  Port->Count++;
  By->Give(Port, 6, Old);
}

VOID ByStructure(PPORT Port) {
  ULONG Old;
  ROUTINES Own = {2, StorPortAcquireMSISpinLock, NULL};
  Own.Take(Port, 7, &Old);
}

PVOID FindRoutine(PCSTR Name);

VOID ByName(PPORT Port) {
  ULONG Old;
  PTAKE Take = (PTAKE)FindRoutine("StorPortAcquireMSISpinLock");
  Take(Port, 7, &Old);
}

static VOID (*const TakeSpin)(PVOID, STOR_SPINLOCK, PVOID,
                              PSTOR_LOCK_HANDLE) = StorPortAcquireSpinLock;

VOID BySpin(PVOID Port) {
  STOR_LOCK_HANDLE Handle = {0};
  TakeSpin(Port, StartIoLock, NULL, &Handle);
}

/* ---- run by who is given them ---- */

static VOID UnderEight(PPORT Port, VOID (*Body)(PPORT, PPORT)) {
  ULONG Old;
  StorPortAcquireMSISpinLock(Port, 8, &Old);
  Body(Port, Port);
  StorPortReleaseMSISpinLock(Port, 8, Old);
}

static VOID TakeEight(PPORT Port, PPORT Same) {
  ULONG Old;
  StorPortAcquireMSISpinLock(Same, 8, &Old);
  StorPortReleaseMSISpinLock(Same, 8, Old);
}

static VOID CountEight(PPORT Port, PPORT Same) {
  Port->Count++;
}

VOID RunsUnderEight(PPORT Port) {
  UnderEight(Port, TakeEight);
}

VOID CountsUnderEight(PPORT Port) {
  UnderEight(Port, CountEight);
}

VOID RunElsewhere(PVOID Context, VOID (*Routine)(PPORT, PORT *, ULONG));

static VOID TakeNine(PPORT Port, PORT *Other, ULONG Id) {
  ULONG Old;
  StorPortAcquireMSISpinLock(Port, 9, &Old);
  StorPortReleaseMSISpinLock(Port, 9, Old);
}

VOID GivenUnderNine(PPORT Port) {
  ULONG Old;
  StorPortAcquireMSISpinLock(Port, 9, &Old);
  RunElsewhere(Port, TakeNine);
  StorPortReleaseMSISpinLock(Port, 9, Old);
}

VOID GivenUnderNone(PPORT Port) {
  RunElsewhere(Port, TakeNine);
}
