/* The normal mode of a driver.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * A miniport is told by PORT_CONFIGURATION_INFORMATION.DumpMode that it writes
 * a crash dump or a hibernation file, and keeps that in a field of its own. In
 * dump mode it has no DPCs and does at once what its DPC routine would do (WDK,
 * "Restrictions on Miniport Drivers that Manage the Boot Drive"), so that code
 * runs under locks which never does otherwise; and nothing else runs that a
 * lock could keep out. Locks are checked for the normal mode: here the branches
 * are taken out that are only for the other.
 */
#include "alias.h"
#include "places.h"
#include "program_internal.h"
#include "successors.h"
#include "support/memory.h"

#include "spinpair/assumptions.h"
#include "values.h"

#include <string.h>

typedef struct constant {
  bool known;
  int64_t number;
} constant;

typedef struct settler {
  sp_program *program;
  aliases *aliases;
  sp_arena scratch;
  const char **fields; /* and globals, that tell of dump mode */
  size_t field_count, field_capacity;
  size_t settled;    /* of them, those that are known to */
  size_t followed;   /* and those that bodies are followed by */
  constant *returns; /* by function: what it returns in normal mode */
} settler;

static const constant unknown = {false, 0};

static constant number(int64_t n) { return (constant){true, n}; }

static const sp_function *function_at(const settler *s, size_t index) {
  return &s->program->entries[index]->function;
}

/* ---- fields ---- */

static const char *field_of(const settler *s, sp_node place) {
  if (place == SP_NO_NODE)
    return NULL;
  const sp_node_data *d = sp_program_data(s->program, place);
  return d->kind == SP_FIELD ? d->name : NULL;
}

/* The same, or the global that it is. */
static const char *cell_of(const settler *s, sp_node place) {
  if (place == SP_NO_NODE)
    return NULL;
  const sp_node_data *d = sp_program_data(s->program, place);
  return d->kind == SP_GLOBAL ? d->name : field_of(s, place);
}

/* Does the field tell of dump mode, or is it one of the first count found? */
static bool is_found(const settler *s, const char *field, size_t count) {
  if (field && strcmp(field, SP_MODE_FIELD) == 0)
    return true;
  for (size_t i = 0; field && i < count; i++)
    if (s->fields[i] == field)
      return true;
  return false;
}

static bool tells_mode(const settler *s, const char *field) {
  return is_found(s, field, s->field_count);
}

/* The same while new ones are looked for. */
static bool surely_tells_mode(const settler *s, const char *field) {
  return is_found(s, field, s->followed);
}

static bool add_field(settler *s, const char *field) {
  if (!sp_reserve((void **)&s->fields, &s->field_capacity, s->field_count + 1,
                  sizeof *s->fields))
    return false;
  s->fields[s->field_count++] = field;
  return true;
}

/* What a value is if all that tells of dump mode is 0; *mentions is set if
 * something in it does. */
static constant in_normal_mode(const settler *s, sp_node value,
                               bool *mentions) {
  if (value == SP_NO_NODE)
    return number(0);
  const sp_node_data *d = sp_program_data(s->program, value);
  if (d->kind == SP_INT)
    return number(d->number);
  if (d->kind == SP_LOAD && surely_tells_mode(s, cell_of(s, d->a))) {
    *mentions = true;
    return number(0);
  }
  if (d->kind == SP_CHOICE) {
    constant c = in_normal_mode(s, d->a, mentions);
    return c.known ? in_normal_mode(s, c.number ? d->b : d->c, mentions)
                   : unknown;
  }
  int64_t result;
  if (d->kind != SP_OP)
    return unknown;
  constant a = in_normal_mode(s, d->a, mentions);
  constant b = in_normal_mode(s, d->b, mentions);
  return a.known && b.known && values_fold(d->op, a.number, b.number, &result)
             ? number(result)
             : unknown;
}

/* Is the value 0 in normal mode because of what the port driver says? */
static bool is_mode(const settler *s, sp_node value) {
  bool mentions = false;
  constant normal = in_normal_mode(s, value, &mentions);
  return mentions && normal.known && normal.number == 0;
}

