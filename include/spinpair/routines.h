/* Routine table: what the routines that a miniport calls do to its locks.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * One row for each DDI routine, from the public DDI reference (Microsoft's
 * windows-driver-docs-ddi, pages nf-storport-<routine in lower case>). Rows of
 * StorPortExtendedFunction are keyed by the name of the enumerator that is
 * its first argument, because its number differs between headers. The tables
 * are constant; nothing is owned by the caller.
 */
#ifndef SPINPAIR_ROUTINES_H
#define SPINPAIR_ROUTINES_H

#include "spinpair/families.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sp_effect {
  SP_EFFECT_NONE,    /* takes and releases no lock of these */
  SP_EFFECT_ACQUIRE, /* takes a lock of its kind, stores the IRQL it found */
  SP_EFFECT_RELEASE, /* releases one, sets the IRQL given to it */
  SP_EFFECT_BRIEF,   /* takes one of its kind, which message names, and gives it
                      * back before it returns */
  SP_EFFECT_FAILS    /* reports a failed assertion, or stops the machine */
} sp_effect;

/* Index of an argument that a routine does not have. */
#define SP_NO_ARGUMENT (-1)
/* In place of an index: what the routine returns. */
#define SP_RESULT (-2)

/* What the author of the driver says of a function of his. */
enum {
  SP_STATED = 1u << 0,        /* such a row: its effect is all that it does to
                               * locks, whatever its body */
  SP_STATED_STATUS = 1u << 1, /* an acquire that returns 0 if it took the lock,
                               * like those of the DDI; else it always does */
  SP_TRIES = 1u << 2 /* of either: an acquire that returns whether it took the
                      * lock of a pointer, and does not wait for it */
};

typedef struct sp_routine {
  const char *name; /* routine, or enumerator of STORPORT_FUNCTION_CODE */
  int arity;        /* fixed arguments, without the function code; -1: any */
  sp_effect effect;
  int adapter;  /* index of HwDeviceExtension */
  int message;  /* index of MessageId; or of STOR_SPINLOCK, which LockContext
                 * follows; or of the pointer that names the lock */
  int old_irql; /* index of OldIrql: a pointer for acquire, else a value; of
                 * a stated acquire SP_RESULT, of a stated release a pointer
                 * to the value, too; or of LockHandle; of SP_EFFECT_BRIEF the
                 * argument that is 0 where it takes no lock */
  int runs;     /* index of a callback that is run before the return */
  sp_irql max_irql; /* highest IRQL that a caller may be at */
  int spin_lock;    /* index of the STOR_SPINLOCK that says what it takes */
  bool ranks_below; /* takes a lock that ranks below MSI locks, or waits for
                     * their holders */
  unsigned stated;  /* SP_STATED...; 0: of the DDI, or of no known effect */
  int excludes; /* 1 if it may take a lock, asks for one that its caller has,
                 * or waits for whoever has one; -1 if it gives one back;
                 * else 0 */
  sp_lock_kind kind; /* of an acquire or a release; of one that is told a
                      * STOR_SPINLOCK, SP_KIND_SPIN */
} sp_routine;

/* Does the routine take or release a lock that is followed? */
bool sp_routine_is_lock(const sp_routine *row);

/* The row of the routine that is the first of the table to take, or to release,
 * a lock of a kind that a pointer names; NULL if there is none, as of the kinds
 * that the author of a driver describes. */
const sp_routine *sp_routine_of_kind(sp_lock_kind kind, bool takes);

/* STOR_SPINLOCK, as far as the lock hierarchy is documented. */
enum { SP_DPC_LOCK = 1, SP_START_IO_LOCK = 2, SP_INTERRUPT_LOCK = 3 };

/* The rule that a call of the routine breaks while an MSI lock is held, and the
 * caller at device IRQL; SP_RULE_NONE if none. spin_lock is the value of that
 * argument, -1 if there is none or it is not known. */
sp_rule sp_routine_under_lock(const sp_routine *row, int64_t spin_lock);

