/* Survey of a program. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "survey_internal.h"

#include "ir/program_internal.h"
#include "support/memory.h"

#include <string.h>

/* What is known of the mode that the program asks for. */
typedef struct asked {
  bool finds_adapter;  /* it has the configuration */
  bool open;           /* it may ask for the mode, or does */
  size_t function;     /* which asks for another one */
  const sp_step *step; /* there; NULL if none does */
} asked;

/* A variable that holds a pointer to the configuration. */
typedef struct holder {
  size_t function;
  uint32_t variable;
} holder;

typedef struct holders {
  holder *items;
  size_t count, capacity;
  bool failed;
} holders;

static void add_holder(holders *list, size_t function, uint32_t variable) {
  for (size_t i = 0; i < list->count; i++)
    if (list->items[i].function == function &&
        list->items[i].variable == variable)
      return;
  if (list->count == list->capacity) {
    size_t capacity = list->capacity ? list->capacity * 2 : 16;
    holder *more = realloc(list->items, capacity * sizeof *more);
    if (!more) {
      list->failed = true;
      return;
    }
    list->items = more;
    list->capacity = capacity;
  }
  list->items[list->count++] = (holder){function, variable};
}

static const sp_node_data *data_of(const sp_program *program, sp_node node) {
  static const sp_node_data none = {.kind = SP_UNKNOWN_VALUE};
  return node == SP_NO_NODE ? &none : sp_program_data(program, node);
}

/* Is the value what the variable holds? */
static bool is_value_of(const sp_program *program, sp_node value,
                        uint32_t variable) {
  const sp_node_data *load = data_of(program, value);
  if (load->kind != SP_LOAD)
    return false;
  const sp_node_data *place = data_of(program, load->a);
  return place->kind == SP_VARIABLE && place->number == (int64_t)variable;
}

/* Is the whole of what the variable points to forgotten? */
static bool forgets(const sp_program *program, const sp_step *step,
                    uint32_t variable) {
  const sp_node_data *place = data_of(program, step->target);
  return step->kind == SP_FORGET && place->kind == SP_DEREF &&
         is_value_of(program, place->a, variable);
}

/* Where the pointer goes from a step. True if nobody can see. */
static bool follow(const sp_program *program, holder from, const sp_step *step,
                   holders *list) {
  if (forgets(program, step, from.variable))
    return true;
  bool given = false;
  for (size_t a = 0; a < step->argument_count; a++) {
    if (!is_value_of(program, step->arguments[a], from.variable))
      continue;
    given = true;
    const sp_node_data *target = data_of(program, step->target);
    if (step->kind == SP_SET && target->kind != SP_VARIABLE)
      return true; /* kept in memory, for anybody */
    if (step->kind == SP_SET)
      add_holder(list, from.function, (uint32_t)target->number);
    if (step->kind != SP_CALL)
      continue;
    sp_callees callees = sp_program_callees(program, step);
    for (size_t c = 0; c < callees.count; c++)
      if (a < sp_program_get(program, callees.functions[c])->parameter_count)
        add_holder(list, callees.functions[c], (uint32_t)a);
  }
  if (!given || step->kind != SP_CALL ||
      sp_program_callees(program, step).count != 0)
    return false;
  const sp_node_data *callee = data_of(program, step->callee);
  return callee->kind != SP_FUNCTION || !sp_routine_find(callee->name);
}

/* Does the configuration go where nobody can see? */
static bool goes_elsewhere(const sp_program *program, holders *list) {
  for (size_t i = 0; i < list->count; i++) {
    holder from = list->items[i];
    const sp_function *f = sp_program_get(program, from.function);
    for (size_t b = 0; b < f->block_count; b++)
      for (size_t s = 0; s < f->blocks[b].step_count; s++)
        if (follow(program, from, &f->blocks[b].steps[s], list))
          return true;
  }
  return false;
}

/* Is the address of the mode taken in the node? */
static bool points_to_mode(const sp_program *program, sp_node node) {
  if (node == SP_NO_NODE)
    return false;
  const sp_node_data *data = sp_program_data(program, node);
  const sp_node_data *place =
      data->kind == SP_ADDRESS ? data_of(program, data->a) : NULL;
  if (place && place->kind == SP_FIELD &&
      strcmp(place->name, SP_SYNCHRONIZATION_FIELD) == 0)
    return true;
  return points_to_mode(program, data->a) || points_to_mode(program, data->b) ||
         points_to_mode(program, data->c);
}

