/* Lock families: the kinds of lock that are followed, a row for each.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * A family has rules and words of its own; a kind is a form of its locks, which
 * says how the lock is named, where its saved IRQL is kept, and at which IRQL
 * its holder is. The routines that take and give back locks of a kind are rows
 * of the routine table. Facts: the DDI reference, pages nf-storport-<routine>,
 * nf-wdm-<routine>, nf-wdfsync-<routine>, nf-wdfinterrupt-<routine> and
 * nf-ndis-<routine>. The tables are constant; nothing is owned by the
 * caller.
 */
#ifndef SPINPAIR_FAMILIES_H
#define SPINPAIR_FAMILIES_H

#include "spinpair/rules.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The highest IRQL that the DDI reference allows a caller. SP_IRQL_UNKNOWN
 * where it says nothing, contradicts itself or depends on something else. */
typedef enum sp_irql {
  SP_IRQL_UNKNOWN,
  SP_IRQL_PASSIVE,
  SP_IRQL_APC,
  SP_IRQL_DISPATCH,
  SP_IRQL_DIRQL,
  SP_IRQL_ANY
} sp_irql;

typedef enum sp_family_id {
  SP_FAMILY_MSI,      /* the locks of messages */
  SP_FAMILY_STORPORT, /* those that StorPortAcquireSpinLock takes */
  SP_FAMILY_KERNEL, /* one of the driver's own, of the kernel or of a framework
                     * of its */
  SP_FAMILY_COUNT
} sp_family_id;

typedef enum sp_lock_kind {
  SP_KIND_MESSAGE,
  SP_KIND_DPC, /* the numbers of STOR_SPINLOCK */
  SP_KIND_START_IO,
  SP_KIND_INTERRUPT,
  SP_KIND_SPIN,          /* one of STOR_SPINLOCK, of which no more is known */
  SP_KIND_EXECUTIVE,     /* taken by KeAcquireSpinLock */
  SP_KIND_EXECUTIVE_DPC, /* taken by KeAcquireSpinLockAtDpcLevel */
  SP_KIND_QUEUED,        /* taken by KeAcquireInStackQueuedSpinLock */
  SP_KIND_QUEUED_DPC,    /* taken by KeAcquireInStackQueuedSpinLockAtDpcLevel */
  SP_KIND_FOR_DPC,       /* taken by KeAcquireSpinLockForDpc */
  SP_KIND_QUEUED_FOR_DPC,   /* taken by KeAcquireInStackQueuedSpinLockForDpc */
  SP_KIND_DEVICE,           /* taken by KeAcquireInterruptSpinLock */
  SP_KIND_EXCLUSIVE,        /* taken by ExAcquireSpinLockExclusive */
  SP_KIND_EXCLUSIVE_DPC,    /* taken by ExAcquireSpinLockExclusiveAtDpcLevel */
  SP_KIND_SHARED,           /* taken by ExAcquireSpinLockShared */
  SP_KIND_SHARED_DPC,       /* taken by ExAcquireSpinLockSharedAtDpcLevel */
  SP_KIND_FRAMEWORK,        /* taken by WdfSpinLockAcquire */
  SP_KIND_OBJECT,           /* taken by WdfObjectAcquireLock */
  SP_KIND_OF_INTERRUPT,     /* taken by WdfInterruptAcquireLock */
  SP_KIND_NETWORK,          /* taken by NdisAcquireSpinLock */
  SP_KIND_NETWORK_DPC,      /* taken by NdisDprAcquireSpinLock */
  SP_KIND_CANCEL,           /* taken by IoAcquireCancelSpinLock */
  SP_KIND_STATED,           /* taken by a routine that the author of the driver
                             * describes, which hands out the IRQL */
  SP_KIND_STATED_PLAIN,     /* by one that hands out nothing */
  SP_KIND_STATED_QUEUED,    /* by one that fills a handle */
  SP_KIND_STATED_EXCLUSIVE, /* by one that hands out the IRQL, of a lock that
                             * readers share, for a writer */
  SP_KIND_STATED_EXCLUSIVE_PLAIN, /* by one that hands out nothing */
  SP_KIND_STATED_SHARED,          /* the same for a reader */
  SP_KIND_STATED_SHARED_PLAIN,
  SP_KIND_COUNT
} sp_lock_kind;

/* What says which lock of the family it is. */
typedef enum sp_lock_naming {
  SP_NAMED_BY_MESSAGE,  /* HwDeviceExtension and MessageId */
  SP_NAMED_BY_SPINLOCK, /* HwDeviceExtension, STOR_SPINLOCK and LockContext */
  SP_NAMED_BY_POINTER   /* the object that a pointer leads to */
} sp_lock_naming;

