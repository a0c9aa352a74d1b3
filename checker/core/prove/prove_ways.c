/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "prove_internal.h"
#include "support/memory.h"

#include <string.h>

/* The node of a value, in terms of the entry. */
static sp_node node_of(const prover *p, value v) {
  static const sp_node_kind kinds[] = {[VALUE_NONE] = SP_UNKNOWN_VALUE,
                                       [VALUE_ANY] = SP_UNKNOWN_VALUE,
                                       [VALUE_INT] = SP_INT,
                                       [VALUE_FUNCTION] = SP_FUNCTION,
                                       [VALUE_ADDRESS] = SP_ADDRESS,
                                       [VALUE_LOAD] = SP_LOAD,
                                       [VALUE_SYMBOL] = SP_UNKNOWN_VALUE,
                                       [VALUE_SAVED] = SP_ACQUIRED,
                                       [VALUE_STATUS] = SP_ACQUIRED,
                                       [VALUE_CALL] = SP_UNKNOWN_VALUE,
                                       [VALUE_OP] = SP_OP,
                                       [VALUE_CHOICE] = SP_CHOICE,
                                       [PLACE_VARIABLE] = SP_VARIABLE,
                                       [PLACE_GLOBAL] = SP_GLOBAL,
                                       [PLACE_DEREF] = SP_DEREF,
                                       [PLACE_FIELD] = SP_FIELD,
                                       [PLACE_ELEMENT] = SP_ELEMENT};
  const value_data *d = values_get(p->values, v);
  sp_node_data data = {.kind = kinds[d->kind],
                       .op = d->op,
                       .number = d->kind == VALUE_LOAD    ? 0
                                 : d->kind == VALUE_SAVED ? -d->number
                                                          : d->number,
                       .name = d->name,
                       .a = SP_NO_NODE,
                       .b = SP_NO_NODE,
                       .c = SP_NO_NODE};
  if (data.kind == SP_UNKNOWN_VALUE)
    data = (sp_node_data){.kind = SP_UNKNOWN_VALUE,
                          .a = SP_NO_NODE,
                          .b = SP_NO_NODE,
                          .c = SP_NO_NODE};
  else {
    value a = d->a, b = d->b, c = d->c;
    data.a = a ? node_of(p, a) : SP_NO_NODE;
    data.b = b ? node_of(p, b) : SP_NO_NODE;
    data.c = c ? node_of(p, c) : SP_NO_NODE;
  }
  sp_node node = sp_program_node(p->program, &data);
  /* Nested too deep to be written, or memory ran out: nothing is known of it.
   */
  return node != SP_NO_NODE ? node : p->anything;
}

static sp_summary_value summary_value(const prover *p, value v) {
  if (!v)
    return (sp_summary_value){SP_NO_NODE, 0, 0};
  const value_data *d = values_get(p->values, v);
  return (sp_summary_value){node_of(p, v),
                            d->kind == VALUE_SAVED ? (uint32_t)d->number : 0,
                            d->kind == VALUE_STATUS ? (uint32_t)d->number : 0};
}

bool prove_names_pointer(const values *values, value message) {
  const value_data *d = values_get(values, message);
  if (d->kind != VALUE_OP || d->op != SP_SPIN)
    return false;
  const value_data *kind = values_get(values, d->a);
  return kind->kind == VALUE_INT && kind->number < 0;
}

ending prove_ending(const values *values, value message, value *pointer) {
  const value_data *d = values_get(values, message);
  if (d->kind != VALUE_OP || d->op != SP_SPIN)
    return ENDS_NOTHING;
  const value_data *what = values_get(values, d->a);
  if (what->kind != VALUE_INT ||
      (what->number != ENDS_LOCK && what->number != ENDS_MEMORY))
    return ENDS_NOTHING;
  if (pointer)
    *pointer = d->b;
  return (ending)what->number;
}

bool prove_step_names_pointer(const sp_program *program, const sp_step *step) {
  const sp_node_data *lock = sp_program_data(program, step->arguments[1]);
  if (lock->kind != SP_OP || lock->op != SP_SPIN)
    return false;
  const sp_node_data *kind = sp_program_data(program, lock->a);
  return kind->kind == SP_INT && kind->number < 0;
}

value prove_plain_adapter(values *values, value adapter, value message) {
  return prove_names_pointer(values, message) ? values_int(values, 0) : adapter;
}

value prove_plain_message(values *values, value message, event_kind kind) {
  const value_data d = *values_get(values, message);
  if (kind != EVENT_RELEASE || d.kind != VALUE_OP || d.op != SP_SPIN)
    return message;
  const value_data *which = values_get(values, d.a);
  if (which->kind != VALUE_INT ||
      !sp_kind_has_handle(sp_lock_kind_of(which->number)))
    return message;
  return values_op(values, SP_SPIN, d.a, values_int(values, 0));
}

bool prove_marks_handle(const values *values, const pair *store) {
  static const char queued[] = ".LockQueue.Lock";
  const value_data *place = values_get(values, store->key);
  size_t length = place->kind == PLACE_FIELD ? strlen(place->name) : 0;
  return length >= sizeof queued - 1 &&
         strcmp(place->name + length - (sizeof queued - 1), queued) == 0;
}

