/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "memory.h"

#undef malloc
#undef calloc
#undef realloc
#undef free

#include <stdint.h>
#include <string.h>

static sp_resize resize_elsewhere;

void sp_memory_use(sp_resize resize) { resize_elsewhere = resize; }

void sp_memory_free(void *block) {
  if (!resize_elsewhere)
    free(block);
  else if (block)
    resize_elsewhere(block, 0);
}

void *sp_memory_resize(void *block, size_t size) {
  if (!size)
    size = 1; /* nothing is no block */
  return resize_elsewhere ? resize_elsewhere(block, size)
                          : realloc(block, size);
}

void *sp_memory_zeroed(size_t count, size_t size) {
  if (!resize_elsewhere)
    return calloc(count, size);
  if (size && count > SIZE_MAX / size)
    return NULL;
  void *block = sp_memory_resize(NULL, count * size);
  return block ? memset(block, 0, count * size) : NULL;
}
