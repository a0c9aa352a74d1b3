/*
 * bits_search.c - decides whether clauses can all be made true.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Conflict-driven clause learning: two watched literals a clause, the first
 * unique implication point, activities that decay, and restarts.
 */
#include "bits_internal.h"

#include <string.h>

typedef struct search {
  int variables;
  sp_ints clauses;  /* as in sp_bits, and those that were learned */
  sp_ints *watches; /* by literal: the places of clauses that watch it */
  signed char *value, *phase; /* by variable: 1, -1, or 0 if it has none */
  int *level, *reason;        /* by variable; a reason is a place, -1 if none */
  double *activity;
  double bump;
  unsigned char *seen;
  sp_ints trail, levels; /* literals in their order, and where levels begin */
  size_t next;           /* of the trail: to be propagated */
  sp_ints learned;
  bool failed;
} search;

static int variable_of(int literal) { return literal < 0 ? -literal : literal; }

static sp_ints *watches_of(search *s, int literal) {
  return &s->watches[2 * variable_of(literal) + (literal < 0)];
}

static int value_of(const search *s, int literal) {
  return literal < 0 ? -s->value[-literal] : s->value[literal];
}

static void push(search *s, sp_ints *list, int value) {
  if (!sp_ints_push(list, value))
    s->failed = true;
}

static void assign(search *s, int literal, int reason) {
  const int variable = variable_of(literal);
  s->value[variable] = literal < 0 ? -1 : 1;
  s->level[variable] = (int)s->levels.count;
  s->reason[variable] = reason;
  push(s, &s->trail, literal);
}

static void undo(search *s, size_t level) {
  if (s->levels.count <= level)
    return;
  const size_t begin = (size_t)s->levels.at[level];
  for (size_t i = begin; i < s->trail.count; i++) {
    const int variable = variable_of(s->trail.at[i]);
    s->phase[variable] = s->value[variable];
    s->value[variable] = 0;
  }
  s->trail.count = begin;
  s->levels.count = level;
  s->next = begin;
}

/* Watches the first two literals of the clause at place. */
static void watch(search *s, int place) {
  push(s, watches_of(s, s->clauses.at[place + 1]), place);
  push(s, watches_of(s, s->clauses.at[place + 2]), place);
}

/* A literal of the clause at place was made false: another one is watched, or
 * the last one is made true. Returns whether it is still watched; *conflict is
 * set if all are false. */
static bool visit(search *s, int place, int now_false, bool *conflict) {
  int *literals = s->clauses.at + place + 1;
  const int count = s->clauses.at[place];
  if (literals[0] == now_false) {
    literals[0] = literals[1];
    literals[1] = now_false;
  }
  if (value_of(s, literals[0]) > 0)
    return true;
  for (int i = 2; i < count; i++)
    if (value_of(s, literals[i]) >= 0) {
      literals[1] = literals[i];
      literals[i] = now_false;
      push(s, watches_of(s, literals[1]), place);
      return false;
    }
  if (value_of(s, literals[0]) < 0)
    *conflict = true;
  else
    assign(s, literals[0], place);
  return true;
}

/* Returns the place of a clause that is false, or -1. */
static int propagate(search *s) {
  while (s->next < s->trail.count && !s->failed) {
    const int now_false = -s->trail.at[s->next++];
    sp_ints *list = watches_of(s, now_false);
    size_t kept = 0;
    int wrong = -1;
    for (size_t i = 0; i < list->count; i++) {
      const int place = list->at[i];
      bool conflict = false;
      if (wrong >= 0 || visit(s, place, now_false, &conflict))
        list->at[kept++] = place;
      if (conflict)
        wrong = place;
    }
    list->count = kept;
    if (wrong >= 0)
      return wrong;
  }
  return -1;
}

static void mark(search *s, int literal, int *open) {
  const int variable = variable_of(literal);
  if (s->seen[variable] || s->level[variable] == 0)
    return;
  s->seen[variable] = 1;
  s->activity[variable] += s->bump;
  if (s->level[variable] == (int)s->levels.count)
    ++*open;
  else
    push(s, &s->learned, literal);
}

/* Learns a clause from one that is false; its first literal is to be made true
 * at the level that is returned. */
static size_t learn(search *s, int place) {
  size_t at = s->trail.count, back = 0;
  int open = 0, literal = 0;
  s->learned.count = 0;
  push(s, &s->learned, 0);
  do {
    for (int i = 1; i <= s->clauses.at[place]; i++)
      if (s->clauses.at[place + i] != literal)
        mark(s, s->clauses.at[place + i], &open);
    do
      literal = s->trail.at[--at];
    while (!s->seen[variable_of(literal)]);
    s->seen[variable_of(literal)] = 0;
    place = s->reason[variable_of(literal)];
  } while (--open > 0);
  if (s->failed)
    return 0;
  s->learned.at[0] = -literal;
  for (size_t i = 1; i < s->learned.count; i++) {
    const int variable = variable_of(s->learned.at[i]);
    s->seen[variable] = 0;
    if ((size_t)s->level[variable] > back) {
      back = (size_t)s->level[variable];
      const int first = s->learned.at[1];
      s->learned.at[1] = s->learned.at[i];
      s->learned.at[i] = first;
    }
  }
  return back;
}