/* The calls of a trail, which the caller frees; NULL if memory ran out. */
static sp_trail_call *trail_of(const prover *p, value trail, size_t *count) {
  size_t length = 0;
  for (value v = trail; v; v = values_get(p->values, v)->a)
    length++;
  sp_trail_call *calls = calloc(length + 1, sizeof *calls);
  for (value v = trail; calls && v; v = values_get(p->values, v)->a) {
    int64_t at = values_get(p->values, v)->number;
    calls[(*count)++] = (sp_trail_call){(size_t)(at >> 32), (uint32_t)at};
  }
  return calls;
}

/* Can the condition be told without the status of an acquire of the call? */
static bool is_of_entry(const values *table, value v) {
  if (!v)
    return true;
  const value_data *d = values_get(table, v);
  return d->kind != VALUE_STATUS && d->kind != VALUE_SAVED &&
         is_of_entry(table, d->a) && is_of_entry(table, d->b) &&
         is_of_entry(table, d->c);
}

void prove_ways_free(sp_way *outcomes, size_t count) {
  for (size_t i = 0; i < count; i++) {
    free((void *)outcomes[i].facts);
    for (size_t e = 0; outcomes[i].effects && e < outcomes[i].effect_count; e++)
      free((void *)outcomes[i].effects[e].trail);
    free((void *)outcomes[i].effects);
    free((void *)outcomes[i].stores);
  }
  free(outcomes);
}

/* Does it store what is found through a pointer, and is no member? */
static bool stores_nameless(const values *table, const outcome *o) {
  for (uint32_t i = 0; i < o->stores.count; i++) {
    value at = o->stores.items[i].key;
    while (values_get(table, at)->kind == PLACE_ELEMENT)
      at = values_get(table, at)->a;
    if (values_get(table, at)->kind == PLACE_DEREF)
      return true;
  }
  return false;
}

sp_way *prove_ways(const prover *p, const summary *from) {
  static const sp_effect_on_lock kinds[] = {[EVENT_ACQUIRE] = SP_TAKES,
                                            [EVENT_RELEASE] = SP_GIVES_BACK,
                                            [EVENT_TOUCH] =
                                                SP_TAKES_AND_GIVES_BACK,
                                            [EVENT_ROUTINE] = SP_CALLS_ROUTINE};
  sp_way *list = calloc(from->count + 1, sizeof *list);
  for (uint32_t i = 0; list && i < from->count; i++) {
    const outcome *o = &from->outcomes[i];
    sp_summary_fact *facts = calloc(o->facts.count + 1, sizeof *facts);
    sp_summary_effect *effects = calloc(o->log.count + 1, sizeof *effects);
    sp_summary_store *stores = calloc(o->stores.count + 1, sizeof *stores);
    list[i].facts = facts;
    list[i].effects = effects;
    list[i].stores = stores;
    if (!facts || !effects || !stores) {
      prove_ways_free(list, from->count);
      return NULL;
    }
    for (uint32_t f = 0; f < o->facts.count; f++)
      if (is_of_entry(p->values, o->facts.items[f].key))
        facts[list[i].fact_count++] = (sp_summary_fact){
            node_of(p, o->facts.items[f].key), o->facts.items[f].to == 1};
    for (uint32_t e = 0; e < o->log.count; e++) {
      const event *each = &o->log.items[e];
      value adapter = each->adapter, message = each->message;
      if (each->kind != EVENT_ROUTINE) {
        adapter = prove_plain_adapter(p->values, adapter, message);
        message = prove_plain_message(p->values, message, each->kind);
      }
      sp_summary_effect effect = {kinds[each->kind],
                                  node_of(p, adapter),
                                  node_of(p, message),
                                  summary_value(p, each->irql),
                                  NULL,
                                  0};
      effect.trail = trail_of(p, each->trail, &effect.trail_count);
      effects[list[i].effect_count++] = effect;
      if (!effect.trail) {
        prove_ways_free(list, from->count);
        return NULL;
      }
    }
    for (uint32_t s = 0; s < o->stores.count; s++) {
      const pair *store = &o->stores.items[s];
      if (!prove_marks_handle(p->values, store) ||
          values_get(p->values, store->to)->kind != VALUE_SAVED)
        stores[list[i].store_count++] = (sp_summary_store){
            node_of(p, store->key), summary_value(p, store->to)};
    }
    list[i].result = summary_value(p, o->result);
    list[i].changes_cells =
        o->changes_cells || !from->follows_out || stores_nameless(p->values, o);
    list[i].changes_members = o->changes_members;
    list[i].is_guess = o->is_guess;
  }
  return list;
}

void prove_touches_free(sp_touch *list, size_t count) {
  for (size_t i = 0; list && i < count; i++)
    free((void *)list[i].facts);
  free(list);
}

sp_touch *prove_touches(const prover *p, const touches *from) {
  sp_touch *list = calloc(from->count + 1, sizeof *list);
  for (uint32_t i = 0; list && i < from->count; i++) {
    const touch *t = &from->items[i];
    sp_summary_fact *facts = calloc(t->facts.count + 1, sizeof *facts);
    if (!facts) {
      prove_touches_free(list, from->count);
      return NULL;
    }
    list[i].facts = facts;
    for (uint32_t f = 0; f < t->facts.count; f++)
      facts[list[i].fact_count++] = (sp_summary_fact){
          node_of(p, t->facts.items[f].key), t->facts.items[f].to == 1};
    /* Paths know nothing of the end of memory: as of any routine. */
    const bool is_lock =
        t->adapter && !prove_ending(p->values, t->message, NULL);
    list[i].adapter = is_lock ? node_of(p, t->adapter) : SP_NO_NODE;
    list[i].message = is_lock ? node_of(p, t->message) : SP_NO_NODE;
  }
  return list;
}