/* The same while InterruptLock is held, whose holder is at device IRQL, too.
 * Not of the lock that the routine takes, which the automaton knows: it is told
 * of the acquire. */
sp_rule sp_routine_under_interrupt_lock(const sp_routine *row);

/* The same while a lock is held whose holder is at DISPATCH_LEVEL; of any lock,
 * as if it were that of a message. */
sp_rule sp_routine_under_dispatch(const sp_routine *row);

/* "DISPATCH_LEVEL" and so on; "" if there is no limit, or none is known. */
const char *sp_irql_name(sp_irql irql);

/* "StartIoLock" and so on; "" for other numbers. */
const char *sp_spin_lock_name(int64_t spin_lock);

/* The row of a function called name; NULL when the table has none. A routine
 * of the table writes the driver's memory only through the pointers it is given
 * as out-arguments, and touches an MSI lock only if its effect says so. */
const sp_routine *sp_routine_find(const char *name);

/* Is it one of the routines and intrinsics that exchange a pointer: the first
 * argument says where, the second is put there, for
 * InterlockedCompareExchangePointer if the third is found there
 * (nf-wdm-interlockedexchangepointer, -interlockedcompareexchangepointer)? Or a
 * builtin __sync_..., which puts one of the others there if that is a pointer,
 * or a number made from it (the manual of GCC, chapter 6.52)? */
bool sp_routine_exchanges_pointer(const char *name);

/* May a function called name, of which no body is seen, put a pointer that it
 * is given where another argument points? The routines of the table give memory
 * and objects of their own, but for those that exchange pointers. */
bool sp_routine_may_put_pointer(const char *name);

/* The member of what its first argument leads to that is all that the routine
 * writes there, "" if it writes nothing of it; NULL if it may write all. */
const char *sp_routine_writes_member(const char *name);

/* The row of a function that the author annotates with an IRQL: the name of a
 * step for a call of it; NULL where no rule rests on that. */
const char *sp_routine_annotated(sp_irql irql);

/* sp_routine.excludes of the routine of that name; 0 if there is none. */
int sp_routine_excludes(const char *name);

/* Adds a function that the table does not have, once. Without SP_STATED only
 * max_irql counts: what it does to locks its body says, if there is one. For
 * before anything is analysed: kept until the process ends, a copy of the name
 * too. False if memory ran out. */
bool sp_routine_add(const sp_routine *row);

/* The row of such a function; NULL if there is none of that name. */
const sp_routine *sp_routine_added(const char *name);

/* All of them, in the order that they were added in; NULL past the last. */
const sp_routine *sp_routine_added_at(size_t index);

/* Why a row cannot be what the author of a driver says, in a clause without a
 * full stop, such as "it says no MessageId"; NULL if it can. */
const char *sp_routine_lacks(const sp_routine *row);

/* "DISPATCH_LEVEL" and so on; SP_IRQL_UNKNOWN for another text. */
sp_irql sp_irql_find(const char *name);

/* Is name the function that takes and releases spin locks by a notification
 * type?
 */
bool sp_routine_is_notification(const char *name);

/* The row of the routine that StorPortNotification stands for when its first
 * argument is the enumerator called name; NULL if it is none of the table. */
const sp_routine *sp_routine_of_notification(const char *enumerator);

/* The row of a StorPortExtendedFunction call whose function code is the
 * enumerator called name; NULL when it does nothing to an MSI lock. Argument
 * indices do not count the function code. */
const sp_routine *sp_routine_find_extended(const char *enumerator);

/* Is name the function that dispatches on a function code? */
bool sp_routine_is_extended(const char *name);

/* What is known of the locks of a callback of the port driver; nothing where
 * the reference depends on more than can be seen. */
typedef enum sp_callback_kind {
  SP_CALLBACK_PLAIN,
  SP_CALLBACK_LOCKLESS,     /* may take no lock */
  SP_CALLBACK_FIND_ADAPTER, /* may take none, and is given the configuration */
  SP_CALLBACK_OF_MESSAGE    /* (HwDeviceExtension, MessageId): runs with the MSI
                             * lock of its message held */
} sp_callback_kind;

