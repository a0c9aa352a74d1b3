/* Callbacks that are registered by way of a table, and of a member. */
#include <storport.h>

typedef struct _BOARD {
  ULONG Old;
  PHW_TIMER_EX Next;
} BOARD, *PBOARD;

static VOID ByTable(PVOID Ext, PVOID Context) {
  StorPortAcquireMSISpinLock(Ext, 1, &((PBOARD)Ext)->Old);
}

static VOID ByMember(PVOID Ext, PVOID Context) {
  StorPortAcquireMSISpinLock(Ext, 2, &((PBOARD)Ext)->Old);
}

static VOID ByElement(PVOID Ext, PVOID Context) {
  StorPortAcquireMSISpinLock(Ext, 3, &((PBOARD)Ext)->Old);
}

static VOID NotRegistered(PVOID Ext, PVOID Context) {
  StorPortAcquireMSISpinLock(Ext, 4, &((PBOARD)Ext)->Old);
}

static const PHW_TIMER_EX Table[2] = {NotRegistered, ByTable};
static PHW_TIMER_EX Elements[2];

VOID Arm(PBOARD Board, PVOID Timer, ULONG I) {
  Board->Next = ByMember;
  Elements[1] = ByElement;
  StorPortRequestTimer(Board, Timer, Table[1], NULL, 1000, 0);
  StorPortRequestTimer(Board, Timer, Board->Next, NULL, 1000, 0);
  StorPortRequestTimer(Board, Timer, Elements[I], NULL, 1000, 0);
}
