/* The lock family table. SPDX-License-Identifier: Apache-2.0 WITH
 * LLVM-exception
 */
#include "spinpair/families.h"

#include <stddef.h>

static const sp_lock_family families[SP_FAMILY_COUNT] = {
    [SP_FAMILY_MSI] = {"storport.msi", "StorPort MSI spin lock",
                       SP_NAMED_BY_MESSAGE},
    [SP_FAMILY_STORPORT] = {"storport.spinlock", "StorPort spin lock",
                            SP_NAMED_BY_SPINLOCK},
    [SP_FAMILY_KERNEL] = {"windows.spinlock", "Windows spin lock",
                          SP_NAMED_BY_POINTER},
};

/* The holder of InterruptLock is at device IRQL, like that of a message's lock
 * (nf-storport-storportacquirespinlock, -storportacquiremsispinlock). That of a
 * KSPIN_LOCK is at DISPATCH_LEVEL at least (nf-wdm-keacquirespinlock,
 * -keacquirespinlockatdpclevel, -keacquireinstackqueuedspinlock,
 * -keacquireinstackqueuedspinlockatdpclevel), and so is that of an EX_SPIN_LOCK
 * (nf-wdm-exacquirespinlockexclusive and kin), of a framework's
 * (nf-wdfsync-wdfspinlockacquire, for KMDF), and of one of NDIS, which has a
 * KSPIN_LOCK in it and the IRQL beside that (ndis.h). The lock of an
 * object may be a mutex (nf-wdfsync-wdfobjectacquirelock), and that of an
 * interrupt one of passive level (nf-wdfinterrupt-wdfinterruptacquirelock). The
 * system has one cancel spin lock (nf-wdm-ioacquirecancelspinlock, and "Using
 * the System's Cancel Spin Lock"). */
static const sp_lock_form forms[SP_KIND_COUNT] = {
    [SP_KIND_MESSAGE] = {SP_FAMILY_MSI, SP_CARRIED_BY_VALUE, true,
                         SP_IRQL_DIRQL, SP_KIND_MESSAGE},
    [SP_KIND_DPC] = {SP_FAMILY_STORPORT, SP_CARRIED_BY_HANDLE, true,
                     SP_IRQL_UNKNOWN, SP_KIND_DPC},
    [SP_KIND_START_IO] = {SP_FAMILY_STORPORT, SP_CARRIED_BY_HANDLE, true,
                          SP_IRQL_UNKNOWN, SP_KIND_DPC},
    [SP_KIND_INTERRUPT] = {SP_FAMILY_STORPORT, SP_CARRIED_BY_HANDLE, true,
                           SP_IRQL_DIRQL, SP_KIND_DPC},
    [SP_KIND_SPIN] = {SP_FAMILY_STORPORT, SP_CARRIED_BY_HANDLE, true,
                      SP_IRQL_UNKNOWN, SP_KIND_DPC},
    [SP_KIND_EXECUTIVE] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_VALUE, true,
                           SP_IRQL_DISPATCH, SP_KIND_EXECUTIVE},
    [SP_KIND_EXECUTIVE_DPC] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_NOTHING, false,
                               SP_IRQL_DISPATCH, SP_KIND_EXECUTIVE},
    [SP_KIND_QUEUED] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_HANDLE, true,
                        SP_IRQL_DISPATCH, SP_KIND_EXECUTIVE},
    [SP_KIND_QUEUED_DPC] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_HANDLE, false,
                            SP_IRQL_DISPATCH, SP_KIND_EXECUTIVE},
    [SP_KIND_FOR_DPC] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_VALUE, true,
                         SP_IRQL_DISPATCH, SP_KIND_EXECUTIVE},
    [SP_KIND_QUEUED_FOR_DPC] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_HANDLE, true,
                                SP_IRQL_DISPATCH, SP_KIND_EXECUTIVE},
    [SP_KIND_DEVICE] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_VALUE, true,
                        SP_IRQL_DIRQL, SP_KIND_DEVICE},
    [SP_KIND_EXCLUSIVE] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_VALUE, true,
                           SP_IRQL_DISPATCH, SP_KIND_EXCLUSIVE},
    [SP_KIND_EXCLUSIVE_DPC] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_NOTHING, false,
                               SP_IRQL_DISPATCH, SP_KIND_EXCLUSIVE},
    [SP_KIND_SHARED] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_VALUE, true,
                        SP_IRQL_DISPATCH, SP_KIND_EXCLUSIVE},
    [SP_KIND_SHARED_DPC] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_NOTHING, false,
                            SP_IRQL_DISPATCH, SP_KIND_EXCLUSIVE},
    [SP_KIND_FRAMEWORK] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_NOTHING, true,
                           SP_IRQL_DISPATCH, SP_KIND_FRAMEWORK},
    [SP_KIND_OBJECT] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_NOTHING, true,
                        SP_IRQL_UNKNOWN, SP_KIND_OBJECT},
    [SP_KIND_OF_INTERRUPT] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_NOTHING, true,
                              SP_IRQL_UNKNOWN, SP_KIND_OF_INTERRUPT},
    [SP_KIND_NETWORK] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_NOTHING, true,
                         SP_IRQL_DISPATCH, SP_KIND_EXECUTIVE},
    [SP_KIND_NETWORK_DPC] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_NOTHING, false,
                             SP_IRQL_DISPATCH, SP_KIND_EXECUTIVE},
    [SP_KIND_CANCEL] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_VALUE, true,
                        SP_IRQL_DISPATCH, SP_KIND_CANCEL},
    /* Spin locks, too. One that hands out nothing may keep the IRQL, or leave
     * it: what holds for both is what holds for the former. */
    [SP_KIND_STATED] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_VALUE, true,
                        SP_IRQL_DISPATCH, SP_KIND_STATED},
    [SP_KIND_STATED_PLAIN] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_NOTHING, true,
                              SP_IRQL_DISPATCH, SP_KIND_STATED},
    [SP_KIND_STATED_EXCLUSIVE] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_VALUE, true,
                                  SP_IRQL_DISPATCH, SP_KIND_STATED},
    [SP_KIND_STATED_EXCLUSIVE_PLAIN] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_NOTHING,
                                        true, SP_IRQL_DISPATCH, SP_KIND_STATED},
    [SP_KIND_STATED_SHARED] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_VALUE, true,
                               SP_IRQL_DISPATCH, SP_KIND_STATED},
    [SP_KIND_STATED_SHARED_PLAIN] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_NOTHING,
                                     true, SP_IRQL_DISPATCH, SP_KIND_STATED},
    [SP_KIND_STATED_QUEUED] = {SP_FAMILY_KERNEL, SP_CARRIED_BY_HANDLE, true,
                               SP_IRQL_DISPATCH, SP_KIND_STATED},
};

