/* The walk of the survey. SPDX-License-Identifier: Apache-2.0 WITH
 * LLVM-exception
 */
#include "ir/places.h"
#include "spinpair/routines.h"
#include "support/hash.h"
#include "support/memory.h"
#include "survey_internal.h"

#include <string.h>

enum {
  MAX_CALLS = 24,             /* one in the other */
  MAX_PASSES = 16,            /* through the blocks of a function */
  MAX_BLOCKS_OF_GETTER = 8,   /* what a larger function returns is not found */
  MAX_FORMALS = 4096,         /* variables of a function */
  MAX_CONTEXTS = 64,          /* of a function with the same arguments */
  STEPS_OF_ROOT = 200000,     /* then the walk from a root ends */
  STEPS_FOR_MEMBERS = 200000, /* then no more is known of local objects */
  STEPS_OF_ALL = 4000000      /* and then all walks do */
};

static const sp_node_data *data_of(const walk *w, sp_node node) {
  return sp_program_data(w->program, node);
}

static void *room(walk *w, size_t count, size_t size) {
  void *result = calloc(count ? count : 1, size);
  w->failed |= !result;
  return result;
}

static bool is_over(const walk *w) {
  return w->failed || w->budget <= 0 || values_failed(w->values);
}

/* ---- frames ---- */

static void frame_free(frame *f) {
  while (f) {
    frame *next = f->next;
    frame_free(f->calls);
    while (f->members) {
      member *following = f->members->next;
      free(f->members);
      f->members = following;
    }
    free(f->arguments);
    free(f->variables);
    free(f->asking);
    free(f->before);
    free(f->after);
    free(f);
    f = next;
  }
}

static frame *frame_new(walk *w, frame *caller, const sp_step *call,
                        size_t function) {
  frame *f = room(w, 1, sizeof *f);
  if (!f)
    return NULL;
  if (w->frames + 1 >= w->all_capacity) {
    const size_t capacity = w->all_capacity ? w->all_capacity * 2 : 256;
    frame **more = realloc(w->all, capacity * sizeof *more);
    w->failed |= !more;
    if (!more) {
      free(f);
      return NULL;
    }
    w->all = more;
    w->all_capacity = capacity;
  }
  f->id = ++w->frames;
  w->all[f->id] = f;
  f->caller = caller;
  f->call = call;
  f->function = function;
  f->f = sp_program_get(w->program, function);
  f->depth = caller ? caller->depth + 1 : 0;
  f->arguments = room(w, f->f->parameter_count, sizeof *f->arguments);
  f->variables = room(w, f->f->variable_count, sizeof *f->variables);
  f->asking = room(w, f->f->variable_count, sizeof *f->asking);
  if (w->failed) {
    frame_free(f);
    return NULL;
  }
  return f;
}

/* The place of a variable of a frame, which no other frame has. The one after
 * the last is what the function returns. */
static value variable_place(walk *w, const frame *in, uint32_t variable) {
  return values_at(w->values, PLACE_VARIABLE,
                   (int64_t)in->id * MAX_FORMALS + variable, 0);
}

frame *walk_owner(walk *w, value variable_place, uint32_t *variable) {
  const value_data *d = values_get(w->values, variable_place);
  const int64_t id = d->number / MAX_FORMALS;
  *variable = (uint32_t)(d->number % MAX_FORMALS);
  return id > 0 && id <= (int64_t)w->frames ? w->all[id] : NULL;
}

bool walk_is_of_root(const walk *w, value v) {
  const value_data *d = values_get(w->values, v);
  if (d->kind != VALUE_LOAD)
    return false;
  const value_data *place = values_get(w->values, d->a);
  return place->kind == PLACE_VARIABLE &&
         place->number / MAX_FORMALS == w->root->id &&
         place->number % MAX_FORMALS < w->root->f->parameter_count;
}

bool walk_varies(const walk *w, value v) {
  if (!v)
    return false;
  const value_data *d = values_get(w->values, v);
  if (d->kind == VALUE_SYMBOL && d->number > 0)
    return true;
  return walk_varies(w, d->a) || walk_varies(w, d->b) || walk_varies(w, d->c);
}

value walk_adapter(walk *w) { return values_at(w->values, VALUE_SYMBOL, 0, 0); }

sp_family_id walk_family(const walk *w, value lock) {
  const value_data *d = values_get(w->values, lock);
  return d->kind == VALUE_OP && d->op == SP_SPIN
             ? sp_family_of(
                   sp_lock_kind_of(values_get(w->values, d->a)->number))
             : SP_FAMILY_MSI;
}

/* A value that differs from one time to the next. */
static value varying(walk *w, const frame *in, uint32_t variable) {
  return values_at(w->values, VALUE_SYMBOL,
                   (int64_t)in->id * MAX_FORMALS + variable, 0);
}

static uint32_t hash_of_call(const frame *f) {
  uint32_t hash = (uint32_t)f->function;
  for (uint32_t p = 0; p < f->f->parameter_count; p++)
    hash = hash_mix(hash, f->arguments[p]);
  return hash;
}

/* The frame of a function that a step of another one calls. NULL if the calls
 * get too deep. */
