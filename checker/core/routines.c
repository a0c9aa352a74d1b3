/* Routine table. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "spinpair/routines.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define NONE SP_NO_ARGUMENT

/* Routines that need more than a line of ddi.inc. */
static const sp_routine special[] = {
    {"StorPortAcquireMSISpinLock", 3, SP_EFFECT_MSI_ACQUIRE, 0, 1, 2, NONE,
     SP_IRQL_ANY, NONE, false},
    {"StorPortReleaseMSISpinLock", 3, SP_EFFECT_MSI_RELEASE, 0, 1, 2, NONE,
     SP_IRQL_ANY, NONE, false},
    {"RtlAssert", -1, SP_EFFECT_FAILS, NONE, NONE, NONE, NONE, SP_IRQL_UNKNOWN,
     NONE, false},
    {"DbgRaiseAssertionFailure", -1, SP_EFFECT_FAILS, NONE, NONE, NONE, NONE,
     SP_IRQL_UNKNOWN, NONE, false},
    {"KeBugCheck", -1, SP_EFFECT_FAILS, NONE, NONE, NONE, NONE, SP_IRQL_ANY,
     NONE, false},
    {"KeBugCheckEx", -1, SP_EFFECT_FAILS, NONE, NONE, NONE, NONE, SP_IRQL_ANY,
     NONE, false},
    /* These call their second argument and return what it returned. The first
     * synchronises with the interrupt routines, which hold MSI locks. */
    {"StorPortSynchronizeAccess", 3, SP_EFFECT_NONE, 0, NONE, NONE, 1,
     SP_IRQL_UNKNOWN, NONE, true},
    {"KeSynchronizeExecution", 3, SP_EFFECT_NONE, NONE, NONE, NONE, 1,
     SP_IRQL_DIRQL, NONE, false},
    {"StorPortExtendedFunction", -1, SP_EFFECT_NONE, 1, NONE, NONE, NONE,
     SP_IRQL_UNKNOWN, NONE, false},
    {"StorPortAcquireSpinLock", 4, SP_EFFECT_NONE, 0, NONE, NONE, NONE,
     SP_IRQL_UNKNOWN, 1, false},
    {"StorPortAcquireSpinLockEx", 4, SP_EFFECT_NONE, 0, NONE, NONE, NONE,
     SP_IRQL_UNKNOWN, 1, false},
    /* Takes the interrupt lock (nf-storport-storportgetlogicalunit). */
    {"StorPortGetLogicalUnit", 4, SP_EFFECT_NONE, 0, NONE, NONE, NONE,
     SP_IRQL_UNKNOWN, NONE, true},
};

static const sp_routine extended[] = {
    {"ExtFunctionAcquireMSISpinLock", 3, SP_EFFECT_MSI_ACQUIRE, 0, 1, 2, NONE,
     SP_IRQL_ANY, NONE, false},
    {"ExtFunctionReleaseMSISpinLock", 3, SP_EFFECT_MSI_RELEASE, 0, 1, 2, NONE,
     SP_IRQL_ANY, NONE, false},
};

