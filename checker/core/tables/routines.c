/* Routine table. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "spinpair/routines.h"

#include "spinpair/limits.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define NONE SP_NO_ARGUMENT

/* Functions of the driver's by the IRQL that they are annotated with. */
static const sp_routine annotated[] = {
    {"a function annotated with PASSIVE_LEVEL", -1, SP_EFFECT_NONE, NONE, NONE,
     NONE, NONE, SP_IRQL_PASSIVE, NONE, false, 0, 0, SP_KIND_MESSAGE},
    {"a function annotated with APC_LEVEL", -1, SP_EFFECT_NONE, NONE, NONE,
     NONE, NONE, SP_IRQL_APC, NONE, false, 0, 0, SP_KIND_MESSAGE},
    {"a function annotated with DISPATCH_LEVEL", -1, SP_EFFECT_NONE, NONE, NONE,
     NONE, NONE, SP_IRQL_DISPATCH, NONE, false, 0, 0, SP_KIND_MESSAGE},
};

/* Routines that need more than a line of ddi.inc. */
static const sp_routine special[] = {
    {"StorPortAcquireMSISpinLock", 3, SP_EFFECT_ACQUIRE, 0, 1, 2, NONE,
     SP_IRQL_ANY, NONE, false, 0, 1, SP_KIND_MESSAGE},
    {"StorPortReleaseMSISpinLock", 3, SP_EFFECT_RELEASE, 0, 1, 2, NONE,
     SP_IRQL_ANY, NONE, false, 0, -1, SP_KIND_MESSAGE},
    {"RtlAssert", -1, SP_EFFECT_FAILS, NONE, NONE, NONE, NONE, SP_IRQL_UNKNOWN,
     NONE, false, 0, 0, SP_KIND_MESSAGE},
    {"DbgRaiseAssertionFailure", -1, SP_EFFECT_FAILS, NONE, NONE, NONE, NONE,
     SP_IRQL_UNKNOWN, NONE, false, 0, 0, SP_KIND_MESSAGE},
    {"__int2c", -1, SP_EFFECT_FAILS, NONE, NONE, NONE, NONE, SP_IRQL_UNKNOWN,
     NONE, false, 0, 0, SP_KIND_MESSAGE},
    {"RtlFailFast", -1, SP_EFFECT_FAILS, NONE, NONE, NONE, NONE, SP_IRQL_ANY,
     NONE, false, 0, 0, SP_KIND_MESSAGE},
    {"__fastfail", -1, SP_EFFECT_FAILS, NONE, NONE, NONE, NONE, SP_IRQL_ANY,
     NONE, false, 0, 0, SP_KIND_MESSAGE},
    {"KeBugCheck", -1, SP_EFFECT_FAILS, NONE, NONE, NONE, NONE, SP_IRQL_ANY,
     NONE, false, 0, 0, SP_KIND_MESSAGE},
    {"KeBugCheckEx", -1, SP_EFFECT_FAILS, NONE, NONE, NONE, NONE, SP_IRQL_ANY,
     NONE, false, 0, 0, SP_KIND_MESSAGE},
    /* These call their second argument and return what it returned, with the
     * lock held, if it is followed, that message names. The first synchronises
     * with the interrupt routines, which hold MSI locks. */
    {"StorPortSynchronizeAccess", 3, SP_EFFECT_NONE, 0, NONE, NONE, 1,
     SP_IRQL_UNKNOWN, NONE, true, 0, 1, SP_KIND_MESSAGE},
    {"KeSynchronizeExecution", 3, SP_EFFECT_NONE, NONE, 0, NONE, 1,
     SP_IRQL_DIRQL, NONE, false, 0, 1, SP_KIND_DEVICE},
    {"NdisMSynchronizeWithInterruptEx", 4, SP_EFFECT_NONE, NONE, 0, NONE, 2,
     SP_IRQL_DIRQL, NONE, false, 0, 1, SP_KIND_DEVICE},
    {"WdfInterruptSynchronize", 3, SP_EFFECT_NONE, NONE, 0, NONE, 1,
     SP_IRQL_DISPATCH, NONE, false, 0, 1, SP_KIND_OF_INTERRUPT},
    {"StorPortExtendedFunction", -1, SP_EFFECT_NONE, 1, NONE, NONE, NONE,
     SP_IRQL_UNKNOWN, NONE, false, 0, 0, SP_KIND_MESSAGE},
    {"StorPortAcquireSpinLock", 4, SP_EFFECT_ACQUIRE, 0, 1, 3, NONE,
     SP_IRQL_UNKNOWN, 1, false, 0, 1, SP_KIND_SPIN},
    {"StorPortAcquireSpinLockEx", 4, SP_EFFECT_ACQUIRE, 0, 1, 3, NONE,
     SP_IRQL_UNKNOWN, 1, false, 0, 1, SP_KIND_SPIN},
    {"StorPortReleaseSpinLock", 2, SP_EFFECT_RELEASE, 0, NONE, 1, NONE,
     SP_IRQL_UNKNOWN, NONE, false, 0, -1, SP_KIND_SPIN},
    /* Takes the interrupt lock at DISPATCH_LEVEL
     * (nf-storport-storportgetlogicalunit). */
    {"StorPortGetLogicalUnit", 4, SP_EFFECT_NONE, 0, NONE, NONE, NONE,
     SP_IRQL_UNKNOWN, NONE, true, 0, 0, SP_KIND_MESSAGE},
};