frame *walk_called(walk *w, frame *in, const sp_step *step, size_t function) {
  for (frame *f = in->calls; f; f = f->next)
    if (f->call == step && f->function == function)
      return f;
  if (in->depth >= MAX_CALLS || is_over(w) ||
      sp_program_get(w->program, function)->variable_count >= MAX_FORMALS)
    return NULL;
  for (frame *f = in; f; f = f->caller)
    if (f->function == function)
      return NULL; /* a recursion */
  frame *f = frame_new(w, in, step, function);
  if (!f)
    return NULL;
  for (uint32_t p = 0; p < f->f->parameter_count; p++)
    f->arguments[p] = p < step->argument_count
                          ? walk_value(w, in, step->arguments[p])
                          : values_any(w->values);
  f->next = in->calls;
  in->calls = f;
  f->hash = hash_of_call(f);
  f->older = w->newest[f->hash % ALIKE];
  w->newest[f->hash % ALIKE] = f;
  return f;
}

/* Are they of the same function, with the same arguments? */
static bool are_alike(const frame *a, const frame *b) {
  return a->hash == b->hash && a->function == b->function &&
         memcmp(a->arguments, b->arguments,
                a->f->parameter_count * sizeof *a->arguments) == 0;
}

/* What a function returns, whichever way it goes. */
static value find_result(walk *w, frame *in) {
  value result = 0;
  for (size_t b = 0; b < in->f->block_count && !is_over(w); b++) {
    const sp_block *block = &in->f->blocks[b];
    if (block->exit != SP_RETURN || block->value == SP_NO_NODE)
      continue;
    value v = walk_value(w, in, block->value);
    if (result && result != v)
      result = SP_NO_NODE;
    else if (!result)
      result = v;
    if (result == SP_NO_NODE)
      break;
  }
  return result && result != SP_NO_NODE
             ? result
             : values_load(w->values,
                           variable_place(w, in, in->f->variable_count), 0);
}

static value returned(walk *w, frame *in) {
  for (const frame *f = in->older; f && !in->result; f = f->older)
    if (f->result && are_alike(f, in))
      in->result = f->result;
  if (!in->result)
    in->result = find_result(w, in);
  return in->result;
}

/* What a step leaves in the variable that is its target. */
value walk_result(walk *w, frame *in, const sp_step *step) {
  if (step->kind == SP_SET)
    return walk_value(w, in, step->arguments[0]);
  if (step->kind != SP_CALL)
    return values_any(w->values);
  sp_callees callees = sp_program_callees(w->program, step);
  if (callees.count != 1 ||
      sp_program_get(w->program, callees.functions[0])->block_count >
          MAX_BLOCKS_OF_GETTER)
    return values_any(w->values);
  frame *called = walk_called(w, in, step, callees.functions[0]);
  return called ? returned(w, called) : values_any(w->values);
}

/* ---- what is done to the variables of a function ---- */

/* A step changes a variable. */
typedef struct change {
  const sp_step *step;
  bool whole;    /* and not only a part */
  uint32_t next; /* index of the next one, 0 if it is the last */
} change;

typedef struct variable {
  uint32_t first, last; /* changes before its address is given away; 0: none */
  bool is_given;        /* it is, and whoever has it may write it */
} variable;

typedef struct variables {
  change *changes; /* from 1 */
  variable *of;    /* by number */
} variables;

static void variables_free(variables *v) {
  if (!v)
    return;
  free(v->changes);
  free(v->of);
  free(v);
}

/* The variable that the place is, or is a part of; SIZE_MAX if it is in none.
 */
static size_t variable_of(const walk *w, sp_node place) {
  const sp_node_data *root = place_root(w->program, place);
  return root->kind == SP_VARIABLE ? (size_t)root->number : SIZE_MAX;
}

/* Notes of which variables the address is in the node. */
static void note_given(const walk *w, sp_node node, variables *v) {
  if (node == SP_NO_NODE)
    return;
  const sp_node_data *d = data_of(w, node);
  size_t variable = d->kind == SP_ADDRESS ? variable_of(w, d->a) : SIZE_MAX;
  if (variable != SIZE_MAX)
    v->of[variable].is_given = true;
  note_given(w, d->a, v);
  note_given(w, d->b, v);
  note_given(w, d->c, v);
}

/* Notes what the step changes, as change number index. */
static void note_change(const walk *w, const sp_step *step, variables *v,
                        uint32_t index) {
  size_t variable =
      step->target == SP_NO_NODE ? SIZE_MAX : variable_of(w, step->target);
  if (variable == SIZE_MAX || v->of[variable].is_given)
    return;
  bool whole = data_of(w, step->target)->kind == SP_VARIABLE;
  v->changes[index] = (change){step, whole, 0};
  if (v->of[variable].last)
    v->changes[v->of[variable].last].next = index;
  else
    v->of[variable].first = index;
  v->of[variable].last = index;
}

/* NULL if memory ran out. */
static const variables *variables_of(walk *w, size_t function) {
  if (w->variables[function])
    return w->variables[function];
  const sp_function *f = sp_program_get(w->program, function);
  size_t steps = 0;
  for (size_t b = 0; b < f->block_count; b++)
    steps += f->blocks[b].step_count;
  variables *v = room(w, 1, sizeof *v);
  if (!v)
    return NULL;
  v->changes = room(w, steps + 1, sizeof *v->changes);
  v->of = room(w, f->variable_count, sizeof *v->of);
  if (w->failed) {
    variables_free(v);
    return NULL;
  }
  uint32_t index = 0;
  for (size_t b = 0; b < f->block_count; b++)
    for (size_t s = 0; s < f->blocks[b].step_count; s++) {
      const sp_step *step = &f->blocks[b].steps[s];
      for (size_t a = 0; a < step->argument_count; a++)
        note_given(w, step->arguments[a], v);
      note_change(w, step, v, ++index);
    }
  return w->variables[function] = v;
}