/* May a pointer that something writes through point to the field, or another
 * member share its bytes? */
static bool is_aliased(const settler *s, const char *field) {
  bool ok;
  const alias_set *set = aliases_of(s->aliases, field, &ok);
  if (!ok || !set)
    return !ok;
  return set->name_count || alias_by_any_pointer(set, s->program);
}

static bool is_zero(const settler *s, sp_node value) {
  const sp_node_data *d = sp_program_data(s->program, value);
  return d->kind == SP_INT && d->number == 0;
}

typedef bool (*look)(settler *s, const sp_step *step);

static bool each_step(settler *s, look look_at) {
  for (size_t i = 0; i < s->program->entry_count; i++) {
    const sp_function *f = function_at(s, i);
    for (size_t b = 0; b < f->block_count; b++)
      for (size_t k = 0; k < f->blocks[b].step_count; k++)
        if (!look_at(s, &f->blocks[b].steps[k]))
          return false;
  }
  return true;
}

static bool find_field(settler *s, const sp_step *step) {
  const char *field = cell_of(s, step->target);
  if (!field || step->kind != SP_SET || tells_mode(s, field) ||
      !is_mode(s, step->arguments[0]) || is_aliased(s, field))
    return true;
  if (!add_field(s, field))
    return false;
  s->followed = s->field_count;
  return true;
}

static void rule_out(settler *s, const char *cell) {
  for (size_t i = 0; cell && i < s->field_count; i++)
    if (s->fields[i] == cell)
      s->fields[i] = s->fields[--s->field_count];
}

/* The global that the value leads to, for whoever is given it to write. */
static const char *given_global(const settler *s, sp_node value) {
  if (value == SP_NO_NODE)
    return NULL;
  const sp_node_data *d =
      sp_program_data(s->program, sp_program_unconverted(s->program, value));
  return d->kind == SP_ADDRESS &&
                 sp_program_data(s->program, d->a)->kind == SP_GLOBAL
             ? cell_of(s, d->a)
             : NULL;
}

/* A field or global that is given anything else says nothing. */
static bool rule_out_field(settler *s, const sp_step *step) {
  const char *field = cell_of(s, step->target);
  for (size_t a = 0; step->kind == SP_CALL && a < step->argument_count; a++)
    rule_out(s, given_global(s, step->arguments[a]));
  if (step->kind != SP_SET ||
      !(is_mode(s, step->arguments[0]) || is_zero(s, step->arguments[0])))
    rule_out(s, field);
  return true;
}

/* ---- one body: conditional constant propagation ---- */

typedef struct walk {
  settler *s;
  const sp_function *f;
  constant *at;  /* what each variable is at the start of each block */
  constant *now; /* where the walk is */
  bool *shared;  /* variables whose address is taken */
  bool *reached, *pending; /* blocks */
  bool mentions;           /* dump mode bears on something here */
} walk;

static constant evaluate(walk *w, sp_node node);

static constant operation(walk *w, const sp_node_data *d) {
  constant a = evaluate(w, d->a);
  constant b = d->b == SP_NO_NODE ? number(0) : evaluate(w, d->b);
  int64_t decisive = d->op == SP_OR;
  if ((d->op == SP_AND || d->op == SP_OR) &&
      ((a.known && (a.number != 0) == decisive) ||
       (b.known && (b.number != 0) == decisive)))
    return number(decisive);
  int64_t result;
  if (!a.known || !b.known || !values_fold(d->op, a.number, b.number, &result))
    return unknown;
  return number(result);
}

static constant evaluate(walk *w, sp_node node) {
  if (node == SP_NO_NODE)
    return unknown;
  const sp_node_data *d = sp_program_data(w->s->program, node);
  switch (d->kind) {
  case SP_INT:
    return number(d->number);
  case SP_LOAD: {
    const sp_node_data *from = sp_program_data(w->s->program, d->a);
    if (from->kind == SP_VARIABLE)
      return w->now[from->number];
    if (!surely_tells_mode(w->s, cell_of(w->s, d->a)))
      return unknown;
    w->mentions = true;
    return number(0);
  }
  case SP_OP:
    return operation(w, d);
  case SP_CHOICE: {
    constant c = evaluate(w, d->a);
    return c.known ? evaluate(w, c.number ? d->b : d->c) : unknown;
  }
  default:
    return unknown;
  }
}

