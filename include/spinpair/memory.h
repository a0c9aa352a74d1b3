/* Where the core takes its memory from.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef SPINPAIR_MEMORY_H
#define SPINPAIR_MEMORY_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Like realloc(): NULL is no block yet, size 0 frees it. NULL if memory ran
 * out, and the block stays. */
typedef void *(*sp_resize)(void *block, size_t size);

/* From here on, programs, proofs and what else the core makes come from there;
 * with NULL from malloc(), as in the beginning. What is there already must not
 * be changed or freed afterwards, unless it is from the same place. Not to be
 * called while another thread is in the core. */
void sp_memory_use(sp_resize resize);

/* Frees a text that the core made; where nobody called sp_memory_use(), free()
 * does the same. */
void sp_memory_free(void *block);

#ifdef __cplusplus
}
#endif

#endif