/* ---- what variables hold ---- */

/* What a variable was found to hold. */
typedef struct contents {
  value one;    /* of them; 0: none yet */
  bool differ;  /* there are others */
  bool numbers; /* they are all numbers */
  bool unknown; /* of one nothing is known */
  bool varies;  /* one depends on something that varies */
} contents;

static void add_content(const walk *w, contents *c, value v) {
  c->numbers &= values_get(w->values, v)->kind == VALUE_INT;
  c->unknown |= values_is_vague(w->values, v);
  c->varies |= walk_varies(w, v);
  c->differ |= c->one && c->one != v;
  c->one = v;
}

/* What is in the variable, of which nothing else is known. */
static value own_value(walk *w, const frame *in, uint32_t variable) {
  return values_load(w->values, variable_place(w, in, variable), 0);
}

static value find_variable(walk *w, frame *in, uint32_t variable) {
  contents found = {.numbers = true};
  if (variable < in->f->parameter_count)
    add_content(w, &found,
                in->caller ? in->arguments[variable]
                           : own_value(w, in, variable));
  const variables *known = variables_of(w, in->function);
  if (!known)
    return values_any(w->values);
  for (uint32_t c = known->of[variable].first; c; c = known->changes[c].next)
    add_content(w, &found,
                known->changes[c].whole
                    ? walk_result(w, in, known->changes[c].step)
                    : values_any(w->values));
  if (known->of[variable].is_given)
    return own_value(w, in, variable);
  if (!found.one || found.unknown || in->f->escapes[variable] ||
      (found.differ && !found.numbers && !found.varies))
    return own_value(w, in, variable);
  return found.differ ? varying(w, in, variable) : found.one;
}

value walk_variable(walk *w, frame *in, uint32_t variable) {
  if (in->variables[variable])
    return in->variables[variable];
  if (in->asking[variable]) /* it depends on itself */
    return varying(w, in, variable);
  in->asking[variable] = true;
  value v = find_variable(w, in, variable);
  in->asking[variable] = false;
  return in->variables[variable] = v;
}

value walk_place(walk *w, frame *in, sp_node node) {
  sp_node_data d = *data_of(w, node);
  switch (d.kind) {
  case SP_VARIABLE:
    return variable_place(w, in, (uint32_t)d.number);
  case SP_GLOBAL:
    return values_named(w->values, PLACE_GLOBAL, d.name);
  case SP_DEREF:
    return values_deref(w->values, walk_value(w, in, d.a));
  case SP_FIELD:
    return values_field(w->values, walk_place(w, in, d.a), d.name);
  default: { /* SP_ELEMENT */
    value array = walk_place(w, in, d.a);
    return values_element(w->values, array, walk_value(w, in, d.b));
  }
  }
}

static value load(walk *w, value place) {
  const value known = walk_member(w, place);
  return known ? known : values_load(w->values, place, 0);
}

value walk_value(walk *w, frame *in, sp_node node) {
  if (is_over(w))
    return values_any(w->values);
  sp_node_data d = *data_of(w, node);
  switch (d.kind) {
  case SP_INT:
    return values_int(w->values, d.number);
  case SP_FUNCTION:
    return values_named(w->values, VALUE_FUNCTION, d.name);
  case SP_LOAD:
    if (data_of(w, d.a)->kind == SP_VARIABLE)
      return walk_variable(w, in, (uint32_t)data_of(w, d.a)->number);
    return load(w, walk_place(w, in, d.a));
  case SP_ADDRESS:
    return values_address(w->values, walk_place(w, in, d.a));
  case SP_OP: {
    value a = walk_value(w, in, d.a);
    /* Which message it is, and what IRQL, does not change by it. */
    if (sp_op_converts(d.op) && values_get(w->values, a)->kind != VALUE_INT)
      return a;
    value b = d.b == SP_NO_NODE ? 0 : walk_value(w, in, d.b);
    return values_op(w->values, d.op, a, b);
  }
  case SP_CHOICE: {
    value condition = walk_value(w, in, d.a), yes = walk_value(w, in, d.b);
    return values_choice(w->values, condition, yes, walk_value(w, in, d.c));
  }
  default:
    return values_any(w->values);
  }
}

size_t walk_parameter(walk *w, frame *in, sp_node node) {
  const sp_node_data *d = data_of(w, sp_program_unconverted(w->program, node));
  const sp_node_data *place = d->kind == SP_LOAD ? data_of(w, d->a) : NULL;
  if (!place || place->kind != SP_VARIABLE || !in->caller ||
      place->number >= (int64_t)in->f->parameter_count)
    return SIZE_MAX;
  uint32_t p = (uint32_t)place->number;
  return walk_variable(w, in, p) == in->arguments[p] ? p : SIZE_MAX;
}

/* ---- what is known at a place ---- */

const fact *facts_find(const facts *list, value atom) {
  for (unsigned i = 0; i < list->count; i++)
    if (list->items[i].atom == atom)
      return &list->items[i];
  return NULL;
}

static void drop_held(flow *s, unsigned index) {
  memmove(&s->held[index], &s->held[index + 1],
          (--s->held_count - index) * sizeof *s->held);
}

