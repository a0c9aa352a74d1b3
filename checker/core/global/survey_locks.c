/* Survey: where IRQLs are saved, and the order of locks.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "support/memory.h"
#include "survey_internal.h"

#include <stdio.h>
#include <string.h>

enum { MAX_SIGHTINGS = 4096, MAX_ASKED = 2 * MAX_FACTS };

/* What is known of a message. */
typedef enum message_kind {
  MESSAGE_UNKNOWN,
  MESSAGE_NUMBER,
  MESSAGE_STABLE, /* read from the adapter or a global */
  MESSAGE_VARIES  /* another one from call to call */
} message_kind;

/* Values of messages and places are in terms of the adapter of the lock. */

/* By which root something happens. */
typedef struct doer {
  size_t root;
  sp_beside beside;
  bool by_argument; /* and what the root is given decides what */
} doer;

/* A lock is taken, and its IRQL saved in memory that all callbacks share. */
typedef struct slot_use {
  value slot, message;
  message_kind kind;
  doer doer;
  facts when;     /* of the adapter */
  unsigned most;  /* locks may be held there */
  uint32_t frame; /* 0 when the walk of the root is over */
  size_t function;
  const sp_step *step;
  const char *slot_text, *message_text;
  /* Where it is said which message it is. */
  size_t chooser;
  const sp_step *choice;
  const char *choice_text;
  bool reported;
} slot_use;

/* A lock is taken, and its IRQL saved in a variable. */
typedef struct saved {
  value variable, adapter, message;
  facts when;
  unsigned most;
  frame *in;
  const sp_step *step;
} saved;

/* What is in a variable is stored in memory. */
typedef struct copy {
  value variable, place;
  frame *in;
  const sp_step *step;
} copy;

/* A lock is taken while another one is held. */
typedef struct nesting {
  value outer, inner; /* what names the locks */
  doer doer;
  bool others;  /* more may be held */
  facts when;   /* of the adapter */
  facts orders; /* the path compared what may order locks; if there is any, it
                 * is not known that the order is this one whatever that says */
  size_t function;
  const sp_step *outer_step, *inner_step;
  const char *outer_text, *inner_text;
  bool reported;
} nesting;

#define LIST(type)                                                             \
  struct {                                                                     \
    type *items;                                                               \
    size_t count, capacity;                                                    \
  }

typedef struct sightings {
  LIST(slot_use) uses;
  LIST(value) given_back; /* slots that releases of this root read */
  LIST(saved) saved;
  LIST(copy) copies;
  LIST(nesting) nestings;
  size_t first_use; /* of this root */
} sightings;

/* Room for one more; NULL if there are too many, or memory ran out. */
static void *push(walk *w, void *list, size_t size) {
  LIST(char) *l = list;
  if (l->count == l->capacity) {
    size_t capacity = l->capacity ? l->capacity * 2 : 16;
    void *more =
        l->count < MAX_SIGHTINGS ? realloc(l->items, capacity * size) : NULL;
    if (!more) {
      w->failed |= l->count < MAX_SIGHTINGS;
      return NULL;
    }
    l->items = more;
    l->capacity = capacity;
  }
  return l->items + l->count++ * size;
}

bool value_mentions(const walk *w, value v, value part) {
  if (!v || v == part)
    return v == part && v;
  const value_data *d = values_get(w->values, v);
  return value_mentions(w, d->a, part) || value_mentions(w, d->b, part) ||
         value_mentions(w, d->c, part);
}

/* ---- in terms of the adapter ---- */

typedef struct adapting {
  walk *w;
  value adapter;
} adapting;

static value replace_adapter(void *context, value part) {
  adapting *a = context;
  return part == a->adapter ? walk_adapter(a->w) : 0;
}

static value of_adapter(walk *w, value adapter, value v) {
  adapting a = {w, adapter};
  return values_map(w->values, v, replace_adapter, &a);
}

/* Is it read from the adapter or globals, whatever the call? */
static bool is_stable(const walk *w, value v) {
  const value_data *d = values_get(w->values, v);
  switch (d->kind) {
  case VALUE_SYMBOL:
    return d->number == 0; /* the adapter */
  case VALUE_INT:
  case PLACE_GLOBAL:
    return true;
  case VALUE_LOAD:
  case VALUE_ADDRESS:
  case PLACE_DEREF:
  case PLACE_FIELD:
    return is_stable(w, d->a);
  case PLACE_ELEMENT:
    return values_get(w->values, d->b)->kind == VALUE_INT && is_stable(w, d->a);
  default:
    return false;
  }
}

/* The field that a value is read from; NULL if none. */
static const char *field_of(const walk *w, value v) {
  const value_data *d = values_get(w->values, v);
  const value_data *place =
      d->kind == VALUE_LOAD ? values_get(w->values, d->a) : NULL;
  return place && place->kind == PLACE_FIELD ? place->name : NULL;
}

/* ---- what the program stores in a field ---- */

typedef struct field_facts {
  bool one_number; /* always this one */
  int64_t number;
  bool several; /* different ones, for certain */
  bool copies;  /* the one of the other field that was asked for, or the other
                 * way round */
} field_facts;