static void find_shared(walk *w, sp_node node) {
  if (node == SP_NO_NODE)
    return;
  const sp_node_data *d = sp_program_data(w->s->program, node);
  if (d->kind == SP_ADDRESS) {
    const sp_node_data *root = place_root(w->s->program, d->a);
    if (root->kind == SP_VARIABLE)
      w->shared[root->number] = true;
  }
  find_shared(w, d->a);
  find_shared(w, d->b);
  find_shared(w, d->c);
}

static void assign(walk *w, sp_node place, constant value) {
  const sp_node_data *root = place_root(w->s->program, place);
  const bool whole = root == sp_program_data(w->s->program, place);
  if (root->kind == SP_VARIABLE)
    w->now[root->number] = whole && !w->shared[root->number] ? value : unknown;
}

/* What a call returns. */
static constant result_of(walk *w, const sp_step *step) {
  const sp_node_data *callee = sp_program_data(w->s->program, step->callee);
  if (callee->kind != SP_FUNCTION)
    return unknown;
  const sp_entry *entry = sp_string_of(callee->name)->function;
  if (!entry || !w->s->returns[entry->index].known)
    return unknown;
  w->mentions = true;
  return w->s->returns[entry->index];
}

static void run_steps(walk *w, const sp_block *block) {
  for (size_t i = 0; i < block->step_count; i++) {
    const sp_step *step = &block->steps[i];
    if (step->target == SP_NO_NODE)
      continue;
    constant value = unknown;
    if (step->kind == SP_SET)
      value = evaluate(w, step->arguments[0]);
    else if (step->kind == SP_CALL)
      value = result_of(w, step);
    assign(w, step->target, value);
  }
}

static void flow_to(walk *w, uint32_t block) {
  constant *there = &w->at[(size_t)block * w->f->variable_count];
  bool changed = !w->reached[block];
  for (uint32_t v = 0; v < w->f->variable_count; v++) {
    constant now = w->now[v];
    if (w->reached[block] &&
        (!there[v].known || !now.known || there[v].number != now.number))
      now = unknown;
    changed |= there[v].known != now.known || there[v].number != now.number;
    there[v] = now;
  }
  w->reached[block] = true;
  w->pending[block] |= changed;
}

static void enter(walk *w, uint32_t block) {
  if (w->f->variable_count)
    memcpy(w->now, &w->at[(size_t)block * w->f->variable_count],
           w->f->variable_count * sizeof *w->now);
}

/* Where a branch goes, if that is known; UINT32_MAX if not. */
static uint32_t only_way(walk *w, const sp_block *block) {
  if (block->exit != SP_BRANCH)
    return UINT32_MAX;
  constant c = evaluate(w, block->value);
  return c.known ? (c.number ? block->next : block->otherwise) : UINT32_MAX;
}

static void flow(walk *w, uint32_t index) {
  const sp_block *block = &w->f->blocks[index];
  enter(w, index);
  run_steps(w, block);
  uint32_t way = only_way(w, block);
  if (way != UINT32_MAX)
    flow_to(w, way);
  else
    for (uint32_t i = 0; i < successor_count(block); i++)
      flow_to(w, successor(block, i));
}

/* False if memory ran out. */
static bool follow(walk *w, settler *s, size_t index) {
  *w = (walk){.s = s, .f = function_at(s, index)};
  size_t blocks = w->f->block_count, variables = w->f->variable_count;
  w->at = sp_arena_new(&s->scratch, blocks * variables, sizeof *w->at);
  w->now = sp_arena_new(&s->scratch, variables, sizeof *w->now);
  w->shared = sp_arena_new(&s->scratch, variables, sizeof *w->shared);
  w->reached = sp_arena_new(&s->scratch, blocks, sizeof *w->reached);
  w->pending = sp_arena_new(&s->scratch, blocks, sizeof *w->pending);
  if (!w->at || !w->now || !w->shared || !w->reached || !w->pending)
    return false;
  for (size_t b = 0; b < blocks; b++)
    for (size_t i = 0; i < w->f->blocks[b].step_count; i++)
      for (size_t a = 0; a < w->f->blocks[b].steps[i].argument_count; a++)
        find_shared(w, w->f->blocks[b].steps[i].arguments[a]);
  flow_to(w, 0);
  w->pending[0] = true;
  for (bool again = true; again;) {
    again = false;
    for (uint32_t b = 0; b < blocks; b++)
      if (w->pending[b]) {
        w->pending[b] = false;
        again = true;
        flow(w, b);
      }
  }
  return true;
}

