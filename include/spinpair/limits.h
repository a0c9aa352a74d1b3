/* Limits by value: routines that an argument limits to a lower IRQL than
 * others.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Such a call has a row of its own, which sp_routine_find() knows by its name:
 * that of the routine with what the argument asks for, such as "KeSetEvent with
 * Wait".
 */
#ifndef SPINPAIR_LIMITS_H
#define SPINPAIR_LIMITS_H

#include "spinpair/routines.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sp_limit {
  const char *routine;
  int argument; /* its index; SP_NO_ARGUMENT if any call may ask for it */
  int64_t
      mask; /* it asks for it with one of these bits, or, if that is 0, where it
             * is not 0 or, of a pointer, is 0 or leads to what is not */
  sp_routine row;
} sp_limit;

/* A step (routine A SP_SETS_IRQL) comes behind a call that sets the IRQL of the
 * processor: to A. */
#define SP_SETS_IRQL "an IRQL"

/* The same where no code but that of the function itself is told what it was
 * before, so that nobody else can bring it down to that. */
#define SP_RAISES_IRQL "an IRQL above one that is kept"

/* The name of a call that brings the IRQL down to what it was found at in the
 * same run of the function, as by KeRaiseIrql: who holds a lock all the while
 * has the IRQL that the lock asks for again. Limited as "KeLowerIrql below the
 * IRQL of a lock" is, for the locks of the function itself. */
#define SP_RESTORES_IRQL "KeLowerIrql to what was found"

/* The same where that IRQL is what the run of the function found, so that who
 * was below DISPATCH_LEVEL is there again. */
#define SP_RESETS_IRQL "an IRQL that was found"

/* Does the routine set the IRQL, and take no lock that is followed: to its
 * first argument, if that is a number, or to DISPATCH_LEVEL? */
bool sp_routine_sets_irql(const char *name);
bool sp_routine_sets_dispatch(const char *name);

/* Is it one of those that raise the IRQL, and tell what it was before? */
bool sp_routine_raises_irql(const char *name);

/* Does the routine return the IRQL at which it finds the processor? */
bool sp_routine_finds_irql(const char *name);

/* Is it called to look at something, as its name says (IoGetX, RtlCheckX), so
 * that it tells the same as long as nothing has changed? */
bool sp_routine_only_looks(const char *name);

/* The limit by value of a routine; NULL if it has none. */
const sp_limit *sp_limit_by_value(const char *routine);

/* Is it the name of such a row? NULL is none. */
bool sp_limit_is_named(const char *name);

/* Is it the name of one that lowers the IRQL, or of SP_RESTORES_IRQL? */
bool sp_limit_lowers(const char *name);

#ifdef __cplusplus
}
#endif

#endif