/* Does it count, or is it one of different numbers? */
static bool is_counter(const sp_program *program, const sp_function *f,
                       sp_node node) {
  node = sp_program_unconverted(program, node);
  const sp_node_data *d = sp_program_data(program, node);
  if (d->kind == SP_OP && d->op >= SP_ADD && d->op <= SP_SUB)
    return is_counter(program, f, d->a) || is_counter(program, f, d->b);
  const sp_node_data *place =
      d->kind == SP_LOAD ? sp_program_data(program, d->a) : NULL;
  if (!place || place->kind != SP_VARIABLE)
    return false;
  for (size_t b = 0; b < f->block_count; b++)
    for (size_t s = 0; s < f->blocks[b].step_count; s++) {
      const sp_step *step = &f->blocks[b].steps[s];
      if (step->kind != SP_SET || step->target != d->a)
        continue;
      const sp_node_data *v = sp_program_data(
          program, sp_program_unconverted(program, step->arguments[0]));
      if (v->kind == SP_OP && v->op == SP_ADD && (v->a == node || v->b == node))
        return true;
    }
  return false;
}

static bool is_field(const sp_program *program, sp_node place,
                     const char *name) {
  if (place == SP_NO_NODE)
    return false;
  const sp_node_data *d = sp_program_data(program, place);
  return d->kind == SP_FIELD && d->name == name;
}

static bool reads_field(const sp_program *program, sp_node node,
                        const char *name) {
  const sp_node_data *d =
      sp_program_data(program, sp_program_unconverted(program, node));
  return d->kind == SP_LOAD && is_field(program, d->a, name);
}

static field_facts facts_of_field(const walk *w, const char *name,
                                  const char *other) {
  field_facts found = {.one_number = false};
  bool any = false, numbers = true;
  const sp_program *program = w->program;
  for (size_t i = 0; i < sp_program_count(program); i++) {
    const sp_function *f = sp_program_get(program, i);
    for (size_t b = 0; b < f->block_count; b++)
      for (size_t s = 0; s < f->blocks[b].step_count; s++) {
        const sp_step *step = &f->blocks[b].steps[s];
        bool here = is_field(program, step->target, name);
        if (other && step->kind == SP_SET)
          found.copies |=
              (here && reads_field(program, step->arguments[0], other)) ||
              (is_field(program, step->target, other) &&
               reads_field(program, step->arguments[0], name));
        if (!here)
          continue;
        const sp_node_data *v =
            step->kind == SP_SET ? sp_program_data(program, step->arguments[0])
                                 : NULL;
        if (!v || v->kind != SP_INT) {
          numbers = false;
          found.several |= v && is_counter(program, f, step->arguments[0]);
        } else if (!any) {
          found.number = v->number;
          any = true;
        } else if (found.number != v->number) {
          found.several = true;
        }
      }
  }
  found.one_number = any && numbers && !found.several;
  return found;
}

/* ---- messages ---- */

/* Does it depend on what differs from call to call? */
static bool depends(const walk *w, value v) {
  if (!v)
    return false;
  if (walk_is_of_root(w, v))
    return true;
  const value_data *d = values_get(w->values, v);
  if (d->kind == VALUE_SYMBOL && d->number > 0)
    return true;
  return depends(w, d->a) || depends(w, d->b) || depends(w, d->c);
}

/* Does an index on the way to a place differ from call to call? */
static bool has_index(const walk *w, value v) {
  if (!v)
    return false;
  const value_data *d = values_get(w->values, v);
  return (d->kind == PLACE_ELEMENT && depends(w, d->b)) || has_index(w, d->a);
}

/* Is a variable in it of which nothing is known? */
static bool has_unknown(const walk *w, value v) {
  if (!v || walk_is_of_root(w, v))
    return false;
  const value_data *d = values_get(w->values, v);
  if (d->kind == PLACE_VARIABLE)
    return true;
  return has_unknown(w, d->a) || has_unknown(w, d->b) || has_unknown(w, d->c);
}

/* v is in terms of the adapter. */
static message_kind kind_of(const walk *w, value v) {
  const value_data *d = values_get(w->values, v);
  if (d->kind == VALUE_INT)
    return MESSAGE_NUMBER;
  if (values_is_vague(w->values, v) || has_unknown(w, v))
    return MESSAGE_UNKNOWN;
  if (is_stable(w, v))
    return MESSAGE_STABLE;
  if (!depends(w, v))
    return MESSAGE_UNKNOWN;
  if (walk_is_of_root(w, v) || d->kind == VALUE_SYMBOL)
    return MESSAGE_VARIES;
  if (d->kind == VALUE_OP && (d->op == SP_ADD || d->op == SP_SUB)) {
    bool first = values_get(w->values, d->a)->kind == VALUE_INT;
    const value_data *number = values_get(w->values, first ? d->a : d->b);
    return number->kind == VALUE_INT ? kind_of(w, first ? d->b : d->a)
                                     : MESSAGE_UNKNOWN;
  }
  if (d->kind == VALUE_CHOICE)
    return kind_of(w, d->b) == MESSAGE_VARIES ||
                   kind_of(w, d->c) == MESSAGE_VARIES
               ? MESSAGE_VARIES
               : MESSAGE_UNKNOWN;
  if (d->kind != VALUE_LOAD)
    return MESSAGE_UNKNOWN;
  /* Read from one of several objects, if there are several. */
  const char *field = field_of(w, v);
  field_facts known = {.one_number = false};
  if (field)
    known = facts_of_field(w, field, NULL);
  if (known.one_number)
    return MESSAGE_UNKNOWN;
  return has_index(w, d->a) || known.several ? MESSAGE_VARIES : MESSAGE_UNKNOWN;
}