/* What is asked, without what only turns it round. */
static value atom_of(walk *w, value condition, bool *holds) {
  while (true) {
    value_data d = *values_get(w->values, condition);
    if (d.kind != VALUE_OP)
      return condition;
    value zero = values_int(w->values, 0);
    if (d.op == SP_NOT) {
      condition = d.a;
    } else if (d.op == SP_EQ && (d.a == zero || d.b == zero)) {
      condition = d.a == zero ? d.b : d.a;
    } else if (d.op == SP_NE && (d.a == zero || d.b == zero)) {
      condition = d.a == zero ? d.b : d.a;
      continue;
    } else if (d.op == SP_NE) {
      condition = values_op(w->values, SP_EQ, d.a, d.b);
    } else if (d.op == SP_LE) {
      condition = values_op(w->values, SP_LT, d.b, d.a);
    } else {
      return condition;
    }
    *holds = !*holds;
  }
}

/* Is the lock not held that the path says the acquire failed of? */
static bool tells_failure(const taken *lock, const fact *known) {
  return lock->status && known->atom == lock->status && known->holds;
}

int fact_tells(const walk *w, const fact *known, value atom) {
  if (known->atom == atom)
    return known->holds;
  const value_data is = *values_get(w->values, known->atom);
  if (!known->holds || is.kind != VALUE_OP || is.op != SP_EQ)
    return -1;
  const bool is_left = values_get(w->values, is.b)->kind == VALUE_INT;
  const value of = is_left ? is.a : is.b;
  const value_data *number = values_get(w->values, is_left ? is.b : is.a);
  if (number->kind != VALUE_INT)
    return -1;
  if (atom == of)
    return number->number != 0;
  const value_data asked = *values_get(w->values, atom);
  if (asked.kind != VALUE_OP || (asked.op != SP_EQ && asked.op != SP_LT) ||
      (asked.a != of && asked.b != of))
    return -1;
  const value_data *other =
      values_get(w->values, asked.a == of ? asked.b : asked.a);
  if (other->kind != VALUE_INT)
    return -1;
  if (asked.op == SP_EQ)
    return number->number == other->number;
  return asked.a == of ? number->number < other->number
                       : other->number < number->number;
}

static int told(const walk *w, const facts *list, value atom) {
  int is = -1;
  for (unsigned i = 0; is < 0 && i < list->count; i++)
    is = fact_tells(w, &list->items[i], atom);
  return is;
}

/* The path goes so. False if it cannot. */
static bool assume(walk *w, flow *s, value condition, bool holds) {
  value atom = atom_of(w, condition, &holds);
  value_data d = *values_get(w->values, atom);
  if (d.kind == VALUE_INT)
    return (d.number != 0) == holds;
  if (d.kind == VALUE_OP &&
      ((d.op == SP_AND && holds) || (d.op == SP_OR && !holds)))
    return assume(w, s, d.a, holds) && assume(w, s, d.b, holds);
  const int known = told(w, &s->facts, atom);
  if (known >= 0)
    return known == (int)holds;
  if (s->facts.count == MAX_FACTS) {
    s->blurred = true;
    return true;
  }
  fact new = {atom, holds};
  s->facts.items[s->facts.count++] = new;
  for (unsigned i = s->held_count; i-- > 0;) {
    taken *lock = &s->held[i];
    const int then = told(w, &lock->when, atom);
    if ((then >= 0 && then != (int)holds) || tells_failure(lock, &new))
      drop_held(s, i);
    else if (lock->status && d.kind != VALUE_LOAD &&
             values_get(w->values, lock->status)->kind == VALUE_LOAD) {
      /* Another question about the status, which may mean either. */
      if (d.a == lock->status || d.b == lock->status)
        drop_held(s, i);
    }
  }
  return true;
}

bool facts_equal(const facts *a, const facts *b) {
  if (a->count != b->count)
    return false;
  for (unsigned i = 0; i < a->count; i++) {
    const fact *other = facts_find(b, a->items[i].atom);
    if (!other || other->holds != a->items[i].holds)
      return false;
  }
  return true;
}

static taken *find_held(flow *s, lock_name name) {
  for (unsigned i = s->held_count; i-- > 0;)
    if (s->held[i].name.adapter == name.adapter &&
        s->held[i].name.lock == name.lock)
      return &s->held[i];
  return NULL;
}

static taken *find_by_handle(flow *s, value handle) {
  for (unsigned i = s->held_count; i-- > 0;)
    if (handle && s->held[i].handle == handle)
      return &s->held[i];
  return NULL;
}

/* A lock is held on one of two paths only: those that go like that one. False
 * if that cannot be said. */
static bool add_facts(facts *to, const facts *path, const facts *common) {
  for (unsigned i = 0; i < path->count; i++) {
    if (facts_find(common, path->items[i].atom))
      continue;
    const fact *known = facts_find(to, path->items[i].atom);
    if (known && known->holds != path->items[i].holds)
      return false;
    if (known)
      continue;
    if (to->count == MAX_FACTS)
      return false;
    to->items[to->count++] = path->items[i];
  }
  return true;
}

/* One of two ways, if all but one of what was asked turned out alike. */
static bool join_ways(facts *to, const facts *other) {
  if (facts_equal(to, other))
    return false;
  if (to->count == other->count) {
    unsigned differ = 0, at = 0;
    for (unsigned i = 0; i < to->count; i++) {
      const fact *there = facts_find(other, to->items[i].atom);
      if (!there)
        return false;
      if (there->holds != to->items[i].holds) {
        differ++;
        at = i;
      }
    }
    if (differ != 1)
      return false;
    to->items[at] = to->items[--to->count];
    return true;
  }
  if (other->count > to->count)
    return false;
  for (unsigned i = 0; i < other->count; i++) {
    const fact *there = facts_find(to, other->items[i].atom);
    if (!there || there->holds != other->items[i].holds)
      return false;
  }
  *to = *other;
  return true;
}