/* Spin locks of the driver's own, named by a pointer, and the cancel spin lock,
 * named by nothing: a row for each routine, from its page nf-wdm-<routine>,
 * nf-wdfsync-<routine>, nf-wdfinterrupt-<routine> or nf-ndis-<routine>. lock is
 * the index of the pointer; irql that of the out-parameter or value of the
 * IRQL, or of the handle. What x86 builds call instead (KfAcquireSpinLock and
 * kin) is what the macros of wdm.h lead to.
 */
#define TAKES(name, arity, kind, lock, irql, max)                              \
  {                                                                            \
    name, arity, SP_EFFECT_ACQUIRE, NONE, lock, irql, NONE, SP_IRQL_##max,     \
        NONE, false, 0, 1, SP_KIND_##kind                                      \
  }
#define TRIES(name, kind, max)                                                 \
  {                                                                            \
    name, 1, SP_EFFECT_ACQUIRE, NONE, 0, NONE, NONE, SP_IRQL_##max, NONE,      \
        false, SP_TRIES, 0, SP_KIND_##kind                                     \
  }
#define GIVES(name, arity, kind, lock, irql, max)                              \
  {                                                                            \
    name, arity, SP_EFFECT_RELEASE, NONE, lock, irql, NONE, SP_IRQL_##max,     \
        NONE, false, 0, -1, SP_KIND_##kind                                     \
  }
/* Its last argument is the lock (nf-wdm-exinterlocked<...>). Whether the Lock
 * of sequenced lists and of ExInterlockedCompareExchange64 is taken depends on
 * the processor: those are no rows. */
#define BRIEFLY(name, arity)                                                   \
  {                                                                            \
    name, arity, SP_EFFECT_BRIEF, NONE, arity - 1, NONE, NONE, SP_IRQL_ANY,    \
        NONE, false, 0, 0, SP_KIND_EXECUTIVE_DPC                               \
  }
/* These take the cancel spin lock ("Using the System's Cancel Spin Lock";
 * nf-wdm-iocancelirp, since a Cancel routine is called with it, and
 * nf-wdm-iostartpacket and kin, for packets that can be cancelled). unless is
 * the index of the argument that is 0 where they do not. */
#define BRIEFLY_CANCEL(name, arity, unless)                                    \
  {                                                                            \
    name, arity, SP_EFFECT_BRIEF, NONE, NONE, unless, NONE, SP_IRQL_DISPATCH,  \
        NONE, false, 0, 0, SP_KIND_CANCEL                                      \
  }
static const sp_routine kernel[] = {
    TAKES("ExAcquireSpinLockExclusive", 1, EXCLUSIVE, 0, SP_RESULT, DISPATCH),
    TAKES("ExAcquireSpinLockExclusiveAtDpcLevel", 1, EXCLUSIVE_DPC, 0, NONE,
          UNKNOWN),
    TAKES("ExAcquireSpinLockShared", 1, SHARED, 0, SP_RESULT, DISPATCH),
    TAKES("ExAcquireSpinLockSharedAtDpcLevel", 1, SHARED_DPC, 0, NONE, UNKNOWN),
    BRIEFLY("ExInterlockedAddLargeInteger", 3),
    BRIEFLY("ExInterlockedAddUlong", 3),
    BRIEFLY("ExInterlockedInsertHeadList", 3),
    BRIEFLY("ExInterlockedInsertTailList", 3),
    BRIEFLY("ExInterlockedPopEntryList", 2),
    BRIEFLY("ExInterlockedPushEntryList", 3),
    BRIEFLY("ExInterlockedRemoveHeadList", 2),
    GIVES("ExReleaseSpinLockExclusive", 2, EXCLUSIVE, 0, 1, DISPATCH),
    GIVES("ExReleaseSpinLockExclusiveFromDpcLevel", 1, EXCLUSIVE_DPC, 0, NONE,
          UNKNOWN),
    GIVES("ExReleaseSpinLockShared", 2, SHARED, 0, 1, DISPATCH),
    GIVES("ExReleaseSpinLockSharedFromDpcLevel", 1, SHARED_DPC, 0, NONE,
          UNKNOWN),
    TAKES("IoAcquireCancelSpinLock", 1, CANCEL, NONE, 0, DISPATCH),
    BRIEFLY_CANCEL("IoCancelIrp", 1, NONE),
    GIVES("IoReleaseCancelSpinLock", 1, CANCEL, NONE, 0, DISPATCH),
    BRIEFLY_CANCEL("IoStartNextPacket", 2, 1),
    BRIEFLY_CANCEL("IoStartNextPacketByKey", 3, 1),
    BRIEFLY_CANCEL("IoStartPacket", 4, 3),
    TAKES("KeAcquireInStackQueuedSpinLock", 2, QUEUED, 0, 1, DISPATCH),
    TAKES("KeAcquireInStackQueuedSpinLockAtDpcLevel", 2, QUEUED_DPC, 0, 1,
          UNKNOWN),
    TAKES("KeAcquireInStackQueuedSpinLockForDpc", 2, QUEUED_FOR_DPC, 0, 1,
          DISPATCH),
    TAKES("KeAcquireInterruptSpinLock", 1, DEVICE, 0, SP_RESULT, DIRQL),
    TAKES("KeAcquireSpinLock", 2, EXECUTIVE, 0, 1, DISPATCH),
    TAKES("KeAcquireSpinLockAtDpcLevel", 1, EXECUTIVE_DPC, 0, NONE, UNKNOWN),
    TAKES("KeAcquireSpinLockForDpc", 1, FOR_DPC, 0, SP_RESULT, DISPATCH),
    TAKES("KeAcquireSpinLockRaiseToDpc", 1, EXECUTIVE, 0, SP_RESULT, DISPATCH),
    GIVES("KeReleaseInStackQueuedSpinLock", 1, QUEUED, NONE, 0, DISPATCH),
    GIVES("KeReleaseInStackQueuedSpinLockForDpc", 1, QUEUED_FOR_DPC, NONE, 0,
          DISPATCH),
    GIVES("KeReleaseInStackQueuedSpinLockFromDpcLevel", 1, QUEUED_DPC, NONE, 0,
          UNKNOWN),
    GIVES("KeReleaseInterruptSpinLock", 2, DEVICE, 0, 1, UNKNOWN),
    GIVES("KeReleaseSpinLock", 2, EXECUTIVE, 0, 1, DISPATCH),
    GIVES("KeReleaseSpinLockForDpc", 2, FOR_DPC, 0, 1, DISPATCH),
    GIVES("KeReleaseSpinLockFromDpcLevel", 1, EXECUTIVE_DPC, 0, NONE, DISPATCH),
    TRIES("KeTryToAcquireSpinLockAtDpcLevel", EXECUTIVE_DPC, DISPATCH),
    TAKES("KefAcquireSpinLockAtDpcLevel", 1, EXECUTIVE_DPC, 0, NONE, UNKNOWN),
    GIVES("KefReleaseSpinLockFromDpcLevel", 1, EXECUTIVE_DPC, 0, NONE,
          DISPATCH),
    TAKES("KfAcquireSpinLock", 1, EXECUTIVE, 0, SP_RESULT, DISPATCH),
    GIVES("KfReleaseSpinLock", 2, EXECUTIVE, 0, 1, DISPATCH),
    TAKES("NdisAcquireSpinLock", 1, NETWORK, 0, NONE, DISPATCH),
    TAKES("NdisDprAcquireSpinLock", 1, NETWORK_DPC, 0, NONE, DISPATCH),
    GIVES("NdisDprReleaseSpinLock", 1, NETWORK_DPC, 0, NONE, DISPATCH),
    GIVES("NdisReleaseSpinLock", 1, NETWORK, 0, NONE, DISPATCH),
    TAKES("WdfInterruptAcquireLock", 1, OF_INTERRUPT, 0, NONE, DIRQL),
    GIVES("WdfInterruptReleaseLock", 1, OF_INTERRUPT, 0, NONE, UNKNOWN),
    TRIES("WdfInterruptTryToAcquireLock", OF_INTERRUPT, UNKNOWN),
    TAKES("WdfObjectAcquireLock", 1, OBJECT, 0, NONE, DISPATCH),
    GIVES("WdfObjectReleaseLock", 1, OBJECT, 0, NONE, DISPATCH),
    TAKES("WdfSpinLockAcquire", 1, FRAMEWORK, 0, NONE, DISPATCH),
    GIVES("WdfSpinLockRelease", 1, FRAMEWORK, 0, NONE, DISPATCH),
};
#undef TAKES
#undef TRIES
#undef GIVES
#undef BRIEFLY
#undef BRIEFLY_CANCEL

