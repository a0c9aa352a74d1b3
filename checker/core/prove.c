/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "prove_internal.h"

#include <stdlib.h>
#include <string.h>

enum {
  FEW_STATES = 48,   /* at one block; of more, some are joined */
  MAX_STATES = 400,  /* at one block; more fails the proof */
  MAX_OUTCOMES = 64, /* of one function */
  MAX_RESULTS = 4,   /* of a lock-free function whose result is followed */
  MAX_GETTER = 24, /* blocks of a lock-free function whose result is followed */
  UNROLLED = 24,   /* rounds of a loop before its variables are widened */
  GIVEN_UP = 400,  /* rounds of a loop before the proof fails */
  ROUNDS = 12      /* through a recursive part */
};

/* Truth of a fact. */
enum { UNDECIDED = 0, TRUE_FACT = 1, FALSE_FACT = 2 };

typedef struct state {
  pairs bindings; /* place -> value */
  pairs facts;    /* atom -> truth */
  pairs changes;  /* 1 + index of a deciding name -> site that changed it */
  events log;
  sp_lock *locks;
  size_t lock_count;
  bool pending, dead;
} state;

typedef struct block_states {
  state **items;
  uint32_t count, capacity;
  uint32_t rounds; /* arrivals over an edge that goes back */
  uint32_t rank;   /* in reverse post-order */
  bool reached;
} block_states;

typedef struct run {
  prover *p;
  values *values;
  size_t index;
  const sp_function *f;
  deciding deciding;
  purpose purpose;
  bool guards; /* follow what the touches of callees depend on */
  bool is_entry;
  block_states *blocks;
  uint32_t *first_step; /* number of the first step of each block, from 1 */
  summary found;
  const char *why; /* set when the proof has failed */
  uint32_t line, column;
  unsigned nesting;
  const state *asking; /* whom the automaton asks about */
  value leaving;       /* what is returned; questions at the end */
  int64_t site;        /* number of the step that runs, times VALUES_SPAN */
} run;

/* ---- vectors ---- */

static bool reserve(void **items, uint32_t *capacity, uint32_t count,
                    size_t size) {
  if (count < *capacity)
    return true;
  uint32_t more = *capacity ? *capacity * 2 : 8;
  while (more <= count)
    more *= 2;
  void *grown = realloc(*items, more * size);
  if (!grown)
    return false;
  *items = grown;
  *capacity = more;
  return true;
}

static uint32_t position(const pairs *list, uint32_t key) {
  uint32_t low = 0, high = list->count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (list->items[middle].key < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

uint32_t pairs_get(const pairs *list, uint32_t key) {
  uint32_t at = position(list, key);
  return at < list->count && list->items[at].key == key ? list->items[at].to
                                                        : 0;
}

bool pairs_set(pairs *list, uint32_t key, uint32_t to) {
  uint32_t at = position(list, key);
  bool there = at < list->count && list->items[at].key == key;
  if (to && there) {
    list->items[at].to = to;
    return true;
  }
  if (there) {
    memmove(&list->items[at], &list->items[at + 1],
            (--list->count - at) * sizeof *list->items);
    return true;
  }
  if (!to)
    return true;
  if (!reserve((void **)&list->items, &list->capacity, list->count,
               sizeof *list->items))
    return false;
  memmove(&list->items[at + 1], &list->items[at],
          (list->count++ - at) * sizeof *list->items);
  list->items[at] = (pair){key, to};
  return true;
}

bool pairs_equal(const pairs *a, const pairs *b) {
  return a->count == b->count &&
         (a->count == 0 ||
          memcmp(a->items, b->items, a->count * sizeof *a->items) == 0);
}

bool pairs_copy(pairs *to, const pairs *from) {
  *to = (pairs){NULL, 0, 0};
  if (from->count == 0)
    return true;
  to->items = malloc(from->count * sizeof *to->items);
  if (!to->items)
    return false;
  memcpy(to->items, from->items, from->count * sizeof *to->items);
  to->count = to->capacity = from->count;
  return true;
}

bool pairs_within(const pairs *a, const pairs *b) {
  for (uint32_t i = 0; i < a->count; i++)
    if (pairs_get(b, a->items[i].key) != a->items[i].to)
      return false;
  return true;
}

void pairs_keep_common(pairs *a, const pairs *b) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < a->count; i++)
    if (pairs_get(b, a->items[i].key) == a->items[i].to)
      a->items[kept++] = a->items[i];
  a->count = kept;
}

static bool events_add(events *list, event e) {
  if (!reserve((void **)&list->items, &list->capacity, list->count,
               sizeof *list->items))
    return false;
  list->items[list->count++] = e;
  return true;
}

static bool event_equal(const event *a, const event *b) {
  return a->kind == b->kind && a->adapter == b->adapter &&
         a->message == b->message && a->irql == b->irql && a->site == b->site;
}

static bool events_equal(const events *a, const events *b) {
  if (a->count != b->count)
    return false;
  for (uint32_t i = 0; i < a->count; i++)
    if (!event_equal(&a->items[i], &b->items[i]))
      return false;
  return true;
}

/* ---- states ---- */

static void state_free(state *s) {
  if (!s)
    return;
  free(s->bindings.items);
  free(s->facts.items);
  free(s->changes.items);
  free(s->log.items);
  free(s->locks);
  free(s);
}

static state *state_copy(run *r, const state *from) {
  state *s = calloc(1, sizeof *s);
  bool ok = s && pairs_copy(&s->bindings, &from->bindings) &&
            pairs_copy(&s->facts, &from->facts) &&
            pairs_copy(&s->changes, &from->changes);
  for (uint32_t i = 0; ok && i < from->log.count; i++)
    ok = events_add(&s->log, from->log.items[i]);
  if (ok && from->lock_count) {
    s->locks = calloc(from->lock_count, sizeof *s->locks);
    ok = s->locks != NULL;
    if (ok)
      memcpy(s->locks, from->locks, from->lock_count * sizeof *s->locks);
    s->lock_count = from->lock_count;
  }
  if (ok)
    return s;
  r->p->failed = true;
  state_free(s);
  return NULL;
}

static bool locks_equal(const state *a, const state *b) {
  if (a->lock_count != b->lock_count)
    return false;
  for (size_t i = 0; i < a->lock_count; i++) {
    const sp_lock *x = &a->locks[i], *y = &b->locks[i];
    if (x->adapter != y->adapter || x->message != y->message ||
        x->saved != y->saved || x->status != y->status ||
        x->acquired_at != y->acquired_at || x->phase != y->phase ||
        x->flags != y->flags)
      return false;
  }
  return true;
}

/* Do they differ in nothing but their facts? */
static bool same_but_facts(const state *a, const state *b) {
  return locks_equal(a, b) && events_equal(&a->log, &b->log) &&
         pairs_equal(&a->bindings, &b->bindings) &&
         pairs_equal(&a->changes, &b->changes);
}

static void fail_at(run *r, uint32_t line, uint32_t column, const char *why) {
  if (r->why)
    return;
  r->why = why;
  r->line = line;
  r->column = column;
}

static bool stopped(const run *r) {
  return r->why || r->p->failed || values_failed(r->values);
}

static void check(run *r, bool ok) {
  if (!ok)
    r->p->failed = true;
}

/* ---- places ---- */

static value_kind kind_of(const run *r, value v) {
  return values_get(r->values, v)->kind;
}

/* The variable, global or dereference that a place is in. */
static value base_of(const run *r, value place) {
  while (kind_of(r, place) == PLACE_FIELD || kind_of(r, place) == PLACE_ELEMENT)
    place = values_get(r->values, place)->a;
  return place;
}

static bool is_inside(const run *r, value place, value outer) {
  while (place != outer) {
    value_kind kind = kind_of(r, place);
    if (kind != PLACE_FIELD && kind != PLACE_ELEMENT)
      return false;
    place = values_get(r->values, place)->a;
  }
  return true;
}

#define DEREF_KEY 1u /* cells that are no field */
#define NAME_KEY 2u  /* plus the index of a name */

/* Under which key a place changes: the first of its names that decides. */
static uint32_t change_key(const run *r, value place) {
  for (value at = place;;) {
    const value_data *d = values_get(r->values, at);
    if (d->kind == PLACE_FIELD || d->kind == PLACE_GLOBAL) {
      uint32_t name = deciding_name(&r->deciding, d->name);
      if (name != UINT32_MAX)
        return NAME_KEY + name;
      if (d->kind == PLACE_GLOBAL)
        return 0;
    } else if (d->kind == PLACE_DEREF) {
      return kind_of(r, place) == PLACE_FIELD ? 0 : DEREF_KEY;
    } else if (d->kind == PLACE_VARIABLE) {
      return 0;
    }
    at = d->a;
  }
}

/* What is known to be in a place from an assignment; 0 if nothing was assigned.
 */
static value assigned(run *r, const state *s, value place) {
  value v = pairs_get(&s->bindings, place);
  if (v)
    return v;
  value_data d = *values_get(r->values, place);
  if (d.kind != PLACE_FIELD && d.kind != PLACE_ELEMENT)
    return 0;
  value whole = assigned(r, s, d.a);
  if (!whole)
    return 0;
  const value_data *w = values_get(r->values, whole);
  if (w->kind != VALUE_LOAD)
    return values_any(r->values);
  value from = w->a;
  int64_t site = w->number;
  value part = d.kind == PLACE_FIELD ? values_field(r->values, from, d.name)
                                     : values_element(r->values, from, d.b);
  return values_load(r->values, part, site);
}