/* Paths meet. Did what is known there change? */
static bool join(flow *to, const flow *from) {
  bool changed = false;
  facts common = {.count = 0};
  for (unsigned i = 0; i < to->facts.count; i++) {
    const fact *there = facts_find(&from->facts, to->facts.items[i].atom);
    if (there && there->holds == to->facts.items[i].holds)
      common.items[common.count++] = to->facts.items[i];
  }
  for (unsigned i = to->held_count; i-- > 0;) {
    taken *mine = &to->held[i];
    const unsigned before = mine->when.count;
    const taken *other = find_held((flow *)from, mine->name);
    if (other)
      changed |= join_ways(&mine->when, &other->when);
    else if (!add_facts(&mine->when, &to->facts, &common))
      drop_held(to, i);
    changed |= to->held_count <= i || mine->when.count != before;
  }
  for (unsigned i = 0; i < from->held_count; i++) {
    const taken *other = &from->held[i];
    if (find_held(to, other->name) || to->held_count == MAX_HELD)
      continue;
    taken lock = *other;
    if (!add_facts(&lock.when, &from->facts, &common))
      continue;
    to->held[to->held_count++] = lock;
    changed = true;
  }
  if (from->most > to->most || from->blurred > to->blurred ||
      common.count != to->facts.count)
    changed = true;
  if (from->most > to->most)
    to->most = from->most;
  to->blurred |= from->blurred;
  to->facts = common;
  return changed;
}

/* Nothing is known of the value any more, but, with one, that it is that. */
static void set_fact(const walk *w, facts *list, value of, value one) {
  unsigned kept = 0;
  for (unsigned i = 0; i < list->count; i++)
    if (!value_mentions(w, list->items[i].atom, of))
      list->items[kept++] = list->items[i];
  list->count = kept;
  if (one && list->count < MAX_FACTS)
    list->items[list->count++] = (fact){one, true};
}

/* Does the function ask for the value, such as that of a flag, anywhere? */
static bool asks_for(walk *w, frame *in, value v) {
  for (size_t b = 0; b < in->f->block_count; b++) {
    const sp_block *block = &in->f->blocks[b];
    if ((block->exit == SP_BRANCH || block->exit == SP_SWITCH) &&
        value_mentions(w, walk_value(w, in, block->value), v))
      return true;
  }
  return false;
}

/* A local variable that has one value here and another there, and is given one.
 */
static void assign(walk *w, frame *in, const sp_step *step, flow *s) {
  const uint32_t variable = (uint32_t)data_of(w, step->target)->number;
  const value v = walk_variable(w, in, variable);
  if ((v != varying(w, in, variable) && v != own_value(w, in, variable)) ||
      !asks_for(w, in, v))
    return;
  const value given = walk_value(w, in, step->arguments[0]);
  const value one = values_get(w->values, given)->kind == VALUE_INT
                        ? values_op(w->values, SP_EQ, v, given)
                        : 0;
  set_fact(w, &s->facts, v, one);
  for (unsigned i = 0; i < s->held_count; i++)
    set_fact(w, &s->held[i].when, v, one);
}

/* ---- steps ---- */

static void take(flow *s) { s->most += s->most < MANY_LOCKS; }
static void give(flow *s) {
  if (s->most && s->most < MANY_LOCKS)
    s->most--;
}

static bool flows_equal(const flow *a, const flow *b) {
  if (a->most != b->most || a->blurred != b->blurred ||
      a->held_count != b->held_count || !facts_equal(&a->facts, &b->facts))
    return false;
  for (unsigned i = 0; i < a->held_count; i++)
    if (a->held[i].step != b->held[i].step ||
        a->held[i].frame != b->held[i].frame ||
        !facts_equal(&a->held[i].when, &b->held[i].when))
      return false;
  return true;
}

/* Code ran that nobody can see. */
static void forget(flow *s) {
  s->most = MANY_LOCKS;
  s->held_count = 0;
}

/* The pointer by which the root finds what the value is read from, or is the
 * address of. */
static value owner_in_root(walk *w, value at) {
  for (;;) {
    const value_data *d = values_get(w->values, at);
    if (walk_is_of_root(w, at))
      return at;
    if (d->kind == PLACE_GLOBAL)
      return walk_adapter(w);
    if (d->kind != VALUE_ADDRESS && d->kind != VALUE_LOAD &&
        d->kind != PLACE_FIELD && d->kind != PLACE_ELEMENT &&
        d->kind != PLACE_DEREF)
      return values_any(w->values);
    at = d->a;
  }
}

/* The kind of lock that a step of another family than that of messages names.
 */
static sp_lock_kind kind_named(const walk *w, const sp_step *step) {
  const sp_node_data *named = data_of(w, step->arguments[1]);
  const sp_node_data *number = data_of(w, named->a);
  return number->kind == SP_INT ? sp_lock_kind_of(number->number)
                                : SP_KIND_SPIN;
}

/* A pointer that is not NULL where it is used. */
static value pointer_value(walk *w, frame *in, sp_node node) {
  return walk_member_pointer(w, walk_value(w, in, node));
}

/* What tells the lock of a step from others of its kind: the message, or the
 * pointer to the lock. */
static value told_by_step(walk *w, frame *in, const sp_step *step) {
  return sp_program_is_of_message(w->program, step)
             ? walk_value(w, in, step->arguments[1])
             : pointer_value(w, in, data_of(w, step->arguments[1])->b);
}

/* Which lock a step names, if of is what tells it from others; vague if that
 * cannot be told, or if others may hold it at the same time. */
