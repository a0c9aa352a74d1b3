/* Nodes and conditions of the program in a state: what they evaluate to, and
 * what follows when they hold.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "prove_run.h"

/* ---- evaluation ---- */

value state_eval_place(run *r, const state *s, sp_node node) {
  const sp_node_data *d = sp_program_data(r->p->program, node);
  switch (d->kind) {
  case SP_VARIABLE:
    return values_at(r->values, PLACE_VARIABLE, d->number, 0);
  case SP_GLOBAL:
    return values_named(r->values, PLACE_GLOBAL, d->name);
  case SP_DEREF:
    return values_deref(r->values, state_eval(r, s, d->a));
  case SP_FIELD:
    return values_field(r->values, state_eval_place(r, s, d->a), d->name);
  default: {
    value whole = state_eval_place(r, s, d->a), index = state_eval(r, s, d->b);
    return sp_program_data(r->p->program, d->a)->kind == SP_DEREF
               ? values_step(r->values, whole, index)
               : values_element(r->values, whole, index);
  }
  }
}

value state_eval(run *r, const state *s, sp_node node) {
  if (node == SP_NO_NODE || run_stopped(r))
    return values_any(r->values);
  const sp_node_data *d = sp_program_data(r->p->program, node);
  switch (d->kind) {
  case SP_INT:
    return values_int(r->values, d->number);
  case SP_FUNCTION:
    return values_named(r->values, VALUE_FUNCTION, d->name);
  case SP_LOAD:
    return state_load(r, s, state_eval_place(r, s, d->a));
  case SP_ADDRESS:
    return values_address(r->values, state_eval_place(r, s, d->a));
  case SP_OP: {
    value a = state_eval(r, s, d->a);
    value b = d->b == SP_NO_NODE ? 0 : state_eval(r, s, d->b);
    return values_op(r->values, d->op, a, b);
  }
  case SP_CHOICE: {
    value c = state_eval(r, s, d->a), yes = state_eval(r, s, d->b);
    return values_choice(r->values, c, yes, state_eval(r, s, d->c));
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
  return run_kind(r, v) == VALUE_ADDRESS || run_kind(r, v) == VALUE_FUNCTION;
}

/* Are they addresses in two different variables? */
static bool in_other_variables(const run *r, value a, value b) {
  if (run_kind(r, a) != VALUE_ADDRESS || run_kind(r, b) != VALUE_ADDRESS)
    return false;
  const value x = values_base(r->values, values_get(r->values, a)->a),
              y = values_base(r->values, values_get(r->values, b)->a);
  const value_kind kind_x = run_kind(r, x), kind_y = run_kind(r, y);
  return x != y && (kind_x == PLACE_VARIABLE || kind_x == PLACE_GLOBAL) &&
         (kind_y == PLACE_VARIABLE || kind_y == PLACE_GLOBAL);
}

/* (x >> n) & 1 is 0 if and only if x & (1 << n) is. */
static value bit_test(run *r, value v) {
  const value_data *mask = values_get(r->values, v);
  if (mask->kind != VALUE_OP || mask->op != SP_BITAND)
    return v;
  value one = values_int(r->values, 1);
  mask = values_get(r->values, v); /* the table may have grown */
  if (mask->a != one && mask->b != one)
    return v;
  value_data shift = *values_get(r->values, mask->a == one ? mask->b : mask->a);
  if (shift.kind != VALUE_OP || shift.op != SP_SHR)
    return v;
  return values_op(r->values, SP_BITAND, shift.a,
                   values_op(r->values, SP_SHL, one, shift.b));
}

/* Turns a condition into the atom that says whether it holds, or that it does
 * not (*negative). Atoms are equalities and less-thans. */
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
    } else if (d.kind == VALUE_OP && d.op == SP_LT &&
               run_kind(r, d.a) == VALUE_INT &&
               values_get(r->values, d.a)->number != INT64_MAX) {
      /* 5 < x if not x < 6: the number stands on the right. */
      *negative = !*negative;
      condition = values_op(
          r->values, SP_LT, d.b,
          values_int(r->values, values_get(r->values, d.a)->number + 1));
    } else if (d.kind == VALUE_OP && d.op == SP_EQ &&
               (d.a == zero || d.b == zero)) {
      value other = d.a == zero ? d.b : d.a;
      const value_data *o = values_get(r->values, other);
      bool truth = o->kind == VALUE_OP &&
                   (o->op <= SP_NOT || (o->op >= SP_EQ && o->op <= SP_OR));
      if (!truth)
        return values_op(r->values, SP_EQ, bit_test(r, other), zero);
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
      return values_op(r->values, SP_EQ, bit_test(r, condition), zero);
    }
  }
}

/* What the facts of a state leave of a value: numbers from least to most. */
typedef struct bounds {
  int64_t least, most;
} bounds;