static value load(run *r, const state *s, value place) {
  value v = assigned(r, s, place);
  if (v)
    return v;
  value base = base_of(r, place);
  const value_data *b = values_get(r->values, base);
  if (b->kind == PLACE_VARIABLE) {
    if (b->number < (int64_t)r->f->parameter_count)
      return values_load(r->values, place, 0);
    return values_any(r->values); /* never assigned */
  }
  uint32_t key = change_key(r, place);
  return values_load(r->values, place, key ? pairs_get(&s->changes, key) : 0);
}

/* Removes what is bound inside of a place, and itself. */
static void unbind(run *r, state *s, value place) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < s->bindings.count; i++)
    if (!is_inside(r, s->bindings.items[i].key, place))
      s->bindings.items[kept++] = s->bindings.items[i];
  s->bindings.count = kept;
}

/* Is the place in a local whose address nobody keeps? */
static bool is_private(const run *r, value place) {
  const value_data *base = values_get(r->values, base_of(r, place));
  return base->kind == PLACE_VARIABLE &&
         !keeping_variable(r->p->keeping, r->index, base->number);
}

/* Everything that changes under the key may have changed. */
static void change(run *r, state *s, uint32_t key, int64_t site) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < s->bindings.count; i++)
    if (change_key(r, s->bindings.items[i].key) != key ||
        is_private(r, s->bindings.items[i].key))
      s->bindings.items[kept++] = s->bindings.items[i];
  s->bindings.count = kept;
  check(r, pairs_set(&s->changes, key, (uint32_t)site));
}

static bool has_index(const run *r, value place) {
  for (; kind_of(r, place) == PLACE_FIELD || kind_of(r, place) == PLACE_ELEMENT;
       place = values_get(r->values, place)->a)
    if (kind_of(r, place) == PLACE_ELEMENT &&
        kind_of(r, values_get(r->values, place)->b) != VALUE_INT)
      return true;
  return false;
}

static void store(run *r, state *s, value place, value v) {
  value base = base_of(r, place);
  uint32_t key = change_key(r, place);
  if (kind_of(r, base) != PLACE_VARIABLE) {
    if (!key)
      return; /* decides nothing */
    change(r, s, key, r->site);
  } else {
    /* An element whose number is not known may be any. */
    for (uint32_t i = 0; i < s->bindings.count; i++) {
      value other = s->bindings.items[i].key;
      if (base_of(r, other) == base && other != base &&
          (has_index(r, place) || has_index(r, other)))
        s->bindings.items[i].to = values_any(r->values);
    }
  }
  unbind(r, s, place);
  if (!values_is_vague(r->values, place))
    check(r, pairs_set(&s->bindings, place, v));
}

/* ---- evaluation ---- */

static value eval(run *r, const state *s, sp_node node);

static value eval_place(run *r, const state *s, sp_node node) {
  const sp_node_data *d = sp_program_data(r->p->program, node);
  switch (d->kind) {
  case SP_VARIABLE:
    return values_at(r->values, PLACE_VARIABLE, d->number, 0);
  case SP_GLOBAL:
    return values_named(r->values, PLACE_GLOBAL, d->name);
  case SP_DEREF:
    return values_deref(r->values, eval(r, s, d->a));
  case SP_FIELD:
    return values_field(r->values, eval_place(r, s, d->a), d->name);
  default:
    return values_element(r->values, eval_place(r, s, d->a), eval(r, s, d->b));
  }
}

static value eval(run *r, const state *s, sp_node node) {
  if (node == SP_NO_NODE || stopped(r))
    return values_any(r->values);
  const sp_node_data *d = sp_program_data(r->p->program, node);
  switch (d->kind) {
  case SP_INT:
    return values_int(r->values, d->number);
  case SP_FUNCTION:
    return values_named(r->values, VALUE_FUNCTION, d->name);
  case SP_LOAD:
    return load(r, s, eval_place(r, s, d->a));
  case SP_ADDRESS:
    return values_address(r->values, eval_place(r, s, d->a));
  case SP_OP: {
    value a = eval(r, s, d->a);
    value b = d->b == SP_NO_NODE ? 0 : eval(r, s, d->b);
    return values_op(r->values, d->op, a, b);
  }
  case SP_CHOICE: {
    value c = eval(r, s, d->a), yes = eval(r, s, d->b);
    return values_choice(r->values, c, yes, eval(r, s, d->c));
  }
  default:
    return values_any(r->values);
  }
}

/* ---- conditions ---- */

static int negated(int truth) {
  return truth == UNDECIDED ? UNDECIDED : 3 - truth;
}

static bool is_address(const run *r, value v) {
  return kind_of(r, v) == VALUE_ADDRESS || kind_of(r, v) == VALUE_FUNCTION;
}

/* Turns a condition into the atom that says whether it holds, or that it does
 * not
 * (*negative). Atoms are equalities and less-thans. */
static value atom_of(run *r, value condition, bool *negative) {
  for (;;) {
    value_data d = *values_get(r->values, condition);
    value zero = values_int(r->values, 0);
    if (d.kind == VALUE_OP && d.op == SP_NOT) {
      *negative = !*negative;
      condition = d.a;
    } else if (d.kind == VALUE_OP && d.op == SP_NE) {
      *negative = !*negative;
      condition = values_op(r->values, SP_EQ, d.a, d.b);
    } else if (d.kind == VALUE_OP && d.op == SP_LE) {
      *negative = !*negative;
      condition = values_op(r->values, SP_LT, d.b, d.a);
    } else if (d.kind == VALUE_OP && d.op == SP_EQ &&
               (d.a == zero || d.b == zero)) {
      value other = d.a == zero ? d.b : d.a;
      const value_data *o = values_get(r->values, other);
      bool truth = o->kind == VALUE_OP &&
                   (o->op <= SP_NOT || (o->op >= SP_EQ && o->op <= SP_OR));
      if (!truth)
        return condition;
      *negative = !*negative;
      condition = other;
    } else if (d.kind == VALUE_OP && (d.op == SP_EQ || d.op == SP_LT)) {
      return condition;
    } else if (d.kind == VALUE_INT ||
               (d.kind == VALUE_OP && (d.op == SP_AND || d.op == SP_OR)) ||
               d.kind == VALUE_CHOICE) {
      return condition;
    } else {
      *negative = !*negative;
      return values_op(r->values, SP_EQ, condition, zero);
    }
  }
}

/* Is a != b because a equals one number and b is another? */
static bool equals_other(const run *r, const state *s, value a, value b) {
  if (kind_of(r, b) != VALUE_INT)
    return false;
  for (uint32_t i = 0; i < s->facts.count; i++) {
    if (s->facts.items[i].to != TRUE_FACT)
      continue;
    const value_data *d = values_get(r->values, s->facts.items[i].key);
    if (d->op != SP_EQ)
      continue;
    if ((d->a == a && kind_of(r, d->b) == VALUE_INT && d->b != b) ||
        (d->b == a && kind_of(r, d->a) == VALUE_INT && d->a != b))
      return true;
  }
  return false;
}

/* The value that v is a number away from, and that number. */
static value without_offset(const run *r, value v, int64_t *number) {
  const value_data *d = values_get(r->values, v);
  *number = 0;
  if (d->kind != VALUE_OP || (d->op != SP_ADD && d->op != SP_SUB))
    return v;
  const value_data *a = values_get(r->values, d->a);
  const value_data *b = values_get(r->values, d->b);
  if (b->kind == VALUE_INT) {
    *number = d->op == SP_ADD ? b->number : -b->number;
    return d->a;
  }
  if (d->op != SP_ADD || a->kind != VALUE_INT)
    return v;
  *number = a->number;
  return d->b;
}

/* Is one the other and a number? It is one of 32 bits or more. */
static bool differ_by_number(const run *r, value a, value b) {
  int64_t x, y;
  return without_offset(r, a, &x) == without_offset(r, b, &y) &&
         (uint32_t)x != (uint32_t)y;
}

static int truth_of(run *r, const state *s, value condition) {
  bool negative = false;
  value atom = atom_of(r, condition, &negative);
  value_data d = *values_get(r->values, atom);
  int truth = UNDECIDED;
  if (d.kind == VALUE_INT) {
    truth = d.number ? TRUE_FACT : FALSE_FACT;
  } else if (d.kind == VALUE_CHOICE) {
    int which = truth_of(r, s, d.a);
    if (which == UNDECIDED) {
      int yes = truth_of(r, s, d.b), no = truth_of(r, s, d.c);
      truth = yes == no ? yes : UNDECIDED;
    } else {
      truth = truth_of(r, s, which == TRUE_FACT ? d.b : d.c);
    }
  } else if (d.op == SP_AND || d.op == SP_OR) {
    int a = truth_of(r, s, d.a), b = truth_of(r, s, d.b);
    int decisive = d.op == SP_AND ? FALSE_FACT : TRUE_FACT;
    if (a == decisive || b == decisive)
      truth = decisive;
    else if (a != UNDECIDED && b != UNDECIDED)
      truth = negated(decisive);
    else
      truth = (int)pairs_get(&s->facts, atom);
  } else if (values_is_vague(r->values, atom)) {
    truth = UNDECIDED;
  } else {
    truth = (int)pairs_get(&s->facts, atom);
    if (truth == UNDECIDED && d.op == SP_EQ) {
      if (d.a == d.b)
        truth = TRUE_FACT;
      else if (is_address(r, d.a) && kind_of(r, d.b) == VALUE_INT)
        truth = FALSE_FACT;
      else if (is_address(r, d.b) && kind_of(r, d.a) == VALUE_INT)
        truth = FALSE_FACT;
      else if (equals_other(r, s, d.a, d.b) || equals_other(r, s, d.b, d.a) ||
               differ_by_number(r, d.a, d.b))
        truth = FALSE_FACT;
    }
  }
  return negative ? negated(truth) : truth;
}

