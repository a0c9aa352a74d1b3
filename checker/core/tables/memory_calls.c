/*
 * memory_calls.c - the table of memory_calls.h.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "spinpair/memory_calls.h"

#include "spinpair/routines.h"

#include <assert.h>
#include <ctype.h>
#include <stddef.h>
#include <string.h>

/* The Rtl routines and their macros: the pages of wdm.h in the reference; those
 * of strings: the C standard, 7.26 and 7.31 of C17, and the pages of the C
 * runtime (strnlen); the Interlocked ones: those of wdm.h and of the compiler's
 * intrinsics; __sync: the manual of GCC, chapter 6.52. */
static const sp_memory_call table[] = {
    {"memset", SP_MEMORY_SET, false, false},
    {"RtlFillMemory", SP_MEMORY_FILL, false, false},
    {"FillMemory", SP_MEMORY_FILL, false, false},
    {"bzero", SP_MEMORY_ZERO, false, false},
    {"RtlZeroMemory", SP_MEMORY_ZERO, false, false},
    {"RtlSecureZeroMemory", SP_MEMORY_ZERO, false, false},
    {"ZeroMemory", SP_MEMORY_ZERO, false, false},
    {"SecureZeroMemory", SP_MEMORY_ZERO, false, false},
    {"memcpy", SP_MEMORY_COPY, false, false},
    {"memcpy_inline", SP_MEMORY_COPY, false, false},
    {"memmove", SP_MEMORY_COPY, false, false},
    {"RtlCopyMemory", SP_MEMORY_COPY, false, false},
    {"RtlCopyMemoryNonTemporal", SP_MEMORY_COPY, false, false},
    {"RtlMoveMemory", SP_MEMORY_COPY, false, false},
    {"CopyMemory", SP_MEMORY_COPY, false, false},
    {"MoveMemory", SP_MEMORY_COPY, false, false},
    {"RtlCopyVolatileMemory", SP_MEMORY_COPY, false, false},
    {"RtlMoveVolatileMemory", SP_MEMORY_COPY, false, false},
    {"RtlFillVolatileMemory", SP_MEMORY_FILL, false, false},
    {"RtlZeroVolatileMemory", SP_MEMORY_ZERO, false, false},
    {"RtlCopyDeviceMemory", SP_MEMORY_COPY, false, false},
    {"RtlFillDeviceMemory", SP_MEMORY_FILL, false, false},
    {"RtlZeroDeviceMemory", SP_MEMORY_ZERO, false, false},
    {"ScsiPortMoveMemory", SP_MEMORY_COPY, false, false},
    {"StorPortCopyMemory", SP_MEMORY_COPY, false, false},
    {"StorPortMoveMemory", SP_MEMORY_COPY, false, false},
    {"memcmp", SP_MEMORY_COMPARE, false, false},
    {"bcmp", SP_MEMORY_COMPARE, false, false},
    {"strcmp", SP_MEMORY_COMPARE, false, false},
    {"strncmp", SP_MEMORY_COMPARE, false, false},
    {"strlen", SP_MEMORY_COMPARE, false, false},
    {"strnlen", SP_MEMORY_COMPARE, false, false},
    {"strstr", SP_MEMORY_COMPARE, false, false},
    {"strchr", SP_MEMORY_COMPARE, false, false},
    {"memchr", SP_MEMORY_COMPARE, false, false},
    {"wcscmp", SP_MEMORY_COMPARE, false, false},
    {"wcsncmp", SP_MEMORY_COMPARE, false, false},
    {"wcslen", SP_MEMORY_COMPARE, false, false},
    {"RtlCompareMemory", SP_MEMORY_COMPARE, false, false},
    {"RtlEqualMemory", SP_MEMORY_COMPARE, false, false},
    {"InterlockedExchange", SP_MEMORY_EXCHANGE, false, false},
    {"InterlockedCompareExchange", SP_MEMORY_COMPARE_EXCHANGE, false, false},
    {"InterlockedExchangeAdd", SP_MEMORY_ADD, false, false},
    {"InterlockedAdd", SP_MEMORY_ADD, false, true},
    {"InterlockedIncrement", SP_MEMORY_ADD, true, true},
    {"InterlockedDecrement", SP_MEMORY_SUBTRACT, true, true},
    {"InterlockedOr", SP_MEMORY_OR, false, false},
    {"InterlockedAnd", SP_MEMORY_AND, false, false},
    {"InterlockedXor", SP_MEMORY_XOR, false, false},
    {"__sync_lock_test_and_set", SP_MEMORY_EXCHANGE, false, false},
    {"__sync_fetch_and_add", SP_MEMORY_ADD, false, false},
    {"__sync_fetch_and_sub", SP_MEMORY_SUBTRACT, false, false},
    {"__sync_fetch_and_or", SP_MEMORY_OR, false, false},
    {"__sync_fetch_and_and", SP_MEMORY_AND, false, false},
    {"__sync_fetch_and_xor", SP_MEMORY_XOR, false, false},
    {"__sync_add_and_fetch", SP_MEMORY_ADD, false, true},
    {"__sync_sub_and_fetch", SP_MEMORY_SUBTRACT, false, true},
    {"__sync_or_and_fetch", SP_MEMORY_OR, false, true},
    {"__sync_and_and_fetch", SP_MEMORY_AND, false, true},
    {"__sync_xor_and_fetch", SP_MEMORY_XOR, false, true},
};