/* Rules of a family that has its own for what is wrong with any lock. */
static const struct {
  sp_rule any;
  sp_family_id family;
  sp_rule own;
} of_family[] = {
    {SP_RULE_LEAK, SP_FAMILY_STORPORT, SP_RULE_SPIN_LEAK},
    {SP_RULE_DOUBLE_ACQUIRE, SP_FAMILY_STORPORT, SP_RULE_SPIN_DOUBLE_ACQUIRE},
    {SP_RULE_DOUBLE_RELEASE, SP_FAMILY_STORPORT, SP_RULE_SPIN_DOUBLE_RELEASE},
    {SP_RULE_RELEASE_NOT_HELD, SP_FAMILY_STORPORT,
     SP_RULE_SPIN_RELEASE_NOT_HELD},
    /* It has no rule of its own for a failed acquire. */
    {SP_RULE_FAILED_ACQUIRE, SP_FAMILY_STORPORT, SP_RULE_SPIN_RELEASE_NOT_HELD},
    {SP_RULE_RELEASE_ORDER, SP_FAMILY_STORPORT, SP_RULE_SPIN_RELEASE_ORDER},
    {SP_RULE_LEAK, SP_FAMILY_KERNEL, SP_RULE_KERNEL_LEAK},
    {SP_RULE_DOUBLE_ACQUIRE, SP_FAMILY_KERNEL, SP_RULE_KERNEL_DOUBLE_ACQUIRE},
    {SP_RULE_DOUBLE_RELEASE, SP_FAMILY_KERNEL, SP_RULE_KERNEL_DOUBLE_RELEASE},
    {SP_RULE_RELEASE_NOT_HELD, SP_FAMILY_KERNEL,
     SP_RULE_KERNEL_RELEASE_NOT_HELD},
    {SP_RULE_FAILED_ACQUIRE, SP_FAMILY_KERNEL, SP_RULE_KERNEL_RELEASE_NOT_HELD},
    {SP_RULE_MESSAGE_ID_MISMATCH, SP_FAMILY_KERNEL,
     SP_RULE_KERNEL_LOCK_MISMATCH},
    {SP_RULE_OLD_IRQL_MISMATCH, SP_FAMILY_KERNEL,
     SP_RULE_KERNEL_OLD_IRQL_MISMATCH},
    {SP_RULE_RELEASE_ORDER, SP_FAMILY_KERNEL, SP_RULE_KERNEL_RELEASE_ORDER},
    {SP_RULE_LOCK_ORDER, SP_FAMILY_KERNEL, SP_RULE_KERNEL_LOCK_ORDER},
    {SP_RULE_IRQL_TOO_HIGH, SP_FAMILY_KERNEL, SP_RULE_KERNEL_IRQL_TOO_HIGH},
    /* By what is wrong with a handle. */
    {SP_RULE_SPIN_HANDLE_MISMATCH, SP_FAMILY_KERNEL,
     SP_RULE_KERNEL_HANDLE_MISMATCH},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

const sp_lock_family *sp_family_get(sp_family_id family) {
  return &families[family];
}

const sp_lock_form *sp_lock_form_of(sp_lock_kind kind) { return &forms[kind]; }

sp_family_id sp_family_of(sp_lock_kind kind) { return forms[kind].family; }

bool sp_kind_has_handle(sp_lock_kind kind) {
  return forms[kind].carrier == SP_CARRIED_BY_HANDLE;
}

bool sp_kind_is_of_message(sp_lock_kind kind) {
  return forms[kind].family == SP_FAMILY_MSI;
}

bool sp_kind_has_pointer(sp_lock_kind kind) {
  return families[forms[kind].family].naming == SP_NAMED_BY_POINTER;
}

bool sp_kind_has_opaque(sp_lock_kind kind) {
  return kind == SP_KIND_DEVICE || kind == SP_KIND_FRAMEWORK ||
         kind == SP_KIND_OBJECT || kind == SP_KIND_OF_INTERRUPT ||
         kind == SP_KIND_CANCEL;
}

const char *sp_kind_lock_member(sp_lock_kind kind) {
  return kind == SP_KIND_NETWORK || kind == SP_KIND_NETWORK_DPC ? "SpinLock"
                                                                : NULL;
}

bool sp_kind_is_single(sp_lock_kind kind) { return kind == SP_KIND_CANCEL; }

const char *sp_kind_name(sp_lock_kind kind) {
  return sp_kind_is_single(kind) ? "the cancel spin lock" : NULL;
}

bool sp_kind_may_share(sp_lock_kind kind, sp_lock_kind other) {
  return forms[kind].family == forms[other].family &&
         forms[kind].object == forms[other].object;
}

bool sp_kind_may_wrap(sp_lock_kind kind, sp_lock_kind other) {
  return forms[kind].family == forms[other].family &&
         (forms[kind].object == SP_KIND_STATED) !=
             (forms[other].object == SP_KIND_STATED);
}

const char *sp_kind_users(sp_lock_kind kind) {
  return kind == SP_KIND_STATED_EXCLUSIVE ||
                 kind == SP_KIND_STATED_EXCLUSIVE_PLAIN
             ? "writers"
         : kind == SP_KIND_STATED_SHARED || kind == SP_KIND_STATED_SHARED_PLAIN
             ? "readers"
             : NULL;
}

bool sp_kind_is_released_as(sp_lock_kind kind, sp_lock_kind release) {
  const bool is_plain =
      kind == SP_KIND_STATED || kind == SP_KIND_STATED_PLAIN ||
      release == SP_KIND_STATED || release == SP_KIND_STATED_PLAIN;
  return kind == release || (is_plain && forms[kind].object == SP_KIND_STATED &&
                             forms[release].object == SP_KIND_STATED &&
                             forms[kind].carrier == forms[release].carrier);
}

bool sp_kind_saves(sp_lock_kind kind) {
  return forms[kind].carrier != SP_CARRIED_BY_NOTHING;
}

bool sp_kind_raises(sp_lock_kind kind) { return forms[kind].raises; }

sp_family_id sp_family_of_rule(sp_rule rule) {
  if (rule >= SP_RULE_KERNEL_LEAK && rule <= SP_RULE_KERNEL_FORBIDDEN_CALL)
    return SP_FAMILY_KERNEL;
  return rule >= SP_RULE_SPIN_LEAK && rule <= SP_RULE_SPIN_LOCK_ORDER
             ? SP_FAMILY_STORPORT
             : SP_FAMILY_MSI;
}

sp_rule sp_rule_of_family(sp_rule rule, sp_family_id family) {
  for (size_t i = 0; i < COUNT(of_family); i++)
    if (of_family[i].any == rule && of_family[i].family == family)
      return of_family[i].own;
  return rule;
}

sp_rule sp_rule_of_message(sp_rule rule) {
  for (size_t i = 0; i < COUNT(of_family); i++)
    if (of_family[i].own == rule)
      return of_family[i].any;
  return rule;
}

sp_lock_kind sp_lock_kind_of(int64_t number) {
  if (number < 0 && number > -SP_KIND_COUNT &&
      sp_kind_has_pointer((sp_lock_kind)-number))
    return (sp_lock_kind)-number;
  return number >= SP_KIND_DPC && number <= SP_KIND_INTERRUPT
             ? (sp_lock_kind)number
             : SP_KIND_SPIN;
}

int64_t sp_number_of_kind(sp_lock_kind kind) {
  return sp_kind_has_pointer(kind) ? -(int64_t)kind : (int64_t)kind;
}
