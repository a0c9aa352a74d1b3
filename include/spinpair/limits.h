/* Limits by value: routines that an argument limits to a lower IRQL than others.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Such a call has a row of its own, which sp_routine_find() knows by its name: that
 * of the routine with what the argument asks for, such as "KeSetEvent with Wait".
 */
#ifndef SPINPAIR_LIMITS_H
#define SPINPAIR_LIMITS_H

#include "spinpair/routines.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The row of a call of the routine whose argument of the index *argument asks for
 * it: is not 0 or, where that is a pointer, is 0 or leads to what is not. *argument
 * is SP_NO_ARGUMENT if any call may. NULL if the routine has no such row. */
const sp_routine *sp_limit_by_value(const char *routine, int *argument);

/* Is it such a row? */
bool sp_limit_is_by_value(const sp_routine *row);

#ifdef __cplusplus
}
#endif

#endif