/* nf-wdm-exfreepool and kin, nf-wdm-exfreetonpagedlookasidelist and kin,
 * nf-storport-storportfreepool, -storportfreecontiguousmemoryspecifycache,
 * nf-ndis-ndisfreememory and kin, nf-wdfobject-wdfobjectdelete; what makes a
 * lock anew: nf-wdm-keinitializespinlock,
 * nf-storport-storportinitializespinlock, nf-ndis-ndisallocatespinlock,
 * -ndisfreespinlock. */
static const struct {
  const char *name;
  int argument;
} ending[] = {
    {"ExFreePool", 0},
    {"ExFreePool2", 0},
    {"ExFreePoolWithTag", 0},
    {"ExFreeToLookasideListEx", 1},
    {"ExFreeToNPagedLookasideList", 1},
    {"ExFreeToPagedLookasideList", 1},
    {"KeInitializeSpinLock", 0},
    {"MmFreeContiguousMemory", 0},
    {"MmFreeContiguousMemorySpecifyCache", 0},
    {"MmFreeNonCachedMemory", 0},
    {"NdisAllocateSpinLock", 0},
    {"NdisFreeMemory", 0},
    {"NdisFreeMemoryWithTag", 0},
    {"NdisFreeMemoryWithTagPriority", 1},
    {"NdisFreeSpinLock", 0},
    {"StorPortFreeContiguousMemorySpecifyCache", 1},
    {"StorPortFreePool", 1},
    {"StorPortInitializeSpinlock", 1},
    {"WdfObjectDelete", 0},
    {"free", 0},
};

int sp_memory_ended_by(const char *name) {
  for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
    if (strcmp(ending[i].name, name) == 0)
      return ending[i].argument;
  return -1;
}

static bool begins(const char *name, const char *with) {
  return strncmp(name, with, strlen(with)) == 0;
}

/* nf-storport-storportallocatepool; nf-wdm-exallocatepool2 and kin,
 * nf-wdm-exallocatefromnpagedlookasidelist and kin,
 * nf-wdm-mmallocatecontiguousmemory and kin,
 * nf-ntddk-mmallocatenoncachedmemory. */
int sp_memory_made_by(const char *name) {
  static const char *const families[] = {"ExAllocatePool", "ExAllocateFrom",
                                         "MmAllocateContiguous",
                                         "MmAllocateNonCached"};
  if (strcmp(name, "StorPortAllocatePool") == 0)
    return 3;
  for (size_t i = 0; i < sizeof families / sizeof *families; i++)
    if (begins(name, families[i]))
      return SP_RESULT;
  return SP_NO_ARGUMENT;
}

/* From the page nf-wdfsync-wdfspinlockcreate. */
int sp_handle_made_by(const char *name) {
  return strcmp(name, "WdfSpinLockCreate") == 0 ? 1 : SP_NO_ARGUMENT;
}

/* nf-wdm-exinterlockedinserttaillist and kin, nf-wdm-interlockedpushentryslist,
 * nf-storport-storportinterlockedpushentryslist and kin,
 * nf-ntifs-keinsertqueue, nf-wdm-keinsertdevicequeue,
 * nf-ntddk-rtlinsertasleftchild, nf-ntifs-rtlinsertunicodeprefix; buffers of
 * MDLs: nf-wdm-ioallocatemdl, -mminitializemdl, -iobuildpartialmdl,
 * nf-storport-storportallocatemdl, nf-ndis-ndisallocatemdl; of requests:
 * nf-wdm-iobuilddeviceiocontrolrequest and kin; what callbacks are given:
 * nf-wdm-keinitializedpc, -keinsertqueuedpc, -iosetcompletionroutine,
 * -ioqueueworkitem, -ioinitializetimer, -exallocatetimer, -exregistercallback,
 * -pscreatesystemthread, nf-storport-storportissuedpc, -storportrequesttimer,
 * -storportqueueworkitem, nf-wdfrequest-wdfrequestsetcompletionroutine.
 * RtlInsertElementGenericTable and kin copy what they are given. */
