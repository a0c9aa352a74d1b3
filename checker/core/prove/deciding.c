/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "ir/successors.h"
#include "prove_internal.h"
#include "spinpair/limits.h"
#include "support/memory.h"

#include <string.h>

void deciding_free(deciding *d) {
  free(d->variables);
  free(d->names);
  free(d->slots);
  free(d->cells);
  free(d->aliases);
  free(d->branches);
  free(d->statuses);
  free(d->live);
  memset(d, 0, sizeof *d);
}

/* Where the name is in the hash table, or would be. Equal names are at one
 * place, and so that place is the key. */
static uint32_t *slot_of(const deciding *d, const char *name) {
  const uint32_t mask = d->name_capacity * 2 - 1;
  uint32_t at = (uint32_t)((uintptr_t)name / 8) * 0x9e3779b1u >> 16;
  while (d->slots[at & mask] && d->names[d->slots[at & mask] - 1] != name)
    at++;
  return &d->slots[at & mask];
}

uint32_t deciding_name(const deciding *d, const char *name) {
  return d->name_count ? *slot_of(d, name) - 1 : UINT32_MAX;
}

/* Makes room for twice as many names. */
static bool grow_names(deciding *d) {
  const uint32_t capacity = d->name_capacity ? d->name_capacity * 2 : 16;
  const char **more = realloc(d->names, capacity * sizeof *more);
  if (more)
    d->names = more;
  uint32_t *slots = more ? calloc(capacity * 2, sizeof *slots) : NULL;
  if (!slots)
    return false;
  free(d->slots);
  d->slots = slots;
  d->name_capacity = capacity;
  for (uint32_t i = 0; i < d->name_count; i++)
    *slot_of(d, d->names[i]) = i + 1;
  return true;
}

static bool add_name(deciding *d, const char *name, bool *changed) {
  if (deciding_name(d, name) != UINT32_MAX)
    return true;
  if (d->name_count == d->name_capacity && !grow_names(d))
    return false;
  d->names[d->name_count++] = name;
  *slot_of(d, name) = d->name_count;
  *changed = true;
  return true;
}

static uint32_t find_cell(const sp_program *program, const char *kind,
                          const char *name, size_t length, bool *ok) {
  size_t before = strlen(kind);
  char *what = malloc(before + length + 1);
  if (!what) {
    *ok = false;
    return 0;
  }
  memcpy(what, kind, before);
  memcpy(what + before, name, length);
  what[before + length] = 0;
  uint32_t cell = sp_program_cell(program, what);
  free(what);
  return cell;
}

static bool find_cells(deciding *d, const prover *p) {
  const sp_program *program = p->program;
  d->cells = calloc(d->name_count + 1, sizeof *d->cells);
  d->aliases = calloc(d->name_count + 1, sizeof *d->aliases);
  bool ok = d->cells && d->aliases;
  for (uint32_t i = 0; ok && i < d->name_count; i++) {
    const char *name = d->names[i], *dot = strrchr(name, '.');
    d->aliases[i] = aliases_of(p->aliases, name, &ok);
    d->has_aliases |= d->aliases[i] != NULL;
    d->cells[i][0] = find_cell(program, "field ", name, strlen(name), &ok);
    d->cells[i][1] = find_cell(program, "global ", name, strlen(name), &ok);
    if (dot)
      d->cells[i][2] =
          find_cell(program, "record ", name, (size_t)(dot - name), &ok);
  }
  return ok;
}

bool deciding_written_by(const deciding *d, const sp_program *program,
                         uint32_t name, size_t function, bool typed) {
  if (alias_written_by(d->aliases[name], program, function, typed))
    return true;
  for (int i = 0; i < 3; i++)
    if (d->cells[name][i] &&
        sp_program_writes_cell(program, function, d->cells[name][i]))
      return true;
  return false;
}

