/* What the parts of the prover share. SPDX-License-Identifier: Apache-2.0 WITH
 * LLVM-exception
 */
#ifndef SPINPAIR_PROVE_INTERNAL_H
#define SPINPAIR_PROVE_INTERNAL_H

#include "spinpair/lockset.h"
#include "spinpair/prove.h"
#include "values.h"

/* ---- small vectors ---- */

typedef struct pair {
  uint32_t key, to;
} pair;

/* Sorted by key. */
typedef struct pairs {
  pair *items;
  uint32_t count, capacity;
} pairs;

typedef enum event_kind {
  EVENT_ACQUIRE, /* still held at the end */
  EVENT_RELEASE, /* of a lock that the caller held */
  EVENT_TOUCH    /* taken and given back */
} event_kind;

typedef struct event {
  event_kind kind;
  value adapter, message, irql; /* irql: what was saved, or is given back */
  int64_t site;                 /* of an acquire, 0 if it is lost */
} event;

typedef struct events {
  event *items;
  uint32_t count, capacity;
} events;

/* Sets the value of key; to 0 removes it. False if memory ran out. */
bool pairs_set(pairs *list, uint32_t key, uint32_t to);
uint32_t pairs_get(const pairs *list, uint32_t key); /* 0 if absent */
bool pairs_equal(const pairs *a, const pairs *b);
bool pairs_copy(pairs *to, const pairs *from);

/* ---- what decides ---- */

/* The variables, fields and globals of a function that can decide what it does
 * to locks, and the branches that do. All else is not followed. */
typedef struct deciding {
  bool *variables;    /* by index */
  const char **names; /* of fields and globals, interned */
  uint32_t name_count, name_capacity;
  bool deref;     /* cells that are no field */
  bool *branches; /* by block */
  bool *statuses; /* variables that hold what an acquire returned */
} deciding;

/* One way that a call can go. Values are in terms of the entry. */
typedef struct outcome {
  pairs facts; /* atom -> 1 if it is true, 2 if false */
  events log;
  value result; /* 0 if the function returns nothing, or it does not matter */
  pairs stores; /* place -> value */
  bool changes_cells; /* writes cells that are no field, stores among them */
} outcome;

typedef struct summary {
  bool known;       /* false: still to come, or recursion in its first round */
  bool follows_out; /* stores through pointers are all in the outcomes */
  outcome *outcomes;
  uint32_t count, capacity;
} summary;

typedef struct prover {
  const sp_program *program;
  values *values;
  summary *summaries; /* by function */
  sp_proof *proofs;
  bool widens; /* a recursion takes long to settle: touch anything */
  bool failed; /* memory ran out */
} prover;

/* Fills *out, whose arrays the caller frees with deciding_free(). With returns,
 * what the function returns and stores through its parameters counts too. */
bool deciding_find(deciding *out, const prover *p, size_t function,
                   bool returns);
void deciding_free(deciding *d);
/* Index of a name, UINT32_MAX if it does not decide. */
uint32_t deciding_name(const deciding *d, const char *name);
/* Can what is stored in the place decide? */
bool deciding_place(const deciding *d, const sp_program *program,
                    sp_node place);

/* See sp_proofs_summary(). */
char *prove_text(const prover *p, size_t function);

#endif