/* Are two messages, in terms of their adapters, different ones? */
static bool differ(const walk *w, value a, message_kind a_kind, value b,
                   message_kind b_kind) {
  if (a_kind == MESSAGE_UNKNOWN || b_kind == MESSAGE_UNKNOWN)
    return false;
  if (a_kind == MESSAGE_VARIES || b_kind == MESSAGE_VARIES)
    return true;
  if (a_kind != b_kind || a == b)
    return false;
  if (a_kind == MESSAGE_NUMBER)
    return true;
  const char *x = field_of(w, a), *y = field_of(w, b);
  if (!x || !y)
    return false;
  field_facts first = facts_of_field(w, x, y), second = facts_of_field(w, y, x);
  return !first.copies && !(first.one_number && second.one_number &&
                            first.number == second.number);
}

/* ---- conditions ---- */

/* Do two conditions ask for the same? Then they need not go together. */
static bool related(const walk *w, value a, value b) {
  if (!a)
    return false;
  const value_data *d = values_get(w->values, a);
  if (d->kind == VALUE_LOAD || d->kind == VALUE_SYMBOL)
    return value_mentions(w, b, a);
  return related(w, d->a, b) || related(w, d->b, b) || related(w, d->c, b);
}

/* Can what one list says and what the other one says be true at once, for all
 * that is known? */
static bool go_together(const walk *w, const facts *a, const facts *b) {
  for (unsigned i = 0; i < a->count; i++) {
    const fact *there = facts_find(b, a->items[i].atom);
    if (there && there->holds != a->items[i].holds)
      return false;
    for (unsigned j = 0; !there && j < b->count; j++) {
      const fact *one = &a->items[i], *other = &b->items[j];
      int is = fact_tells(w, one, other->atom);
      bool holds = other->holds;
      if (is < 0) {
        is = fact_tells(w, other, one->atom);
        holds = one->holds;
      }
      if (is < 0 ? related(w, one->atom, other->atom) : is != (int)holds)
        return false;
    }
  }
  return true;
}

/* Adds what a list says of the adapter. False if that is too much. */
static bool add_when(walk *w, value adapter, const facts *list, facts *out) {
  for (unsigned i = 0; i < list->count; i++) {
    fact one = list->items[i];
    one.atom = of_adapter(w, adapter, one.atom);
    if (depends(w, one.atom) || has_unknown(w, one.atom) ||
        values_is_vague(w->values, one.atom) || facts_find(out, one.atom))
      continue;
    if (out->count == MAX_FACTS)
      return false;
    out->items[out->count++] = one;
  }
  return true;
}

/* Does it depend on what the root is given, beside the adapter? */
static bool is_by_argument(const walk *w, value v) {
  if (!v)
    return false;
  if (walk_is_of_root(w, v))
    return true;
  const value_data *d = values_get(w->values, v);
  return is_by_argument(w, d->a) || is_by_argument(w, d->b) ||
         is_by_argument(w, d->c);
}

/* ---- texts ---- */

static bool is_within(const frame *in, const frame *top) {
  while (in && in != top)
    in = in->caller;
  return in == top;
}

/* The node is what a member of a local object holds: in a frame from which the
 * other one was called, what was stored there. */
static bool stored_above(walk *w, frame **in, sp_node *node, const frame *top) {
  frame *at = *in;
  sp_node stored = *node;
  if (!walk_stored(w, &at, &stored))
    return false;
  while (!is_within(*in, at)) {
    const size_t p = walk_parameter(w, at, stored);
    if (p == SIZE_MAX || p >= at->call->argument_count)
      return false;
    stored = at->call->arguments[p];
    at = at->caller;
  }
  if (!is_within(at, top) || (at == *in && stored == *node))
    return false;
  *in = at;
  *node = stored;
  return true;
}

/* A node of a frame in the words of a frame further up, or, in *in, of the last
 * one that can tell it. */
static sp_node node_above(walk *w, frame **in, sp_node node, const frame *top) {
  while (*in != top) {
    if (stored_above(w, in, &node, top))
      continue;
    size_t p = walk_parameter(w, *in, node);
    if (p == SIZE_MAX || p >= (*in)->call->argument_count)
      break;
    node = (*in)->call->arguments[p];
    *in = (*in)->caller;
  }
  return node;
}

/* The same as text; as it is written, if a step of the frame itself has it. */
static const char *text_of(walk *w, frame *in, sp_node node, const frame *top,
                           const char *written) {
  frame *start = in;
  node = node_above(w, &in, node, top);
  if (in == start && written)
    return written;
  bool below = in != top && in->caller == top;
  char buffer[160];
  size_t length =
      sp_program_c_text(w->program, below ? top->f : in->f,
                        below ? in->call : NULL, node, buffer, sizeof buffer);
  if (length >= sizeof buffer || strchr(buffer, '?'))
    return written;
  const char *text = sp_program_intern(w->program, buffer);
  w->failed |= !text;
  return text;
}