static void take_learned(search *s) {
  const int place = (int)s->clauses.count, first = s->learned.at[0];
  if (s->learned.count == 1) {
    assign(s, first, -1);
    return;
  }
  push(s, &s->clauses, (int)s->learned.count);
  for (size_t i = 0; i < s->learned.count; i++)
    push(s, &s->clauses, s->learned.at[i]);
  if (s->failed)
    return;
  watch(s, place);
  assign(s, first, place);
}

static void decay(search *s) {
  s->bump *= 1.05;
  if (s->bump < 1e100)
    return;
  for (int v = 1; v <= s->variables; v++)
    s->activity[v] *= 1e-100;
  s->bump *= 1e-100;
}

/* Gives a variable a value; false if all have one. */
static bool decide(search *s) {
  int best = 0;
  for (int v = 1; v <= s->variables; v++)
    if (s->value[v] == 0 && (!best || s->activity[v] > s->activity[best]))
      best = v;
  if (!best)
    return false;
  push(s, &s->levels, (int)s->trail.count);
  assign(s, s->phase[best] > 0 ? best : -best, -1);
  return true;
}

static sp_answer run(search *s, unsigned conflicts) {
  unsigned restart = 64;
  for (unsigned met = 0; !s->failed;) {
    const int wrong = propagate(s);
    if (s->failed)
      break;
    if (wrong < 0) {
      if (!decide(s))
        return SP_YES;
      continue;
    }
    if (s->levels.count == 0)
      return SP_NO;
    if (++met > conflicts)
      return SP_UNKNOWN;
    const size_t back = learn(s, wrong);
    if (s->failed)
      break;
    undo(s, met == restart ? 0 : back);
    if (met == restart) {
      restart += restart / 2 + 64;
      if (s->learned.count > 1) { /* it will be used in its time */
        const int place = (int)s->clauses.count;
        push(s, &s->clauses, (int)s->learned.count);
        for (size_t i = 0; i < s->learned.count; i++)
          push(s, &s->clauses, s->learned.at[i]);
        if (!s->failed)
          watch(s, place);
        decay(s);
        continue;
      }
    }
    take_learned(s);
    decay(s);
  }
  return SP_UNKNOWN;
}

/* False if clauses contradict each other at once. */
static bool begin(search *s) {
  const size_t count = s->clauses.count;
  for (size_t place = 0; place < count && !s->failed;
       place += 1 + (size_t)s->clauses.at[place]) {
    const int length = s->clauses.at[place];
    if (length == 0)
      return false;
    if (length > 1) {
      watch(s, (int)place);
      continue;
    }
    const int literal = s->clauses.at[place + 1];
    if (value_of(s, literal) < 0)
      return false;
    if (value_of(s, literal) == 0)
      assign(s, literal, -1);
  }
  return true;
}

static void finish(search *s) {
  for (int i = 0; s->watches && i < 2 * s->variables + 2; i++)
    free(s->watches[i].at);
  free(s->watches);
  free(s->value);
  free(s->phase);
  free(s->level);
  free(s->reason);
  free(s->activity);
  free(s->seen);
  free(s->clauses.at);
  free(s->trail.at);
  free(s->levels.at);
  free(s->learned.at);
}

sp_answer sp_bits_satisfiable(sp_bits *bits, unsigned conflicts) {
  sp_bits_order(bits);
  const size_t count = (size_t)bits->variables + 1;
  search s = {0};
  s.variables = bits->variables;
  s.bump = 1;
  s.watches = calloc(2 * count, sizeof *s.watches);
  s.value = calloc(count, 1);
  s.phase = calloc(count, 1);
  s.level = calloc(count, sizeof *s.level);
  s.reason = calloc(count, sizeof *s.reason);
  s.activity = calloc(count, sizeof *s.activity);
  s.seen = calloc(count, 1);
  s.failed = bits->failed || !s.watches || !s.value || !s.phase || !s.level ||
             !s.reason || !s.activity || !s.seen;
  for (size_t i = 0; i < bits->clauses.count && !s.failed; i++)
    push(&s, &s.clauses, bits->clauses.at[i]);
  sp_answer answer = SP_UNKNOWN;
  if (!s.failed) {
    assign(&s, 1, -1); /* the one that is true */
    answer = begin(&s) ? run(&s, conflicts) : s.failed ? SP_UNKNOWN : SP_NO;
  }
  finish(&s);
  return answer;
}
