// A device with registers that are unions, and queues.
#include <ntddk.h>
#include <storport.h>

#define A(n, s) StorPortAcquireMSISpinLock(e, n, s)
#define G(n, v) StorPortReleaseMSISpinLock(e, n, v)
typedef struct _Q {
  ULONG Id, Irql, On;
  struct _Q *Next;
} Q, *PQ;
typedef struct _EXT {
  ULONG Count, Flags, Id, Irql;
  UCHAR Mode, Kind;
  USHORT Half;
  Q Qs[4];
  PQ Cur;
  ULONG Irqls[8];
  ULONG Tab[8];
  PVOID Ptr;
} EXT, *PEXT;
typedef union _REG {
  ULONG AsUlong;
  struct {
    ULONG En : 1, Rdy : 1, Mode : 6, Code : 8, Rsv : 16;
  };
  UCHAR Byte[4];
  USHORT Half[2];
} REG, *PREG;
typedef struct _S {
  PVOID E;
  ULONG Count, Flags;
  REG R;
  REG Regs[3];
  UCHAR Mode, Kind;
  Q Qs[3];
  ULONG Tab[4];
  struct {
    REG X;
    ULONG N;
  } In;
} S, *PS;
