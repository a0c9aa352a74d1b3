/* Makes malloc() and its relatives take from where sp_memory_use() says. To be
 * included instead of <stdlib.h> by all that makes, or frees, parts of programs
 * and proofs. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef SPINPAIR_CORE_MEMORY_H
#define SPINPAIR_CORE_MEMORY_H

#include "spinpair/memory.h"

#include <stdlib.h>

void *sp_memory_resize(void *block, size_t size);
void *sp_memory_zeroed(size_t count, size_t size);

#define malloc(size) sp_memory_resize(NULL, size)
#define calloc(count, size) sp_memory_zeroed(count, size)
#define realloc(block, size) sp_memory_resize(block, size)
#define free(block) sp_memory_free(block)

#endif