static lock_name name_of(walk *w, frame *in, const sp_step *step, value of) {
  lock_name name = {pointer_value(w, in, step->arguments[0]), of};
  if (sp_program_is_of_message(w->program, step))
    return name;
  const sp_lock_kind kind = kind_named(w, step);
  if (kind == SP_KIND_SPIN || kind == SP_KIND_SHARED ||
      kind == SP_KIND_SHARED_DPC) {
    name.lock = values_any(w->values);
    return name;
  }
  if (sp_kind_is_single(kind))
    name.adapter = walk_adapter(w); /* as of one in a global */
  else if (sp_kind_has_pointer(kind))
    name.adapter = owner_in_root(w, of);
  else if (kind != SP_KIND_DPC)
    of = values_int(w->values, 0);
  const sp_lock_kind object =
      sp_kind_has_pointer(kind) ? sp_lock_form_of(kind)->object : kind;
  name.lock = values_op(w->values, SP_SPIN,
                        values_int(w->values, sp_number_of_kind(object)), of);
  return name;
}

/* The place that a handle keeps its IRQL in, or that it is; 0 if the lock is
 * given back by its name. */
static value handle_of(walk *w, frame *in, const sp_step *step) {
  const sp_lock_kind kind = sp_program_is_of_message(w->program, step)
                                ? SP_KIND_MESSAGE
                                : kind_named(w, step);
  if (!sp_kind_has_handle(kind))
    return 0;
  if (sp_kind_has_pointer(kind))
    return values_deref(w->values, walk_value(w, in, step->arguments[0]));
  const value irql = walk_value(w, in, step->arguments[2]);
  if (step->kind == SP_ACQUIRE)
    return values_deref(w->values, irql);
  const value_data *d = values_get(w->values, irql);
  return d->kind == VALUE_LOAD ? d->a : 0;
}

/* What a step does to the lock that of tells from others. */
typedef void does_to_lock(walk *w, frame *in, const sp_step *step, value of,
                          flow *s);

/* Does it to each lock that a condition chooses from, where the path goes so.
 */
static void do_to_each(does_to_lock *does, walk *w, frame *in,
                       const sp_step *step, value of, flow *s) {
  const value_data d = *values_get(w->values, of);
  if (d.kind != VALUE_CHOICE) {
    does(w, in, step, of, s);
    return;
  }
  flow all;
  bool any = false;
  for (int holds = 1; holds >= 0; holds--) {
    flow next = *s;
    if (!assume(w, &next, d.a, holds))
      continue;
    do_to_each(does, w, in, step, holds ? d.b : d.c, &next);
    if (any)
      join(&all, &next);
    else
      all = next;
    any = true;
  }
  if (any)
    *s = all;
}

static void acquire_one(walk *w, frame *in, const sp_step *step, value of,
                        flow *s) {
  const lock_name name = name_of(w, in, step, of);
  const bool is_vague = values_is_vague(w->values, name.adapter) ||
                        values_is_vague(w->values, name.lock);
  /* What only tries, and says whether it took the lock, waits for nobody. */
  const bool tries = step->target != SP_NO_NODE &&
                     !sp_program_is_of_message(w->program, step) &&
                     sp_kind_has_pointer(kind_named(w, step));
  if (!tries && !is_vague)
    see_nestings(w, in, step, name, s);
  take(s);
  if (is_vague || s->held_count == MAX_HELD || find_held(s, name))
    return;
  taken *lock = &s->held[s->held_count++];
  *lock = (taken){.name = name,
                  .handle = handle_of(w, in, step),
                  .frame = in,
                  .step = step,
                  .when = s->facts};
  if (step->target != SP_NO_NODE &&
      data_of(w, step->target)->kind == SP_VARIABLE)
    lock->status = values_load(w->values, walk_place(w, in, step->target), 0);
}

static void acquire(walk *w, frame *in, const sp_step *step, flow *s) {
  const value of = told_by_step(w, in, step);
  if (sp_program_is_of_message(w->program, step))
    see_acquire(w, in, step, name_of(w, in, step, of),
                walk_value(w, in, step->arguments[2]), s);
  do_to_each(acquire_one, w, in, step, of, s);
}

/* Any lock of the family may be the one that is given back. */
static void drop_family(walk *w, flow *s, sp_family_id family) {
  for (unsigned i = s->held_count; i-- > 0;)
    if (walk_family(w, s->held[i].name.lock) == family)
      drop_held(s, i);
}

static void release_one(walk *w, frame *in, const sp_step *step, value of,
                        flow *s) {
  const bool is_message = sp_program_is_of_message(w->program, step);
  const value handle = handle_of(w, in, step);
  const lock_name name = name_of(w, in, step, of);
  taken *lock = handle ? find_by_handle(s, handle) : find_held(s, name);
  if (is_message && (lock || s->most == MANY_LOCKS))
    see_release(w, name.adapter, walk_value(w, in, step->arguments[2]));
  give(s);
  if (!lock)
    drop_family(w, s,
                is_message ? SP_FAMILY_MSI : sp_family_of(kind_named(w, step)));
  for (; lock; lock = handle ? find_by_handle(s, handle) : NULL)
    drop_held(s, (unsigned)(lock - s->held)); /* whichever it was */
}

static void release(walk *w, frame *in, const sp_step *step, flow *s) {
  do_to_each(release_one, w, in, step, told_by_step(w, in, step), s);
}

static bool run_frame(walk *w, frame *in, const flow *before, flow *after);

