/* Values and places of a symbolic run. SPDX-License-Identifier: Apache-2.0 WITH
 * LLVM-exception
 *
 * Hash-consed: equal ones have equal indices, so that the lock-set automaton
 * can take an index for a value. 0 is no value. Everything lives until the
 * table is freed.
 */
#ifndef SPINPAIR_VALUES_H
#define SPINPAIR_VALUES_H

#include "spinpair/program.h"

typedef uint32_t value;

typedef enum value_kind {
  VALUE_NONE,
  VALUE_ANY,      /* nothing is known, not even that it is the same as itself */
  VALUE_INT,      /* number */
  VALUE_FUNCTION, /* name */
  VALUE_ADDRESS,  /* of place a */
  VALUE_LOAD,     /* what is in place a since site number; 0: since the entry */
  VALUE_SYMBOL,   /* something that site number made; a tells several apart */
  VALUE_SAVED,    /* the IRQL that the acquire at site number saved */
  VALUE_STATUS,   /* what the acquire at site number returned */
  VALUE_OP,       /* op of a and b */
  VALUE_CHOICE,   /* a ? b : c */
  VALUE_CALL,     /* no value: a call at number, and a: the one below it */
  PLACE_VARIABLE, /* number */
  PLACE_GLOBAL,   /* name */
  PLACE_DEREF,    /* of value a */
  PLACE_FIELD,    /* member name of place a */
  PLACE_ELEMENT   /* number b of place a */
} value_kind;

typedef struct value_data {
  value_kind kind;
  sp_op op;
  int64_t number;
  const char *name; /* interned by the program */
  value a, b, c;
} value_data;

/* A value, and what is asked of it often; see the functions below. */
typedef struct value_entry {
  value_data data;
  uint32_t depth;
  uint32_t size;  /* in values, each counted wherever it is used */
  value base;     /* of a place */
  uint8_t traits; /* of value_trait */
  /* The steps that made something in it; first > last if none did. */
  int64_t first, last;
} value_entry;

typedef enum value_trait {
  TRAIT_VAGUE = 1 << 0,
  TRAIT_OF_ENTRY = 1 << 1,
  TRAIT_OF_ARGUMENTS = 1 << 2,
  TRAIT_STATUS = 1 << 3,
  TRAIT_CHOICE = 1 << 4,
  TRAIT_LOCAL_ADDRESS = 1 << 5
} value_trait;

/* To be looked into by the functions below, and no others. */
typedef struct values {
  value_entry *entries;
  uint32_t count, capacity;
  struct value_slot *slots;
  uint32_t slot_count;
  value any, zero; /* once they are made */
  bool failed;
} values;

values *values_new(void); /* NULL if memory ran out */
void values_free(values *table);
/* Has memory run out since values_new()? Indices are then 0. */
bool values_failed(const values *table);

/* Good until a value is added. */
static inline const value_data *values_get(const values *table, value v) {
  return &table->entries[v].data;
}
value values_any(values *table);
value values_int(values *table, int64_t number);
value values_at(values *table, value_kind kind, int64_t number, value a);
value values_named(values *table, value_kind kind, const char *name);
value values_load(values *table, value place, int64_t site);
value values_address(values *table, value place);
value values_deref(values *table, value pointer);
value values_field(values *table, value place, const char *name);
value values_element(values *table, value place, value index);
/* What is index objects behind the one that a pointer points to, place: the
 * place of p[index] where *p is known. */
value values_step(values *table, value place, value index);
/* The result of an operation on numbers. False if it has none (x / 0). */
bool values_fold(sp_op op, int64_t a, int64_t b, int64_t *out);
/* Folds constants. */
value values_op(values *table, sp_op op, value a, value b);
value values_choice(values *table, value condition, value yes, value no);

static inline bool values_has(const values *table, value v, value_trait trait) {
  return table->entries[v].traits & trait;
}

/* Does v mention something of which nothing is known? Such values are not even
 * equal to themselves. */
static inline bool values_is_vague(const values *table, value v) {
  return values_has(table, v, TRAIT_VAGUE);
}

/* Does v only depend on what was there when the function was entered? */
static inline bool values_is_of_entry(const values *table, value v) {
  return !v || values_has(table, v, TRAIT_OF_ENTRY);
}

/* Is v a condition on nothing but the arguments? */
static inline bool values_is_of_arguments(const values *table, value v) {
  return !v || values_has(table, v, TRAIT_OF_ARGUMENTS);
}

/* Does v mention the status of an acquire? */
static inline bool values_mentions_status(const values *table, value v) {
  return values_has(table, v, TRAIT_STATUS);
}

/* The variable, global or dereference that a place is in. */
static inline value values_base(const values *table, value place) {
  return table->entries[place].base;
}

/* How many values v is, one in the other. */
static inline uint32_t values_depth(const values *table, value v) {
  return table->entries[v].depth;
}

/* Sites are numbered so that one step has up to VALUES_SPAN of them, from
 * step * VALUES_SPAN on; step 0 is the entry of the function. The first
 * VALUES_ROUND are of the round of a loop in which the step runs, the next of
 * the round before, and so on. */
#define VALUES_SPAN 288
#define VALUES_ROUND 32
/* Is the step between the first and the last that made something in v? */
static inline bool values_may_mention(const values *table, value v,
                                      int64_t step) {
  return step >= table->entries[v].first && step <= table->entries[v].last;
}

/* Does v mention what a site of the step made, or a load that dates from it? */
bool values_mentions(const values *table, value v, int64_t step);

/* v with each part replaced for which replace does not return 0; parts are
 * asked from the outside in. */
typedef value (*values_replace)(void *context, value part);
value values_map(values *table, value v, values_replace replace, void *context);

#endif
