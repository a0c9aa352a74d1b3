// A structure that is cleared up to a member: those before it are 0, it and
// those behind it stay what they were.
// RUN: sh -c '%spinpair %s --report json=%t.json -- -I%wdk; test $? = 2'
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json behind=proved,clean,undecided filled=proved,clean,undecided inLocal=proved,clean,undecided before=proved,clean,undecided element=proved,clean,undecided within=reported,undecided last=reported,undecided
#include <ntddk.h>

typedef struct _STATE {
  ULONG first, second, kept, table[2];
} STATE;

typedef struct _DEVICE {
  KSPIN_LOCK Lock;
} DEVICE;

#define TAKE KeAcquireSpinLock(&device->Lock, &irql)
#define GIVE KeReleaseSpinLock(&device->Lock, irql)

void behind(DEVICE *device, STATE *state) {
  KIRQL irql = 0;
  if (state->kept)
    TAKE;
  RtlZeroMemory(state, FIELD_OFFSET(STATE, kept));
  if (state->kept)
    GIVE;
}

void filled(DEVICE *device, STATE *state) {
  KIRQL irql = 0;
  if (state->kept)
    TAKE;
  memset(state, 0xff, 8);
  if (state->kept)
    GIVE;
}

void inLocal(DEVICE *device) {
  KIRQL irql;
  STATE state;
  state.kept = 1;
  RtlZeroMemory(&state, FIELD_OFFSET(STATE, kept));
  TAKE;
  if (state.kept)
    GIVE;
}

void before(DEVICE *device, STATE *state) {
  KIRQL irql;
  RtlZeroMemory(state, FIELD_OFFSET(STATE, kept));
  TAKE;
  if (state->second == 0)
    GIVE;
}

void element(DEVICE *device, STATE *state) {
  KIRQL irql = 0;
  if (state->table[1])
    TAKE;
  RtlZeroMemory(state, FIELD_OFFSET(STATE, table) + sizeof(ULONG));
  if (state->table[1])
    GIVE;
}

void within(DEVICE *device, STATE *state) {
  KIRQL irql = 0;
  if (state->second)
    TAKE;
  RtlZeroMemory(state, FIELD_OFFSET(STATE, kept));
  if (state->second)
    GIVE;
}

void last(DEVICE *device, STATE *state) {
  KIRQL irql;
  state->table[0] = 1;
  RtlZeroMemory(state, FIELD_OFFSET(STATE, table) + sizeof(ULONG));
  TAKE;
  if (state->table[0])
    GIVE;
}