/* Where an acquire puts the IRQL that it found. */
typedef enum sp_irql_carrier {
  SP_CARRIED_BY_VALUE,  /* an out-parameter or the result; its release is told
                         * the lock, and this value */
  SP_CARRIED_BY_HANDLE, /* a member of the handle, which its release is told
                         * in place of the lock */
  SP_CARRIED_BY_NOTHING /* nowhere that the driver sees: it leaves the IRQL as
                         * it was, and so does its release, or the lock keeps
                         * it; its release is told the lock */
} sp_irql_carrier;

typedef struct sp_lock_family {
  const char *prefix;   /* of its rules' checkers, such as "storport.msi" */
  const char *category; /* of its reports, such as "StorPort MSI spin lock" */
  sp_lock_naming naming;
} sp_lock_family;

typedef struct sp_lock_form {
  sp_family_id family;
  sp_irql_carrier carrier;
  bool raises; /* see sp_kind_raises() */
  /* The IRQL of its holder; SP_IRQL_UNKNOWN where no rule rests on it. */
  sp_irql held;
  /* Of one that a pointer names, the first kind of locks in such an object: no
   * object of one type is a lock of another. */
  sp_lock_kind object;
} sp_lock_form;

/* family must be below SP_FAMILY_COUNT, and kind below SP_KIND_COUNT. */
const sp_lock_family *sp_family_get(sp_family_id family);
const sp_lock_form *sp_lock_form_of(sp_lock_kind kind);

/* Shorthands. */
sp_family_id sp_family_of(sp_lock_kind kind);
bool sp_kind_has_handle(sp_lock_kind kind);
bool sp_kind_is_of_message(sp_lock_kind kind);
/* Is the lock known by a pointer alone? */
bool sp_kind_has_pointer(sp_lock_kind kind);
/* Is that pointer a handle, which leads to nothing that a driver can see? */
bool sp_kind_has_opaque(sp_lock_kind kind);
/* The member, of what that pointer leads to, that is the lock; NULL if it is
 * the whole object. The KSPIN_LOCK in an NDIS_SPIN_LOCK is its lock. */
const char *sp_kind_lock_member(sp_lock_kind kind);
/* Is there one such lock in the whole system, which nothing in a call names? In
 * place of the pointer stands SP_ONE_LOCK. */
bool sp_kind_is_single(sp_lock_kind kind);
#define SP_ONE_LOCK 1
/* What such a lock is called in a sentence; NULL for other kinds. */
const char *sp_kind_name(sp_lock_kind kind);
/* May a lock of the one kind be one of the other? */
bool sp_kind_may_share(sp_lock_kind kind, sp_lock_kind other);
/* Is one of the two of routines that the author of a driver describes, and the
 * other of the kernel's or a framework's, which those may be made of? If one
 * pointer names both, nobody tells whether they are one lock. */
bool sp_kind_may_wrap(sp_lock_kind kind, sp_lock_kind other);
/* "writers" or "readers" of a lock that readers share, if the kind is for those
 * alone, and annotations tell; else NULL. */
const char *sp_kind_users(sp_lock_kind kind);
/* Is a lock of the one kind given back by a release of the other? Not if the
 * one is shared and the other exclusive, or only one of them has an IRQL. */
bool sp_kind_is_released_as(sp_lock_kind kind, sp_lock_kind release);
/* Does its acquire save an IRQL, or leave a handle, without which nobody can
 * release it? */
bool sp_kind_saves(sp_lock_kind kind);
/* Does its acquire raise the IRQL, and its release lower it to what was saved?
 */
bool sp_kind_raises(sp_lock_kind kind);

/* The family whose rule it is. */
sp_family_id sp_family_of_rule(sp_rule rule);

/* The rule that is broken with a lock of the family, for one that is broken in
 * the same way with the lock of a message; the rule itself if the family has
 * none of its own for it. */
sp_rule sp_rule_of_family(sp_rule rule, sp_family_id family);

/* The other way round: the rule that is broken in the same way with the lock of
 * a message, for one of another family; another rule itself. A lock helper
 * takes a lock of the one or the other, and misuse of it is one mistake. */
sp_rule sp_rule_of_message(sp_rule rule);

/* The kind that a lock program or an event names by this number: a
 * STOR_SPINLOCK by its value, and a kind that is named by a pointer by what
 * sp_number_of_kind() says, which is below 0. */
sp_lock_kind sp_lock_kind_of(int64_t number);
int64_t sp_number_of_kind(sp_lock_kind kind);

#ifdef __cplusplus
}
#endif

#endif
