/* A condition changes between two questions, in a function of another file. */
#include "written-apart.h"

typedef struct _STATE {
  ULONG Spare, Count;
} STATE, *PSTATE;

VOID WrongAsked(PSTATE State) {
  ULONG Old = 0;
  TARGET Target = {&State->Spare, 0xff};
  if (State->Spare == 0)
    StorPortAcquireMSISpinLock(State, 1, &Old);
  WriteTarget(&Target);
  if (State->Spare == 0)
    StorPortReleaseMSISpinLock(State, 1, Old);
}

VOID ProvedAsked(PSTATE State) {
  ULONG Old = 0;
  TARGET Target = {&State->Count, 0xff};
  if (State->Spare == 0)
    StorPortAcquireMSISpinLock(State, 1, &Old);
  WriteTarget(&Target);
  if (State->Spare == 0)
    StorPortReleaseMSISpinLock(State, 1, Old);
}
