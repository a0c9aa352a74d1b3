/* What hash tables of the core have in common.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef SPINPAIR_CORE_HASH_H
#define SPINPAIR_CORE_HASH_H

#include <stdint.h>

/* The hash of what was hashed, and of one part more. */
static inline uint32_t hash_mix(uint32_t hash, uint32_t part) {
  hash = (hash ^ part) * 0x9e3779b1u;
  return hash ^ hash >> 15;
}

#endif
