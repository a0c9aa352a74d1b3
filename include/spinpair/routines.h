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

#include "spinpair/rules.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sp_effect {
  SP_EFFECT_NONE,        /* takes and releases no MSI lock */
  SP_EFFECT_MSI_ACQUIRE, /* takes an MSI lock, stores the IRQL it found */
  SP_EFFECT_MSI_RELEASE, /* releases an MSI lock, sets the IRQL given to it */
  SP_EFFECT_FAILS        /* reports a failed assertion, or stops the machine */
} sp_effect;

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

/* Index of an argument that a routine does not have. */
#define SP_NO_ARGUMENT (-1)

typedef struct sp_routine {
  const char *name; /* routine, or enumerator of STORPORT_FUNCTION_CODE */
  int arity;        /* fixed arguments, without the function code; -1: any */
  sp_effect effect;
  int adapter;      /* index of HwDeviceExtension */
  int message;      /* index of MessageId */
  int old_irql;     /* index of OldIrql: a pointer for acquire, else a value */
  int runs;         /* index of a callback that is run before the return */
  sp_irql max_irql; /* highest IRQL that a caller may be at */
  int spin_lock;    /* index of the STOR_SPINLOCK that says what it takes */
  bool ranks_below; /* takes a lock that ranks below MSI locks, or waits for
                     * their holders */
} sp_routine;

/* STOR_SPINLOCK, as far as the lock hierarchy is documented. */
enum { SP_DPC_LOCK = 1, SP_START_IO_LOCK = 2, SP_INTERRUPT_LOCK = 3 };

/* The rule that a call of the routine breaks while an MSI lock is held, and the
 * caller at device IRQL; SP_RULE_NONE if none. spin_lock is the value of that
 * argument, -1 if there is none or it is not known. */
sp_rule sp_routine_under_lock(const sp_routine *row, int64_t spin_lock);

/* "DISPATCH_LEVEL" and so on; "" if there is no limit, or none is known. */
const char *sp_irql_name(sp_irql irql);

/* "StartIoLock" and so on; "" for other numbers. */
const char *sp_spin_lock_name(int64_t spin_lock);

/* The row of a function called name; NULL when the table has none. A routine
 * of the table writes the driver's memory only through the pointers it is given
 * as out-arguments, and touches an MSI lock only if its effect says so. */
const sp_routine *sp_routine_find(const char *name);

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

/* Is a function stored in a structure member of this name a callback of the
 * port driver (HW_INITIALIZATION_DATA, PORT_CONFIGURATION_INFORMATION)? */
bool sp_callback_is_member(const char *member);

/* Is a function declared with the typedef role a callback of the port driver?
 * A function whose address is given to a DDI routine is one too, unless the
 * routine runs it before it returns (sp_routine.runs). */
bool sp_callback_is_role(const char *role);

#ifdef __cplusplus
}
#endif

#endif
