/*
 * bits_internal.h - what words become, and what decides about it.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef SPINPAIR_CORE_BITS_INTERNAL_H
#define SPINPAIR_CORE_BITS_INTERNAL_H

#include "memory.h"
#include "spinpair/bits.h"

typedef struct sp_ints {
  int *at;
  size_t count, room;
} sp_ints;

/* False if memory ran out. */
bool sp_ints_push(sp_ints *list, int value);

/* So many words are kept in order; more of them cost too much. */
enum { SP_BITS_ORDERED = 16 };

struct sp_bits {
  sp_ints clauses; /* each as its length and its literals: v, or -v for not v */
  sp_ints words;   /* the literals of words */
  int variables;   /* numbered from 1; the first one is true */
  /* Words that were compared, and the literals that say that one is less than
   * another; 0 where nobody asked. */
  sp_word ordered[SP_BITS_ORDERED];
  int less[SP_BITS_ORDERED][SP_BITS_ORDERED];
  unsigned ordered_count;
  bool failed; /* memory ran out */
};

/* Adds what follows from order: comparisons of three words agree. To find that
 * from the bits alone takes a search that grows with their number. */
void sp_bits_order(sp_bits *bits);

#endif