/* Adds all that is named in a node. */
static bool add_node(deciding *d, const sp_program *program, sp_node node,
                     bool *changed) {
  if (node == SP_NO_NODE)
    return true;
  const sp_node_data *data = sp_program_data(program, node);
  switch (data->kind) {
  case SP_VARIABLE:
    *changed |= !d->variables[data->number];
    d->variables[data->number] = true;
    break;
  case SP_GLOBAL:
  case SP_FIELD:
    if (!add_name(d, data->name, changed))
      return false;
    break;
  case SP_DEREF:
    *changed |= !d->deref;
    d->deref = true;
    break;
  default:
    break;
  }
  return add_node(d, program, data->a, changed) &&
         add_node(d, program, data->b, changed) &&
         add_node(d, program, data->c, changed);
}

/* The place that a place is an element of, or itself. */
static value whole_of(const values *table, value place) {
  while (values_get(table, place)->kind == PLACE_ELEMENT)
    place = values_get(table, place)->a;
  return place;
}

/* Adds what a value of a summary was read from. */
static bool add_value(deciding *d, const values *table, value v,
                      bool *changed) {
  if (!v)
    return true;
  const value_data *data = values_get(table, v);
  if ((data->kind == PLACE_FIELD || data->kind == PLACE_GLOBAL) &&
      !add_name(d, data->name, changed))
    return false;
  if (data->kind == VALUE_LOAD && !d->deref &&
      values_get(table, whole_of(table, data->a))->kind == PLACE_DEREF)
    d->deref = *changed = true;
  return add_value(d, table, data->a, changed) &&
         add_value(d, table, data->b, changed) &&
         add_value(d, table, data->c, changed);
}

static bool add_facts(deciding *d, const values *table, const pairs *facts,
                      bool *changed) {
  for (uint32_t i = 0; i < facts->count; i++)
    if (!add_value(d, table, facts->items[i].key, changed))
      return false;
  return true;
}

/* Where is stored, and what. */
static bool add_stores(deciding *d, const values *table, const pairs *stores,
                       bool *changed) {
  for (uint32_t i = 0; i < stores->count; i++)
    if (!add_value(d, table, stores->items[i].key, changed) ||
        !add_value(d, table, stores->items[i].to, changed))
      return false;
  return true;
}

/* Adds what the summary of a callee reads: if its outcomes do not matter to the
 * caller, only what it touches. */
static bool add_summary(deciding *d, const prover *p, const summary *s,
                        bool outcomes, bool *changed) {
  for (uint32_t t = 0; t < s->touches.count; t++)
    if (!add_value(d, p->values, s->touches.items[t].adapter, changed) ||
        !add_value(d, p->values, s->touches.items[t].message, changed) ||
        (d->guards &&
         !add_facts(d, p->values, &s->touches.items[t].facts, changed)))
      return false;
  for (uint32_t i = 0; i < s->failures.count; i++)
    if (!add_facts(d, p->values, &s->failures.items[i].facts, changed))
      return false;
  for (uint32_t i = 0; outcomes && i < s->count; i++) {
    const outcome *o = &s->outcomes[i];
    if (!add_facts(d, p->values, &o->facts, changed) ||
        !add_stores(d, p->values, &o->stores, changed))
      return false;
    for (uint32_t e = 0; e < o->log.count; e++)
      if (!add_value(d, p->values, o->log.items[e].adapter, changed) ||
          !add_value(d, p->values, o->log.items[e].message, changed) ||
          !add_value(d, p->values, o->log.items[e].irql, changed))
        return false;
    if (!add_value(d, p->values, o->result, changed))
      return false;
  }
  return true;
}

bool deciding_place(const deciding *d, const sp_program *program,
                    sp_node place) {
  bool member = false;
  while (place != SP_NO_NODE) {
    const sp_node_data *data = sp_program_data(program, place);
    switch (data->kind) {
    case SP_VARIABLE:
      return d->variables[data->number];
    case SP_GLOBAL:
      return deciding_name(d, data->name) != UINT32_MAX;
    case SP_FIELD:
      member = true;
      if (deciding_name(d, data->name) != UINT32_MAX)
        return true;
      break;
    case SP_DEREF:
      return d->deref && !member;
    default:
      break;
    }
    place = data->a;
  }
  return false;
}