/* Takes a condition for true or false. False if it cannot be. */
static bool assume(run *r, state *s, value condition, bool holds) {
  int known = truth_of(r, s, condition);
  if (known != UNDECIDED)
    return known == (holds ? TRUE_FACT : FALSE_FACT);
  bool negative = false;
  value atom = atom_of(r, condition, &negative);
  value_data d = *values_get(r->values, atom);
  holds = holds != negative;
  if (d.kind == VALUE_OP && (d.op == SP_AND || d.op == SP_OR)) {
    /* What holds of both is known; of either, if the other is decided. */
    bool both = (d.op == SP_AND) == holds;
    if (both)
      return assume(r, s, d.a, holds) && assume(r, s, d.b, holds);
    if (truth_of(r, s, d.a) != UNDECIDED)
      return assume(r, s, d.b, holds);
    if (truth_of(r, s, d.b) != UNDECIDED)
      return assume(r, s, d.a, holds);
  }
  if (d.kind == VALUE_CHOICE) { /* an arm that is otherwise was not chosen */
    int other = holds ? FALSE_FACT : TRUE_FACT;
    if (truth_of(r, s, d.b) == other)
      return assume(r, s, d.a, false) && assume(r, s, d.c, holds);
    if (truth_of(r, s, d.c) == other)
      return assume(r, s, d.a, true) && assume(r, s, d.b, holds);
  }
  if (d.kind == VALUE_OP && !values_is_vague(r->values, atom))
    check(r, pairs_set(&s->facts, atom, holds ? TRUE_FACT : FALSE_FACT));
  return true;
}

/* v with the choices in it that are decided. */
typedef struct choosing {
  run *r;
  const state *s;
} choosing;

static value choose(void *context, value part) {
  choosing *c = context;
  value_data d = *values_get(c->r->values, part);
  if (d.kind != VALUE_CHOICE)
    return 0;
  int truth = truth_of(c->r, c->s, d.a);
  if (truth == UNDECIDED)
    return 0;
  return values_map(c->r->values, truth == TRUE_FACT ? d.b : d.c, choose, c);
}

static value chosen(run *r, const state *s, value v) {
  choosing c = {r, s};
  return values_map(r->values, v, choose, &c);
}

/* ---- what the automaton asks ---- */

static sp_answer same_value(void *context, sp_value x, sp_value y) {
  run *r = context;
  value a = chosen(r, r->asking, (value)x), b = chosen(r, r->asking, (value)y);
  if (values_is_vague(r->values, a) || values_is_vague(r->values, b))
    return SP_UNKNOWN;
  if (a == b)
    return SP_YES;
  int truth = truth_of(r, r->asking, values_op(r->values, SP_EQ, a, b));
  return truth == TRUE_FACT ? SP_YES : truth == FALSE_FACT ? SP_NO : SP_UNKNOWN;
}

static sp_answer is_saved(void *context, sp_value irql, sp_value saved) {
  run *r = context;
  value a = chosen(r, r->asking, (value)irql);
  if (values_is_vague(r->values, a) || values_is_vague(r->values, (value)saved))
    return SP_UNKNOWN;
  if (a == (value)saved)
    return SP_YES;
  value_kind kind = kind_of(r, a);
  return kind == VALUE_INT || kind == VALUE_SAVED ? SP_NO : SP_UNKNOWN;
}

static sp_answer has_failed(void *context, sp_value status) {
  run *r = context;
  int success = truth_of(
      r, r->asking,
      values_op(r->values, SP_EQ, (value)status, values_int(r->values, 0)));
  return success == TRUE_FACT    ? SP_NO
         : success == FALSE_FACT ? SP_YES
                                 : SP_UNKNOWN;
}

static sp_answer is_null(void *context, sp_value pointer) {
  run *r = context;
  value null =
      values_op(r->values, SP_EQ, (value)pointer, values_int(r->values, 0));
  return truth_of(r, r->asking, null) == TRUE_FACT ? SP_YES : SP_NO;
}

static sp_answer handed_in(void *context, sp_value irql) {
  run *r = context;
  const value_data *d = values_get(r->values, (value)irql);
  if (d->kind == VALUE_SAVED || d->kind == VALUE_INT)
    return SP_NO;
  return d->kind == VALUE_LOAD && d->number == 0 && !r->is_entry ? SP_YES
                                                                 : SP_UNKNOWN;
}

static sp_answer can_reach(void *context, sp_value saved) {
  run *r = context;
  if (r->is_entry)
    return SP_NO;
  if (r->leaving == (value)saved)
    return SP_YES;
  const pairs *bindings = &r->asking->bindings;
  for (uint32_t i = 0; i < bindings->count; i++)
    if (bindings->items[i].to == (value)saved &&
        kind_of(r, base_of(r, bindings->items[i].key)) != PLACE_VARIABLE)
      return SP_YES;
  return SP_NO;
}

static sp_questions questions(run *r, const state *s) {
  r->asking = s;
  return (sp_questions){r,          same_value, same_value, is_saved,
                        has_failed, is_null,    handed_in,  can_reach};
}

/* ---- lock operations ---- */

static const char *why_open(const sp_verdict *v) {
  if (v->outcome == SP_WRONG)
    return sp_rule_get(v->rule)->summary;
  return "which lock or which saved IRQL this is cannot be told for certain";
}

/* Forgets what is remembered of locks that are not held. */
static void drop_released(state *s) {
  size_t kept = 0;
  for (size_t i = 0; i < s->lock_count; i++)
    if (s->locks[i].phase == SP_HELD)
      s->locks[kept++] = s->locks[i];
  s->lock_count = kept;
}

/* Takes acquires out of the log that turned out to have failed. */
static void drop_failed(state *s) {
  for (size_t i = 0; i < s->lock_count; i++) {
    if (s->locks[i].phase != SP_FAILED)
      continue;
    uint32_t kept = 0;
    for (uint32_t e = 0; e < s->log.count; e++)
      if (s->log.items[e].kind != EVENT_ACQUIRE ||
          (sp_value)s->log.items[e].site != s->locks[i].acquired_at)
        s->log.items[kept++] = s->log.items[e];
    s->log.count = kept;
  }
}

static bool room_for_lock(run *r, state *s, sp_lockset *set) {
  sp_lock *more = realloc(s->locks, (s->lock_count + 1) * sizeof *more);
  if (!more) {
    r->p->failed = true;
    return false;
  }
  s->locks = more;
  *set = (sp_lockset){more, s->lock_count, s->lock_count + 1};
  return true;
}

static value exported(run *r, const state *s, value v);

/* A state may take a lock here. */
static void note_touch(run *r, const state *s, value adapter, value message) {
  touch t = {exported(r, s, adapter), exported(r, s, message), {NULL, 0, 0}};
  for (uint32_t i = 0; i < s->facts.count; i++) {
    value atom = exported(r, s, s->facts.items[i].key);
    if (!values_is_vague(r->values, atom) && kind_of(r, atom) == VALUE_OP)
      check(r, pairs_set(&t.facts, atom, s->facts.items[i].to));
  }
  check(r, touches_add(&r->found.touches, r->values, t));
}

/* Runs an acquire; false when its being right could not be shown. */
static bool acquire(run *r, state *s, value adapter, value message, value slot,
                    int64_t site) {
  if (r->purpose == FOR_TOUCHES) {
    note_touch(r, s, adapter, message);
    return true;
  }
  sp_lockset set;
  if (!room_for_lock(r, s, &set))
    return false;
  value saved = values_at(r->values, VALUE_SAVED, site, 0);
  sp_event e = {adapter,
                message,
                saved,
                slot,
                values_at(r->values, VALUE_STATUS, site, 0),
                (sp_value)site};
  sp_questions ask = questions(r, s);
  sp_verdict v = sp_lockset_acquire(&set, &e, &ask);
  s->lock_count = set.count;
  drop_failed(s);
  drop_released(s);
  if (v.outcome != SP_FINE) {
    fail_at(r, r->line, r->column, why_open(&v));
    return false;
  }
  if (s->lock_count > r->nesting)
    r->nesting = (unsigned)s->lock_count;
  check(r, events_add(&s->log,
                      (event){EVENT_ACQUIRE, adapter, message, saved, site}));
  return true;
}

/* Notes that the path took a lock and gave it back, if anybody is to know. */
static void log_touch(run *r, state *s, value adapter, value message) {
  if (r->purpose != FOR_WAYS || values_is_vague(r->values, adapter) ||
      values_is_vague(r->values, message))
    return;
  event e = {EVENT_TOUCH, adapter, message, 0, 0};
  for (uint32_t i = 0; i < s->log.count; i++)
    if (event_equal(&s->log.items[i], &e))
      return;
  check(r, events_add(&s->log, e));
}

static bool release(run *r, state *s, value adapter, value message,
                    value irql) {
  if (r->purpose == FOR_TOUCHES)
    return true;
  sp_lockset set;
  if (!room_for_lock(r, s, &set))
    return false;
  sp_event e = {adapter, message, irql, 0, 0, (sp_value)(r->site + 1)};
  sp_questions ask = questions(r, s);
  sp_verdict v = sp_lockset_release(&set, &e, &ask);
  s->lock_count = set.count;
  if (v.outcome != SP_FINE) {
    fail_at(r, r->line, r->column, why_open(&v));
    return false;
  }
  drop_failed(s);
  sp_value acquired_at = 0;
  for (size_t i = 0; i < s->lock_count; i++)
    if (s->locks[i].phase == SP_RELEASED)
      acquired_at = s->locks[i].acquired_at;
  drop_released(s);
  if (!acquired_at) {
    check(r, events_add(&s->log,
                        (event){EVENT_RELEASE, adapter, message, irql, 0}));
    return true;
  }
  for (uint32_t i = s->log.count; i-- > 0;) {
    event *old = &s->log.items[i];
    if (old->kind != EVENT_ACQUIRE || (sp_value)old->site != acquired_at)
      continue;
    event was = *old;
    memmove(old, old + 1, (--s->log.count - i) * sizeof *old);
    log_touch(r, s, was.adapter, was.message);
    return true;
  }
  fail_at(r, r->line, r->column,
          "the lock was taken in an earlier round of a loop");
  return false;
}