/* What the function returns, on all ways that are left. */
static constant returned(walk *w) {
  constant all = unknown;
  bool any = false;
  for (uint32_t b = 0; b < w->f->block_count; b++) {
    const sp_block *block = &w->f->blocks[b];
    if (!w->reached[b] || block->exit != SP_RETURN)
      continue;
    enter(w, b);
    run_steps(w, block);
    constant one = evaluate(w, block->value);
    if (!one.known || (any && one.number != all.number))
      return unknown;
    all = one;
    any = true;
  }
  return all;
}

/* Takes out what is not reached. Was there anything? */
static bool rewrite(walk *w) {
  bool any = false;
  for (uint32_t b = 0; b < w->f->block_count; b++) {
    sp_block *block = &w->f->blocks[b];
    if (!w->reached[b]) {
      *block = (sp_block){.exit = SP_STOP,
                          .line = block->line,
                          .column = block->column,
                          .value = SP_NO_NODE};
      continue;
    }
    enter(w, b);
    run_steps(w, block);
    uint32_t way = only_way(w, block);
    if (way == UINT32_MAX)
      continue;
    block->exit = SP_GOTO;
    block->value = SP_NO_NODE;
    block->next = way;
    block->otherwise = 0;
    any = true;
  }
  return any;
}

/* What functions return in normal mode. */
static bool find_returns(settler *s) {
  size_t count = s->program->entry_count;
  walk w;
  for (bool again = true; again;) {
    again = false;
    for (size_t i = 0; i < count; i++) {
      if (s->returns[i].known)
        continue;
      sp_arena_mark mark = sp_arena_here(&s->scratch);
      if (!follow(&w, s, i))
        return false;
      constant result = returned(&w);
      if (w.mentions)
        s->returns[i] = result;
      again |= s->returns[i].known;
      sp_arena_back(&s->scratch, mark);
    }
  }
  return true;
}

/* ---- fields that are written in dump mode only ---- */

/* A step of a body that was followed. */
typedef struct place {
  const walk *in;
  const sp_block *block;
  size_t step;
  bool reached;
} place;

typedef bool (*visit)(settler *s, const place *at);

static bool each_followed(settler *s, visit look_at) {
  for (size_t i = 0; i < s->program->entry_count; i++) {
    sp_arena_mark mark = sp_arena_here(&s->scratch);
    walk w;
    if (!follow(&w, s, i))
      return false;
    for (size_t b = 0; b < w.f->block_count; b++)
      for (size_t k = 0; k < w.f->blocks[b].step_count; k++) {
        const place at = {&w, &w.f->blocks[b], k, w.reached[b]};
        if (!look_at(s, &at))
          return false;
      }
    sp_arena_back(&s->scratch, mark);
  }
  return true;
}

static bool add_dump_field(settler *s, const place *at) {
  const sp_step *step = &at->block->steps[at->step];
  const char *field = field_of(s, step->target);
  if (at->reached || !at->in->mentions || !field || step->kind != SP_SET ||
      tells_mode(s, field) || is_aliased(s, field))
    return true;
  return add_field(s, field);
}

static bool is_harmless(const settler *s, const sp_step *step) {
  return step->kind == SP_SET &&
         (is_mode(s, step->arguments[0]) || is_zero(s, step->arguments[0]));
}

/* Does a step of the same place of the source put 0 into the field, as where
 * the record is cleared? */