/* Does it matter what the function returns and stores? */
static bool tells_callers(purpose purpose) {
  return purpose == FOR_CALLERS || purpose == FOR_WAYS;
}

const summary *summary_for(const prover *p, purpose purpose, size_t function) {
  const summary *ways = purpose == FOR_WAYS ? &p->ways[function] : NULL;
  return ways && ways->known ? ways : &p->summaries[function];
}

static bool reaches_locks(const prover *p, const sp_step *step) {
  if (step->kind == SP_ACQUIRE || step->kind == SP_RELEASE ||
      step->kind == SP_ABANDON || step->kind == SP_UNSUPPORTED ||
      step->kind == SP_ROUTINE)
    return true;
  if (step->kind != SP_CALL)
    return false;
  sp_callees callees = sp_program_callees(p->program, step);
  for (size_t i = 0; i < callees.count; i++)
    if (sp_program_is_relevant(p->program, callees.functions[i]) ||
        sp_program_is_restricted(p->program, callees.functions[i]))
      return true;
  return sp_program_pointed_routine(p->program, step) != NULL;
}

static bool is_stored_out(const sp_program *program, sp_node place) {
  while (place != SP_NO_NODE) {
    const sp_node_data *data = sp_program_data(program, place);
    if (data->kind == SP_DEREF || data->kind == SP_GLOBAL)
      return true;
    if (data->kind != SP_FIELD && data->kind != SP_ELEMENT)
      return false;
    place = data->a;
  }
  return false;
}

/* Does the step change which locks are held, or may it? Calls that give back
 * all that they take do so only if touching a lock counts; with guards, so does
 * a call on which something may be open. */
static bool changes_locks(const prover *p, const sp_step *step, uint32_t part,
                          purpose purpose, bool guards) {
  bool touching = purpose == FOR_TOUCHES || purpose == FOR_WAYS;
  if (step->kind == SP_ACQUIRE || step->kind == SP_RELEASE ||
      (touching && step->kind == SP_ROUTINE))
    return true;
  /* The branch to it is on the argument that says that it may not be called. */
  if (step->kind == SP_ROUTINE)
    return !step->argument_count && sp_limit_is_named(step->text);
  if (step->kind != SP_CALL)
    return false;
  sp_callees callees = sp_program_callees(p->program, step);
  const uint32_t *parts = sp_program_parts(p->program);
  for (size_t c = 0; c < callees.count; c++) {
    const summary *s = summary_for(p, purpose, callees.functions[c]);
    if (!s->known && parts[callees.functions[c]] == part &&
        sp_program_is_relevant(p->program, callees.functions[c]))
      return true; /* still to be settled */
    if ((touching && s->touches.count) || (guards && s->failures.count))
      return true;
    if (hands_locks(s))
      return true;
  }
  return false;
}

/* Does a block do something that decides? */
static bool acts(const prover *p, const deciding *d, const sp_block *block,
                 uint32_t part, purpose purpose) {
  for (size_t i = 0; i < block->step_count; i++) {
    const sp_step *step = &block->steps[i];
    if (changes_locks(p, step, part, purpose, d->guards) ||
        (step->target != SP_NO_NODE &&
         deciding_place(d, p->program, step->target)))
      return true;
  }
  return tells_callers(purpose) && block->exit == SP_RETURN &&
         block->value != SP_NO_NODE;
}

/* ---- post-dominators ---- */

typedef struct graph {
  uint32_t count; /* blocks; index count is the common exit */
  uint32_t *from; /* successors of b: to[from[b]] to to[from[b + 1] - 1] */
  uint32_t *to;
  uint32_t *order;     /* number in post-order of the reversed graph, from 1 */
  uint32_t *dominator; /* immediate post-dominator, count + 1 if none */
} graph;

/* Of a block that leaves the function, the common exit. */
static uint32_t edge_count(const sp_block *b) {
  const uint32_t count = successor_count(b);
  return count ? count : 1;
}

static uint32_t edge(const sp_block *b, uint32_t i, uint32_t exit) {
  return successor_count(b) ? successor(b, i) : exit;
}