/* ---- things made anew ---- */

typedef struct retiring {
  run *r;
  int64_t step;
} retiring;

static value retire_part(void *context, value part) {
  retiring *c = context;
  const value_data *d = values_get(c->r->values, part);
  bool made = d->kind == VALUE_LOAD || d->kind == VALUE_SYMBOL ||
              d->kind == VALUE_SAVED || d->kind == VALUE_STATUS;
  return made && d->number / VALUES_SPAN == c->step ? values_any(c->r->values)
                                                    : 0;
}

/* Of a value in a state. Did it change? */
static bool retire_value(retiring *c, uint32_t *v) {
  value old = *v;
  *v = values_map(c->r->values, old, retire_part, c);
  return *v != old;
}

static bool retire_handle(retiring *c, sp_value *v) {
  value now = (value)*v;
  bool changed = retire_value(c, &now);
  *v = now;
  return changed;
}

/* What the step made when it last ran is not what it makes now. Did the state
 * know of it? */
static bool retire(run *r, state *s, int64_t step) {
  retiring c = {r, step};
  bool changed = false;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < s->bindings.count; i++) {
    pair b = s->bindings.items[i];
    changed |= retire_value(&c, &b.to);
    if (!values_mentions(r->values, b.key, step)) /* else it has no name now */
      s->bindings.items[kept++] = b;
  }
  changed |= kept != s->bindings.count;
  s->bindings.count = kept;
  kept = 0;
  for (uint32_t i = 0; i < s->facts.count; i++)
    if (!values_mentions(r->values, s->facts.items[i].key, step))
      s->facts.items[kept++] = s->facts.items[i];
  changed |= kept != s->facts.count;
  s->facts.count = kept;
  for (size_t i = 0; i < s->lock_count; i++) {
    sp_lock *lock = &s->locks[i];
    changed |= retire_handle(&c, &lock->adapter);
    changed |= retire_handle(&c, &lock->message);
    changed |= retire_handle(&c, &lock->saved);
    changed |= retire_handle(&c, &lock->status);
    if ((int64_t)lock->acquired_at / VALUES_SPAN == step) {
      lock->acquired_at = (sp_value)-1;
      changed = true;
    }
  }
  for (uint32_t i = 0; i < s->log.count; i++) {
    event *e = &s->log.items[i];
    changed |= retire_value(&c, &e->adapter);
    changed |= retire_value(&c, &e->message);
    changed |= retire_value(&c, &e->irql);
    if (e->site / VALUES_SPAN == step) {
      e->site = 0;
      changed = true;
    }
  }
  return changed;
}

/* What a place holds that is given the value: of what cannot be said for
 * certain, at least that it is what was stored here. */
static value held(run *r, value v) {
  return values_is_vague(r->values, v)
             ? values_at(r->values, VALUE_SYMBOL, r->site, 0)
             : v;
}

/* The place holds something new. */
static void forget(run *r, state *s, value place, uint32_t which) {
  store(r, s, place,
        values_at(r->values, VALUE_SYMBOL, r->site,
                  values_int(r->values, which)));
}

/* ---- calls ---- */

typedef struct substitution {
  run *r;
  const state *s;
  const value *arguments;
  size_t count;
} substitution;

static value import(substitution *c, value v);

static value import_part(void *context, value part) {
  substitution *c = context;
  run *r = c->r;
  value_data d = *values_get(r->values, part);
  switch (d.kind) {
  case VALUE_LOAD: {
    const value_data *place = values_get(r->values, d.a);
    if (place->kind == PLACE_VARIABLE)
      return place->number < (int64_t)c->count ? c->arguments[place->number]
                                               : values_any(r->values);
    return load(r, c->s, import(c, d.a));
  }
  case VALUE_SAVED:
  case VALUE_STATUS: /* numbered by the callee's log, from 1 */
    return values_at(r->values, d.kind, r->site + d.number, 0);
  case PLACE_VARIABLE: /* a member of a structure that is passed by value */
    if (d.number < (int64_t)c->count) {
      const value_data *a = values_get(r->values, c->arguments[d.number]);
      if (a->kind == VALUE_LOAD && a->number == 0)
        return a->a;
    }
    return values_deref(r->values, values_any(r->values));
  default:
    return 0;
  }
}

/* A value of a callee's summary, as its caller sees it at the call. */
static value import(substitution *c, value v) {
  return values_map(c->r->values, v, import_part, c);
}

static bool holds_saved(const run *r, const state *s, value v) {
  for (size_t i = 0; i < s->lock_count; i++) {
    if ((value)s->locks[i].saved == v)
      return true;
    const value_data *d = values_get(r->values, v);
    if (d->kind != VALUE_ADDRESS)
      continue;
    for (uint32_t b = 0; b < s->bindings.count; b++)
      if (s->bindings.items[b].to == (value)s->locks[i].saved &&
          is_inside(r, s->bindings.items[b].key, d->a))
        return true;
  }
  return false;
}

/* What the call may change beside its outcomes. */
static void apply_writes(run *r, state *s, size_t callee, const outcome *o,
                         const value *arguments, size_t count) {
  const sp_program *program = r->p->program;
  for (uint32_t i = 0; i < r->deciding.name_count; i++) {
    const char *name = r->deciding.names[i], *dot = strchr(name, '.');
    char what[512];
    size_t length = strlen(name);
    if (length + 16 > sizeof what) {
      change(r, s, NAME_KEY + i, r->site);
      continue;
    }
    memcpy(what, "field ", 6);
    memcpy(what + 6, name, length + 1);
    bool writes = sp_program_may_write(program, callee, what);
    memcpy(what, "global ", 7);
    memcpy(what + 7, name, length + 1);
    writes = writes || sp_program_may_write(program, callee, what);
    if (dot && !writes) {
      memcpy(what, "record ", 7);
      memcpy(what + 7, name, (size_t)(dot - name));
      what[7 + (dot - name)] = 0;
      writes = sp_program_may_write(program, callee, what);
    }
    if (!writes)
      continue;
    if (pairs_get(&s->changes, NAME_KEY + i) != (uint32_t)r->site)
      change(r, s, NAME_KEY + i, r->site);
    /* Members of locals that the callee has a pointer to. */
    for (uint32_t b = 0; b < s->bindings.count; b++) {
      const value_data *d = values_get(r->values, s->bindings.items[b].key);
      if (d->kind != PLACE_FIELD || d->name != name)
        continue;
      value base = base_of(r, s->bindings.items[b].key);
      for (size_t a = 0; a < count; a++) {
        const value_data *given = values_get(r->values, arguments[a]);
        if (given->kind == VALUE_ADDRESS && base_of(r, given->a) == base)
          s->bindings.items[b].to = values_any(r->values);
      }
    }
  }
  if (summary_for(r->p, r->purpose, callee)->follows_out && !o->changes_cells)
    return;
  if (r->deciding.deref)
    change(r, s, DEREF_KEY, r->site);
  for (size_t a = 0; a < count; a++) {
    const value_data *given = values_get(r->values, arguments[a]);
    if (given->kind == VALUE_ADDRESS && kind_of(r, given->a) == PLACE_VARIABLE)
      forget(r, s, given->a, (uint32_t)a);
  }
}

/* Adds the states that a call of callee leads to. */
typedef struct continuing {
  state **items;
  uint32_t count, capacity;
} continuing;

static void continue_with(run *r, continuing *list, state *s) {
  if (!s)
    return;
  if (!reserve((void **)&list->items, &list->capacity, list->count,
               sizeof *list->items)) {
    r->p->failed = true;
    state_free(s);
    return;
  }
  list->items[list->count++] = s;
}

/* The callee may take a lock: none may be held that could be it. */
static void meet_touch(run *r, substitution *c, const touch *t) {
  if (r->purpose == FOR_WAYS || /* proved to be right */
      (r->purpose != FOR_TOUCHES && c->s->lock_count == 0))
    return;
  state *s = state_copy(r, c->s);
  bool possible = s != NULL;
  for (uint32_t f = 0; possible && f < t->facts.count; f++)
    possible = assume(r, s, import(c, t->facts.items[f].key),
                      t->facts.items[f].to == TRUE_FACT);
  if (possible)
    acquire(r, s, import(c, t->adapter), import(c, t->message),
            values_any(r->values), r->site);
  state_free(s);
}

/* Is it all the same to the caller which way a call of a callee goes? */
static bool is_indifferent(substitution *c, const summary *s) {
  run *r = c->r;
  if (hands_locks(s))
    return false;
  for (uint32_t i = 0; i < s->count; i++)
    for (uint32_t k = 0; k < s->outcomes[i].stores.count; k++) {
      value place = import(c, s->outcomes[i].stores.items[k].key);
      if (change_key(r, place) ||
          kind_of(r, base_of(r, place)) == PLACE_VARIABLE)
        return false;
    }
  return true;
}