/* Of the frames of a function with the same arguments, the one that was run in
 * the same way; NULL if there is none. Counts them. */
static const frame *run_before(const walk *w, const frame *in,
                               const flow *before, unsigned *count) {
  *count = 0;
  for (const frame *f = w->newest[in->hash % ALIKE]; f; f = f->older) {
    if (!f->before || !are_alike(f, in))
      continue;
    if (flows_equal(f->before, before))
      return f;
    ++*count;
  }
  return NULL;
}

/* Runs a frame, and keeps what came out. */
static bool run_kept(walk *w, frame *in, const flow *before, flow *after) {
  if (!in->before) {
    in->before = room(w, 1, sizeof *in->before);
    in->after = room(w, 1, sizeof *in->after);
    if (w->failed)
      return false;
  }
  *in->before = *before;
  in->returns = run_frame(w, in, before, in->after);
  *after = *in->after;
  return in->returns;
}

/* The same, but does not go again where nothing new can come out. Of many ways
 * that lead there, all more are one, of which no conditions are known: their
 * number doubles with each call that is made on both sides of a branch. */
static bool run_called(walk *w, frame *in, const flow *before, flow *after) {
  unsigned count;
  const frame *like = run_before(w, in, before, &count);
  flow any = *before;
  const bool is_many = !like && count >= MAX_CONTEXTS;
  if (is_many) {
    any.facts.count = 0;
    any.blurred = true;
    like = run_before(w, in, &any, &count);
  }
  bool returns = true;
  if (like) {
    *after = *like->after;
    returns = like->returns;
  } else if (count < 2 * MAX_CONTEXTS) {
    returns = run_kept(w, in, is_many ? &any : before, after);
  } else {
    w->settled = false;
    forget(after);
  }
  if (is_many && returns) {
    const facts none = {.count = 0};
    after->blurred = before->blurred;
    returns = add_facts(&after->facts, &before->facts, &none);
  }
  return returns;
}

/* Does nothing to locks that anybody could see. */
static bool is_idle(const walk *w, const sp_step *step) {
  sp_callees callees = sp_program_callees(w->program, step);
  for (size_t i = 0; i < callees.count; i++)
    if (w->reaches[callees.functions[i]])
      return false;
  if (callees.count)
    return true;
  const sp_node_data *callee = data_of(w, step->callee);
  return callee->kind == SP_FUNCTION && sp_routine_find(callee->name) &&
         sp_routine_excludes(callee->name) == 0; /* as a routine says */
}

/* False if it never returns. */
static bool call(walk *w, frame *in, const sp_step *step, flow *s) {
  if (is_idle(w, step))
    return true;
  sp_callees callees = sp_program_callees(w->program, step);
  if (callees.count == 0) {
    const sp_node_data *callee = data_of(w, step->callee);
    int locks =
        callee->kind == SP_FUNCTION ? sp_routine_excludes(callee->name) : 0;
    if (locks > 0)
      take(s);
    else if (locks < 0)
      give(s);
    else
      forget(s);
    return true;
  }
  flow all;
  bool any = false, differ = false;
  for (size_t i = 0; i < callees.count && !is_over(w); i++) {
    flow after = *s;
    frame *called = walk_called(w, in, step, callees.functions[i]);
    if (!called)
      forget(&after);
    else if (!run_called(w, called, s, &after))
      continue;
    differ |= any && !flows_equal(&all, &after);
    if (any)
      join(&all, &after);
    else
      all = after;
    any = true;
  }
  if (any)
    *s = all;
  if (differ) /* which of them a pointer leads to is not certain */
    forget(s);
  return any;
}

/* False if the path ends there. */
static bool run_step(walk *w, frame *in, const sp_step *step, flow *s) {
  w->budget--;
  switch (step->kind) {
  case SP_SET:
    if (data_of(w, step->target)->kind == SP_VARIABLE)
      assign(w, in, step, s);
    else if (data_of(w, sp_program_unconverted(w->program, step->arguments[0]))
                 ->kind == SP_LOAD)
      see_store(w, in, step, walk_place(w, in, step->target),
                walk_value(w, in, step->arguments[0]));
    return true;
  case SP_CALL:
    return call(w, in, step, s);
  case SP_ACQUIRE:
    acquire(w, in, step, s);
    return true;
  case SP_RELEASE:
    release(w, in, step, s);
    return true;
  case SP_ABANDON:
    return false;
  case SP_UNSUPPORTED:
    forget(s);
    return true;
  case SP_FORGET:
  case SP_ROUTINE:
    return true;
  }
  return true;
}

/* By block. */
typedef struct places {
  flow *before; /* if something came there */
  bool *reached, *changed;
} places;

static void arrive(places *at, uint32_t block, const flow *s) {
  if (at->reached[block]) {
    at->changed[block] |= join(&at->before[block], s);
    return;
  }
  at->before[block] = *s;
  at->reached[block] = at->changed[block] = true;
}

/* What is asked where a block ends. */
static value condition_of(walk *w, frame *in, uint32_t block) {
  value v = walk_value(w, in, in->f->blocks[block].value);
  if (!values_is_vague(w->values, v))
    return v;
  /* Nobody knows what it is, but that it is this one. */
  return values_at(w->values, VALUE_SYMBOL,
                   -1 - ((int64_t)in->id << 32) - (int64_t)block,
                   values_any(w->values));
}