static uint32_t meet(const graph *g, uint32_t a, uint32_t b) {
  while (a != b) {
    while (g->order[a] < g->order[b])
      a = g->dominator[a];
    while (g->order[b] < g->order[a])
      b = g->dominator[b];
  }
  return a;
}

static void graph_free(graph *g) {
  free(g->from);
  free(g->to);
  free(g->order);
  free(g->dominator);
}

/* Cooper, Harvey and Kennedy, on the graph with its edges turned round. */
static bool graph_make(graph *g, const sp_function *f) {
  memset(g, 0, sizeof *g);
  g->count = (uint32_t)f->block_count;
  uint32_t exit = g->count, none = exit + 1, edges = 0;
  for (uint32_t b = 0; b < exit; b++)
    edges += edge_count(&f->blocks[b]);
  g->from = calloc(exit + 2, sizeof *g->from);
  g->to = calloc(edges + 1, sizeof *g->to);
  g->order = calloc(exit + 2, sizeof *g->order);
  g->dominator = calloc(exit + 2, sizeof *g->dominator);
  uint32_t *back_from = calloc(exit + 3, sizeof *back_from);
  uint32_t *back = calloc(edges + 1, sizeof *back);
  uint32_t *stack = calloc(2 * (size_t)(exit + 2), sizeof *stack);
  uint32_t *sorted = calloc(exit + 2, sizeof *sorted);
  bool ok = g->from && g->to && g->order && g->dominator && back_from && back &&
            stack && sorted;
  if (ok) {
    uint32_t at = 0;
    for (uint32_t b = 0; b < exit; b++) {
      g->from[b] = at;
      for (uint32_t i = 0; i < edge_count(&f->blocks[b]); i++) {
        g->to[at] = edge(&f->blocks[b], i, exit);
        back_from[g->to[at] + 1]++;
        at++;
      }
    }
    g->from[exit] = at;
    for (uint32_t b = 0; b <= exit; b++)
      back_from[b + 1] += back_from[b];
    uint32_t *fill = sorted; /* borrowed */
    memcpy(fill, back_from, (exit + 1) * sizeof *fill);
    for (uint32_t b = 0; b < exit; b++)
      for (uint32_t i = g->from[b]; i < g->from[b + 1]; i++)
        back[fill[g->to[i]]++] = b;

    /* Post-order from the exit. */
    uint32_t depth = 0, number = 0, count = 0;
    for (uint32_t b = 0; b <= exit; b++)
      g->dominator[b] = none;
    stack[0] = exit;
    stack[1] = back_from[exit];
    depth = 1;
    g->dominator[exit] = exit; /* seen */
    uint32_t *posts = sorted;
    while (depth) {
      uint32_t b = stack[2 * depth - 2];
      if (stack[2 * depth - 1] < back_from[b + 1]) {
        uint32_t next = back[stack[2 * depth - 1]++];
        if (g->dominator[next] == none) {
          g->dominator[next] = exit; /* seen */
          stack[2 * depth] = next;
          stack[2 * depth + 1] = back_from[next];
          depth++;
        }
      } else {
        g->order[b] = ++number;
        posts[count++] = b;
        depth--;
      }
    }
    for (uint32_t b = 0; b < exit; b++)
      g->dominator[b] = none;
    bool changed = true;
    while (changed) {
      changed = false;
      for (uint32_t i = count - 1; i-- > 0;) { /* the exit is last */
        uint32_t b = posts[i], best = none;
        for (uint32_t e = g->from[b]; e < g->from[b + 1]; e++) {
          uint32_t s = g->to[e];
          if (s != exit && g->dominator[s] == none)
            continue;
          best = best == none ? s : meet(g, best, s);
        }
        if (g->dominator[b] != best) {
          g->dominator[b] = best;
          changed = true;
        }
      }
    }
  }
  free(back_from);
  free(back);
  free(stack);
  free(sorted);
  return ok;
}

/* Does something that decides happen between branch b and the block where its
 * ways meet again? marks has a cell for each block; the cells with mark are
 * used. */