static void apply(run *r, const state *before, size_t callee, value target,
                  const value *arguments, size_t count, continuing *out) {
  const summary *summary = summary_for(r->p, r->purpose, callee);
  substitution entry = {r, before, arguments, count};
  for (uint32_t t = 0; t < summary->touches.count && !stopped(r); t++)
    meet_touch(r, &entry, &summary->touches.items[t]);
  if (summary->count > 1 && !target && is_indifferent(&entry, summary)) {
    outcome any = {.changes_cells = false};
    for (uint32_t i = 0; i < summary->count; i++)
      any.changes_cells |= summary->outcomes[i].changes_cells;
    state *s = state_copy(r, before);
    if (s)
      apply_writes(r, s, callee, &any, arguments, count);
    continue_with(r, out, s);
    return;
  }
  for (uint32_t i = 0; i < summary->count && !stopped(r); i++) {
    const outcome *o = &summary->outcomes[i];
    state *s = state_copy(r, before);
    if (!s)
      return;
    substitution c = {r, before, arguments, count};
    bool possible = true;
    for (uint32_t f = 0; possible && f < o->facts.count; f++)
      possible = assume(r, s, import(&c, o->facts.items[f].key),
                        o->facts.items[f].to == TRUE_FACT);
    for (uint32_t e = 0; possible && e < o->log.count; e++) {
      const event *event = &o->log.items[e];
      value adapter = import(&c, event->adapter);
      value message = import(&c, event->message);
      if (event->kind == EVENT_RELEASE)
        possible = release(r, s, adapter, message, import(&c, event->irql));
      else if (event->kind == EVENT_ACQUIRE)
        possible = acquire(r, s, adapter, message, values_any(r->values),
                           r->site + 1 + (int64_t)e);
      else
        log_touch(r, s, adapter, message);
    }
    if (!possible) {
      state_free(s);
      if (stopped(r))
        return;
      continue;
    }
    value result = o->result ? import(&c, o->result) : values_any(r->values);
    pairs stores = {NULL, 0, 0};
    for (uint32_t b = 0; b < o->stores.count; b++)
      check(r, pairs_set(&stores, import(&c, o->stores.items[b].key),
                         import(&c, o->stores.items[b].to)));
    apply_writes(r, s, callee, o, arguments, count);
    for (uint32_t b = 0; b < stores.count; b++)
      store(r, s, stores.items[b].key, stores.items[b].to);
    free(stores.items);
    if (target)
      store(r, s, target, held(r, result));
    continue_with(r, out, s);
  }
}

static void call(run *r, state *s, const sp_step *step, continuing *out) {
  enum { MOST = 32 };
  value arguments[MOST];
  size_t count = step->argument_count;
  if (count > MOST) {
    fail_at(r, r->line, r->column,
            "a call has more arguments than can be followed");
    state_free(s);
    return;
  }
  for (size_t i = 0; i < count; i++)
    arguments[i] = eval(r, s, step->arguments[i]);
  bool stored = step->target != SP_NO_NODE &&
                deciding_place(&r->deciding, r->p->program, step->target);
  value target = stored ? eval_place(r, s, step->target) : 0;
  sp_callees callees = sp_program_callees(r->p->program, step);
  if (callees.count == 0) {
    for (size_t i = 0; i < count; i++)
      if (holds_saved(r, s, arguments[i])) {
        fail_at(r, r->line, r->column,
                "the saved IRQL is given to code that is not in the program");
        state_free(s);
        return;
      }
    /* It fills what it is given the address of. */
    for (size_t i = 0; i < count; i++)
      if (kind_of(r, arguments[i]) == VALUE_ADDRESS)
        forget(r, s, values_get(r->values, arguments[i])->a, (uint32_t)i);
    if (target)
      store(r, s, target, values_at(r->values, VALUE_SYMBOL, r->site, 0));
    continue_with(r, out, s);
    return;
  }
  for (size_t i = 0; i < callees.count && !stopped(r); i++)
    apply(r, s, callees.functions[i], target, arguments, count, out);
  state_free(s);
}

/* The adapter of a lock operation; NULL must be ruled out where the function
 * thinks of it. */
static value adapter_of(run *r, const state *s, const sp_step *step) {
  value adapter = eval(r, s, step->arguments[0]);
  if (r->purpose != FOR_TOUCHES && r->deciding.tests_null &&
      truth_of(r, s,
               values_op(r->values, SP_EQ, adapter,
                         values_int(r->values, 0))) == UNDECIDED)
    fail_at(r, step->line, step->column,
            "HwDeviceExtension is tested for NULL, and may be NULL here");
  return adapter;
}

/* Runs a step on a state, which it consumes. */
static void run_step(run *r, state *s, const sp_step *step, continuing *out) {
  const sp_program *program = r->p->program;
  retire(r, s, r->site / VALUES_SPAN);
  bool stored = step->target != SP_NO_NODE &&
                deciding_place(&r->deciding, program, step->target);
  switch (step->kind) {
  case SP_CALL:
    call(r, s, step, out);
    return;
  case SP_SET:
    if (stored) {
      value v = held(r, eval(r, s, step->arguments[0]));
      store(r, s, eval_place(r, s, step->target), v);
    }
    break;
  case SP_FORGET:
    if (stored)
      forget(r, s, eval_place(r, s, step->target), 0);
    break;
  case SP_ACQUIRE: {
    value slot = eval(r, s, step->arguments[2]);
    if (acquire(r, s, adapter_of(r, s, step), eval(r, s, step->arguments[1]),
                slot, r->site)) {
      store(r, s, values_deref(r->values, slot),
            values_at(r->values, VALUE_SAVED, r->site, 0));
      if (stored)
        store(r, s, eval_place(r, s, step->target),
              values_at(r->values, VALUE_STATUS, r->site, 0));
    }
    break;
  }
  case SP_RELEASE:
    if (release(r, s, adapter_of(r, s, step), eval(r, s, step->arguments[1]),
                eval(r, s, step->arguments[2])) &&
        stored)
      store(r, s, eval_place(r, s, step->target),
            values_at(r->values, VALUE_SYMBOL, r->site, 0));
    break;
  case SP_ABANDON:
    state_free(s); /* what follows happens to nobody */
    return;
  case SP_UNSUPPORTED:
    if (r->purpose == FOR_TOUCHES)
      note_touch(r, s, values_any(r->values), values_any(r->values));
    else
      fail_at(r, r->line, r->column, step->text);
    break;
  }
  continue_with(r, out, s);
}

/* ---- the end of a function ---- */

typedef struct exporting {
  run *r;
  const state *s;
} exporting;

/* Anything but what is the same when the function is entered, and what its log
 * leaves to the caller. */
static value export_part(void *context, value part) {
  exporting *c = context;
  run *r = c->r;
  value_data d = *values_get(r->values, part);
  switch (d.kind) {
  case VALUE_LOAD:
    return d.number == 0 ? 0 : values_any(r->values);
  case VALUE_SYMBOL:
    return values_any(r->values);
  case VALUE_SAVED:
  case VALUE_STATUS:
    for (uint32_t i = 0; i < c->s->log.count; i++)
      if (c->s->log.items[i].kind == EVENT_ACQUIRE &&
          c->s->log.items[i].site == d.number && i + 2 < VALUES_SPAN)
        return values_at(r->values, d.kind, (int64_t)i + 1, 0);
    return values_any(r->values);
  case VALUE_ADDRESS:
    return kind_of(r, base_of(r, d.a)) == PLACE_VARIABLE ? values_any(r->values)
                                                         : 0;
  default:
    return 0;
  }
}

static value exported(run *r, const state *s, value v) {
  exporting c = {r, s};
  return values_map(r->values, v, export_part, &c);
}

static bool make_outcome(run *r, const state *s, value result, outcome *out) {
  memset(out, 0, sizeof *out);
  bool ok = true;
  for (uint32_t i = 0; ok && i < s->facts.count; i++) {
    value atom = exported(r, s, s->facts.items[i].key);
    if (!values_is_vague(r->values, atom) && kind_of(r, atom) == VALUE_OP)
      ok = pairs_set(&out->facts, atom, s->facts.items[i].to);
  }
  for (uint32_t i = 0; ok && i < s->log.count; i++) {
    event e = s->log.items[i];
    e.adapter = exported(r, s, e.adapter);
    e.message = exported(r, s, e.message);
    e.irql = e.irql ? exported(r, s, e.irql) : 0;
    e.site = 0;
    ok = events_add(&out->log, e);
  }
  for (uint32_t i = 0; ok && i < s->bindings.count; i++) {
    value place = s->bindings.items[i].key;
    if (kind_of(r, base_of(r, place)) == PLACE_VARIABLE)
      continue;
    place = exported(r, s, place);
    value to = exported(r, s, s->bindings.items[i].to);
    if (!values_is_vague(r->values, place) && !values_is_vague(r->values, to))
      ok = pairs_set(&out->stores, place, to);
  }
  out->result = result ? exported(r, s, result) : 0;
  out->changes_cells = pairs_get(&s->changes, DEREF_KEY) != 0;
  return ok;
}

static void outcome_free(outcome *o) {
  free(o->facts.items);
  free(o->log.items);
  free(o->stores.items);
  memset(o, 0, sizeof *o);
}

static void summary_free(summary *s) {
  for (uint32_t i = 0; i < s->count; i++)
    outcome_free(&s->outcomes[i]);
  free(s->outcomes);
  touches_free(&s->touches);
  memset(s, 0, sizeof *s);
}

/* The one fact in which they differ, and only in its truth; 0 if there is none.
 */
static uint32_t opposite_fact(const pairs *a, const pairs *b) {
  uint32_t found = 0;
  if (a->count != b->count)
    return 0;
  for (uint32_t i = 0; i < a->count; i++) {
    if (a->items[i].key != b->items[i].key)
      return 0;
    if (a->items[i].to != b->items[i].to) {
      if (found)
        return 0;
      found = a->items[i].key;
    }
  }
  return found;
}