static void leave_block(walk *w, frame *in, uint32_t index, places *at,
                        const flow *s) {
  const sp_block *block = &in->f->blocks[index];
  if (block->exit == SP_GOTO) {
    arrive(at, block->next, s);
  } else if (block->exit == SP_BRANCH) {
    value condition = condition_of(w, in, index);
    for (int holds = 1; holds >= 0; holds--) {
      flow next = *s;
      if (assume(w, &next, condition, holds))
        arrive(at, holds ? block->next : block->otherwise, &next);
    }
  } else if (block->exit == SP_SWITCH) {
    value v = condition_of(w, in, index);
    flow rest = *s;
    bool more = true;
    for (size_t i = 0; i < block->case_count && more; i++) {
      value equal = values_op(w->values, SP_EQ, v,
                              values_int(w->values, block->cases[i].value));
      flow next = rest;
      if (assume(w, &next, equal, true))
        arrive(at, block->cases[i].block, &next);
      more = assume(w, &rest, equal, false);
    }
    if (more)
      arrive(at, block->next, &rest);
  }
}

/* Walks through the function. False if it never returns. */
static bool run_frame(walk *w, frame *in, const flow *before, flow *after) {
  size_t count = in->f->block_count;
  places at = {malloc(count * sizeof *at.before),
               room(w, count, sizeof *at.reached),
               room(w, count, sizeof *at.changed)};
  w->failed |= !at.before;
  bool returns = false;
  if (!w->failed)
    arrive(&at, 0, before);
  bool again = !w->failed;
  for (int pass = 0; pass < MAX_PASSES && again; pass++) {
    again = false;
    for (uint32_t b = 0; b < count && !is_over(w); b++) {
      if (!at.changed[b])
        continue;
      at.changed[b] = false;
      again = true;
      flow s = at.before[b];
      bool goes_on = true;
      const sp_block *block = &in->f->blocks[b];
      for (size_t i = 0; i < block->step_count && goes_on && !is_over(w); i++)
        goes_on = run_step(w, in, &block->steps[i], &s);
      if (!goes_on)
        continue;
      leave_block(w, in, b, &at, &s);
      if (block->exit != SP_RETURN)
        continue;
      if (returns)
        join(after, &s);
      else
        *after = s;
      returns = true;
    }
  }
  w->settled &= !again && !is_over(w);
  free(at.before);
  free(at.reached);
  free(at.changed);
  return returns;
}

/* ---- roots ---- */

static bool touches_locks(const walk *w, const sp_function *f) {
  for (size_t b = 0; b < f->block_count; b++)
    for (size_t s = 0; s < f->blocks[b].step_count; s++) {
      const sp_step *step = &f->blocks[b].steps[s];
      if (step->kind == SP_ACQUIRE || step->kind == SP_RELEASE ||
          step->kind == SP_UNSUPPORTED ||
          (step->kind == SP_CALL && !is_idle(w, step)))
        return true;
    }
  return false;
}

static void find_reaching(walk *w) {
  size_t count = sp_program_count(w->program);
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t i = 0; i < count; i++) { /* callees first */
      uint32_t function = sp_program_order(w->program)[i];
      if (!w->reaches[function] &&
          touches_locks(w, sp_program_get(w->program, function)))
        changed = w->reaches[function] = true;
    }
  }
}

/* Which functions something of the program calls. */
static void find_called(const walk *w, bool *called) {
  for (size_t i = 0; i < sp_program_count(w->program); i++) {
    const sp_function *f = sp_program_get(w->program, i);
    for (size_t b = 0; b < f->block_count; b++)
      for (size_t s = 0; s < f->blocks[b].step_count; s++) {
        if (f->blocks[b].steps[s].kind != SP_CALL)
          continue;
        sp_callees callees =
            sp_program_callees(w->program, &f->blocks[b].steps[s]);
        for (size_t c = 0; c < callees.count; c++)
          called[callees.functions[c]] |= callees.functions[c] != i;
      }
  }
}

void walk_program(walk *w) {
  size_t count = sp_program_count(w->program);
  bool *called = room(w, count, sizeof *called);
  w->reaches = room(w, count, sizeof *w->reaches);
  w->newest = room(w, ALIKE, sizeof(frame *));
  w->variables = room(w, count, sizeof(variables *));
  if (!w->failed) {
    find_reaching(w);
    find_called(w, called);
  }
  const framework_use framework = framework_of(w->program);
  long left = STEPS_OF_ALL;
  for (size_t i = 0; i < count && left > 0 && !w->failed; i++) {
    const sp_function *f = sp_program_get(w->program, i);
    w->beside = beside_of(w->program, i, &framework);
    if (!sp_program_is_relevant(w->program, i) ||
        w->beside == SP_BESIDE_NOBODY || f->variable_count >= MAX_FORMALS ||
        (w->beside == SP_BESIDE_UNKNOWN && called[i]))
      continue;
    w->frames = 0; /* of another walk, nobody asks for a variable any more */
    w->root = frame_new(w, NULL, NULL, i);
    if (!w->root)
      break;
    w->budget = STEPS_OF_ROOT;
    w->settled = true;
    w->member_budget = STEPS_FOR_MEMBERS;
    flow before = {.most = 0}, after;
    run_frame(w, w->root, &before, &after);
    see_end(w);
    frame_free(w->root);
    memset(w->newest, 0, ALIKE * sizeof(frame *));
    left -= STEPS_OF_ROOT - w->budget;
  }
  w->failed |= values_failed(w->values);
  for (size_t i = 0; w->variables && i < count; i++)
    variables_free(w->variables[i]);
  free(called);
  free(w->reaches);
  free(w->newest);
  free(w->all);
  free(w->variables);
}