static bool governs(const graph *g, uint32_t b, const bool *active,
                    uint32_t *marks, uint32_t mark, uint32_t *stack) {
  uint32_t depth = 0, meeting = g->dominator[b];
  for (uint32_t e = g->from[b]; e < g->from[b + 1]; e++)
    stack[depth++] = g->to[e];
  while (depth) {
    uint32_t next = stack[--depth];
    if (next == meeting || next == g->count || marks[next] == mark)
      continue;
    marks[next] = mark;
    if (active[next])
      return true;
    for (uint32_t e = g->from[next]; e < g->from[next + 1]; e++)
      if (g->to[e] != g->count && marks[g->to[e]] != mark)
        stack[depth++] = g->to[e];
  }
  return false;
}

/* Does the value come from the status of an acquire? */
static bool reads_status(const deciding *d, const sp_program *program,
                         sp_node node) {
  if (node == SP_NO_NODE)
    return false;
  const sp_node_data *data = sp_program_data(program, node);
  if (data->kind == SP_VARIABLE)
    return d->statuses[data->number];
  return reads_status(d, program, data->a) ||
         reads_status(d, program, data->b) || reads_status(d, program, data->c);
}

static bool gives_status(const prover *p, const deciding *d,
                         const sp_step *step) {
  if (step->kind == SP_ACQUIRE)
    return true;
  if (step->kind == SP_SET)
    return reads_status(d, p->program, step->arguments[0]);
  if (step->kind != SP_CALL)
    return false;
  sp_callees callees = sp_program_callees(p->program, step);
  for (size_t c = 0; c < callees.count; c++) {
    const summary *s = summary_for(p, d->purpose, callees.functions[c]);
    for (uint32_t i = 0; i < s->count; i++)
      if (values_mentions_status(p->values, s->outcomes[i].result))
        return true;
  }
  return false;
}

/* Finds the variables that hold a status, and takes them for deciding: a branch
 * on one splits the path into that of the success and that of the failure. */
static void find_statuses(deciding *d, const prover *p, const sp_function *f) {
  bool changed = true;
  while (changed) {
    changed = false;
    for (size_t b = 0; b < f->block_count; b++)
      for (size_t i = 0; i < f->blocks[b].step_count; i++) {
        const sp_step *step = &f->blocks[b].steps[i];
        if (step->target == SP_NO_NODE)
          continue;
        const sp_node_data *target = sp_program_data(p->program, step->target);
        if (target->kind != SP_VARIABLE || d->statuses[target->number] ||
            !gives_status(p, d, step))
          continue;
        d->statuses[target->number] = true;
        d->variables[target->number] = true;
        changed = true;
      }
  }
}

/* Does v depend on parameter number n? */
static bool uses_parameter(const values *table, value v, size_t n) {
  if (!v)
    return false;
  const value_data *data = values_get(table, v);
  if (data->kind == PLACE_VARIABLE)
    return data->number == (int64_t)n;
  return uses_parameter(table, data->a, n) ||
         uses_parameter(table, data->b, n) || uses_parameter(table, data->c, n);
}

static bool pairs_use(const values *table, const pairs *list, size_t n,
                      bool values_too) {
  for (uint32_t i = 0; i < list->count; i++)
    if (uses_parameter(table, list->items[i].key, n) ||
        (values_too && uses_parameter(table, list->items[i].to, n)))
      return true;
  return false;
}