static const sp_routine extended[] = {
    {"ExtFunctionAcquireMSISpinLock", 3, SP_EFFECT_ACQUIRE, 0, 1, 2, NONE,
     SP_IRQL_ANY, NONE, false, 0, 0, SP_KIND_MESSAGE},
    {"ExtFunctionReleaseMSISpinLock", 3, SP_EFFECT_RELEASE, 0, 1, 2, NONE,
     SP_IRQL_ANY, NONE, false, 0, 0, SP_KIND_MESSAGE},
};

static const sp_routine plain[] = {
#define ROW(name, adapter, irql, excludes)                                     \
  {#name, -1,       SP_EFFECT_NONE, adapter, NONE,                             \
   NONE,  NONE,     SP_IRQL_##irql, NONE,    false,                            \
   0,     excludes, SP_KIND_MESSAGE},
#define DDI(name, adapter, irql) ROW(name, adapter, irql, 0)
#define DDI_TAKES(name, adapter, irql) ROW(name, adapter, irql, 1)
#define DDI_GIVES(name, adapter, irql) ROW(name, adapter, irql, -1)
#include "ddi.inc"
#undef DDI
#undef DDI_TAKES
#undef DDI_GIVES
#undef ROW
};

/* A wait for more than no time is for who is below DISPATCH_LEVEL
 * (nf-wdm-kesetevent and kin, remarks), or at PASSIVE_LEVEL
 * (nf-wdftimer-wdftimerstop, nf-wdfdpc-wdfdpccancel,
 * nf-wdfsync-wdfwaitlockacquire, nf-wdfdevice-wdfdevicestopidle), or at
 * APC_LEVEL (nf-wdm-exdeletetimer); paged pool is not there at DISPATCH_LEVEL
 * (nf-wdm-exallocatepoolwithtag and kin, remarks); who holds a lock may not
 * lower the IRQL to what it was before (nf-wdm-kelowerirql, remarks). In the
 * order of their names. */
#define LIMITED(routine, argument, mask, what, max, excludes)                  \
  {                                                                            \
#routine, argument, mask, {                                                \
#routine " " what, -1, SP_EFFECT_NONE, NONE, NONE, NONE, NONE,           \
          SP_IRQL_##max, NONE, false, 0, excludes, SP_KIND_MESSAGE             \
    }                                                                          \
  }
