/* May-alias: which writes may change a field or global that a run follows.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Flow-insensitive, from the pairs that the units state (sp_program_alias()):
 * members of unions that overlap, records that are cast to each other, and
 * cells whose address is kept somewhere, by the type of the pointer.
 */
#ifndef SPINPAIR_ALIAS_H
#define SPINPAIR_ALIAS_H

#include "spinpair/program.h"

typedef struct alias_set {
  /* Names of fields and globals that may share its bytes; interned. */
  const char **names;
  uint32_t name_count;
  /* "type T" of pointers that may point to it. */
  const char **types;
  uint32_t type_count;
  /* "record R" that is laid over it: all members of that one. */
  const char **records;
  uint32_t record_count;
  bool is_bytes; /* its address is taken as that of bytes: any type may be */
  /* Numbers of what functions write (sp_program_cell()) that changes it: by
   * name, and through pointers. */
  uint32_t *named, *typed;
  uint32_t named_count, typed_count;
} alias_set;

typedef struct aliases aliases;

/* Of a linked program, which must outlive it. NULL if memory ran out. */
aliases *aliases_new(const sp_program *program);
void aliases_free(aliases *a); /* NULL is nothing */

/* What aliases the field or global of that name, interned; NULL if nothing
 * does, or, with *ok false, if memory ran out. Good as long as a is. */
const alias_set *aliases_of(aliases *a, const char *name, bool *ok);

/* Is there a pointer somewhere that may point to it? set may be NULL. */
bool alias_is_exposed(const alias_set *set);
/* Is it in a record that is made of a pointer to numbers somewhere? */
bool alias_is_over_numbers(const alias_set *set);
/* May a write through a pointer of that type ("type T") change it? */
bool alias_by_type(const alias_set *set, const char *type);
/* May a write through a pointer of a function of the program, linked or not? */
bool alias_by_any_pointer(const alias_set *set, const sp_program *program);
/* May a write to the field or global of that name, interned? */
bool alias_by_name(const alias_set *set, const char *name);
/* May a run of the function? With typed, through pointers, too. */
bool alias_written_by(const alias_set *set, const sp_program *program,
                      size_t function, bool typed);

/* May a run of the function write something that a pointer may point to, by its
 * own name? */
bool aliases_exposed_written_by(const aliases *a, size_t function);
/* May it write a member of a record that is laid over numbers? */
bool aliases_written_over_numbers(const aliases *a, size_t function);
/* Does anybody? */
bool aliases_are_over_numbers(const aliases *a);
/* May it write through a pointer whose target it cannot name? */
bool aliases_written_through(const aliases *a, size_t function);

#endif