/* Does argument n of the call matter for its effect on locks? */
static bool argument_matters(const prover *p, const sp_step *step, size_t n,
                             uint32_t part, bool guards, purpose purpose) {
  if (step->kind != SP_CALL)
    return true;
  sp_callees callees = sp_program_callees(p->program, step);
  const uint32_t *parts = sp_program_parts(p->program);
  for (size_t c = 0; c < callees.count; c++) {
    const summary *s = summary_for(p, purpose, callees.functions[c]);
    if (!s->known || parts[callees.functions[c]] == part)
      return true; /* still to be settled */
    for (uint32_t t = 0; t < s->touches.count; t++)
      if (uses_parameter(p->values, s->touches.items[t].adapter, n) ||
          uses_parameter(p->values, s->touches.items[t].message, n) ||
          (guards &&
           pairs_use(p->values, &s->touches.items[t].facts, n, false)))
        return true;
    for (uint32_t i = 0; i < s->failures.count; i++)
      if (pairs_use(p->values, &s->failures.items[i].facts, n, false))
        return true;
    for (uint32_t i = 0; i < s->count; i++) {
      const outcome *o = &s->outcomes[i];
      if (pairs_use(p->values, &o->facts, n, false) ||
          pairs_use(p->values, &o->stores, n, true) ||
          uses_parameter(p->values, o->result, n))
        return true;
      for (uint32_t e = 0; e < o->log.count; e++)
        if (uses_parameter(p->values, o->log.items[e].adapter, n) ||
            uses_parameter(p->values, o->log.items[e].message, n) ||
            uses_parameter(p->values, o->log.items[e].irql, n))
          return true;
    }
  }
  return false;
}

/* Does what the step returns say something about locks? */
static bool result_matters(const prover *p, const sp_step *step,
                           purpose purpose) {
  if (step->kind != SP_CALL)
    return true;
  sp_callees callees = sp_program_callees(p->program, step);
  for (size_t c = 0; c < callees.count; c++) {
    const summary *s = summary_for(p, purpose, callees.functions[c]);
    for (uint32_t i = 0; i < s->count; i++)
      if (s->outcomes[i].result)
        return true;
  }
  return false;
}

bool hands_locks(const summary *s) {
  for (uint32_t i = 0; i < s->count; i++)
    if (s->outcomes[i].log.count)
      return true;
  return false;
}

/* Does a callee store something that decides? */
static bool stores_out(const deciding *d, const prover *p, const summary *s) {
  for (uint32_t i = 0; i < s->count; i++)
    for (uint32_t k = 0; k < s->outcomes[i].stores.count; k++) {
      const value_data *place =
          values_get(p->values, s->outcomes[i].stores.items[k].key);
      bool named = place->kind == PLACE_FIELD || place->kind == PLACE_GLOBAL;
      if (!named || tells_callers(d->purpose) ||
          deciding_name(d, place->name) != UINT32_MAX)
        return true;
    }
  return false;
}

/* Does a callee of the call? */
static bool call_stores_out(const deciding *d, const prover *p,
                            const sp_step *step) {
  if (step->kind != SP_CALL)
    return false;
  sp_callees callees = sp_program_callees(p->program, step);
  for (size_t c = 0; c < callees.count; c++)
    if (stores_out(d, p, summary_for(p, d->purpose, callees.functions[c])))
      return true;
  return false;
}

/* What is read to tell where a pointer leads: of the address of a member,
 * nothing that is in the member. */
static bool add_pointer(deciding *reads, const sp_program *program,
                        sp_node pointer, bool *changed) {
  const sp_node_data *d = sp_program_data(program, pointer);
  if (d->kind != SP_ADDRESS)
    return add_node(reads, program, pointer, changed);
  d = sp_program_data(program, d->a);
  for (; d->kind == SP_FIELD || d->kind == SP_ELEMENT;
       d = sp_program_data(program, d->a))
    if (d->kind == SP_ELEMENT && !add_node(reads, program, d->b, changed))
      return false;
  return d->kind != SP_DEREF || add_node(reads, program, d->a, changed);
}

