/*
 * memory_calls.h - functions that fill, copy, compare and exchange memory.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * They say nothing of locks, but a lock depends on what they leave behind: the
 * flag that was cleared, the saved IRQL that was copied.
 */
#ifndef SPINPAIR_MEMORY_CALLS_H
#define SPINPAIR_MEMORY_CALLS_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sp_memory_kind {
  SP_MEMORY_NONE,
  SP_MEMORY_SET,     /* (to, byte, size) */
  SP_MEMORY_FILL,    /* (to, size, byte) */
  SP_MEMORY_ZERO,    /* (to, size) */
  SP_MEMORY_COPY,    /* (to, from, size), also where they overlap */
  SP_MEMORY_COMPARE, /* only reads; of the same memory, it says the same */
  /* Of a cell that the first argument points to, without anything between: */
  SP_MEMORY_EXCHANGE, /* the second argument is written */
  SP_MEMORY_ADD,      /* it is added, and so on */
  SP_MEMORY_SUBTRACT,
  SP_MEMORY_OR,
  SP_MEMORY_AND,
  SP_MEMORY_XOR,
  SP_MEMORY_COMPARE_EXCHANGE /* the second one is written if the cell is the
                                third */
} sp_memory_kind;

typedef struct sp_memory_call {
  const char *name;
  sp_memory_kind kind;
  bool by_one;    /* there is no second argument: it would be 1 */
  bool gives_new; /* the result is the new value of the cell, not the old one */
} sp_memory_call;

/* What the function or builtin of this name does; null if it is none of these.
 * Names that only tell a width or an ordering are known by the plain one:
 * _InterlockedOr64_acq is InterlockedOr, __builtin_memcpy is memcpy. */
const sp_memory_call *sp_memory_call_named(const char *name);

/* The index of the argument that leads to memory which the routine of this name
 * frees, or makes a lock that nobody holds; -1 if there is none. */
int sp_memory_ended_by(const char *name);

/* Where the routine of this name puts a pointer to memory that nobody else
 * knows of yet: the index of the argument that leads there, or SP_RESULT;
 * SP_NO_ARGUMENT if it makes none. */
int sp_memory_made_by(const char *name);

/* The arguments whose pointer the routine of this name keeps, so that what they
 * lead to may be found again without them, as that of an entry by its list: bit
 * 0 of the first one. 0 if it keeps none. */
uint32_t sp_memory_kept_by(const char *name);

/* Does the routine return a pointer that another one kept: where the buffer is
 * that an MDL describes? */
bool sp_memory_found_by(const char *name);

/* Does the routine have its first argument, a counted string or a bitmap, lead
 * to the buffer that the second one is? Others that are given a counted string
 * use the buffer that it leads to. */
bool sp_buffer_kept_by(const char *name);

/* The argument of the routine that points to where it puts the handle of a new
 * lock; SP_NO_ARGUMENT if it does not. */
int sp_handle_made_by(const char *name);

#ifdef __cplusplus
}
#endif

#endif
