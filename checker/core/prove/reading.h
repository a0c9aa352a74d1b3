/* What is in a global that nobody reads. SPDX-License-Identifier: Apache-2.0
 * WITH LLVM-exception
 *
 * A lock whose saved IRQL, or which itself, is in a static variable is handed
 * to nobody, if no code of the program reads the one or gives back the other
 * there. What has external linkage may be read by code that is not in the
 * program.
 */
#ifndef SPINPAIR_READING_H
#define SPINPAIR_READING_H

#include "ir/values.h"

typedef struct reading reading;

/* For a linked program. NULL if memory ran out. */
reading *reading_new(const sp_program *program);
void reading_free(reading *r); /* NULL is nothing */

/* May anybody read what is in a place, or a part of it, whose base is a
 * PLACE_GLOBAL, or give back the lock that is there? */
bool reading_place(const reading *r, const values *values, value place);

#endif