/* What says which lock a step takes: the message, or the pointer to the lock.
 */
static sp_node lock_node(const walk *w, const sp_step *step) {
  const sp_node_data *d = sp_program_data(w->program, step->arguments[1]);
  if (d->kind != SP_OP || d->op != SP_SPIN)
    return step->arguments[1];
  const sp_node_data *number = sp_program_data(w->program, d->a);
  return number->kind == SP_INT &&
                 sp_kind_has_pointer(sp_lock_kind_of(number->number))
             ? d->b
             : step->arguments[1];
}

/* The same as what a step says of the lock; in quotes, what the frame that
 * names it calls it. */
static const char *lock_text(walk *w, frame *in, const sp_step *step,
                             const frame *top) {
  const sp_node pointer = lock_node(w, step);
  if (pointer == step->arguments[1] || !step->text)
    return text_of(w, in, step->arguments[1], top, step->text);
  frame *namer = in;
  const sp_node node = node_above(w, &namer, pointer, top);
  const char *quote = strchr(step->text, '\'');
  if ((namer == in && node == pointer) || !quote)
    return step->text;
  const bool below = namer != top && namer->caller == top;
  const sp_node_data *d = sp_program_data(w->program, node);
  const bool address = d->kind == SP_ADDRESS;
  char name[160], buffer[320];
  const size_t length = sp_program_c_text(
      w->program, below ? top->f : namer->f, below ? namer->call : NULL,
      address ? d->a : node, name, sizeof name);
  if (length >= sizeof name || strchr(name, '?'))
    return step->text;
  const int size =
      snprintf(buffer, sizeof buffer, "%.*s'%s%s'", (int)(quote - step->text),
               step->text, address ? "" : "*", name);
  if (size < 0 || (size_t)size >= sizeof buffer)
    return step->text;
  const char *text = sp_program_intern(w->program, buffer);
  w->failed |= !text;
  return text;
}

/* What a pointer points to, as text. */
static const char *target_text(walk *w, const frame *in, sp_node pointer) {
  char buffer[160];
  const sp_node_data *d = sp_program_data(w->program, pointer);
  bool address = d->kind == SP_ADDRESS;
  size_t length =
      sp_program_c_text(w->program, in->f, NULL, address ? d->a : pointer,
                        buffer + 1, sizeof buffer - 1);
  *buffer = '*';
  if (length + 1 >= sizeof buffer)
    return "?";
  const char *text = sp_program_intern(w->program, buffer + address);
  w->failed |= !text;
  return text;
}

/* ---- IRQLs that are saved ---- */

/* The call in a frame above that leads to a step; the step if it is there. */
static const sp_step *step_in(const frame *top, const frame *in,
                              const sp_step *step) {
  for (; in != top; in = in->caller)
    step = in->call;
  return step;
}

/* A slot that all callbacks of the adapter share, in terms of it; else 0. */
static value shared_slot(walk *w, value adapter, value place) {
  for (value at = place;;) {
    value_data d = *values_get(w->values, at);
    if (d.kind == PLACE_GLOBAL)
      return place;
    if (d.kind == PLACE_DEREF)
      return d.a == adapter && at != place && !values_is_vague(w->values, d.a)
                 ? of_adapter(w, adapter, place)
                 : 0;
    if (d.kind != PLACE_FIELD &&
        (d.kind != PLACE_ELEMENT ||
         values_get(w->values, d.b)->kind != VALUE_INT))
      return 0;
    at = d.a;
  }
}

/* Is it the lock of its own message, which an interrupt routine holds? */
static bool is_own_message(const walk *w, value message) {
  return (w->root->f->flags & SP_FUNCTION_OF_MESSAGE) &&
         walk_is_of_root(w, message);
}

static void add_use(walk *w, value slot, const saved *lock, frame *in,
                    const sp_step *step, const char *slot_text) {
  for (size_t i = w->seen->first_use; i < w->seen->uses.count; i++) {
    slot_use *known = &w->seen->uses.items[i];
    if (known->frame == in->id && known->step == step) {
      if (known->most < lock->most)
        known->most = lock->most;
      return;
    }
  }
  value own = of_adapter(w, lock->adapter, lock->message);
  message_kind kind = kind_of(w, own);
  facts when = {.count = 0};
  if (kind == MESSAGE_UNKNOWN || is_own_message(w, lock->message) ||
      !add_when(w, lock->adapter, &lock->when, &when))
    return;
  const sp_node node = lock->step->arguments[1];
  const char *written = lock->step->text;
  frame *chooser = lock->in;
  node_above(w, &chooser, node, NULL);
  slot_use *use = push(w, &w->seen->uses, sizeof *use);
  if (use)
    *use = (slot_use){
        .slot = slot,
        .message = own,
        .kind = kind,
        .doer = {w->root->function, w->beside, is_by_argument(w, own)},
        .when = when,
        .most = lock->most,
        .frame = in->id,
        .function = in->function,
        .step = step,
        .slot_text = slot_text,
        .message_text = text_of(w, lock->in, node, in, written),
        .chooser = chooser->function,
        .choice = step_in(chooser, lock->in, lock->step),
        .choice_text = text_of(w, lock->in, node, chooser, written)};
}