static const sp_routine plain[] = {
#define DDI(name, adapter, irql)                                               \
  {#name, -1,   SP_EFFECT_NONE, adapter, NONE,                                 \
   NONE,  NONE, SP_IRQL_##irql, NONE,    false},
#include "ddi.inc"
#undef DDI
};

/* HW_INITIALIZATION_DATA, VIRTUAL_HW_INITIALIZATION_DATA,
 * PORT_CONFIGURATION_INFORMATION. */
static const char *const members[] = {
    "HwAdapterControl",
    "HwAdapterState",
    "HwBuildIo",
    "HwCleanupTracing",
    "HwCompleteServiceIrp",
    "HwDmaStarted",
    "HwFindAdapter",
    "HwFreeAdapterResources",
    "HwInitialize",
    "HwInitializeTracing",
    "HwInterrupt",
    "HwMSInterruptRoutine",
    "HwProcessServiceRequest",
    "HwResetBus",
    "HwStartIo",
    "HwStateChange",
    "HwTimer",
    "HwTracingEnabled",
    "HwUnitControl",
};

static const char *const roles[] = {
    "HW_ADAPTER_CONTROL",
    "HW_BUILDIO",
    "HW_CLEANUP_TRACING",
    "HW_COMPLETE_SERVICE_IRP",
    "HW_DPC_ROUTINE",
    "HW_FIND_ADAPTER",
    "HW_FREE_ADAPTER_RESOURCES",
    "HW_INITIALIZE",
    "HW_INITIALIZE_TRACING",
    "HW_INTERRUPT",
    "HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE",
    "HW_PASSIVE_INITIALIZE_ROUTINE",
    "HW_PROCESS_SERVICE_REQUEST",
    "HW_RESET_BUS",
    "HW_STARTIO",
    "HW_STATE_CHANGE",
    "HW_TIMER",
    "HW_TIMER_EX",
    "HW_TRACING_ENABLED",
    "HW_UNIT_CONTROL",
    "HW_WORKITEM",
    "VIRTUAL_HW_FIND_ADAPTER",
};

static const sp_routine *find(const sp_routine *rows, size_t count,
                              const char *name) {
  for (size_t i = 0; i < count; i++)
    if (strcmp(rows[i].name, name) == 0)
      return &rows[i];
  return NULL;
}

static int compare(const void *name, const void *row) {
  return strcmp(name, ((const sp_routine *)row)->name);
}

static bool contains(const char *const *names, size_t count, const char *name) {
  for (size_t i = 0; i < count; i++)
    if (strcmp(names[i], name) == 0)
      return true;
  return false;
}

const sp_routine *sp_routine_find(const char *name) {
  const sp_routine *row = find(special, COUNT(special), name);
  if (row)
    return row;
  return bsearch(name, plain, COUNT(plain), sizeof *plain, compare);
}

const sp_routine *sp_routine_find_extended(const char *enumerator) {
  return find(extended, COUNT(extended), enumerator);
}

bool sp_routine_is_extended(const char *name) {
  return strcmp(name, "StorPortExtendedFunction") == 0;
}

bool sp_callback_is_member(const char *member) {
  return contains(members, COUNT(members), member);
}

bool sp_callback_is_role(const char *role) {
  return contains(roles, COUNT(roles), role);
}

sp_rule sp_routine_under_lock(const sp_routine *row, int64_t spin_lock) {
  if (row->ranks_below)
    return SP_RULE_LOCK_ORDER;
  if (row->spin_lock != NONE && spin_lock >= SP_DPC_LOCK &&
      spin_lock <= SP_INTERRUPT_LOCK)
    return SP_RULE_LOCK_ORDER;
  return row->max_irql >= SP_IRQL_PASSIVE && row->max_irql <= SP_IRQL_DISPATCH
             ? SP_RULE_IRQL_TOO_HIGH
             : SP_RULE_NONE;
}

const char *sp_irql_name(sp_irql irql) {
  static const char *const names[] = {[SP_IRQL_PASSIVE] = "PASSIVE_LEVEL",
                                      [SP_IRQL_APC] = "APC_LEVEL",
                                      [SP_IRQL_DISPATCH] = "DISPATCH_LEVEL"};
  return irql >= SP_IRQL_PASSIVE && irql <= SP_IRQL_DISPATCH ? names[irql] : "";
}

const char *sp_spin_lock_name(int64_t spin_lock) {
  static const char *const names[] = {[SP_DPC_LOCK] = "DpcLock",
                                      [SP_START_IO_LOCK] = "StartIoLock",
                                      [SP_INTERRUPT_LOCK] = "InterruptLock"};
  return spin_lock >= SP_DPC_LOCK && spin_lock <= SP_INTERRUPT_LOCK
             ? names[spin_lock]
             : "";
}

bool sp_routine_is_notification(const char *name) {
  return strcmp(name, "StorPortNotification") == 0;
}

const sp_routine *sp_routine_of_notification(const char *enumerator) {
  return strcmp(enumerator, "AcquireSpinLock") == 0
             ? sp_routine_find("StorPortAcquireSpinLock")
             : NULL;
}
