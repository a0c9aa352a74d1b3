/* Where control goes behind a block.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef SPINPAIR_SUCCESSORS_H
#define SPINPAIR_SUCCESSORS_H

#include "spinpair/program.h"

/* How many blocks control may go to; 0 if it leaves the function. */
static inline uint32_t successor_count(const sp_block *block) {
  switch (block->exit) {
  case SP_GOTO:
    return 1;
  case SP_BRANCH:
    return 2;
  case SP_SWITCH:
    return (uint32_t)block->case_count + 1;
  default:
    return 0;
  }
}

/* Number i of them, from 0. */
static inline uint32_t successor(const sp_block *block, uint32_t i) {
  if (i == 0)
    return block->next;
  return block->exit == SP_BRANCH ? block->otherwise
                                  : block->cases[i - 1].block;
}

#endif