typedef struct sp_callback {
  const char *name;   /* as the DDI reference calls it; "" if it depends */
  const char *member; /* where it is registered; "" if elsewhere */
  const char *role;   /* its function type, "" if it has none */
  sp_callback_kind kind;
  /* SP_IRQL_PASSIVE: it is always called at PASSIVE_LEVEL. SP_IRQL_DIRQL: it is
   * called at device IRQL, with the lock of an interrupt held that nothing in
   * the driver names. Else SP_IRQL_UNKNOWN. */
  sp_irql irql;
} sp_callback;

/* May the callback take no lock of a message, or none of STOR_SPINLOCK? The
 * latter not where the port driver holds one of them for certain: then other
 * rules know more. */
bool sp_callback_forbids(const sp_callback *callback, bool spin);

/* The STOR_SPINLOCK that the port driver holds while it runs the callback, for
 * certain; 0 if it is none. */
int sp_callback_holds(const sp_callback *callback);

/* Is the callback called with the cancel spin lock held, which it is to give
 * back with the IRQL that is in SP_CANCEL_IRQL of its second argument
 * (nc-wdm-driver_cancel, "Implementing a Cancel Routine")? */
bool sp_callback_gives_cancel(const sp_callback *callback);
#define SP_CANCEL_CALLBACK "Cancel"
#define SP_CANCEL_IRQL "CancelIrql"

/* What may run on another processor while a callback runs. */
typedef enum sp_beside {
  SP_BESIDE_UNKNOWN, /* it is no callback */
  SP_BESIDE_NOBODY,  /* nothing is known for certain */
  SP_BESIDE_OTHERS,  /* all but those of its kind: it has StartIoLock, or what
                      * its framework has them wait for */
  SP_BESIDE_ONCE,    /* all others, but never itself */
  SP_BESIDE_QUEUED,  /* all others, and itself if it is queued for several
                      * things at once */
  SP_BESIDE_ALL      /* all others, and itself */
} sp_beside;
/* Of a callback of the framework's, unless the driver asks for less. */
sp_beside sp_callback_beside(const sp_callback *callback);

/* By what a driver has the framework call a callback one at a time with others
 * of the device. */
typedef enum sp_serial {
  SP_SERIAL_NEVER,
  SP_SERIAL_BY_SCOPE, /* SynchronizationScope */
  SP_SERIAL_BY_QUEUE  /* that, or a queue that dispatches sequentially */
} sp_serial;
sp_serial sp_callback_serial(const sp_callback *callback);

/* The callback that a function stored in a structure member of this name is;
 * NULL if it is none. */
const sp_callback *sp_callback_of_member(const char *member);

/* The callback that a function declared with this typedef is; NULL if it is
 * none. */
const sp_callback *sp_callback_of_role(const char *role);

/* The callback that a function is whose address is given to a DDI routine,
 * which does not run it before it returns (sp_routine.runs). */
const sp_callback *sp_callback_given_to(const sp_routine *row);

/* The same of a function that is given to StorPortNotification with this
 * enumerator; "" for a type that is not known. */
const sp_callback *sp_callback_of_notification(const char *enumerator);

/* The callback that the DDI reference calls so; NULL if there is none. */
const sp_callback *sp_callback_named(const char *name);

/* A callback of which nothing is known. */
const sp_callback *sp_callback_unknown(void);

/* What a driver asks for that stores this enumerator, "" for another value, in
 * a structure member of this name (InterruptSynchronizationMode of
 * PORT_CONFIGURATION_INFORMATION). */
typedef enum sp_mode {
  SP_MODE_NONE, /* another member */
  SP_MODE_PER_MESSAGE,
  SP_MODE_OTHER,
  SP_MODE_UNKNOWN
} sp_mode;
sp_mode sp_mode_asked(const char *member, const char *enumerator);

#ifdef __cplusplus
}
#endif

#endif