/* A lock is taken, and its IRQL saved in a place. */
static void note_slot(walk *w, const saved *lock, value place) {
  frame *in = lock->in;
  const sp_step *step = lock->step;
  value slot = shared_slot(w, lock->adapter, place);
  if (slot) {
    /* Whoever names the slot owns it. */
    frame *owner = in;
    sp_node pointer = node_above(w, &owner, step->arguments[2], NULL);
    add_use(w, slot, lock, owner, step_in(owner, in, step),
            target_text(w, owner, pointer));
    return;
  }
  if (values_get(w->values, place)->kind != PLACE_VARIABLE)
    return;
  for (size_t i = 0; i < w->seen->saved.count; i++) {
    saved *known = &w->seen->saved.items[i];
    if (known->step == step && known->in == in) {
      if (known->most < lock->most)
        known->most = lock->most;
      return;
    }
  }
  saved *new = push(w, &w->seen->saved, sizeof *new);
  if (new)
    *new = *lock;
}

void see_store(walk *w, frame *in, const sp_step *step, value place, value v) {
  const value_data *d = values_get(w->values, v);
  if (w->beside == SP_BESIDE_UNKNOWN || d->kind != VALUE_LOAD ||
      values_get(w->values, d->a)->kind != PLACE_VARIABLE)
    return;
  for (size_t i = 0; i < w->seen->copies.count; i++)
    if (w->seen->copies.items[i].step == step &&
        w->seen->copies.items[i].in == in)
      return;
  copy *new = push(w, &w->seen->copies, sizeof *new);
  if (new)
    *new = (copy){v, place, in, step};
}

void see_release(walk *w, value adapter, value irql) {
  const value_data *d = values_get(w->values, irql);
  value slot = d->kind == VALUE_LOAD ? shared_slot(w, adapter, d->a) : 0;
  for (size_t i = 0; slot && i < w->seen->given_back.count; i++)
    if (w->seen->given_back.items[i] == slot)
      slot = 0;
  value *new = slot ? push(w, &w->seen->given_back, sizeof *new) : NULL;
  if (new)
    *new = slot;
}

static bool is_given_back(const sightings *seen, value slot) {
  for (size_t i = 0; i < seen->given_back.count; i++)
    if (seen->given_back.items[i] == slot)
      return true;
  return false;
}

void see_end(walk *w) {
  sightings *seen = w->seen;
  for (size_t c = 0; c < seen->copies.count; c++)
    for (size_t s = 0; s < seen->saved.count; s++) {
      const copy to = seen->copies.items[c];
      const saved from = seen->saved.items[s];
      value slot = to.variable == from.variable
                       ? shared_slot(w, from.adapter, to.place)
                       : 0;
      if (!slot)
        continue;
      char text[160] = "?";
      sp_program_c_text(w->program, to.in->f, NULL, to.step->target, text,
                        sizeof text);
      add_use(w, slot, &from, to.in, to.step,
              sp_program_intern(w->program, text));
    }
  seen->copies.count = seen->saved.count = 0;
  size_t kept = seen->first_use;
  for (size_t i = kept; i < seen->uses.count; i++) {
    slot_use use = seen->uses.items[i];
    /* More may be held than was seen. And what never is given back is another
     * mistake, or nobody's IRQL. */
    if (!w->settled || use.most || !is_given_back(seen, use.slot))
      continue;
    use.frame = 0;
    seen->uses.items[kept++] = use;
  }
  seen->first_use = seen->uses.count = kept;
  seen->given_back.count = 0;
}

/* Can two processors be there at once? */
static bool run_together(const doer *a, const doer *b) {
  if (a->root != b->root) /* or both wait for the same */
    return a->beside != SP_BESIDE_OTHERS || b->beside != SP_BESIDE_OTHERS;
  if (a->beside == SP_BESIDE_QUEUED)
    return a->by_argument || b->by_argument;
  return a->beside != SP_BESIDE_OTHERS && a->beside != SP_BESIDE_ONCE;
}

/* A use that another one, or the same on another processor, overwrites. */
static const slot_use *overwriter_of(const walk *w, const slot_use *use) {
  for (const slot_use *other = use;
       other < w->seen->uses.items + w->seen->uses.count; other++)
    if (other->slot == use->slot && run_together(&use->doer, &other->doer) &&
        go_together(w, &use->when, &other->when) &&
        differ(w, use->message, use->kind, other->message, other->kind))
      return other;
  return NULL;
}

static void report_slots(walk *w, breaches *out) {
  const sightings *seen = w->seen;
  for (size_t i = 0; i < seen->uses.count; i++) {
    slot_use *use = &seen->uses.items[i];
    bool said = false;
    for (size_t k = 0; k < i; k++)
      said |=
          seen->uses.items[k].reported && seen->uses.items[k].slot == use->slot;
    const slot_use *other = said ? NULL : overwriter_of(w, use);
    if (!other)
      continue;
    sp_breach *found =
        breaches_add(out, SP_RULE_SHARED_OLD_IRQL, use->function, use->step);
    if (!found)
      return;
    use->reported = true;
    found->message = use->message_text;
    found->slot = use->slot_text;
    if (other->step != use->step) {
      found->other = other->message_text;
      breach_note(found, SP_SAME_SLOT, other->function, other->step,
                  other->message_text);
    } else if (other == use) {
      breach_note(found, SP_SAME_CALL, use->chooser, use->choice,
                  sp_program_get(w->program, use->doer.root)->shown);
    } else { /* a helper, for one and the other */
      breach_note(found, SP_ONE_MESSAGE, use->chooser, use->choice,
                  use->choice_text);
      breach_note(found, SP_ONE_MESSAGE, other->chooser, other->choice,
                  other->choice_text);
    }
  }
}