uint32_t sp_memory_kept_by(const char *name) {
  enum { FIRST = 1, SECOND = 2, THIRD = 4, FOURTH = 8, FIFTH = 16 };
  static const struct {
    const char *name;
    uint32_t arguments;
  } keeping[] = {
      {"ExAllocateTimer", SECOND},
      {"ExInitializeWorkItem", THIRD},
      {"ExInterlockedInsertHeadList", SECOND},
      {"ExInterlockedInsertTailList", SECOND},
      {"ExInterlockedPushEntryList", SECOND},
      {"ExInterlockedPushEntrySList", SECOND},
      {"ExRegisterCallback", THIRD},
      {"ExpInterlockedPushEntrySList", SECOND},
      {"InterlockedPushEntrySList", SECOND},
      {"InterlockedPushListSListEx", SECOND | THIRD},
      {"IoAllocateMdl", FIRST},
      {"IoBuildAsynchronousFsdRequest", THIRD | 32},
      {"IoBuildDeviceIoControlRequest", THIRD | FIFTH | 256},
      {"IoBuildPartialMdl", THIRD},
      {"IoBuildSynchronousFsdRequest", THIRD | 64},
      {"IoInitializeTimer", THIRD},
      {"IoQueueWorkItem", FOURTH},
      {"IoQueueWorkItemEx", FOURTH},
      {"IoSetCompletionRoutine", THIRD},
      {"IoSetCompletionRoutineEx", FOURTH},
      {"KeInitializeDpc", THIRD},
      {"KeInitializeThreadedDpc", THIRD},
      {"KeInsertByKeyDeviceQueue", SECOND},
      {"KeInsertDeviceQueue", SECOND},
      {"KeInsertHeadQueue", SECOND},
      {"KeInsertQueue", SECOND},
      {"KeInsertQueueDpc", SECOND | THIRD},
      {"MmCreateMdl", THIRD},
      {"MmInitializeMdl", SECOND},
      {"NdisAllocateMdl", SECOND},
      {"PsCreateSystemThread", 64},
      {"RtlInsertAsLeftChild", FIRST | SECOND},
      {"RtlInsertAsRightChild", FIRST | SECOND},
      {"RtlInsertUnicodePrefix", SECOND | THIRD},
      {"StorPortAllocateMdl", SECOND},
      {"StorPortInterlockedInsertHeadList", THIRD},
      {"StorPortInterlockedInsertTailList", THIRD},
      {"StorPortInterlockedPushEntrySList", THIRD},
      {"StorPortIssueDpc", THIRD | FOURTH},
      {"StorPortQueueWorkItem", FOURTH},
      {"StorPortRequestTimer", FOURTH},
      {"WdfRequestSetCompletionRoutine", THIRD},
  };
  for (size_t i = 0; i < sizeof keeping / sizeof *keeping; i++)
    if (strcmp(keeping[i].name, name) == 0)
      return keeping[i].arguments;
  return 0;
}

/* nf-wdm-mmgetsystemaddressformdlsafe and kin, nf-wdm-mmgetmdlvirtualaddress,
 * nf-wdm-mmmaplockedpagesspecifycache and kin. */
bool sp_memory_found_by(const char *name) {
  return begins(name, "MmGetSystemAddressForMdl") ||
         begins(name, "MmMapLockedPages") ||
         strcmp(name, "MmGetMdlVirtualAddress") == 0;
}

/* nf-wdm-rtlinitunicodestring and kin (RtlInitStringEx, RtlInitUTF8String),
 * nf-wdm-rtlinitemptyunicodestring, nf-ntstrsafe-rtlunicodestringinit,
 * nf-wdm-rtlinitializebitmap. */
bool sp_buffer_kept_by(const char *name) {
  return strcmp(name, "RtlInitializeBitMap") == 0 ||
         begins(name, "RtlUnicodeStringInit") ||
         (begins(name, "RtlInit") && strstr(name, "String"));
}

/* The length of name without what tells of a width or an ordering. */
static size_t plain_length(const char *name) {
  static const char *const endings[] = {
      "_acq", "_rel", "_nf", "Acquire", "Release", "NoFence", "Pointer"};
  size_t length = strlen(name);
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    size_t end = strlen(endings[i]);
    if (length > end && memcmp(name + length - end, endings[i], end) == 0)
      length -= end;
  }
  while (length > 0 && isdigit((unsigned char)name[length - 1]))
    length--;
  if (length > 0 && name[length - 1] == '_')
    length--; /* __sync_fetch_and_or_4 */
  return length;
}

const sp_memory_call *sp_memory_call_named(const char *name) {
  assert(name);
  if (begins(name, "__builtin_"))
    name += strlen("__builtin_");
  if (begins(name, "_Interlocked"))
    name++;
  size_t length = begins(name, "Interlocked") || begins(name, "__sync_")
                      ? plain_length(name)
                      : strlen(name);
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (strlen(table[i].name) == length &&
        memcmp(table[i].name, name, length) == 0)
      return &table[i];
  return NULL;
}