#define PAGED(routine, mask) LIMITED(routine, 0, mask, "of paged pool", APC, 0)
enum { PAGED_TYPES = 1, PAGED_FLAG = 0x100 }; /* of POOL_TYPE, of POOL_FLAGS */
static const sp_limit limited[] = {
    PAGED(ExAllocatePool, PAGED_TYPES),
    PAGED(ExAllocatePool2, PAGED_FLAG),
    PAGED(ExAllocatePool3, PAGED_FLAG),
    PAGED(ExAllocatePoolQuotaUninitialized, PAGED_TYPES),
    PAGED(ExAllocatePoolQuotaZero, PAGED_TYPES),
    PAGED(ExAllocatePoolUninitialized, PAGED_TYPES),
    PAGED(ExAllocatePoolWithQuota, PAGED_TYPES),
    PAGED(ExAllocatePoolWithQuotaTag, PAGED_TYPES),
    PAGED(ExAllocatePoolWithTag, PAGED_TYPES),
    PAGED(ExAllocatePoolWithTagPriority, PAGED_TYPES),
    PAGED(ExAllocatePoolZero, PAGED_TYPES),
    LIMITED(ExDeleteTimer, 2, 0, "with Wait", APC, 1),
    LIMITED(KeLowerIrql, NONE, 0, "below the IRQL of a lock", APC, 0),
    LIMITED(KeReleaseSemaphore, 3, 0, "with Wait", APC, 0),
    LIMITED(KeSetEvent, 2, 0, "with Wait", APC, 0),
    LIMITED(KeWaitForMultipleObjects, 6, 0, "without a Timeout of 0", APC, 1),
    LIMITED(KeWaitForSingleObject, 4, 0, "without a Timeout of 0", APC, 1),
    LIMITED(KfLowerIrql, NONE, 0, "below the IRQL of a lock", APC, 0),
    LIMITED(WdfDeviceStopIdle, 1, 0, "with WaitForD0", PASSIVE, 1),
    LIMITED(WdfDpcCancel, 1, 0, "with Wait", PASSIVE, 1),
    LIMITED(WdfTimerStop, 1, 0, "with Wait", PASSIVE, 1),
    LIMITED(WdfWaitLockAcquire, 1, 0, "without a Timeout of 0", PASSIVE, 1),
};
#undef LIMITED
#undef PAGED

static int compare_limit(const void *name, const void *limit) {
  return strcmp(name, ((const sp_limit *)limit)->routine);
}

const sp_limit *sp_limit_by_value(const char *routine) {
  return bsearch(routine, limited, COUNT(limited), sizeof *limited,
                 compare_limit);
}

/* The row of that name, which has a blank; NULL if there is none. */
static const sp_routine *find_limited(const char *name) {
  if (strcmp(name, SP_RESTORES_IRQL) == 0)
    return &sp_limit_by_value("KeLowerIrql")->row;
  for (size_t i = 0; strchr(name, ' ') && i < COUNT(limited); i++)
    if (strcmp(limited[i].row.name, name) == 0)
      return &limited[i].row;
  return NULL;
}

static bool is_among(const char *name, const char *const *all, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (strcmp(all[i], name) == 0)
      return true;
  return false;
}

bool sp_routine_sets_irql(const char *name) {
  static const char *const all[] = {"KeLowerIrql",
                                    "KeRaiseIrql",
                                    "KeRaiseIrqlToSynchLevel",
                                    "KfLowerIrql",
                                    "KfRaiseIrql",
                                    "NdisReleaseRWLock",
                                    "NdisReleaseReadWriteLock"};
  return is_among(name, all, COUNT(all));
}

bool sp_routine_sets_dispatch(const char *name) {
  static const char *const all[] = {
      "KeRaiseIrqlToDpcLevel", "NdisAcquireRWLockRead",
      "NdisAcquireRWLockWrite", "NdisAcquireReadWriteLock"};
  return is_among(name, all, COUNT(all));
}

bool sp_routine_raises_irql(const char *name) {
  static const char *const all[] = {"KeRaiseIrql", "KeRaiseIrqlToDpcLevel",
                                    "KeRaiseIrqlToSynchLevel", "KfRaiseIrql"};
  return is_among(name, all, COUNT(all));
}

bool sp_routine_finds_irql(const char *name) {
  static const char *const all[] = {"KeGetCurrentIrql", "KeRaiseIrqlToDpcLevel",
                                    "KeRaiseIrqlToSynchLevel", "KfRaiseIrql"};
  return is_among(name, all, COUNT(all));
}

/* Is that one of the words that a name in mixed case is made of? */
static bool has_word(const char *name, const char *word) {
  const size_t length = strlen(word);
  for (const char *at = strstr(name, word); at; at = strstr(at + 1, word))
    if (at != name && !(at[length] >= 'a' && at[length] <= 'z'))
      return true;
  return false;
}

bool sp_routine_only_looks(const char *name) {
  static const char *const looking[] = {
      "Active", "Are",     "Check", "Compare", "Equal",  "Get",
      "Has",    "Highest", "Is",    "Maximum", "Number", "Prefix"};
  if (sp_routine_finds_irql(name) || strstr(name, "Interlocked"))
    return false;
  if (strcmp(name, "RtlTestBit") == 0) /* others set what they test */
    return true;
  for (size_t i = 0; i < COUNT(looking); i++)
    if (has_word(name, looking[i]))
      return true;
  return false;
}

bool sp_limit_is_named(const char *name) { return name && find_limited(name); }

bool sp_limit_lowers(const char *name) {
  return strncmp(name, "KeLowerIrql ", 12) == 0 ||
         strncmp(name, "KfLowerIrql ", 12) == 0;
}

/* By member of HW_INITIALIZATION_DATA, VIRTUAL_HW_INITIALIZATION_DATA and
 * PORT_CONFIGURATION_INFORMATION, or "", and by function type. What is known
 * of locks stands on the pages nc-storport-hw_*. */
#define PLAIN(name, member, role)                                              \
  { name, member, role, SP_CALLBACK_PLAIN, SP_IRQL_UNKNOWN }