static bounds bounds_of(const run *r, const state *s, value v) {
  bounds found = {INT64_MIN, INT64_MAX};
  bool differs = false;
  for (int pass = 0; pass < (differs ? 2 : 1); pass++)
    for (uint32_t i = 0; i < s->facts.count; i++) {
      const value_data *d = values_get(r->values, s->facts.items[i].key);
      if (d->kind != VALUE_OP || (d->op != SP_EQ && d->op != SP_LT))
        continue;
      const bool on_left = d->a == v;
      const value_data *with = values_get(r->values, on_left ? d->b : d->a);
      if ((!on_left && (d->b != v || d->op == SP_LT)) ||
          with->kind != VALUE_INT)
        continue;
      const int64_t number = with->number;
      const bool holds = s->facts.items[i].to == TRUE_FACT;
      if (d->op == SP_LT && holds) {
        if (number <= found.most && number > INT64_MIN)
          found.most = number - 1;
      } else if (d->op == SP_LT) {
        if (number > found.least)
          found.least = number;
      } else if (holds) {
        return (bounds){number, number};
      } else if (pass == 0) {
        differs = true; /* at a bound, once these are known */
      } else if (number == found.least && number < INT64_MAX) {
        found.least++;
      } else if (number == found.most && number > INT64_MIN) {
        found.most--;
      }
    }
  return found;
}

value state_number(run *r, const state *s, value v) {
  if (values_is_vague(r->values, v) || run_kind(r, v) == VALUE_INT)
    return v;
  const bounds known = bounds_of(r, s, v);
  return known.least == known.most ? values_int(r->values, known.least) : v;
}

/* The truth of `v < number`, or of `v == number`, by what else is known of v.
 */
static int truth_by_bounds(const run *r, const state *s, sp_op op, value v,
                           int64_t number) {
  const bounds known = bounds_of(r, s, v);
  if (op == SP_LT)
    return known.most < number     ? TRUE_FACT
           : known.least >= number ? FALSE_FACT
                                   : UNDECIDED;
  if (number < known.least || number > known.most)
    return FALSE_FACT;
  return known.least == known.most ? TRUE_FACT : UNDECIDED;
}

/* The truth of `a < b`, or of `a == b`, by what else is known of the two: of
 * less, equal and more one holds. */
static int truth_by_order(run *r, const state *s, sp_op op, value a, value b) {
  const int less = (int)pairs_get(&s->facts, values_op(r->values, SP_LT, a, b));
  const int more = (int)pairs_get(&s->facts, values_op(r->values, SP_LT, b, a));
  const int equal =
      (int)pairs_get(&s->facts, values_op(r->values, SP_EQ, a, b));
  if (op == SP_EQ)
    return less == TRUE_FACT || more == TRUE_FACT     ? FALSE_FACT
           : less == FALSE_FACT && more == FALSE_FACT ? TRUE_FACT
                                                      : UNDECIDED;
  return more == TRUE_FACT || equal == TRUE_FACT     ? FALSE_FACT
         : more == FALSE_FACT && equal == FALSE_FACT ? TRUE_FACT
                                                     : UNDECIDED;
}

bool value_leads_through(const values *table, value v, value pointer) {
  if (!v)
    return false;
  const value_data *d = values_get(table, v);
  if ((d->kind == PLACE_DEREF && d->a == pointer) ||
      value_leads_through(table, d->a, pointer))
    return true;
  if (d->kind == VALUE_OP && (d->op == SP_AND || d->op == SP_OR))
    return false; /* the second operand may not be asked */
  if (d->kind == VALUE_CHOICE)
    return value_leads_through(table, d->b, pointer) &&
           value_leads_through(table, d->c, pointer);
  return value_leads_through(table, d->b, pointer) ||
         value_leads_through(table, d->c, pointer);
}

/* Is a lock held that the pointer leads to, so that it is not NULL? */
static bool leads_to_held(const run *r, const state *s, value pointer) {
  for (size_t i = 0; i < s->lock_count; i++)
    if (s->locks[i].phase == SP_HELD &&
        (value_leads_through(r->values, (value)s->locks[i].message, pointer) ||
         value_leads_through(r->values, (value)s->locks[i].context, pointer)))
      return true;
  return false;
}

/* The truth of an atom that no fact is of, by what is known of its operands. */
static int truth_by_others(run *r, const state *s, const value_data *d) {
  if (d->op != SP_EQ && d->op != SP_LT)
    return UNDECIDED;
  const value zero = values_int(r->values, 0);
  if (d->op == SP_EQ && (d->a == zero || d->b == zero) &&
      leads_to_held(r, s, d->a == zero ? d->b : d->a))
    return FALSE_FACT;
  if (run_kind(r, d->b) == VALUE_INT)
    return truth_by_bounds(r, s, d->op, d->a,
                           values_get(r->values, d->b)->number);
  if (run_kind(r, d->a) == VALUE_INT && d->op == SP_EQ)
    return truth_by_bounds(r, s, d->op, d->b,
                           values_get(r->values, d->a)->number);
  return truth_by_order(r, s, d->op, d->a, d->b);
}