/* Adds to reads what a block reads that decides, as far as d tells. */
static bool add_block(deciding *reads, const deciding *d, const prover *p,
                      const sp_block *block, uint32_t part, purpose purpose,
                      bool *changed) {
  bool returns = tells_callers(purpose);
  for (size_t i = 0; i < block->step_count; i++) {
    const sp_step *step = &block->steps[i];
    bool stored = step->target != SP_NO_NODE;
    bool matters = reaches_locks(p, step) || call_stores_out(d, p, step) ||
                   (stored && deciding_place(d, p->program, step->target)) ||
                   (returns && stored &&
                    (step->kind == SP_SET || step->kind == SP_FORGET) &&
                    is_stored_out(p->program, step->target));
    if (!matters)
      continue;
    if ((result_matters(p, step, purpose) &&
         !add_node(reads, p->program, step->target, changed)) ||
        !add_node(reads, p->program, step->callee, changed))
      return false;
    if (step->kind == SP_ROUTINE && step->argument_count) {
      if (!add_pointer(reads, p->program, step->arguments[0], changed))
        return false;
      continue;
    }
    for (size_t a = 0; a < step->argument_count; a++)
      if (argument_matters(p, step, a, part, d->guards, purpose) &&
          !add_node(reads, p->program, step->arguments[a], changed))
        return false;
    /* Whoever gets the lock reads the saved IRQL there. */
    if (step->kind == SP_ACQUIRE && !reads->deref &&
        sp_program_data(p->program, step->arguments[2])->kind != SP_ADDRESS)
      reads->deref = *changed = true;
    if (step->kind == SP_CALL) {
      sp_callees callees = sp_program_callees(p->program, step);
      for (size_t c = 0; c < callees.count; c++) {
        const summary *s = summary_for(p, purpose, callees.functions[c]);
        bool outcomes = stored || hands_locks(s) || stores_out(d, p, s);
        if (!add_summary(reads, p, s, outcomes, changed))
          return false;
      }
    }
  }
  return !returns || block->exit != SP_RETURN ||
         add_node(reads, p->program, block->value, changed);
}

/* ---- what is still to be read ---- */

static size_t name_bit(const deciding *d, uint32_t name) {
  return d->variable_count + name;
}

static size_t deref_bit(const deciding *d) {
  return d->variable_count + d->name_count;
}

static bool is_set(const uint64_t *bits, size_t bit) {
  return (bits[bit / 64] >> (bit % 64)) & 1;
}

static void set(uint64_t *bits, size_t bit) {
  bits[bit / 64] |= (uint64_t)1 << (bit % 64);
}

bool deciding_variable_live(const deciding *d, uint32_t block, int64_t n) {
  return is_set(&d->live[block * d->words], (size_t)n);
}

bool deciding_name_live(const deciding *d, uint32_t block, const char *name) {
  uint32_t index = deciding_name(d, name);
  return index != UINT32_MAX &&
         is_set(&d->live[block * d->words], name_bit(d, index));
}

bool deciding_deref_live(const deciding *d, uint32_t block) {
  return is_set(&d->live[block * d->words], deref_bit(d));
}

/* Fills d->live: what the block, and those that can come after it, read. */
static bool find_live(deciding *d, const prover *p, const sp_function *f,
                      const graph *g, uint32_t part, purpose purpose) {
  d->words = (deref_bit(d) + 64) / 64;
  d->live = calloc(f->block_count * d->words + 1, sizeof *d->live);
  deciding reads = {.guards = d->guards};
  reads.variables = calloc(d->variable_count + 1, sizeof *reads.variables);
  bool ok = d->live && reads.variables;
  for (uint32_t b = 0; ok && b < f->block_count; b++) {
    const sp_block *block = &f->blocks[b];
    uint64_t *bits = &d->live[b * d->words];
    bool changed = false;
    memset(reads.variables, 0, d->variable_count * sizeof *reads.variables);
    reads.name_count = 0;
    if (reads.slots)
      memset(reads.slots, 0, reads.name_capacity * 2 * sizeof *reads.slots);
    reads.deref = false;
    ok = add_block(&reads, d, p, block, part, purpose, &changed) &&
         (!d->branches[b] ||
          add_node(&reads, p->program, block->value, &changed));
    for (size_t v = 0; v < d->variable_count; v++)
      if (reads.variables[v])
        set(bits, v);
    for (uint32_t n = 0; n < reads.name_count; n++) {
      uint32_t index = deciding_name(d, reads.names[n]);
      if (index != UINT32_MAX)
        set(bits, name_bit(d, index));
    }
    if (reads.deref)
      set(bits, deref_bit(d));
  }
  deciding_free(&reads);
  bool changed = ok;
  while (changed) {
    changed = false;
    for (uint32_t b = (uint32_t)f->block_count; b-- > 0;)
      for (uint32_t e = g->from[b]; e < g->from[b + 1]; e++) {
        if (g->to[e] == g->count)
          continue;
        uint64_t *mine = &d->live[b * d->words];
        const uint64_t *next = &d->live[g->to[e] * d->words];
        for (size_t w = 0; w < d->words; w++) {
          changed |= (next[w] & ~mine[w]) != 0;
          mine[w] |= next[w];
        }
      }
  }
  return ok;
}

