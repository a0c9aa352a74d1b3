/* Survey: what members of local objects hold.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * A guard keeps the lock in a member of a local object, which its constructor
 * fills and its destructor reads. Whatever the order of steps, a member holds
 * the one value that is ever stored in it, if all stores are seen: those of the
 * function that has the object, and of what is given its address.
 */
#include "ir/program_internal.h"
#include "support/memory.h"
#include "survey_internal.h"

#include <stdio.h>
#include <string.h>

/* Looks for what is stored in a member. */
typedef struct search {
  value member;    /* the place */
  value object;    /* the local variable that it is a part of */
  value one;       /* stored; 0 if nothing was, yet */
  value pointer;   /* the same, if it is not 0 */
  bool differ;     /* there are several */
  bool lost;       /* nobody knows what is stored */
  unsigned stores; /* of what is not 0 */
  frame *in;       /* the last one of those */
  const sp_step *step;
} search;

static bool is_part_of(const walk *w, value place, value object) {
  for (;;) {
    if (place == object)
      return true;
    const value_data *d = values_get(w->values, place);
    if (d->kind != PLACE_FIELD && d->kind != PLACE_ELEMENT)
      return false;
    place = d->a;
  }
}

/* Is a pointer into the object in it? */
static bool leads_there(const walk *w, value v, value object) {
  if (!v || !values_has(w->values, v, TRAIT_LOCAL_ADDRESS))
    return false;
  const value_data *d = values_get(w->values, v);
  if (d->kind == VALUE_ADDRESS && is_part_of(w, d->a, object))
    return true;
  return leads_there(w, d->a, object) || leads_there(w, d->b, object) ||
         leads_there(w, d->c, object);
}

/* How many members one is in the other below the object. */
static unsigned members_in(const walk *w, value place, value object) {
  unsigned count = 0;
  for (; place != object; place = values_get(w->values, place)->a)
    count++;
  return count;
}

static value without(const walk *w, value place, unsigned members) {
  while (members-- > 0)
    place = values_get(w->values, place)->a;
  return place;
}

/* Are they members of one record? */
static bool are_siblings(const value_data *a, const value_data *b) {
  if (a->kind != PLACE_FIELD || b->kind != PLACE_FIELD)
    return false;
  const char *x = strrchr(a->name, '.'), *y = strrchr(b->name, '.');
  return x && y && x - a->name == y - b->name &&
         strncmp(a->name, b->name, (size_t)(x - a->name)) == 0;
}

/* May two parts of the object share bytes? Those of records that are laid over
 * each other may. */
static bool overlap(const walk *w, value a, value b, value object) {
  const unsigned m = members_in(w, a, object), n = members_in(w, b, object);
  const unsigned both = m < n ? m : n;
  a = without(w, a, m - both);
  b = without(w, b, n - both);
  for (;;) {
    if (a == b)
      return true;
    const value_data *x = values_get(w->values, a),
                     *y = values_get(w->values, b);
    if (x->a == y->a)
      return !are_siblings(x, y);
    a = x->a;
    b = y->a;
  }
}

static void note_stored(walk *w, search *s, frame *in, const sp_step *step,
                        value v) {
  const value itself = values_load(w->values, s->member, 0);
  if (values_is_vague(w->values, v) || leads_there(w, v, s->object) ||
      value_mentions(w, v, itself)) {
    s->lost = true;
    return;
  }
  s->differ |= s->one && s->one != v;
  s->one = v;
  if (v == values_int(w->values, 0))
    return;
  s->lost |= s->pointer && s->pointer != v;
  s->pointer = v;
  s->stores++;
  s->in = in;
  s->step = step;
}

/* What the step does to its target. */
static void see_target(walk *w, search *s, frame *in, const sp_step *step) {
  if (step->target == SP_NO_NODE)
    return;
  const value place = walk_place(w, in, step->target);
  if (!is_part_of(w, place, s->object)) {
    s->lost |= leads_there(w, place, s->object);
    return;
  }
  if (!overlap(w, place, s->member, s->object))
    return;
  if (place == s->member && (step->kind == SP_SET || step->kind == SP_CALL))
    note_stored(w, s, in, step, walk_result(w, in, step));
  else
    s->lost = true;
}

/* May what is behind the pointer, and nothing beside it, be written? */
static void see_written(const walk *w, search *s, value pointer) {
  const value_data *d = values_get(w->values, pointer);
  if (d->kind == VALUE_ADDRESS && is_part_of(w, d->a, s->object))
    s->lost |= overlap(w, d->a, s->member, s->object);
  else
    s->lost |= leads_there(w, pointer, s->object);
}

static void search_frame(walk *w, search *s, frame *in);