#define PASSIVE(name, member, role)                                            \
  { name, member, role, SP_CALLBACK_PLAIN, SP_IRQL_PASSIVE }
#define NO_LOCKS(name, member, role, irql)                                     \
  { name, member, role, SP_CALLBACK_LOCKLESS, SP_IRQL_##irql }
static const sp_callback callbacks[] = {
    PLAIN("HwStorAdapterControl", "HwAdapterControl", "HW_ADAPTER_CONTROL"),
    PLAIN("HwStorAdapterState", "HwAdapterState", ""),
    PLAIN("HwStorBuildIo", "HwBuildIo", "HW_BUILDIO"),
    PLAIN("HwStorCleanupTracing", "HwCleanupTracing", "HW_CLEANUP_TRACING"),
    PLAIN("HwStorCompleteServiceIrp", "HwCompleteServiceIrp",
          "HW_COMPLETE_SERVICE_IRP"),
    PLAIN("HwStorDmaStarted", "HwDmaStarted", ""),
    PLAIN("HwStorDpcRoutine", "", "HW_DPC_ROUTINE"),
    {"HwStorFindAdapter", "HwFindAdapter", "HW_FIND_ADAPTER",
     SP_CALLBACK_FIND_ADAPTER, SP_IRQL_UNKNOWN},
    {"VirtualHwStorFindAdapter", "", "VIRTUAL_HW_FIND_ADAPTER",
     SP_CALLBACK_FIND_ADAPTER, SP_IRQL_PASSIVE},
    PLAIN("HwStorFreeAdapterResources", "HwFreeAdapterResources",
          "HW_FREE_ADAPTER_RESOURCES"),
    NO_LOCKS("HwStorInitialize", "HwInitialize", "HW_INITIALIZE", UNKNOWN),
    PLAIN("HwStorInitializeTracing", "HwInitializeTracing",
          "HW_INITIALIZE_TRACING"),
    NO_LOCKS("HwStorInterrupt", "HwInterrupt", "HW_INTERRUPT", UNKNOWN),
    {"HwMSInterruptRoutine", "HwMSInterruptRoutine",
     "HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE", SP_CALLBACK_OF_MESSAGE,
     SP_IRQL_UNKNOWN},
    NO_LOCKS("HwStorPassiveInitializeRoutine", "",
             "HW_PASSIVE_INITIALIZE_ROUTINE", PASSIVE),
    PLAIN("HwStorProcessServiceRequest", "HwProcessServiceRequest",
          "HW_PROCESS_SERVICE_REQUEST"),
    PLAIN("HwStorResetBus", "HwResetBus", "HW_RESET_BUS"),
    PLAIN("HwStorStartIo", "HwStartIo", "HW_STARTIO"),
    PLAIN("HwStorStateChange", "HwStateChange", "HW_STATE_CHANGE"),
    PLAIN("HwStorTimer", "HwTimer", "HW_TIMER"),
    PLAIN("HwStorTimer", "", "HW_TIMER_EX"),
    PASSIVE("HwStorTracingEnabled", "HwTracingEnabled", "HW_TRACING_ENABLED"),
    PLAIN("HwStorUnitControl", "HwUnitControl", "HW_UNIT_CONTROL"),
    PASSIVE("HwStorWorkItem", "", "HW_WORKITEM"),
#undef PLAIN
#undef PASSIVE
#define ROW(name, member, role, irql)                                          \
  {name, member, role, SP_CALLBACK_PLAIN, SP_IRQL_##irql},
#define PLAIN(name, member, role) ROW(name, member, role, UNKNOWN)
#define PASSIVE(name, member, role) ROW(name, member, role, PASSIVE)
#define DEVICE(name, member, role) ROW(name, member, role, DIRQL)
#include "entries.inc"
};
#undef ROW
#undef PLAIN
#undef PASSIVE
#undef DEVICE
#undef NO_LOCKS

/* Of a function that a routine is given to call later. */
static const sp_callback given = {"", "", "", SP_CALLBACK_PLAIN,
                                  SP_IRQL_UNKNOWN};

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

const sp_routine *sp_routine_find(const char *name) {
  const sp_routine *row = find(special, COUNT(special), name);
  if (!row) /* in order of their names */
    row = bsearch(name, kernel, COUNT(kernel), sizeof *kernel, compare);
  if (!row)
    row = find_limited(name);
  if (!row)
    row = find(annotated, COUNT(annotated), name);
  if (row)
    return row;
  return bsearch(name, plain, COUNT(plain), sizeof *plain, compare);
}

const char *sp_routine_annotated(sp_irql irql) {
  for (size_t i = 0; i < COUNT(annotated); i++)
    if (annotated[i].max_irql == irql)
      return annotated[i].name;
  return NULL;
}

bool sp_routine_exchanges_pointer(const char *name) {
  static const char *const exchanging[] = {"InterlockedExchangePointer",
                                           "InterlockedCompareExchangePointer"};
  if (strncmp(name, "__sync_", 7) == 0)
    return strncmp(name, "__sync_synchronize", 18) != 0;
  if (*name == '_')
    name++;
  for (size_t i = 0; i < COUNT(exchanging); i++)
    if (strncmp(name, exchanging[i], strlen(exchanging[i])) == 0)
      return true;
  return false;
}

bool sp_routine_may_put_pointer(const char *name) {
  static const char exchanging[] = "Interlocked";
  return !sp_routine_find(name) ||
         strncmp(name, exchanging, sizeof exchanging - 1) == 0;
}

const char *sp_routine_writes_member(const char *name) {
  /* nf-wdm-iosetcancelroutine: it sets the Cancel routine of the IRP. The
   * others find, or mark, one of its stack locations. */
  static const char *const none[] = {"IoGetCurrentIrpStackLocation",
                                     "IoGetNextIrpStackLocation",
                                     "IoMarkIrpPending"};
  if (strcmp(name, "IoSetCancelRoutine") == 0)
    return "CancelRoutine";
  return is_among(name, none, COUNT(none)) ? "" : NULL;
}

int sp_routine_excludes(const char *name) {
  const sp_routine *row = sp_routine_find(name);
  return row ? row->excludes : 0;
}

/* What users added. */
static sp_routine *added;
static size_t added_count, added_capacity;

bool sp_routine_add(const sp_routine *row) {
  if (added_count == added_capacity) {
    size_t capacity = added_capacity ? added_capacity * 2 : 8;
    sp_routine *more = realloc(added, capacity * sizeof *more);
    if (!more)
      return false;
    added = more;
    added_capacity = capacity;
  }
  size_t length = strlen(row->name) + 1;
  char *copy = malloc(length);
  if (!copy)
    return false;
  memcpy(copy, row->name, length);
  added[added_count] = *row;
  added[added_count++].name = copy;
  return true;
}

const sp_routine *sp_routine_added(const char *name) {
  return find(added, added_count, name);
}

const sp_routine *sp_routine_added_at(size_t index) {
  return index < added_count ? &added[index] : NULL;
}

/* Which lock it is, and where its IRQL is: what is missing, or too much. */
static const char *lacks_lock(const sp_routine *row) {
  const bool takes = row->effect == SP_EFFECT_ACQUIRE;
  if (row->kind == SP_KIND_MESSAGE && row->adapter == NONE &&
      row->message == NONE)
    return "it does not say which argument is the lock, or which are the "
           "adapter and the message";
  if (row->kind == SP_KIND_MESSAGE) {
    if (row->adapter == NONE)
      return "it does not say which argument is the adapter";
    if (row->message == NONE)
      return "it does not say which argument is the message";
    return row->old_irql == NONE ? "it does not say where the irql is" : NULL;
  }
  if (row->kind != SP_KIND_STATED_QUEUED || takes)
    return row->message == NONE ? "it does not say which argument is the lock"
                                : NULL;
  return row->message != NONE ? "a release by the handle is not told the lock"
                              : NULL;
}

/* What is wrong with what it returns. */
static const char *returns_wrong(const sp_routine *row) {
  const bool status = (row->stated & SP_STATED_STATUS) != 0,
             tries = (row->stated & SP_TRIES) != 0;
  if (row->effect == SP_EFFECT_RELEASE) {
    if (row->old_irql == SP_RESULT)
      return "a release is given the irql, and does not return it";
    return status || tries ? "only an acquire has a status" : NULL;
  }
  if (row->old_irql == SP_RESULT && status)
    return "the result is the irql or the status, not both";
  if (row->old_irql == SP_RESULT && tries)
    return "the result is the irql or says that the lock is taken, not both";
  if (status && tries)
    return "the result is 0 or another value for a lock that is taken, not "
           "both";
  return tries && row->kind == SP_KIND_MESSAGE
             ? "'taken' is for a lock; that of a message has a status"
             : NULL;
}

const char *sp_routine_lacks(const sp_routine *row) {
  const int named[] = {row->adapter, row->message, row->old_irql};
  if (row->effect == SP_EFFECT_NONE) {
    for (size_t i = 0; i < COUNT(named); i++)
      if (named[i] != NONE)
        return "a balanced function has nothing more to say";
    return row->stated & (SP_STATED_STATUS | SP_TRIES)
               ? "a balanced function has nothing more to say"
               : NULL;
  }
  const char *lacks = lacks_lock(row);
  if (lacks)
    return lacks;
  for (size_t i = 0; i < COUNT(named); i++)
    for (size_t j = 0; j < i; j++)
      if (named[i] != NONE && named[i] == named[j])
        return "it gives one argument two meanings";
  return returns_wrong(row);
}

const sp_routine *sp_routine_of_kind(sp_lock_kind kind, bool takes) {
  for (size_t i = 0; i < COUNT(kernel); i++)
    if (kernel[i].kind == kind && sp_routine_is_lock(&kernel[i]) &&
        (kernel[i].effect == SP_EFFECT_ACQUIRE) == takes)
      return &kernel[i];
  return NULL;
}

const sp_routine *sp_routine_find_extended(const char *enumerator) {
  return find(extended, COUNT(extended), enumerator);
}

bool sp_routine_is_lock(const sp_routine *row) {
  return row->effect == SP_EFFECT_ACQUIRE || row->effect == SP_EFFECT_RELEASE;
}

bool sp_routine_is_extended(const char *name) {
  return strcmp(name, "StorPortExtendedFunction") == 0;
}

const sp_callback *sp_callback_of_member(const char *member) {
  for (size_t i = 0; i < COUNT(callbacks); i++)
    if (*member && strcmp(callbacks[i].member, member) == 0)
      return &callbacks[i];
  return NULL;
}

const sp_callback *sp_callback_of_role(const char *role) {
  for (size_t i = 0; i < COUNT(callbacks); i++)
    if (*role && strcmp(callbacks[i].role, role) == 0)
      return &callbacks[i];
  return NULL;
}

const sp_callback *sp_callback_named(const char *name) {
  for (size_t i = 0; i < COUNT(callbacks); i++)
    if (strcmp(callbacks[i].name, name) == 0)
      return &callbacks[i];
  return NULL;
}

const sp_callback *sp_callback_given_to(const sp_routine *row) {
  static const struct {
    const char *routine, *role;
  } known[] = {
      {"IoInitializeTimer", "IO_TIMER_ROUTINE"},
      {"IoQueueWorkItem", "IO_WORKITEM_ROUTINE"},
      {"IoQueueWorkItemEx", "IO_WORKITEM_ROUTINE_EX"},
      {"IoSetCancelRoutine", "DRIVER_CANCEL"},
      {"IoSetCompletionRoutine", "IO_COMPLETION_ROUTINE"},
      {"IoSetCompletionRoutineEx", "IO_COMPLETION_ROUTINE"},
      {"IoStartPacket", "DRIVER_CANCEL"},
      {"KeInitializeDpc", "KDEFERRED_ROUTINE"},
      {"PsCreateSystemThread", "KSTART_ROUTINE"},
      {"StorPortEnablePassiveInitialization", "HW_PASSIVE_INITIALIZE_ROUTINE"},
      {"StorPortInitializeDpc", "HW_DPC_ROUTINE"},
      {"StorPortQueueWorkItem", "HW_WORKITEM"},
      {"StorPortRequestTimer", "HW_TIMER_EX"},
      {"StorPortStateChangeDetected", "HW_STATE_CHANGE"},
      {"WdfRequestMarkCancelable", "EVT_WDF_REQUEST_CANCEL"},
      {"WdfRequestMarkCancelableEx", "EVT_WDF_REQUEST_CANCEL"},
      {"WdfRequestSetCompletionRoutine", "EVT_WDF_REQUEST_COMPLETION_ROUTINE"},
  };
  for (size_t i = 0; i < COUNT(known); i++)
    if (strcmp(row->name, known[i].routine) == 0)
      return sp_callback_of_role(known[i].role);
  return &given;
}

const sp_callback *sp_callback_of_notification(const char *enumerator) {
  static const struct {
    const char *type, *role;
  } known[] = {
      {"EnablePassiveInitialization", "HW_PASSIVE_INITIALIZE_ROUTINE"},
      {"InitializeDpc", "HW_DPC_ROUTINE"},
      {"InitializeDpcWithContext", "HW_DPC_ROUTINE"},
      {"RequestTimerCall", "HW_TIMER"},
      {"StateChangeDetectedCall", "HW_STATE_CHANGE"},
  };
  for (size_t i = 0; i < COUNT(known); i++)
    if (strcmp(enumerator, known[i].type) == 0)
      return sp_callback_of_role(known[i].role);
  return &given;
}

int sp_callback_holds(const sp_callback *callback) {
  /* From the pages nc-storport-hw_*; of HwStorStartIo it depends on the
   * adapter, and of HwStorInitialize on its being a physical one. */
  static const char *const start_io[] = {"HwStorTimer", "HwStorResetBus",
                                         "HwStorStateChange"};
  for (size_t i = 0; i < COUNT(start_io); i++)
    if (strcmp(callback->name, start_io[i]) == 0)
      return SP_START_IO_LOCK;
  return strcmp(callback->name, "HwStorInterrupt") == 0 ? SP_INTERRUPT_LOCK : 0;
}

bool sp_callback_gives_cancel(const sp_callback *callback) {
  return strcmp(callback->name, SP_CANCEL_CALLBACK) == 0;
}

bool sp_callback_forbids(const sp_callback *callback, bool spin) {
  if (callback->kind != SP_CALLBACK_LOCKLESS &&
      callback->kind != SP_CALLBACK_FIND_ADAPTER)
    return false;
  /* The list of allowed locks in nf-storport-storportacquirespinlock has no
   * VirtualHwStorFindAdapter. */
  return !spin || (sp_callback_holds(callback) == 0 &&
                   strcmp(callback->name, "VirtualHwStorFindAdapter") != 0);
}

sp_beside sp_callback_beside(const sp_callback *callback) {
  /* What is held on entry, and what is called one at a time, stands on the
   * pages nc-storport-*, nc-wdm-*, nc-wdf*-* and nc-ndis-*. Nothing is said of
   * those that start, stop and remove a device. A DPC that is queued again
   * while its routine runs may run beside it ("Handling Overlapped I/O
   * Operations"); but StorPort's are "always synchronized with" themselves
   * (nf-storport-storportissuedpc). */
  static const char *const all[] = {"Cancel",
                                    "CustomDpc",
                                    "Dispatch",
                                    "DpcForIsr",
                                    "EvtDeviceFileCreate",
                                    "EvtFileCleanup",
                                    "EvtFileClose",
                                    "EvtIoCanceledOnQueue",
                                    "EvtIoDefault",
                                    "EvtIoDeviceControl",
                                    "EvtIoInCallerContext",
                                    "EvtIoInternalDeviceControl",
                                    "EvtIoRead",
                                    "EvtIoWrite",
                                    "EvtRequestCancel",
                                    "EvtRequestCompletionRoutine",
                                    "HwMSInterruptRoutine",
                                    "HwStorBuildIo",
                                    "HwStorProcessServiceRequest",
                                    "IoCompletion",
                                    "MiniportCancelDirectOidRequest",
                                    "MiniportCancelOidRequest",
                                    "MiniportCancelSend",
                                    "MiniportCoSendNetBufferLists",
                                    "MiniportDirectOidRequest",
                                    "MiniportProcessSgList",
                                    "MiniportReturnNetBufferLists",
                                    "MiniportSendNetBufferLists"};
  static const char *const queued[] = {
      "EvtDpcFunc",           "EvtInterruptDpc",
      "EvtInterruptIsr",      "EvtInterruptWorkItem",
      "EvtTimerFunc",         "EvtWorkItemFunc",
      "HwStorDpcRoutine",     "HwStorWorkItem",
      "InterruptService",     "InterruptMessageService",
      "MiniportIsr",          "MiniportMessageInterrupt",
      "MiniportInterruptDpc", "MiniportMessageInterruptDpc",
      "ThreadStart",          "WorkItem",
      "WorkItemEx",           "WorkerRoutine"};
  static const char *const once[] = {
      "DriverStartIo", "EvtUsbReaderCompletionRoutine", "IoTimer",
      "MiniportCheckForHang", "MiniportOidRequest"};
  if (is_among(callback->name, all, COUNT(all)))
    return SP_BESIDE_ALL;
  if (is_among(callback->name, queued, COUNT(queued)))
    return SP_BESIDE_QUEUED;
  if (is_among(callback->name, once, COUNT(once)))
    return SP_BESIDE_ONCE;
  /* On some adapters HwStorStartIo holds it, too. */
  return sp_callback_holds(callback) == SP_START_IO_LOCK ||
                 strcmp(callback->name, "HwStorStartIo") == 0
             ? SP_BESIDE_OTHERS
             : SP_BESIDE_NOBODY;
}

sp_serial sp_callback_serial(const sp_callback *callback) {
  /* From "Using Automatic Synchronization" and "Dispatching Methods for I/O
   * Requests" of the framework's reference. */
  static const char *const by_queue[] = {"EvtIoDefault", "EvtIoDeviceControl",
                                         "EvtIoInternalDeviceControl",
                                         "EvtIoRead", "EvtIoWrite"};
  static const char *const by_scope[] = {
      "EvtDeviceFileCreate",  "EvtDpcFunc",       "EvtFileCleanup",
      "EvtFileClose",         "EvtInterruptDpc",  "EvtInterruptWorkItem",
      "EvtIoCanceledOnQueue", "EvtRequestCancel", "EvtTimerFunc",
      "EvtWorkItemFunc"};
  if (is_among(callback->name, by_queue, COUNT(by_queue)))
    return SP_SERIAL_BY_QUEUE;
  return is_among(callback->name, by_scope, COUNT(by_scope))
             ? SP_SERIAL_BY_SCOPE
             : SP_SERIAL_NEVER;
}

const sp_callback *sp_callback_unknown(void) { return &given; }

sp_mode sp_mode_asked(const char *member, const char *enumerator) {
  if (strcmp(member, "InterruptSynchronizationMode") != 0)
    return SP_MODE_NONE;
  if (strcmp(enumerator, "InterruptSynchronizePerMessage") == 0)
    return SP_MODE_PER_MESSAGE;
  return strcmp(enumerator, "InterruptSynchronizeAll") == 0 ||
                 strcmp(enumerator, "InterruptSupportNone") == 0
             ? SP_MODE_OTHER
             : SP_MODE_UNKNOWN;
}

static bool is_below_device(sp_irql irql) {
  return irql >= SP_IRQL_PASSIVE && irql <= SP_IRQL_DISPATCH;
}

sp_rule sp_routine_under_lock(const sp_routine *row, int64_t spin_lock) {
  if (row->ranks_below)
    return SP_RULE_LOCK_ORDER;
  if (row->spin_lock != NONE && spin_lock >= SP_DPC_LOCK &&
      spin_lock <= SP_INTERRUPT_LOCK)
    return SP_RULE_LOCK_ORDER;
  return is_below_device(row->max_irql) ? SP_RULE_IRQL_TOO_HIGH : SP_RULE_NONE;
}

sp_rule sp_routine_under_interrupt_lock(const sp_routine *row) {
  /* What takes a lock that ranks below is not said to do so at device IRQL
   * (nf-storport-storportgetlogicalunit); what waits for the interrupt routines
   * waits for who holds InterruptLock. */
  if (row->ranks_below)
    return row->excludes > 0 ? SP_RULE_SPIN_LOCK_ORDER : SP_RULE_NONE;
  if (row->spin_lock != NONE)
    return SP_RULE_NONE;
  return is_below_device(row->max_irql) ? SP_RULE_IRQL_TOO_HIGH : SP_RULE_NONE;
}

/* Is it never to be called by who holds a spin lock, at whatever IRQL
 * (nf-wdm-iocompleterequest, remarks)? */
static bool is_never_under_lock(const sp_routine *row) {
  static const char *const all[] = {"IoCompleteRequest", "IofCompleteRequest"};
  return row->name[0] == 'I' && is_among(row->name, all, COUNT(all));
}

sp_rule sp_routine_under_dispatch(const sp_routine *row) {
  if (is_never_under_lock(row))
    return SP_RULE_KERNEL_FORBIDDEN_CALL;
  return row->max_irql == SP_IRQL_PASSIVE || row->max_irql == SP_IRQL_APC
             ? SP_RULE_IRQL_TOO_HIGH
             : SP_RULE_NONE;
}

const char *sp_irql_name(sp_irql irql) {
  static const char *const names[] = {[SP_IRQL_PASSIVE] = "PASSIVE_LEVEL",
                                      [SP_IRQL_APC] = "APC_LEVEL",
                                      [SP_IRQL_DISPATCH] = "DISPATCH_LEVEL"};
  return is_below_device(irql) ? names[irql] : "";
}

sp_irql sp_irql_find(const char *name) {
  for (sp_irql irql = SP_IRQL_PASSIVE; irql <= SP_IRQL_DISPATCH; irql++)
    if (strcmp(sp_irql_name(irql), name) == 0)
      return irql;
  return SP_IRQL_UNKNOWN;
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
         : strcmp(enumerator, "ReleaseSpinLock") == 0
             ? sp_routine_find("StorPortReleaseSpinLock")
             : NULL;
}