/* How the facts of a new state or outcome go with those of an old one that is
 * the same otherwise. */
typedef enum joint {
  APART,  /* both are to be kept */
  WITHIN, /* the old one covers the new one */
  JOINED  /* now covers both */
} joint;

static joint join_facts(const pairs *old, pairs *now) {
  if (pairs_within(old, now))
    return WITHIN;
  uint32_t fact = opposite_fact(old, now);
  if (fact)
    pairs_set(now, fact, 0);
  return fact || pairs_within(now, old) ? JOINED : APART;
}

static bool same_effect(const outcome *a, const outcome *b) {
  return a->result == b->result && a->changes_cells == b->changes_cells &&
         events_equal(&a->log, &b->log) && pairs_equal(&a->stores, &b->stores);
}

static void add_outcome(run *r, outcome o) {
  summary *s = &r->found;
  for (uint32_t i = 0; i < s->count;) {
    outcome *old = &s->outcomes[i];
    if (same_effect(old, &o)) {
      if (r->p->widens)
        pairs_keep_common(&o.facts, &old->facts);
      joint how = join_facts(&old->facts, &o.facts);
      if (how == WITHIN) {
        outcome_free(&o);
        return;
      }
      if (how == JOINED) {
        outcome_free(old);
        *old = s->outcomes[--s->count];
        i = 0;
        continue;
      }
    }
    i++;
  }
  if (!reserve((void **)&s->outcomes, &s->capacity, s->count,
               sizeof *s->outcomes)) {
    r->p->failed = true;
    outcome_free(&o);
    return;
  }
  s->outcomes[s->count++] = o;
}

static void finish(run *r, state *s, const sp_block *block) {
  if (r->purpose == FOR_TOUCHES)
    return;
  value result = 0;
  if (block->value != SP_NO_NODE)
    result = chosen(r, s, eval(r, s, block->value));
  r->line = block->line;
  r->column = block->column;
  r->leaving = result;
  sp_lockset set = {s->locks, s->lock_count, s->lock_count};
  sp_questions ask = questions(r, s);
  sp_lockset_settle_status(&set, &ask);
  drop_failed(s);
  drop_released(s);
  set.count = s->lock_count;
  for (size_t i = 0; i < s->lock_count; i++) {
    sp_verdict v = sp_lockset_leave(&set, i, &ask);
    if (v.outcome != SP_FINE) {
      fail_at(r, block->line, block->column, why_open(&v));
      return;
    }
    if (kind_of(r, (value)s->locks[i].saved) != VALUE_SAVED ||
        (sp_value)values_get(r->values, (value)s->locks[i].saved)->number !=
            s->locks[i].acquired_at) {
      fail_at(r, block->line, block->column,
              "the lock that is handed over has the saved IRQL of another one");
      return;
    }
  }
  outcome o;
  check(r, make_outcome(r, s, r->purpose != FOR_LOCKS ? result : 0, &o));
  if (s->log.count + 2 >= VALUES_SPAN) {
    outcome_free(&o);
    fail_at(r, block->line, block->column, "one path takes too many locks");
    return;
  }
  add_outcome(r, o);
  if (r->found.count > MAX_OUTCOMES)
    fail_at(r, block->line, block->column,
            "there are too many ways through the function");
}

/* ---- control flow ---- */

/* Does the value only depend on what was there when the function was entered?
 */
static bool is_of_entry(const run *r, value v) {
  if (!v)
    return true;
  const value_data *d = values_get(r->values, v);
  if (d->kind == VALUE_ANY || d->kind == VALUE_SYMBOL ||
      d->kind == VALUE_SAVED || d->kind == VALUE_STATUS ||
      (d->kind == VALUE_LOAD && d->number))
    return false;
  return is_of_entry(r, d->a) && is_of_entry(r, d->b) && is_of_entry(r, d->c);
}

/* A step that no step of the function has: what is made where paths meet in the
 * block. */
static int64_t join_step(const run *r, uint32_t block) {
  return (int64_t)r->first_step[r->f->block_count] + 1 + block;
}

/* The variables that differ from those of an earlier arrival are anything. */
static void widen(run *r, state *s, uint32_t block, const block_states *here) {
  const state *first = NULL;
  for (uint32_t i = 0; i < here->count && !first; i++)
    if (locks_equal(here->items[i], s))
      first = here->items[i];
  if (!first)
    return;
  int64_t step = join_step(r, block);
  retire(r, s, step);
  for (uint32_t i = 0; i < s->bindings.count; i++) {
    pair *b = &s->bindings.items[i];
    value old = pairs_get(&first->bindings, b->key);
    if (old != b->to && kind_of(r, b->to) != VALUE_SAVED)
      b->to = values_at(r->values, VALUE_SYMBOL, step * VALUES_SPAN, b->key);
  }
  /* What a round makes is different in each; what was there at the entry is
   * not. */
  uint32_t kept = 0;
  for (uint32_t i = 0; i < s->facts.count; i++)
    if (is_of_entry(r, s->facts.items[i].key) ||
        pairs_get(&first->facts, s->facts.items[i].key) == s->facts.items[i].to)
      s->facts.items[kept++] = s->facts.items[i];
  s->facts.count = kept;
}

/* Can a value be read again from the block on: from where it came from, or from
 * where the state keeps it (NULL: nowhere)? */
static bool is_live(const run *r, uint32_t block, const state *s, value v) {
  if (!v)
    return true;
  const value_data *d = values_get(r->values, v);
  for (uint32_t i = 0; s && d->kind == VALUE_LOAD && i < s->bindings.count; i++)
    if (s->bindings.items[i].to == v)
      return true;
  if ((d->kind == PLACE_FIELD || d->kind == PLACE_GLOBAL) &&
      !deciding_name_live(&r->deciding, block, d->name))
    return false;
  return is_live(r, block, s, d->a) && is_live(r, block, s, d->b) &&
         is_live(r, block, s, d->c);
}

/* Is what is bound to the place read from the block on? */
static bool is_place_live(const run *r, uint32_t block, value place) {
  const value_data *base = values_get(r->values, base_of(r, place));
  if (base->kind == PLACE_VARIABLE)
    return deciding_variable_live(&r->deciding, block, base->number);
  uint32_t key = change_key(r, place);
  return key == DEREF_KEY ? deciding_deref_live(&r->deciding, block)
                          : is_live(r, block, NULL, place);
}

static bool mentions_status(const run *r, value v) {
  if (!v)
    return false;
  const value_data *d = values_get(r->values, v);
  return d->kind == VALUE_STATUS || mentions_status(r, d->a) ||
         mentions_status(r, d->b) || mentions_status(r, d->c);
}

/* Forgets what nothing that comes can ask for, so that states become the same.
 * Of a function that may be a helper its caller asks, too. */
static void prune(run *r, uint32_t block, state *s) {
  if (r->purpose != FOR_LOCKS)
    return;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < s->bindings.count; i++)
    if (is_place_live(r, block, s->bindings.items[i].key))
      s->bindings.items[kept++] = s->bindings.items[i];
  s->bindings.count = kept;
  kept = 0;
  for (uint32_t i = 0; i < s->facts.count; i++)
    if (is_live(r, block, s, s->facts.items[i].key) ||
        mentions_status(r, s->facts.items[i].key))
      s->facts.items[kept++] = s->facts.items[i];
  s->facts.count = kept;
  kept = 0;
  for (uint32_t i = 0; i < s->changes.count; i++) {
    uint32_t key = s->changes.items[i].key;
    if (key == DEREF_KEY
            ? deciding_deref_live(&r->deciding, block)
            : deciding_name_live(&r->deciding, block,
                                 r->deciding.names[key - NAME_KEY]))
      s->changes.items[kept++] = s->changes.items[i];
  }
  s->changes.count = kept;
}

/* Makes one, of what is the same in both, of a state and another, where things
 * are made that date from a step. Did it change? */
static bool join_states(run *r, int64_t step, state *one, const state *other) {
  bool changed = false;
  value any = values_any(r->values);
  uint32_t site = (uint32_t)(step * VALUES_SPAN), facts = one->facts.count;
  pairs_keep_common(&one->facts, &other->facts);
  changed |= one->facts.count != facts;
  for (int turn = 0; turn < 2; turn++) {
    const pairs *here = turn ? &other->bindings : &one->bindings;
    for (uint32_t i = here->count; i-- > 0;) {
      pair b = here->items[i];
      if (pairs_get(&one->bindings, b.key) == any ||
          pairs_get(&one->bindings, b.key) ==
              pairs_get(&other->bindings, b.key))
        continue;
      check(r, pairs_set(&one->bindings, b.key, any));
      changed = true;
    }
    here = turn ? &other->changes : &one->changes;
    for (uint32_t i = here->count; i-- > 0;) {
      pair c = here->items[i];
      if (pairs_get(&one->changes, c.key) == site ||
          pairs_get(&one->changes, c.key) == pairs_get(&other->changes, c.key))
        continue;
      check(r, pairs_set(&one->changes, c.key, site));
      changed = true;
    }
  }
  return changed;
}

/* Are the facts the same that date from the entry of the function? */
static bool same_entry_facts(const run *r, const state *a, const state *b) {
  for (int turn = 0; turn < 2; turn++) {
    const pairs *here = turn ? &b->facts : &a->facts;
    const pairs *there = turn ? &a->facts : &b->facts;
    for (uint32_t i = 0; i < here->count; i++)
      if (is_of_entry(r, here->items[i].key) &&
          pairs_get(there, here->items[i].key) != here->items[i].to)
        return false;
  }
  return true;
}