static void see_call(walk *w, search *s, frame *in, const sp_step *step) {
  bool given = leads_there(w, walk_value(w, in, step->callee), s->object);
  s->lost |= given;
  for (size_t a = 0; a < step->argument_count; a++)
    given |= leads_there(w, walk_value(w, in, step->arguments[a]), s->object);
  if (!given || s->lost)
    return;
  const sp_callees callees = sp_program_callees(w->program, step);
  const sp_node_data *callee = sp_program_data(w->program, step->callee);
  if (callees.count == 0) {
    s->lost |= callee->kind != SP_FUNCTION || !sp_routine_find(callee->name);
    for (size_t a = 0; a < step->argument_count && !s->lost; a++)
      see_written(w, s, walk_value(w, in, step->arguments[a]));
    return;
  }
  for (size_t c = 0; c < callees.count && !s->lost; c++) {
    frame *called = walk_called(w, in, step, callees.functions[c]);
    s->lost |= !called || step->argument_count > called->f->parameter_count;
    /* A parameter that is changed may lead anywhere. */
    for (uint32_t p = 0; !s->lost && p < called->f->parameter_count; p++)
      s->lost |= leads_there(w, called->arguments[p], s->object) &&
                 (called->f->escapes[p] ||
                  walk_variable(w, called, p) != called->arguments[p]);
    if (!s->lost)
      search_frame(w, s, called);
  }
}

static void search_step(walk *w, search *s, frame *in, const sp_step *step) {
  see_target(w, s, in, step);
  switch (step->kind) {
  case SP_SET: {
    const value v = walk_value(w, in, step->arguments[0]);
    if (!leads_there(w, v, s->object))
      return;
    /* A pointer to it that is kept where it is found again. */
    const sp_node_data *target = sp_program_data(w->program, step->target);
    s->lost |= target->kind != SP_VARIABLE ||
               walk_variable(w, in, (uint32_t)target->number) != v;
    return;
  }
  case SP_CALL:
    see_call(w, s, in, step);
    return;
  case SP_ACQUIRE:
    see_written(w, s, walk_value(w, in, step->arguments[2]));
    return;
  case SP_UNSUPPORTED:
    s->lost = true;
    return;
  case SP_RELEASE:
  case SP_FORGET:
  case SP_ABANDON:
  case SP_ROUTINE:
    return;
  }
}

static void search_frame(walk *w, search *s, frame *in) {
  for (size_t b = 0; b < in->f->block_count; b++) {
    const sp_block *block = &in->f->blocks[b];
    for (size_t i = 0; i < block->step_count; i++) {
      if (s->lost || w->member_budget-- <= 0) {
        s->lost = true;
        return;
      }
      search_step(w, s, in, &block->steps[i]);
    }
    if (block->exit == SP_RETURN && block->value != SP_NO_NODE)
      s->lost |= leads_there(w, walk_value(w, in, block->value), s->object);
  }
}

/* May a member on the way share bytes with another one, as in a union? */
static bool is_shared(const walk *w, value place) {
  for (;;) {
    const value_data *d = values_get(w->values, place);
    if (d->kind != PLACE_FIELD)
      return false;
    char cell[256];
    const int length = snprintf(cell, sizeof cell, "field %s", d->name);
    if (length < 0 || (size_t)length >= sizeof cell)
      return true;
    size_t count = 0;
    const sp_alias *all = sp_program_aliases(w->program, cell, &count);
    for (size_t i = 0; i < count; i++)
      if (strncmp(all[i].other, "type ", 5) != 0)
        return true;
    place = d->a;
  }
}

/* Looks for what is stored in a member of a variable of the frame. */
static void find_member(walk *w, frame *owner, value object, member *out) {
  search s = {.member = out->place, .object = object};
  search_frame(w, &s, owner);
  if (s.lost)
    return;
  out->one = s.differ ? 0 : s.one;
  out->pointer = s.pointer;
  out->in = s.stores == 1 ? s.in : NULL;
  out->step = s.step;
}

/* What is known of the member that a place is; NULL if it is none. */
static const member *member_of(walk *w, value place) {
  value object = place;
  while (values_get(w->values, object)->kind == PLACE_FIELD)
    object = values_get(w->values, object)->a;
  if (object == place || values_get(w->values, object)->kind != PLACE_VARIABLE)
    return NULL;
  uint32_t variable = 0;
  frame *owner = walk_owner(w, object, &variable);
  if (!owner || variable < owner->f->parameter_count ||
      variable >= owner->f->variable_count || owner->f->escapes[variable])
    return NULL;
  for (const member *m = owner->members; m; m = m->next)
    if (m->place == place)
      return m;
  member *new = calloc(1, sizeof *new);
  w->failed |= !new;
  if (!new)
    return NULL;
  /* While it is looked for, nothing is known. */
  *new = (member){.place = place, .next = owner->members};
  owner->members = new;
  if (!is_shared(w, place))
    find_member(w, owner, object, new);
  return new;
}

value walk_member(walk *w, value place) {
  const member *known = member_of(w, place);
  return known ? known->one : 0;
}

value walk_member_pointer(walk *w, value pointer) {
  const value_data *d = values_get(w->values, pointer);
  const member *known = d->kind == VALUE_LOAD ? member_of(w, d->a) : NULL;
  return known && known->pointer ? known->pointer : pointer;
}

bool walk_stored(walk *w, frame **in, sp_node *node) {
  const sp_node_data *d =
      sp_program_data(w->program, sp_program_unconverted(w->program, *node));
  if (d->kind != SP_LOAD || sp_program_data(w->program, d->a)->kind != SP_FIELD)
    return false;
  const member *known = member_of(w, walk_place(w, *in, d->a));
  if (!known || !known->in || known->step->kind != SP_SET)
    return false;
  *in = known->in;
  *node = known->step->arguments[0];
  return true;
}
