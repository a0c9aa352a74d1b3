// A structure is reached by way of a pointer to its first member, to a number
// in it, or as an element: what was there has one name, whichever way it is
// read.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json raised=reported raisedBy=reported raisedElsewhere=clean,proved,undecided sized=proved numbered=clean,proved tookOld=reported tookOldRight=undecided,clean,proved enlarged=reported viewed=clean,proved element=proved elementWrong=reported embedded=reported otherEmbedded=undecided,clean,proved downcast=clean,proved downcastWrong=reported byteChanged=undecided bit=undecided,clean,proved bitWrong=reported
#include <storport.h>

typedef struct _OBJECT {
  ULONG Message;
  ULONG Size;
} OBJECT, *POBJECT;

typedef struct _PORT {
  OBJECT Header;
  ULONG Irql;
} PORT, *PPORT;

typedef struct _ADAPTER {
  ULONG Count;
  PORT Ports[2];
} ADAPTER, *PADAPTER;

#define TAKE(message) StorPortAcquireMSISpinLock(Adapter, (message), &Irql)
#define GIVE(message) StorPortReleaseMSISpinLock(Adapter, (message), Irql)

static VOID raise(POBJECT Object) { Object->Message++; }

static VOID raiseBy(POBJECT Object, ULONG By) { Object->Message += By; }

static ULONG next(POBJECT Object) { return Object->Message++; }

static VOID resize(POBJECT Object) { Object->Size = 0; }

VOID raised(PADAPTER Adapter, PPORT Port) {
  ULONG Irql;
  TAKE(Port->Header.Message);
  raise((POBJECT)Port);
  GIVE(Port->Header.Message);
}

VOID raisedBy(PADAPTER Adapter, PPORT Port) {
  ULONG Irql;
  TAKE(Port->Header.Message);
  raiseBy((POBJECT)Port, 3);
  GIVE(Port->Header.Message);
}

VOID raisedElsewhere(PADAPTER Adapter, PPORT Port) {
  ULONG Irql;
  TAKE(Port->Header.Message);
  raiseBy((POBJECT)Port, 3);
  GIVE(Port->Header.Message - 3);
}

VOID sized(PADAPTER Adapter, PPORT Port) {
  ULONG Irql;
  TAKE(Port->Header.Message);
  resize((POBJECT)Port);
  GIVE(Port->Header.Message);
}

VOID numbered(PADAPTER Adapter, PPORT Port) {
  ULONG Irql;
  TAKE(*(PULONG)Port);
  GIVE(Port->Header.Message);
}

VOID tookOld(PADAPTER Adapter, PPORT Port) {
  ULONG Irql, Old = next((POBJECT)Port);
  TAKE(Old);
  GIVE(Port->Header.Message);
}

VOID tookOldRight(PADAPTER Adapter, PPORT Port) {
  ULONG Irql, Old = next((POBJECT)Port);
  TAKE(Old);
  GIVE(Port->Header.Message - 1);
}

VOID enlarged(PADAPTER Adapter, PPORT Port) {
  ULONG Irql;
  TAKE(((PULONG)Port)[1]);
  ((PULONG)Port)[1] += 1;
  GIVE(Port->Header.Size);
}

VOID viewed(PADAPTER Adapter, PPORT Port) {
  ULONG Irql;
  TAKE(((PULONG)Port)[1]);
  Adapter->Count++;
  GIVE(Port->Header.Size);
}

VOID element(PADAPTER Adapter, PPORT Port) {
  ULONG Irql;
  TAKE(Port[0].Irql);
  GIVE(Port->Irql);
}

VOID elementWrong(PADAPTER Adapter, PPORT Port) {
  ULONG Irql;
  TAKE(Port[0].Irql);
  GIVE(Port->Irql + 1);
}

VOID embedded(PADAPTER Adapter) {
  ULONG Irql;
  TAKE(Adapter->Ports[1].Header.Message);
  raise((POBJECT)&Adapter->Ports[1]);
  GIVE(Adapter->Ports[1].Header.Message);
}

VOID otherEmbedded(PADAPTER Adapter) {
  ULONG Irql;
  TAKE(Adapter->Ports[1].Header.Message);
  raise((POBJECT)&Adapter->Ports[0]);
  GIVE(Adapter->Ports[1].Header.Message);
}

VOID downcast(PADAPTER Adapter, POBJECT Object) {
  PPORT Port = (PPORT)Object;
  StorPortAcquireMSISpinLock(Adapter, Object->Message, &Port->Irql);
  StorPortReleaseMSISpinLock(Adapter, Port->Header.Message, Port->Irql);
}

VOID downcastWrong(PADAPTER Adapter, POBJECT Object) {
  PPORT Port = (PPORT)Object;
  StorPortAcquireMSISpinLock(Adapter, Object->Message, &Port->Irql);
  Port->Header.Message++;
  StorPortReleaseMSISpinLock(Adapter, Object->Message, Port->Irql);
}

// Which number the byte is part of, only the machine's order of bytes tells.
VOID byteChanged(PADAPTER Adapter, PPORT Port) {
  ULONG Irql, Number = *(PULONG)Port;
  ((PUCHAR)Port)[0] = 7;
  TAKE(Port->Header.Message);
  if (Number == 7)
    GIVE(*(PULONG)Port);
  else
    GIVE(Port->Header.Message);
}

typedef struct _BITS {
  ULONG First : 1;
  ULONG Rest : 31;
} BITS, *PBITS;

// A bit is not the number that it is in.
VOID bit(PADAPTER Adapter) {
  ULONG Irql;
  if (((PBITS)&Adapter->Count)->First == 0) {
    TAKE(1);
    if (Adapter->Count != 1)
      GIVE(1);
  }
}

VOID bitWrong(PADAPTER Adapter) {
  ULONG Irql;
  if (((PBITS)&Adapter->Count)->First) {
    TAKE(1);
    if (Adapter->Count == 1)
      GIVE(1);
  }
}