/* The state that a new one is to be joined to; NULL if it is to stand alone. */
static state *find_like(const run *r, const block_states *here,
                        const state *s) {
  if (r->purpose == FOR_TOUCHES)
    return here->count ? here->items[0] : NULL;
  for (uint32_t i = 0; here->count > FEW_STATES && i < here->count; i++)
    if (locks_equal(here->items[i], s) &&
        events_equal(&here->items[i]->log, &s->log) &&
        same_entry_facts(r, here->items[i], s))
      return here->items[i];
  return NULL;
}

/* A state, which is consumed, comes to a block, from another one or UINT32_MAX.
 */
static void arrive(run *r, uint32_t from, uint32_t block, state *s) {
  if (!s)
    return;
  block_states *here = &r->blocks[block];
  prune(r, block, s);
  state *like = find_like(r, here, s);
  if (like) {
    int64_t step = join_step(r, block);
    like->pending |= retire(r, like, step);
    retire(r, s, step);
    like->pending |= join_states(r, step, like, s);
    state_free(s);
    return;
  }
  bool again = from != UINT32_MAX && r->blocks[from].rank >= here->rank;
  if (again && here->rounds > UNROLLED)
    widen(r, s, block, here);
  for (uint32_t i = 0; i < here->count;) {
    state *old = here->items[i];
    if (same_but_facts(old, s)) {
      joint how = join_facts(&old->facts, &s->facts);
      if (how == WITHIN) {
        state_free(s);
        return;
      }
      if (how == JOINED) {
        state_free(old);
        here->items[i] = here->items[--here->count];
        i = 0;
        continue;
      }
    }
    i++;
  }
  if (!reserve((void **)&here->items, &here->capacity, here->count,
               sizeof *here->items)) {
    r->p->failed = true;
    state_free(s);
    return;
  }
  s->pending = true;
  here->items[here->count++] = s;
  here->rounds += again;
  const sp_block *at = &r->f->blocks[block];
  if (here->count > MAX_STATES)
    fail_at(r, at->line, at->column, "there are too many cases to follow");
  if (here->rounds > GIVEN_UP)
    fail_at(r, at->line, at->column, "a loop does not settle");
}

/* What was assumed of a status splits the lock set. */
static void settle(run *r, state *s) {
  sp_lockset set = {s->locks, s->lock_count, s->lock_count};
  sp_questions ask = questions(r, s);
  if (sp_lockset_settle_status(&set, &ask))
    drop_failed(s);
}

static void take_branch(run *r, uint32_t index, state *s) {
  const sp_block *block = &r->f->blocks[index];
  value v = eval(r, s, block->value);
  int truth = truth_of(r, s, v);
  bool decides = r->deciding.branches[index];
  for (int holds = 1; holds >= 0; holds--) {
    if (truth == (holds ? FALSE_FACT : TRUE_FACT))
      continue;
    state *next = state_copy(r, s);
    if (next && decides && !assume(r, next, v, holds)) {
      state_free(next);
      continue;
    }
    if (next && decides)
      settle(r, next);
    arrive(r, index, holds ? block->next : block->otherwise, next);
  }
}

static void take_switch(run *r, uint32_t index, state *s) {
  const sp_block *block = &r->f->blocks[index];
  value v = eval(r, s, block->value);
  bool decides = r->deciding.branches[index];
  state *rest = state_copy(r, s);
  for (size_t i = 0; i < block->case_count && rest && !stopped(r); i++) {
    value equal = values_op(r->values, SP_EQ, v,
                            values_int(r->values, block->cases[i].value));
    state *next = state_copy(r, rest);
    if (next && (decides ? assume(r, next, equal, true)
                         : truth_of(r, next, equal) != FALSE_FACT)) {
      if (decides)
        settle(r, next);
      arrive(r, index, block->cases[i].block, next);
    } else {
      state_free(next);
    }
    if (decides ? !assume(r, rest, equal, false)
                : truth_of(r, rest, equal) == TRUE_FACT) {
      state_free(rest);
      rest = NULL;
    }
  }
  if (rest && decides)
    settle(r, rest);
  if (rest && !stopped(r))
    arrive(r, index, block->next, rest);
  else
    state_free(rest);
}

static void run_block(run *r, uint32_t index, state *s) {
  const sp_block *block = &r->f->blocks[index];
  continuing now = {NULL, 0, 0}, next = {NULL, 0, 0};
  continue_with(r, &now, s);
  for (size_t i = 0; i < block->step_count && !stopped(r); i++) {
    const sp_step *step = &block->steps[i];
    r->line = step->line;
    r->column = step->column;
    r->site = ((int64_t)r->first_step[index] + (int64_t)i) * VALUES_SPAN;
    next.count = 0;
    for (uint32_t k = 0; k < now.count; k++) {
      if (stopped(r))
        state_free(now.items[k]);
      else
        run_step(r, now.items[k], step, &next);
    }
    continuing swap = now;
    now = next;
    next = swap;
    while (r->purpose == FOR_TOUCHES && now.count > 1) {
      join_states(r, r->site / VALUES_SPAN, now.items[0],
                  now.items[now.count - 1]);
      state_free(now.items[--now.count]);
    }
    if (now.count > MAX_STATES)
      fail_at(r, step->line, step->column,
              "there are too many cases to follow");
  }
  for (uint32_t k = 0; k < now.count; k++) {
    state *each = now.items[k];
    if (!stopped(r)) {
      if (block->exit == SP_GOTO) {
        arrive(r, index, block->next, each);
        continue;
      }
      if (block->exit == SP_BRANCH)
        take_branch(r, index, each);
      else if (block->exit == SP_SWITCH)
        take_switch(r, index, each);
      else if (block->exit == SP_RETURN)
        finish(r, each, block);
    }
    state_free(each);
  }
  free(now.items);
  free(next.items);
}

/* Numbers the blocks in reverse post-order. */
static bool rank_blocks(run *r) {
  uint32_t count = (uint32_t)r->f->block_count, depth = 0, number = count;
  uint32_t *stack = calloc(2 * (size_t)count + 2, sizeof *stack);
  if (!stack)
    return false;
  stack[depth++] = 0;
  r->blocks[0].reached = true;
  uint32_t *next = stack + count + 1;
  while (depth) {
    uint32_t b = stack[depth - 1];
    const sp_block *block = &r->f->blocks[b];
    uint32_t to = UINT32_MAX, i = next[b]++;
    if (block->exit == SP_GOTO && i < 1)
      to = block->next;
    else if (block->exit == SP_BRANCH && i < 2)
      to = i == 0 ? block->next : block->otherwise;
    else if (block->exit == SP_SWITCH && i <= block->case_count)
      to = i == 0 ? block->next : block->cases[i - 1].block;
    if (to == UINT32_MAX) {
      r->blocks[b].rank = --number;
      depth--;
    } else if (!r->blocks[to].reached) {
      r->blocks[to].reached = true;
      stack[depth++] = to;
    }
  }
  free(stack);
  return true;
}

static uint32_t next_block(const run *r) {
  uint32_t best = UINT32_MAX, rank = UINT32_MAX;
  for (uint32_t b = 0; b < r->f->block_count; b++) {
    const block_states *here = &r->blocks[b];
    if (!here->reached || here->rank >= rank)
      continue;
    for (uint32_t i = 0; i < here->count; i++)
      if (here->items[i]->pending) {
        best = b;
        rank = here->rank;
        break;
      }
  }
  return best;
}

/* Follows the function. The outcomes are in r->found unless r->why says what
 * went wrong. */
static void run_function(run *r) {
  size_t count = r->f->block_count;
  r->blocks = calloc(count + 1, sizeof *r->blocks);
  r->first_step = calloc(count + 1, sizeof *r->first_step);
  bool ok = r->blocks && r->first_step && rank_blocks(r) &&
            deciding_find(&r->deciding, r->p, r->index, r->purpose, r->guards);
  if (ok) {
    r->first_step[0] = 1;
    for (size_t b = 0; b < count; b++)
      r->first_step[b + 1] =
          r->first_step[b] + (uint32_t)r->f->blocks[b].step_count;
    arrive(r, UINT32_MAX, 0, calloc(1, sizeof(state)));
    uint32_t b;
    while (!stopped(r) && (b = next_block(r)) != UINT32_MAX) {
      for (uint32_t i = 0; i < r->blocks[b].count && !stopped(r); i++) {
        if (!r->blocks[b].items[i]->pending)
          continue;
        r->blocks[b].items[i]->pending = false;
        state *copy = state_copy(r, r->blocks[b].items[i]);
        if (copy)
          run_block(r, b, copy);
      }
    }
  }
  if (!ok)
    r->p->failed = true;
  for (size_t b = 0; r->blocks && b < count; b++) {
    for (uint32_t i = 0; i < r->blocks[b].count; i++)
      state_free(r->blocks[b].items[i]);
    free(r->blocks[b].items);
  }
  free(r->blocks);
  free(r->first_step);
  deciding_free(&r->deciding);
}

/* ---- the program ---- */

static bool same_summary(const summary *a, const summary *b) {
  if (a->known != b->known || a->count != b->count ||
      !touches_equal(&a->touches, &b->touches))
    return false;
  for (uint32_t i = 0; i < a->count; i++) {
    bool found = false;
    for (uint32_t k = 0; k < b->count && !found; k++)
      found = same_effect(&a->outcomes[i], &b->outcomes[k]) &&
              pairs_equal(&a->outcomes[i].facts, &b->outcomes[k].facts);
    if (!found)
      return false;
  }
  return true;
}

