// A path shows nothing that needs a tail of a list to be null, what a constant
// table leads to to be another, a member to keep what a wide write took, or a
// local that was read or written nobody knows where to be as it was.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json lastOf=undecided lastOfAny=undecided rowOfTable=undecided textOfTable=undecided wideElement=undecided readSomewhere=undecided exchangedSomewhere=undecided foundOne=reported foundNone=reported wrongTable=reported wrongWide=reported
#include <storport.h>

typedef struct _REQUEST {
  ULONG Tag;
  struct _REQUEST *Next;
} REQUEST, *PREQUEST;
typedef struct _EXT {
  UCHAR Mode, Kind;
  ULONG Table[4], Offset;
  REQUEST First;
} EXT, *PEXT;
typedef struct _GUARD { PEXT Lock; ULONG Irql; } GUARD;

#define ACQUIRE(To) StorPortAcquireMSISpinLock(Ext, 1, To)
#define RELEASE(From) StorPortReleaseMSISpinLock(Ext, 1, From)

static PREQUEST tail(PREQUEST Request) {
  while (Request->Next)
    Request = Request->Next;
  return Request;
}

static PREQUEST tailOfAny(PREQUEST Request) {
  while (Request && Request->Next != NULL)
    Request = Request->Next;
  return Request;
}

static PREQUEST find(PREQUEST Request, ULONG Tag) {
  while (Request && Request->Tag != Tag)
    Request = Request->Next;
  return Request;
}

VOID lastOf(PEXT Ext) {
  ULONG Irql;
  PREQUEST Last = tail(&Ext->First);
  ACQUIRE(&Irql);
  if (Last)
    RELEASE(Irql);
}

VOID lastOfAny(PEXT Ext) {
  ULONG Irql;
  PREQUEST Last = tailOfAny(&Ext->First);
  ACQUIRE(&Irql);
  if (Last)
    RELEASE(Irql);
}

static const ULONG Rows[2][2] = {{1, 1}, {1, 2}};
static const ULONG *const Tables[2] = {Rows[0], Rows[1]};
static const struct { ULONG Code; const char *Name; } Names[] = {{1, "inquiry"}};

VOID rowOfTable(PEXT Ext, ULONG I) {
  ULONG Irql;
  ACQUIRE(&Irql);
  if (Tables[I & 1][0] == 1)
    RELEASE(Irql);
}

VOID textOfTable(PEXT Ext) {
  ULONG Irql;
  const char *Name = Names[0].Name;
  ACQUIRE(&Irql);
  if (Name && Name[0] == 'i')
    RELEASE(Irql);
}

VOID wideElement(PEXT Ext) {
  ULONG Irql;
  *(PULONGLONG)&Ext->Table[0] = 0;
  ACQUIRE(&Irql);
  if (!Ext->Table[1])
    RELEASE(Irql);
}

VOID readSomewhere(PEXT Ext) {
  GUARD Guard;
  Guard.Lock = Ext;
  ACQUIRE(&Guard.Irql);
  PVOID Lock = *(PVOID *)((char *)&Guard + Ext->Offset);
  if (Lock)
    RELEASE(Guard.Irql);
}

VOID exchangedSomewhere(PEXT Ext) {
  GUARD Guard;
  Guard.Lock = Ext;
  ACQUIRE(&Guard.Irql);
  PVOID Lock = InterlockedExchangePointer(
      (PVOID *)((char *)&Guard + Ext->Offset), NULL);
  if (Lock)
    RELEASE(Guard.Irql);
}

// Wrong.

VOID foundOne(PEXT Ext) {
  ULONG Irql;
  PREQUEST Found = find(&Ext->First, 3);
  ACQUIRE(&Irql);
  if (Found)
    RELEASE(Irql);
}

VOID foundNone(PEXT Ext) {
  ULONG Irql;
  PREQUEST Last = tail(&Ext->First);
  ACQUIRE(&Irql);
  if (!Last)
    RELEASE(Irql);
}

VOID wrongTable(PEXT Ext, ULONG I) {
  ULONG Irql;
  ACQUIRE(&Irql);
  if (Rows[I & 1][1] == 1)
    RELEASE(Irql);
}

VOID wrongWide(PEXT Ext) {
  ULONG Irql;
  *(PUSHORT)&Ext->Mode = 0;
  ACQUIRE(&Irql);
  if (Ext->Kind)
    RELEASE(Irql);
}
