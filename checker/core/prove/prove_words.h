/* Text of what the prover knows. SPDX-License-Identifier: Apache-2.0 WITH
 * LLVM-exception
 */
#ifndef SPINPAIR_PROVE_WORDS_H
#define SPINPAIR_PROVE_WORDS_H

#include "prove_internal.h"

/* A text that grows. All 0 but values and f is an empty one. */
typedef struct text {
  values *values;
  const sp_function *f; /* whose variables have names */
  /* Of the values of a run, which date from a step: puts which step that is.
   * NULL for those of summaries, which are told by numbers. */
  void (*place)(struct text *t, int64_t site);
  const void *context; /* for place */
  char *data;
  size_t length, capacity;
  bool failed; /* memory ran out */
} text;

void text_put(text *t, const char *format, ...);
/* Takes the data, which the caller frees; NULL if memory ran out, or nothing
 * was put. */
char *text_take(text *t);

void text_value(text *t, value v);
void text_fact(text *t, const pair *fact);
/* With before in front, if there are any. */
void text_facts(text *t, const char *before, const pairs *facts);
/* What names a lock in an event. */
void text_lock(text *t, value adapter, value message, event_kind kind);
/* A line for each way, and for each touch. */
void text_summary(text *t, const summary *s);

#endif