/* ---- the order of locks ---- */

/* Is it certain that a lock is held on a path that comes here? */
static bool is_held(const walk *w, const taken *lock, const flow *s) {
  if (s->blurred)
    return false;
  for (unsigned i = 0; i < lock->when.count; i++)
    if (values_is_vague(w->values, lock->when.items[i].atom) &&
        !facts_find(&s->facts, lock->when.items[i].atom))
      return false;
  return go_together(w, &lock->when, &s->facts);
}

/* What tells a lock from others of its kind; 0 if there is only one. */
static value told_by(const walk *w, value lock) {
  const value_data *d = values_get(w->values, lock);
  if (d->kind != VALUE_OP || d->op != SP_SPIN)
    return lock;
  return values_get(w->values, d->b)->kind == VALUE_INT ? 0 : d->b;
}

/* Does a condition compare what orders locks? */
static bool orders(const walk *w, value atom, value outer, value inner) {
  const value_data *d = values_get(w->values, atom);
  const value told[] = {told_by(w, outer), told_by(w, inner)};
  for (int i = 0; i < 2; i++)
    if (told[i] && value_mentions(w, atom, told[i]))
      return true;
  return d->kind == VALUE_OP && d->op == SP_LT &&
         values_get(w->values, d->a)->kind != VALUE_INT &&
         values_get(w->values, d->b)->kind != VALUE_INT;
}

/* Adds what a path says. False if it says something else already, or that is
 * too much. */
static bool add_fact(facts *list, fact one) {
  const fact *known = facts_find(list, one.atom);
  if (known)
    return known->holds == one.holds;
  if (list->count == MAX_FACTS)
    return false;
  list->items[list->count++] = one;
  return true;
}

/* Fills in what is known when both are held. False if that is too much. */
static bool find_when(walk *w, const taken *outer, lock_name inner,
                      const flow *s, nesting *out) {
  const facts *lists[] = {&outer->when, &s->facts};
  for (int l = 0; l < 2; l++) {
    facts rest = {.count = 0};
    for (unsigned i = 0; i < lists[l]->count; i++) {
      const fact one = lists[l]->items[i];
      if (!add_fact(orders(w, one.atom, outer->name.lock, inner.lock)
                        ? &out->orders
                        : &rest,
                    one))
        return false;
      out->doer.by_argument |=
          is_by_argument(w, of_adapter(w, inner.adapter, one.atom));
    }
    if (!add_when(w, inner.adapter, &rest, &out->when))
      return false;
  }
  return true;
}

/* May locks of the two kinds be one, if one pointer names both? */
static bool may_wrap(const walk *w, value kind, value other) {
  const value_data *x = values_get(w->values, kind),
                   *y = values_get(w->values, other);
  return x->kind == VALUE_INT && y->kind == VALUE_INT &&
         sp_kind_may_wrap(sp_lock_kind_of(x->number),
                          sp_lock_kind_of(y->number));
}

/* Are two locks, in terms of one adapter, surely different ones, and the same
 * from call to call? */
static bool are_other_locks(const walk *w, value a, value b) {
  const value_data *x = values_get(w->values, a), *y = values_get(w->values, b);
  const bool a_spins = x->kind == VALUE_OP && x->op == SP_SPIN,
             b_spins = y->kind == VALUE_OP && y->op == SP_SPIN;
  const value a_told = a_spins ? x->b : a, b_told = b_spins ? y->b : b;
  const message_kind a_kind = kind_of(w, a_told), b_kind = kind_of(w, b_told);
  if ((a_kind != MESSAGE_NUMBER && a_kind != MESSAGE_STABLE) ||
      (b_kind != MESSAGE_NUMBER && b_kind != MESSAGE_STABLE) || a == b)
    return false;
  if (a_spins != b_spins)
    return true; /* of other kinds */
  if (a_spins && x->a != y->a)
    return a_told != b_told || !may_wrap(w, x->a, y->a);
  const value_kind p = values_get(w->values, a_told)->kind,
                   q = values_get(w->values, b_told)->kind;
  if (a_spins && (p == VALUE_ADDRESS || q == VALUE_ADDRESS))
    return p == q; /* a pointer may lead to the other one */
  return differ(w, a_told, a_kind, b_told, b_kind);
}

static frame *common_frame(frame *a, frame *b) {
  while (a != b)
    if (a->depth >= b->depth)
      a = a->caller;
    else
      b = b->caller;
  return a;
}

/* The frame that says which locks these are. */
static frame *owner_of(walk *w, const taken *outer, frame *in,
                       const sp_step *step) {
  frame *owner = common_frame(outer->frame, in);
  while (owner->caller) {
    frame *first = outer->frame, *second = in;
    sp_node a = node_above(w, &first, lock_node(w, outer->step), owner);
    sp_node b = node_above(w, &second, lock_node(w, step), owner);
    if (first != owner || second != owner ||
        walk_parameter(w, owner, a) == SIZE_MAX ||
        walk_parameter(w, owner, b) == SIZE_MAX)
      break;
    owner = owner->caller;
  }
  return owner;
}