/* Is the condition a test of pointer for NULL? */
static bool tests_for_null(const sp_program *program, sp_node condition,
                           sp_node pointer) {
  for (;;) {
    if (condition == pointer)
      return true;
    if (condition == SP_NO_NODE)
      return false;
    const sp_node_data *data = sp_program_data(program, condition);
    if (data->kind != SP_OP)
      return false;
    if (data->op == SP_NOT)
      condition = data->a;
    else if (data->op == SP_EQ || data->op == SP_NE)
      condition = data->a == pointer ? data->a : data->b;
    else
      return false;
    if (condition != pointer &&
        sp_program_data(program, condition)->kind != SP_OP)
      return false;
  }
}

/* Is an adapter tested for NULL that a lock is taken or released with? */
static bool tests_adapter(const sp_program *program, const sp_function *f,
                          sp_node condition) {
  for (size_t b = 0; b < f->block_count; b++)
    for (size_t i = 0; i < f->blocks[b].step_count; i++) {
      const sp_step *step = &f->blocks[b].steps[i];
      if ((step->kind == SP_ACQUIRE || step->kind == SP_RELEASE) &&
          !prove_step_names_pointer(program, step) &&
          tests_for_null(program, condition, step->arguments[0]))
        return true;
    }
  return false;
}

bool deciding_find(deciding *d, const prover *p, size_t function,
                   purpose purpose, bool guards) {
  const sp_function *f = sp_program_get(p->program, function);
  memset(d, 0, sizeof *d);
  d->purpose = purpose;
  d->guards = guards || purpose == FOR_TOUCHES || purpose == FOR_WAYS;
  d->variable_count = f->variable_count;
  d->variables = calloc(f->variable_count + 1, sizeof *d->variables);
  d->branches = calloc(f->block_count + 1, sizeof *d->branches);
  d->statuses = calloc(f->variable_count + 1, sizeof *d->statuses);
  bool *active = calloc(f->block_count + 1, sizeof *active);
  uint32_t *marks = calloc(f->block_count + 1, sizeof *marks);
  graph g;
  bool ok = graph_make(&g, f);
  size_t edges = ok ? g.from[g.count] : 0;
  uint32_t *stack = calloc(edges * 2 + 2, sizeof *stack);
  ok = ok && d->variables && d->branches && d->statuses && active && marks &&
       stack;
  if (ok)
    find_statuses(d, p, f);
  uint32_t mark = 0, part = sp_program_parts(p->program)[function];
  bool changed = ok;
  while (ok && changed) {
    changed = false;
    for (uint32_t b = 0; ok && b < f->block_count; b++)
      ok = add_block(d, d, p, &f->blocks[b], part, purpose, &changed);
    for (uint32_t b = 0; b < f->block_count; b++)
      active[b] = acts(p, d, &f->blocks[b], part, purpose);
    for (uint32_t b = 0; ok && b < f->block_count; b++) {
      const sp_block *block = &f->blocks[b];
      if (block->exit == SP_BRANCH && !d->tests_null)
        d->tests_null = tests_adapter(p->program, f, block->value);
      if (d->branches[b] ||
          (block->exit != SP_BRANCH && block->exit != SP_SWITCH) ||
          (!reads_status(d, p->program, block->value) &&
           !tests_adapter(p->program, f, block->value) &&
           !governs(&g, b, active, marks, ++mark, stack)))
        continue;
      d->branches[b] = true;
      changed = true;
      ok = add_node(d, p->program, block->value, &changed);
    }
  }
  ok = ok && find_live(d, p, f, &g, part, purpose) && find_cells(d, p);
  free(active);
  free(marks);
  free(stack);
  graph_free(&g);
  if (!ok)
    deciding_free(d);
  return ok;
}