/* The value that v is a number away from, and that number. */
static value without_offset(const run *r, value v, int64_t *number) {
  const value_data *d = values_get(r->values, v);
  while (d->kind == VALUE_OP && (d->op == SP_U32 || d->op == SP_S32)) {
    v = d->a;
    d = values_get(r->values, v);
  }
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

int state_truth(run *r, const state *s, value condition) {
  bool negative = false;
  value atom = atom_of(r, condition, &negative);
  value_data d = *values_get(r->values, atom);
  int truth = UNDECIDED;
  if (d.kind == VALUE_INT) {
    truth = d.number ? TRUE_FACT : FALSE_FACT;
  } else if (d.kind == VALUE_CHOICE) {
    int which = state_truth(r, s, d.a);
    if (which == UNDECIDED) {
      int yes = state_truth(r, s, d.b), no = state_truth(r, s, d.c);
      truth = yes == no ? yes : UNDECIDED;
    } else {
      truth = state_truth(r, s, which == TRUE_FACT ? d.b : d.c);
    }
  } else if (d.op == SP_AND || d.op == SP_OR) {
    int a = state_truth(r, s, d.a), b = state_truth(r, s, d.b);
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
      else if (is_address(r, d.a) && run_kind(r, d.b) == VALUE_INT)
        truth = FALSE_FACT;
      else if (is_address(r, d.b) && run_kind(r, d.a) == VALUE_INT)
        truth = FALSE_FACT;
      else if (differ_by_number(r, d.a, d.b) || in_other_variables(r, d.a, d.b))
        truth = FALSE_FACT;
    }
    if (truth == UNDECIDED)
      truth = truth_by_others(r, s, &d);
  }
  return negative ? negated(truth) : truth;
}

bool state_differ(run *r, const state *s, value a, value b) {
  return !values_is_vague(r->values, a) && !values_is_vague(r->values, b) &&
         state_truth(r, s, values_op(r->values, SP_EQ, a, b)) == FALSE_FACT;
}

/* What a new fact says of those of which it is a part: `a || b` holds, and a
 * does not, so b does. False if they contradict each other. */
static bool assume_rest(run *r, state *s) {
  for (uint32_t i = 0; i < s->facts.count; i++) {
    const pair fact = s->facts.items[i];
    const value_data d = *values_get(r->values, fact.key);
    const bool holds = fact.to == TRUE_FACT;
    if (d.kind != VALUE_OP ||
        (d.op == SP_OR ? !holds : d.op != SP_AND || holds))
      continue;
    const int without = holds ? FALSE_FACT : TRUE_FACT; /* of one: the other */
    const int a = state_truth(r, s, d.a), b = state_truth(r, s, d.b);
    if (a == without && b == without)
      return false;
    if ((a == without && b == UNDECIDED && !state_assume(r, s, d.b, holds)) ||
        (b == without && a == UNDECIDED && !state_assume(r, s, d.a, holds)))
      return false;
  }
  return true;
}

bool state_assume(run *r, state *s, value condition, bool holds) {
  int known = state_truth(r, s, condition);
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
      return state_assume(r, s, d.a, holds) && state_assume(r, s, d.b, holds);
    if (state_truth(r, s, d.a) != UNDECIDED)
      return state_assume(r, s, d.b, holds);
    if (state_truth(r, s, d.b) != UNDECIDED)
      return state_assume(r, s, d.a, holds);
  }
  if (d.kind == VALUE_CHOICE) { /* an arm that is otherwise was not chosen */
    int other = holds ? FALSE_FACT : TRUE_FACT;
    if (state_truth(r, s, d.b) == other)
      return state_assume(r, s, d.a, false) && state_assume(r, s, d.c, holds);
    if (state_truth(r, s, d.c) == other)
      return state_assume(r, s, d.a, true) && state_assume(r, s, d.b, holds);
  }
  if (d.kind != VALUE_OP || values_is_vague(r->values, atom))
    return true;
  run_check(r, pairs_set(&s->facts, atom, holds ? TRUE_FACT : FALSE_FACT));
  return d.op == SP_AND || d.op == SP_OR || assume_rest(r, s);
}

typedef struct choosing {
  run *r;
  const state *s;
} choosing;

static value choose_arm(void *context, value part) {
  choosing *c = context;
  value_data d = *values_get(c->r->values, part);
  if (d.kind != VALUE_CHOICE)
    return 0;
  int truth = state_truth(c->r, c->s, d.a);
  if (truth == UNDECIDED)
    return 0;
  return values_map(c->r->values, truth == TRUE_FACT ? d.b : d.c, choose_arm,
                    c);
}

value state_chosen(run *r, const state *s, value v) {
  if (!values_has(r->values, v, TRAIT_CHOICE))
    return v;
  choosing c = {r, s};
  return values_map(r->values, v, choose_arm, &c);
}