/* Is it known already? */
static bool was_seen(const sightings *seen, const nesting *new) {
  for (size_t i = 0; i < seen->nestings.count; i++) {
    const nesting *known = &seen->nestings.items[i];
    if (known->outer == new->outer && known->inner == new->inner &&
        known->doer.root == new->doer.root && known->others <= new->others &&
        known->outer_step == new->outer_step &&
        known->inner_step == new->inner_step &&
        (!known->orders.count || facts_equal(&known->orders, &new->orders)))
      return true;
  }
  return false;
}

/* Both ways of one comparison lead to the nesting of the same locks: then that
 * comparison does not order them. False if that is not so. */
static bool join_orders(walk *w, nesting *one, const nesting *other) {
  if (one->outer != other->outer || one->inner != other->inner ||
      one->doer.root != other->doer.root ||
      one->orders.count != other->orders.count ||
      !go_together(w, &one->when, &other->when))
    return false;
  unsigned at = MAX_FACTS;
  for (unsigned i = 0; i < one->orders.count; i++) {
    const fact *there = facts_find(&other->orders, one->orders.items[i].atom);
    if (!there ||
        (there->holds != one->orders.items[i].holds && at != MAX_FACTS))
      return false;
    if (there->holds != one->orders.items[i].holds)
      at = i;
  }
  if (at == MAX_FACTS)
    return false;
  one->orders.items[at] = one->orders.items[--one->orders.count];
  for (unsigned i = 0; i < other->when.count; i++)
    if (!add_fact(&one->when, other->when.items[i]))
      return false;
  one->others |= other->others;
  one->doer.by_argument |= other->doer.by_argument;
  return true;
}

/* Keeps a nesting, and what follows from it together with others. */
static void keep_nesting(walk *w, const nesting *new) {
  sightings *seen = w->seen;
  const size_t first = seen->nestings.count;
  nesting *kept = push(w, &seen->nestings, sizeof *kept);
  if (!kept)
    return;
  *kept = *new;
  if (!new->orders.count)
    return;
  for (size_t n = first; n < seen->nestings.count; n++)
    for (size_t i = 0; i < n; i++) {
      nesting both = seen->nestings.items[i];
      if (!both.orders.count ||
          !join_orders(w, &both, &seen->nestings.items[n]) ||
          was_seen(seen, &both))
        continue;
      kept = push(w, &seen->nestings, sizeof *kept);
      if (!kept)
        return;
      *kept = both;
    }
}

/* inner, of the same adapter, or in a global. */
static void note_nesting(walk *w, const taken *outer, frame *in,
                         const sp_step *step, lock_name inner, const flow *s) {
  const value symbol = walk_adapter(w);
  if (inner.adapter == symbol)
    inner.adapter = outer->name.adapter;
  else if (outer->name.adapter != symbol &&
           outer->name.adapter != inner.adapter)
    return;
  value a = of_adapter(w, inner.adapter, outer->name.lock);
  value b = of_adapter(w, inner.adapter, inner.lock);
  if (!are_other_locks(w, a, b) || !is_held(w, outer, s))
    return;
  nesting new = {
      .outer = a, .inner = b, .doer = {w->root->function, w->beside, false}};
  if (!find_when(w, outer, inner, s, &new))
    return;
  frame *owner = owner_of(w, outer, in, step);
  new.others = s->most != 1;
  new.function = owner->function;
  new.outer_step = step_in(owner, outer->frame, outer->step);
  new.inner_step = step_in(owner, in, step);
  if (was_seen(w->seen, &new))
    return;
  new.outer_text = lock_text(w, outer->frame, outer->step, owner);
  new.inner_text = lock_text(w, in, step, owner);
  keep_nesting(w, &new);
}

void see_acquire(walk *w, frame *in, const sp_step *step, lock_name name,
                 value slot, const flow *before) {
  if (w->beside == SP_BESIDE_UNKNOWN || before->blurred)
    return;
  const value place = values_deref(w->values, slot);
  const saved lock = {.variable = values_load(w->values, place, 0),
                      .adapter = name.adapter,
                      .message = name.lock,
                      .when = before->facts,
                      .most = before->most,
                      .in = in,
                      .step = step};
  note_slot(w, &lock, place);
}

void see_nestings(walk *w, frame *in, const sp_step *step, lock_name name,
                  const flow *before) {
  for (unsigned i = 0; i < before->held_count; i++)
    note_nesting(w, &before->held[i], in, step, name, before);
}

/* Can two processors be there at once? */
static bool can_meet(const walk *w, const nesting *a, const nesting *b) {
  return run_together(&a->doer, &b->doer) && !(a->others && b->others) &&
         go_together(w, &a->when, &b->when);
}

/* Nestings each of which waits for what the next one holds, the last for the
 * first. Two of them are two orders of the same locks. */
enum { MAX_RING = SP_BREACH_NOTES, RING_BUDGET = 200000 };
typedef struct ring {
  size_t members[MAX_RING]; /* the first has the lowest index */
  unsigned count, length;   /* so far, and as wanted */
  long budget;
} ring;

