/* Routine table. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "spinpair/routines.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define NONE SP_NO_ARGUMENT

/* Routines that need more than a line of ddi.inc. */
static const sp_routine special[] = {
    {"StorPortAcquireMSISpinLock", 3, SP_EFFECT_MSI_ACQUIRE, 0, 1, 2, NONE,
     SP_IRQL_ANY},
    {"StorPortReleaseMSISpinLock", 3, SP_EFFECT_MSI_RELEASE, 0, 1, 2, NONE,
     SP_IRQL_ANY},
    {"RtlAssert", -1, SP_EFFECT_FAILS, NONE, NONE, NONE, NONE, SP_IRQL_UNKNOWN},
    {"DbgRaiseAssertionFailure", -1, SP_EFFECT_FAILS, NONE, NONE, NONE, NONE,
     SP_IRQL_UNKNOWN},
    {"KeBugCheck", -1, SP_EFFECT_FAILS, NONE, NONE, NONE, NONE, SP_IRQL_ANY},
    {"KeBugCheckEx", -1, SP_EFFECT_FAILS, NONE, NONE, NONE, NONE, SP_IRQL_ANY},
    /* These call their second argument and return what it returned. */
    {"StorPortSynchronizeAccess", 3, SP_EFFECT_NONE, 0, NONE, NONE, 1,
     SP_IRQL_UNKNOWN},
    {"KeSynchronizeExecution", 3, SP_EFFECT_NONE, NONE, NONE, NONE, 1,
     SP_IRQL_DIRQL},
    {"StorPortExtendedFunction", -1, SP_EFFECT_NONE, 1, NONE, NONE, NONE,
     SP_IRQL_UNKNOWN},
};

static const sp_routine extended[] = {
    {"ExtFunctionAcquireMSISpinLock", 3, SP_EFFECT_MSI_ACQUIRE, 0, 1, 2, NONE,
     SP_IRQL_ANY},
    {"ExtFunctionReleaseMSISpinLock", 3, SP_EFFECT_MSI_RELEASE, 0, 1, 2, NONE,
     SP_IRQL_ANY},
};

static const sp_routine plain[] = {
#define DDI(name, adapter, irql)                                               \
  {#name, -1, SP_EFFECT_NONE, adapter, NONE, NONE, NONE, SP_IRQL_##irql},
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