static void note_mode(const sp_program *program, size_t index,
                      const sp_step *step, asked *out) {
  for (size_t a = 0; a < step->argument_count; a++)
    out->open = out->open || points_to_mode(program, step->arguments[a]);
  sp_mode mode = sp_step_asks(program, step);
  if (mode == SP_MODE_NONE)
    return;
  if (mode != SP_MODE_OTHER) {
    out->open = true;
  } else if (!out->step) {
    out->function = index;
    out->step = step;
  }
}

/* False if memory ran out. */
static bool find_mode(const sp_program *program, asked *out) {
  *out = (asked){.step = NULL};
  holders list = {NULL, 0, 0, false};
  for (size_t i = 0; i < sp_program_count(program); i++) {
    const sp_function *f = sp_program_get(program, i);
    if (f->flags & SP_FUNCTION_FINDS_ADAPTER) {
      out->finds_adapter = true;
      /* ConfigInfo is the fifth parameter, of a virtual adapter the sixth. */
      for (uint32_t p = 4; p < 6 && p < f->parameter_count; p++)
        add_holder(&list, i, p);
    }
    for (size_t b = 0; b < f->block_count; b++)
      for (size_t s = 0; s < f->blocks[b].step_count; s++)
        note_mode(program, i, &f->blocks[b].steps[s], out);
  }
  out->open = out->open || goes_elsewhere(program, &list);
  free(list.items);
  return !list.failed;
}

sp_breach *breaches_add(breaches *list, sp_rule rule, size_t function,
                        const sp_step *step) {
  if (list->count == list->capacity) {
    size_t capacity = list->capacity ? list->capacity * 2 : 16;
    sp_breach *more = realloc(list->items, capacity * sizeof *more);
    if (!more) {
      list->failed = true;
      return NULL;
    }
    list->items = more;
    list->capacity = capacity;
  }
  sp_breach *added = &list->items[list->count++];
  *added = (sp_breach){.rule = rule,
                       .function = function,
                       .line = step->line,
                       .column = step->column,
                       .message = step->text};
  return added;
}

void breach_note(sp_breach *breach, sp_breach_reason reason, size_t function,
                 const sp_step *step, const char *message) {
  breach->notes[breach->note_count++] =
      (sp_breach_note){.reason = reason,
                       .function = function,
                       .line = step->line,
                       .column = step->column,
                       .message = message};
}

static void survey_mode(const sp_program *program, breaches *out) {
  asked mode;
  if (!find_mode(program, &mode))
    out->failed = true;
  if (out->failed || !mode.finds_adapter || mode.open)
    return;
  for (size_t i = 0; i < sp_program_count(program); i++) {
    const sp_function *f = sp_program_get(program, i);
    for (size_t b = 0; b < f->block_count; b++)
      for (size_t s = 0; s < f->blocks[b].step_count; s++) {
        const sp_step *step = &f->blocks[b].steps[s];
        if (step->kind != SP_ACQUIRE ||
            !sp_program_is_of_message(program, step))
          continue;
        sp_breach *found = breaches_add(out, SP_RULE_SYNC_MODE, i, step);
        if (found && mode.step)
          breach_note(found, SP_OTHER_MODE, mode.function, mode.step, NULL);
      }
  }
}

static int compare_breaches(const void *a, const void *b) {
  const sp_breach *x = a, *y = b;
  const size_t first[] = {x->function, x->line, x->column, x->rule};
  const size_t second[] = {y->function, y->line, y->column, y->rule};
  for (int i = 0; i < 4; i++)
    if (first[i] != second[i])
      return first[i] < second[i] ? -1 : 1;
  return 0;
}

sp_breach *sp_survey(sp_program *program, size_t *count) {
  breaches found = {.failed = false};
  survey_mode(program, &found);
  if (found.failed || !survey_locks(program, &found)) {
    free(found.items);
    *count = SIZE_MAX;
    return NULL;
  }
  if (found.count)
    qsort(found.items, found.count, sizeof *found.items, compare_breaches);
  *count = found.count;
  return found.items;
}