static bool is_cleared(const settler *s, const place *at, const char *field) {
  const sp_step *first = &at->block->steps[at->step];
  for (size_t i = at->step + 1; i < at->block->step_count; i++) {
    const sp_step *next = &at->block->steps[i];
    if (next->line != first->line || next->column != first->column)
      return false;
    if (is_harmless(s, next) && field_of(s, next->target) == field)
      return true;
  }
  return false;
}

/* Is the field a part of what a pointer leads to that is the value? */
static bool is_given(const settler *s, sp_node value, const char *field) {
  if (value == SP_NO_NODE)
    return false;
  const sp_node_data *d =
      sp_program_data(s->program, sp_program_unconverted(s->program, value));
  return d->kind == SP_ADDRESS && field_of(s, d->a) == field;
}

/* May the step write something else into the field? */
static bool spoils(const settler *s, const place *at, const char *field) {
  const sp_step *step = &at->block->steps[at->step];
  for (size_t a = 0; step->kind == SP_CALL && a < step->argument_count; a++)
    if (is_given(s, step->arguments[a], field))
      return true;
  if (field_of(s, step->target) == field)
    return !is_harmless(s, step) && !is_cleared(s, at, field);
  const char *prefix = "record ";
  if (step->kind != SP_FORGET || !step->text ||
      strncmp(step->text, prefix, strlen(prefix)) != 0)
    return false;
  const char *record = step->text + strlen(prefix);
  const size_t length = strlen(record);
  return strncmp(field, record, length) == 0 && field[length] == '.' &&
         !is_cleared(s, at, field);
}

static bool rule_out_dump_field(settler *s, const place *at) {
  size_t left = s->settled;
  for (size_t i = s->settled; i < s->field_count; i++)
    if (!at->reached || !spoils(s, at, s->fields[i]))
      s->fields[left++] = s->fields[i];
  s->field_count = left;
  return true;
}

/* `if (Config->DumpMode) Extension->Dump = TRUE`: the port driver clears the
 * extension, and so the field tells of dump mode, too. That may put others out
 * of reach. */
static bool find_dump_fields(settler *s) {
  for (;;) {
    s->settled = s->followed = s->field_count;
    if (!each_followed(s, add_dump_field) ||
        (s->field_count > s->settled && !each_followed(s, rule_out_dump_field)))
      return false;
    if (s->field_count == s->settled)
      break;
    s->followed = s->field_count;
    if (!find_returns(s))
      return false;
  }
  return true;
}

static bool settle(settler *s) {
  if (!each_step(s, find_field) || !each_step(s, rule_out_field))
    return false;
  size_t count = s->program->entry_count;
  s->returns = sp_arena_new(&s->scratch, count, sizeof *s->returns);
  s->followed = s->field_count;
  if (!s->returns || !find_returns(s) || !find_dump_fields(s))
    return false;
  s->program->mode_fields = sp_arena_new(&s->program->functions, s->field_count,
                                         sizeof *s->program->mode_fields);
  if (!s->program->mode_fields)
    return false;
  s->program->mode_field_count = s->field_count;
  if (s->field_count)
    memcpy(s->program->mode_fields, s->fields,
           s->field_count * sizeof *s->fields);
  s->program->rests_on_mode = sp_arena_new(&s->program->functions, count,
                                           sizeof *s->program->rests_on_mode);
  if (!s->program->rests_on_mode)
    return false;
  walk w;
  for (size_t i = 0; i < count; i++) {
    sp_arena_mark mark = sp_arena_here(&s->scratch);
    if (!follow(&w, s, i))
      return false;
    if (w.mentions)
      s->program->rests_on_mode[i] = rewrite(&w);
    sp_arena_back(&s->scratch, mark);
  }
  return true;
}

bool sp_program_rests_on_mode(const sp_program *program, size_t index) {
  return program->linked && index < program->entry_count &&
         program->rests_on_mode[index];
}

bool sp_program_settle_mode(sp_program *program) {
  settler s = {.program = program, .aliases = aliases_new(program)};
  bool ok = s.aliases && settle(&s);
  aliases_free(s.aliases);
  sp_arena_mark start = {NULL, 0};
  sp_arena_back(&s.scratch, start);
  free(s.fields);
  return ok;
}
