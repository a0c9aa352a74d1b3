/*
 * bits.h - can all that is required of words of bits be had at once?
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Words have a fixed width of 1 to 64 bits, and operations on them are those of
 * C on unsigned or two's complement numbers. They are broken down to single
 * bits and clauses, and a search with learning decides. Small on purpose: it
 * stands in where there is no solver of LLVM's.
 */
#ifndef SPINPAIR_BITS_H
#define SPINPAIR_BITS_H

#include "spinpair/answer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sp_bits sp_bits;

/* A word of one sp_bits. */
typedef struct sp_word {
  size_t first;
  unsigned width;
} sp_word;

typedef enum sp_bits_op {
  SP_BITS_ADD,
  SP_BITS_SUB,
  SP_BITS_MUL,
  SP_BITS_UDIV, /* anything if b is 0; so are the other three */
  SP_BITS_SDIV,
  SP_BITS_UREM,
  SP_BITS_SREM,
  SP_BITS_SHL, /* b is unsigned; nothing is left of a if it is too large */
  SP_BITS_LSHR,
  SP_BITS_ASHR,
  SP_BITS_AND,
  SP_BITS_OR,
  SP_BITS_XOR,
  SP_BITS_EQUAL, /* from here on, the result has one bit */
  SP_BITS_ULESS,
  SP_BITS_ULESS_EQUAL,
  SP_BITS_SLESS,
  SP_BITS_SLESS_EQUAL
} sp_bits_op;

/* NULL if memory ran out. The caller frees it. */
sp_bits *sp_bits_new(void);
void sp_bits_free(sp_bits *bits);

sp_word sp_bits_constant(sp_bits *bits, uint64_t value, unsigned width);
/* A word that may have any value. */
sp_word sp_bits_variable(sp_bits *bits, unsigned width);
/* a and b have the same width. */
sp_word sp_bits_apply(sp_bits *bits, sp_bits_op op, sp_word a, sp_word b);
/* a in another width: cut off, or with its sign or 0 in front. */
sp_word sp_bits_resize(sp_bits *bits, sp_word a, unsigned width, bool sign);

/* bit, a word of one bit, is to be 1. */
void sp_bits_require(sp_bits *bits, sp_word bit);

/* Is there a value for each variable so that all holds that is required?
 * SP_UNKNOWN if that is not decided after this many conflicts, or if memory ran
 * out. */
sp_answer sp_bits_satisfiable(sp_bits *bits, unsigned conflicts);

#ifdef __cplusplus
}
#endif

#endif