static bool can_join(const walk *w, const ring *r, const nesting *next) {
  for (unsigned i = 0; i < r->count; i++) {
    const nesting *member = &w->seen->nestings.items[r->members[i]];
    if (member->outer == next->outer || !can_meet(w, member, next))
      return false;
  }
  return true;
}

/* Goes on until the ring is closed; false if that cannot be. */
static bool close_ring(const walk *w, ring *r) {
  const nesting *all = w->seen->nestings.items;
  const nesting *first = &all[r->members[0]];
  const nesting *last = &all[r->members[r->count - 1]];
  if (r->count == r->length)
    return last->inner == first->outer;
  for (size_t j = r->members[0] + 1; j < w->seen->nestings.count; j++) {
    if (r->budget-- <= 0)
      return false;
    if (all[j].orders.count || all[j].outer != last->inner ||
        !can_join(w, r, &all[j]))
      continue;
    r->members[r->count++] = j;
    if (close_ring(w, r))
      return true;
    r->count--;
  }
  return false;
}

/* The rule that a ring of locks breaks: that of the family which ranks first.
 */
static sp_rule rule_of_ring(const walk *w, const ring *r) {
  sp_family_id family = SP_FAMILY_KERNEL;
  for (unsigned i = 0; i < r->count; i++) {
    const value outer = w->seen->nestings.items[r->members[i]].outer;
    if (walk_family(w, outer) < family)
      family = walk_family(w, outer);
  }
  return family == SP_FAMILY_STORPORT
             ? SP_RULE_SPIN_LOCK_ORDER
             : sp_rule_of_family(SP_RULE_LOCK_ORDER, family);
}

/* A place where a lock of a ring is taken. */
static void note_lock(const walk *w, sp_breach *breach, sp_breach_reason reason,
                      const nesting *at, bool outer) {
  breach_note(breach, reason, at->function,
              outer ? at->outer_step : at->inner_step,
              outer ? at->outer_text : at->inner_text);
  breach->notes[breach->note_count - 1].family =
      walk_family(w, outer ? at->outer : at->inner);
}

static void report_ring(walk *w, const ring *r, breaches *out) {
  nesting *all = w->seen->nestings.items;
  nesting *one = &all[r->members[0]];
  sp_breach *found =
      breaches_add(out, rule_of_ring(w, r), one->function, one->inner_step);
  if (!found)
    return;
  found->message = one->inner_text;
  found->other = one->outer_text;
  found->family = walk_family(w, one->inner);
  found->other_family = walk_family(w, one->outer);
  if (one->outer_step != one->inner_step)
    note_lock(w, found, SP_OUTER, one, true);
  for (unsigned i = 0; i < r->count; i++) {
    nesting *member = &all[r->members[i]];
    member->reported = true;
    if (i == 0)
      continue;
    if (r->count == 2 && member->outer_step != member->inner_step)
      note_lock(w, found, SP_OTHER_OUTER, member, true);
    note_lock(w, found, SP_OTHER_INNER, member, false);
  }
}

/* Was this order of two locks told of before? */
static bool was_told(const sightings *seen, size_t index, bool or_other_way) {
  const nesting *one = &seen->nestings.items[index];
  for (size_t k = 0; k < seen->nestings.count; k++) {
    const nesting *known = &seen->nestings.items[k];
    if (known->reported &&
        ((known->outer == one->outer && known->inner == one->inner) ||
         (or_other_way && known->outer == one->inner &&
          known->inner == one->outer)))
      return true;
  }
  return false;
}

/* Is the order of the locks one that only a survey can find wrong? That of
 * the port driver's locks and those of messages is laid down, and found on each
 * path by itself. */
static bool is_for_survey(const walk *w, const ring *r) {
  bool of_messages = true;
  for (unsigned i = 0; i < r->count; i++) {
    const sp_family_id family =
        walk_family(w, w->seen->nestings.items[r->members[i]].outer);
    if (family == SP_FAMILY_KERNEL)
      return true;
    of_messages &= family == SP_FAMILY_MSI;
  }
  return of_messages;
}

static void report_order(walk *w, breaches *out) {
  const sightings *seen = w->seen;
  for (unsigned length = 2; length <= MAX_RING; length++)
    for (size_t i = 0; i < seen->nestings.count; i++) {
      ring r = {
          .members = {i}, .count = 1, .length = length, .budget = RING_BUDGET};
      if (!seen->nestings.items[i].orders.count &&
          !was_told(seen, i, length == 2) && close_ring(w, &r) &&
          is_for_survey(w, &r))
        report_ring(w, &r, out);
      if (out->failed)
        return;
    }
}

bool survey_locks(sp_program *program, breaches *out) {
  sightings seen = {.first_use = 0};
  walk w = {.program = program, .values = values_new(), .seen = &seen};
  w.failed = !w.values;
  if (!w.failed)
    walk_program(&w);
  if (!w.failed) {
    report_slots(&w, out);
    report_order(&w, out);
  }
  values_free(w.values);
  free(seen.uses.items);
  free(seen.given_back.items);
  free(seen.saved.items);
  free(seen.copies.items);
  free(seen.nestings.items);
  return !w.failed && !out->failed;
}
