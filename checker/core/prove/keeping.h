/* Who keeps the address of a local. SPDX-License-Identifier: Apache-2.0 WITH
 * LLVM-exception
 *
 * A lock handle on the stack is given to the helper that takes the lock, and is
 * its function's own again when the helper is back, unless the helper kept the
 * address. Code that is not in the program keeps none.
 */
#ifndef SPINPAIR_KEEPING_H
#define SPINPAIR_KEEPING_H

#include "spinpair/program.h"

typedef struct keeping keeping;

/* For a linked program. NULL if memory ran out. */
keeping *keeping_new(const sp_program *program);
void keeping_free(keeping *k);

/* May code outside of the function know the address of one of its variables
 * after it was given it in a call that has returned? */
bool keeping_variable(const keeping *k, size_t function, int64_t variable);

#endif