/* What callers take an unproved function for: it has a verdict of its own. */
static bool assume_balanced(summary *s) {
  summary_free(s);
  s->known = true;
  s->outcomes = calloc(1, sizeof *s->outcomes);
  if (!s->outcomes)
    return false;
  s->count = s->capacity = 1;
  return true;
}

/* Finds which locks the function may take. */
static touches find_touches(prover *p, size_t index) {
  run r = {.p = p,
           .values = p->values,
           .index = index,
           .f = sp_program_get(p->program, index),
           .purpose = FOR_TOUCHES};
  run_function(&r);
  touches found = r.found.touches;
  r.found.touches = (touches){NULL, 0, 0};
  summary_free(&r.found);
  value any = values_any(p->values);
  if (r.why) {
    touches_free(&found);
    check(&r, touches_add(&found, p->values, (touch){any, any, {NULL, 0, 0}}));
  } else if (p->widens) { /* a recursion adds some in each round */
    check(&r, touches_widen(&found, p->values, p->widens > 1));
  }
  return found;
}

/* Of a function that leaves its callers nothing, they need only know what it
 * touches. */
static void collapse(summary *s) {
  while (s->count > 1)
    outcome_free(&s->outcomes[--s->count]);
  for (uint32_t i = 0; i < s->count; i++) {
    s->outcomes[i].facts.count = 0;
    s->outcomes[i].stores.count = 0;
    s->outcomes[i].result = 0;
  }
}

/* Follows the function once more, more closely. If that fails where less did
 * before, the first reason stays: it is the simpler one. */
static void run_again(run *r, purpose purpose, bool guards) {
  if (r->p->failed)
    return;
  run again = {.p = r->p,
               .values = r->values,
               .index = r->index,
               .f = r->f,
               .is_entry = r->is_entry,
               .purpose = purpose,
               .guards = guards};
  run_function(&again);
  if (r->why && again.why) {
    again.why = r->why;
    again.line = r->line;
    again.column = r->column;
  }
  summary_free(&r->found);
  *r = again;
}

/* Proves one function with the summaries there are. True if its summary
 * changed. */
static bool prove_function(prover *p, size_t index) {
  const sp_function *f = sp_program_get(p->program, index);
  sp_proof *proof = &p->proofs[index];
  bool relevant = sp_program_is_relevant(p->program, index);
  summary found = {0};
  if (!relevant && f->block_count > MAX_GETTER) {
    check(&(run){.p = p}, assume_balanced(&found));
  } else {
    run r = {.p = p, .values = p->values, .index = index, .f = f};
    r.is_entry = (f->flags & SP_FUNCTION_ENTRY) != 0;
    r.purpose = relevant ? FOR_LOCKS : FOR_CALLERS;
    run_function(&r);
    if (relevant && r.why)
      run_again(&r, FOR_LOCKS, true);
    /* What it returns and stores may say which way it went. */
    if (relevant && (r.why || hands_locks(&r.found)))
      run_again(&r, FOR_CALLERS, false);
    found = r.found;
    found.known = true;
    found.follows_out = r.purpose == FOR_CALLERS;
    if (relevant && !hands_locks(&found)) {
      collapse(&found);
      found.follows_out = false;
    }
    if (relevant) {
      proof->kind = r.why ? SP_PROOF_OPEN : SP_PROOF_PROVED;
      proof->why = r.why;
      proof->line = r.line;
      proof->column = r.column;
      proof->nesting = r.nesting;
    }
    if (r.why || (!relevant && found.count > MAX_RESULTS))
      check(&r, assume_balanced(&found));
    if (relevant && !p->failed)
      found.touches = find_touches(p, index);
  }
  proof->is_helper = hands_locks(&found);
  bool changed = !same_summary(&found, &p->summaries[index]);
  summary_free(&p->summaries[index]);
  p->summaries[index] = found;
  return changed;
}

/* Finds all that a call of a proved function can do, unless it is too much.
 * What its callees do is known. */
static void find_ways(prover *p, size_t index) {
  summary *out = &p->ways[index];
  const sp_proof *proof = &p->proofs[index];
  if (out->known || proof->kind != SP_PROOF_PROVED)
    return;
  const sp_function *f = sp_program_get(p->program, index);
  run r = {.p = p,
           .values = p->values,
           .index = index,
           .f = f,
           .is_entry = (f->flags & SP_FUNCTION_ENTRY) != 0,
           .purpose = FOR_WAYS};
  run_function(&r);
  if (r.why) {
    summary_free(&r.found);
    return;
  }
  *out = r.found;
  out->known = out->follows_out = true;
}

/* The same for its callees first. */
static bool find_ways_below(prover *p, size_t index) {
  size_t count = sp_program_count(p->program);
  bool *wanted = calloc(count + 1, sizeof *wanted);
  if (!wanted)
    return false;
  wanted[index] = true;
  const uint32_t *order = sp_program_order(p->program);
  for (size_t at = count; at-- > 0;) { /* callers come last */
    const sp_function *f = sp_program_get(p->program, order[at]);
    for (size_t b = 0; wanted[order[at]] && b < f->block_count; b++)
      for (size_t i = 0; i < f->blocks[b].step_count; i++) {
        if (f->blocks[b].steps[i].kind != SP_CALL)
          continue;
        sp_callees callees =
            sp_program_callees(p->program, &f->blocks[b].steps[i]);
        for (size_t c = 0; c < callees.count; c++)
          if (sp_program_is_relevant(p->program, callees.functions[c]))
            wanted[callees.functions[c]] = true;
      }
  }
  for (size_t at = 0; at < count && !p->failed; at++)
    if (wanted[order[at]])
      find_ways(p, order[at]);
  free(wanted);
  return !p->failed && !values_failed(p->values);
}

struct sp_proofs {
  prover p;
  sp_way **ways; /* by function; NULL if not asked for yet */
};

static void prove_part(prover *p, const uint32_t *members, size_t count) {
  bool recursive = count > 1 || sp_program_is_recursive(p->program, members[0]);
  for (int round = 0;; round++) {
    bool changed = false;
    p->widens = round <= ROUNDS / 3 ? 0 : round <= ROUNDS * 2 / 3 ? 1 : 2;
    for (size_t i = 0; i < count && !p->failed; i++)
      changed |= prove_function(p, members[i]);
    p->widens = 0;
    if (!recursive || !changed || p->failed)
      return;
    if (round < ROUNDS)
      continue;
    for (size_t i = 0; i < count; i++) {
      sp_proof *proof = &p->proofs[members[i]];
      const sp_function *f = sp_program_get(p->program, members[i]);
      if (!sp_program_is_relevant(p->program, members[i]))
        continue;
      proof->kind = SP_PROOF_OPEN;
      proof->why = "the recursion does not settle";
      proof->line = f->where.line;
      proof->column = f->where.column;
      value any = values_any(p->values);
      summary *s = &p->summaries[members[i]];
      if (!assume_balanced(s) ||
          !touches_add(&s->touches, p->values, (touch){any, any, {NULL, 0, 0}}))
        p->failed = true;
    }
    return;
  }
}

sp_proofs *sp_prove(sp_program *program) {
  sp_proofs *proofs = calloc(1, sizeof *proofs);
  if (!proofs)
    return NULL;
  prover *p = &proofs->p;
  size_t count = sp_program_count(program);
  p->program = program;
  p->values = values_new();
  p->keeping = keeping_new(program);
  p->summaries = calloc(count + 1, sizeof *p->summaries);
  p->ways = calloc(count + 1, sizeof *p->ways);
  p->proofs = calloc(count + 1, sizeof *p->proofs);
  p->failed =
      !p->values || !p->keeping || !p->summaries || !p->ways || !p->proofs;
  const uint32_t *order = sp_program_order(program);
  const uint32_t *parts = sp_program_parts(program);
  for (size_t from = 0, to; from < count && !p->failed; from = to) {
    to = from + 1;
    while (to < count && parts[order[to]] == parts[order[from]])
      to++;
    prove_part(p, order + from, to - from);
  }
  proofs->ways = calloc(count + 1, sizeof *proofs->ways);
  p->failed |= !proofs->ways;
  if (p->failed || values_failed(p->values)) {
    sp_proofs_free(proofs);
    return NULL;
  }
  return proofs;
}

void sp_proofs_free(sp_proofs *proofs) {
  if (!proofs)
    return;
  size_t count = proofs->p.summaries ? sp_program_count(proofs->p.program) : 0;
  for (size_t i = 0; i < count; i++) {
    if (proofs->ways && proofs->ways[i])
      prove_ways_free(proofs->ways[i], proofs->p.ways[i].count);
    if (proofs->p.ways)
      summary_free(&proofs->p.ways[i]);
    summary_free(&proofs->p.summaries[i]);
  }
  free(proofs->ways);
  free(proofs->p.ways);
  free(proofs->p.summaries);
  free(proofs->p.proofs);
  keeping_free(proofs->p.keeping);
  values_free(proofs->p.values);
  free(proofs);
}

const sp_proof *sp_proofs_get(const sp_proofs *proofs, size_t function) {
  return &proofs->p.proofs[function];
}

const sp_way *sp_proofs_ways(sp_proofs *proofs, size_t function,
                             size_t *count) {
  prover *p = &proofs->p;
  *count = 0;
  if (!proofs->ways[function] && !p->failed &&
      p->proofs[function].kind == SP_PROOF_PROVED &&
      find_ways_below(p, function) && p->ways[function].known)
    proofs->ways[function] = prove_ways(p, &p->ways[function]);
  if (proofs->ways[function])
    *count = p->ways[function].count;
  return proofs->ways[function];
}

char *sp_proofs_summary(const sp_proofs *proofs, size_t function) {
  return prove_text(&proofs->p, function);
}
