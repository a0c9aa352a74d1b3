/* Lock programs, linked.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "program_internal.h"
#include "spinpair/routines.h"
#include "support/memory.h"

#include <string.h>

/* The call graph. Its vertices are the functions, then the groups: a call
 * through a pointer goes to the group of its signature, and the group to all
 * functions in it, so that there are no edges from every such call to every
 * such function. */
typedef struct graph {
  uint32_t function_count, vertex_count;
  size_t *first;   /* of the edges of a vertex; one more at the end */
  uint32_t *edges; /* sorted, once each */
} graph;

typedef struct linker {
  sp_program *program;
  sp_arena scratch;
  graph graph;
  size_t words;         /* of a write set */
  uint32_t *components; /* of each vertex */
  /* Of each component: what it reaches. */
  bool *relevant, *restricted;
  const uint64_t **write_sets; /* NULL: empty */
} linker;

static void *scratch(linker *l, size_t count, size_t size) {
  return sp_arena_new(&l->scratch, count, size);
}

static void *keep(linker *l, size_t count, size_t size) {
  return sp_arena_new(&l->program->functions, count, size);
}

static const sp_function *function_at(const linker *l, uint32_t index) {
  return &l->program->entries[index]->function;
}

/* ---- calls ---- */

static sp_callees no_callees(void) {
  sp_callees none = {NULL, 0};
  return none;
}

sp_callees sp_program_callees(const sp_program *program, const sp_step *call) {
  const sp_node_data *callee =
      call->kind == SP_CALL ? sp_program_data(program, call->callee) : NULL;
  if (!program->linked || !callee)
    return no_callees();
  if (callee->kind == SP_FUNCTION) {
    const sp_entry *entry = sp_string_of(callee->name)->function;
    sp_callees one = {entry ? &entry->index : NULL, entry ? 1 : 0};
    return one;
  }
  return call->signature ? sp_program_pointees(program, call->signature)
                         : no_callees();
}

/* The vertex that a step goes to; UINT32_MAX if there is none. */
static uint32_t vertex_called(const linker *l, const sp_step *step) {
  if (step->kind != SP_CALL)
    return UINT32_MAX;
  if (step->signature) {
    uint32_t group = sp_string_of(step->signature)->group;
    return group ? l->graph.function_count + group - 1 : UINT32_MAX;
  }
  const sp_node_data *callee = sp_program_data(l->program, step->callee);
  const sp_entry *entry = sp_string_of(callee->name)->function;
  return entry ? entry->index : UINT32_MAX;
}

/* The function that a step gives to code that is not in the program. */
static uint32_t vertex_given(const linker *l, const sp_step *step, size_t n) {
  if (step->kind != SP_CALL)
    return UINT32_MAX;
  const sp_node_data *given = sp_program_data(l->program, step->arguments[n]);
  const sp_entry *entry =
      given->kind == SP_FUNCTION ? sp_string_of(given->name)->function : NULL;
  return entry ? entry->index : UINT32_MAX;
}

static int compare_numbers(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

static bool make_graph(linker *l) {
  graph *g = &l->graph;
  const sp_program *program = l->program;
  g->vertex_count = g->function_count + (uint32_t)program->group_count;
  size_t most = 0;
  for (uint32_t i = 0; i < g->function_count; i++)
    for (size_t b = 0; b < function_at(l, i)->block_count; b++)
      for (size_t s = 0; s < function_at(l, i)->blocks[b].step_count; s++)
        most += 1 + function_at(l, i)->blocks[b].steps[s].argument_count;
  for (size_t i = 0; i < program->group_count; i++)
    most += program->groups[i].count;
  g->first = scratch(l, (size_t)g->vertex_count + 1, sizeof *g->first);
  g->edges = scratch(l, most, sizeof *g->edges);
  if (!g->first || !g->edges)
    return false;

  size_t count = 0;
  for (uint32_t i = 0; i < g->function_count; i++) {
    const sp_function *f = function_at(l, i);
    size_t first = g->first[i] = count;
    for (size_t b = 0; b < f->block_count; b++)
      for (size_t s = 0; s < f->blocks[b].step_count; s++) {
        const sp_step *step = &f->blocks[b].steps[s];
        uint32_t vertex = vertex_called(l, step);
        if (vertex != UINT32_MAX)
          g->edges[count++] = vertex;
        for (size_t a = 0; vertex == UINT32_MAX && a < step->argument_count;
             a++) { /* code that is not seen may run what it is given */
          vertex = vertex_given(l, step, a);
          if (vertex != UINT32_MAX)
            g->edges[count++] = vertex;
          vertex = UINT32_MAX;
        }
      }
    qsort(g->edges + first, count - first, sizeof *g->edges, compare_numbers);
    size_t end = count;
    count = first;
    for (size_t e = first; e < end; e++)
      if (count == first || g->edges[e] != g->edges[count - 1])
        g->edges[count++] = g->edges[e];
  }
  for (size_t i = 0; i < program->group_count; i++) {
    g->first[g->function_count + i] = count;
    for (size_t m = 0; m < program->groups[i].count; m++)
      g->edges[count++] = program->groups[i].functions[m];
  }
  g->first[g->vertex_count] = count;
  return true;
}

/* ---- what a component reaches ---- */

static bool number_writes(linker *l) {
  sp_program *program = l->program;
  uint32_t count = 0;
  for (uint32_t i = 0; i < l->graph.function_count; i++) {
    const sp_function *f = function_at(l, i);
    for (size_t w = 0; w < f->write_count; w++) {
      sp_string *string = sp_string_of(f->writes[w]);
      if (!string->write)
        string->write = ++count;
    }
  }
  l->words = ((size_t)count + 63) / 64;
  program->write_count = count;
  program->write_names = keep(l, count, sizeof *program->write_names);
  for (uint32_t i = 0; program->write_names && i < l->graph.function_count;
       i++) {
    const sp_function *f = function_at(l, i);
    for (size_t w = 0; w < f->write_count; w++)
      program->write_names[sp_string_of(f->writes[w])->write - 1] =
          f->writes[w];
  }
  return program->write_names != NULL;
}

static bool has_step(const sp_function *f, sp_step_kind kind) {
  for (size_t b = 0; b < f->block_count; b++)
    for (size_t s = 0; s < f->blocks[b].step_count; s++)
      if (f->blocks[b].steps[s].kind == kind)
        return true;
  return false;
}

static bool is_empty(const uint64_t *set, size_t words) {
  for (size_t i = 0; i < words; i++)
    if (set[i])
      return false;
  return true;
}

/* Sums up a component whose callees are summed up. set is room for one set. */
static bool sum_up(linker *l, uint32_t component, const uint32_t *vertices,
                   size_t count, uint64_t *set) {
  const graph *g = &l->graph;
  memset(set, 0, l->words * sizeof *set);
  for (size_t i = 0; i < count; i++) {
    uint32_t v = vertices[i];
    if (v < g->function_count) {
      const sp_function *f = function_at(l, v);
      l->relevant[component] |= has_step(f, SP_ACQUIRE) ||
                                has_step(f, SP_RELEASE) ||
                                (f->flags & SP_FUNCTION_LOCKS_UNREAD) != 0;
      l->restricted[component] |= has_step(f, SP_ROUTINE);
      for (size_t w = 0; w < f->write_count; w++) {
        uint32_t bit = sp_string_of(f->writes[w])->write - 1;
        set[bit / 64] |= (uint64_t)1 << bit % 64;
      }
    } else {
      l->relevant[component] |=
          l->program->groups[v - g->function_count].routine != NULL;
    }
    for (size_t e = g->first[v]; e < g->first[v + 1]; e++) {
      uint32_t other = l->components[g->edges[e]];
      if (other == component)
        continue;
      l->relevant[component] |= l->relevant[other];
      l->restricted[component] |= l->restricted[other];
      const uint64_t *more = l->write_sets[other];
      for (size_t w = 0; more && w < l->words; w++)
        set[w] |= more[w];
    }
  }
  if (is_empty(set, l->words))
    return true;
  /* Most components write what one of their callees does. */
  for (size_t i = 0; i < count; i++)
    for (size_t e = g->first[vertices[i]]; e < g->first[vertices[i] + 1]; e++) {
      const uint64_t *same = l->write_sets[l->components[g->edges[e]]];
      if (same && memcmp(same, set, l->words * sizeof *set) == 0) {
        l->write_sets[component] = same;
        return true;
      }
    }
  uint64_t *own = keep(l, l->words, sizeof *own);
  if (!own)
    return false;
  memcpy(own, set, l->words * sizeof *set);
  l->write_sets[component] = own;
  return true;
}

/* ---- components ---- */

/* Is a lock held at device IRQL by who calls the function? */
static bool is_at_device_irql(const sp_entry *entry) {
  const sp_callback *callback =
      entry->callback ? sp_callback_named(entry->callback) : NULL;
  return (entry->function.flags &
          (SP_FUNCTION_HOLDS_INTERRUPT | SP_FUNCTION_OF_MESSAGE)) != 0 ||
         (callback && callback->irql == SP_IRQL_DIRQL);
}

/* Tarjan's algorithm, which finds callees first. Calls may nest deeper than the
 * stack is, so its recursion is kept in arrays. */
static bool find_components(linker *l) {
  const graph *g = &l->graph;
  sp_program *program = l->program;
  uint32_t n = g->vertex_count, visited = 0, component_count = 0;
  size_t path_length = 0, open_count = 0, ordered = 0;
  uint32_t part = 0;
  uint32_t *number = scratch(l, n, sizeof *number); /* from 1; 0: not visited */
  uint32_t *low = scratch(l, n, sizeof *low);
  uint32_t *path = scratch(l, n, sizeof *path);
  uint32_t *open = scratch(l, n, sizeof *open); /* in no component yet */
  size_t *next = scratch(l, n, sizeof *next);   /* edge of each vertex */
  uint64_t *set = scratch(l, l->words, sizeof *set);
  if (!number || !low || !path || !open || !next || !set)
    return false;
  for (uint32_t v = 0; v < n; v++) {
    l->components[v] = UINT32_MAX;
    next[v] = g->first[v];
  }

  for (uint32_t root = 0; root < g->function_count; root++) {
    if (number[root])
      continue;
    path[path_length++] = open[open_count++] = root;
    number[root] = low[root] = ++visited;
    while (path_length) {
      uint32_t v = path[path_length - 1];
      if (next[v] < g->first[v + 1]) {
        uint32_t w = g->edges[next[v]++];
        if (!number[w]) {
          path[path_length++] = open[open_count++] = w;
          number[w] = low[w] = ++visited;
        } else if (l->components[w] == UINT32_MAX && number[w] < low[v]) {
          low[v] = number[w];
        }
        continue;
      }
      path_length--;
      if (path_length && low[v] < low[path[path_length - 1]])
        low[path[path_length - 1]] = low[v];
      if (low[v] != number[v])
        continue;

      size_t start = open_count, first = ordered;
      uint32_t member;
      bool calls_itself = false;
      do {
        member = open[--start];
        l->components[member] = component_count;
        if (member < g->function_count)
          program->order[ordered++] = member;
      } while (member != v);
      for (size_t e = g->first[v]; e < g->first[v + 1]; e++)
        calls_itself |= g->edges[e] == v;
      if (!sum_up(l, component_count, open + start, open_count - start, set))
        return false;
      qsort(program->order + first, ordered - first, sizeof *program->order,
            compare_numbers);
      for (size_t i = first; i < ordered; i++) {
        uint32_t f = program->order[i];
        program->parts[f] = part;
        program->recursive[f] = calls_itself || open_count - start > 1;
        program->relevant[f] = l->relevant[component_count];
        program->restricted[f] = l->restricted[component_count];
        program->relevant[f] |=
            program->restricted[f] && is_at_device_irql(program->entries[f]);
        program->write_sets[f] = l->write_sets[component_count];
      }
      part += ordered > first;
      component_count++;
      open_count = start;
    }
  }
  return true;
}

static bool link_all(linker *l) {
  sp_program *program = l->program;
  for (size_t i = 0; i < program->string_capacity; i++)
    if (program->strings[i])
      program->strings[i]->group = program->strings[i]->write = 0;
  uint32_t count = l->graph.function_count = (uint32_t)program->entry_count;
  program->order = keep(l, count, sizeof *program->order);
  program->parts = keep(l, count, sizeof *program->parts);
  program->recursive = keep(l, count, sizeof *program->recursive);
  program->relevant = keep(l, count, sizeof *program->relevant);
  program->restricted = keep(l, count, sizeof *program->restricted);
  program->write_sets = keep(l, count, sizeof *program->write_sets);
  if (!program->order || !program->parts || !program->recursive ||
      !program->relevant || !program->restricted || !program->write_sets ||
      !sp_program_make_groups(program) || !make_graph(l))
    return false;
  uint32_t vertices = l->graph.vertex_count;
  l->components = scratch(l, vertices, sizeof *l->components);
  l->relevant = scratch(l, vertices, sizeof *l->relevant);
  l->restricted = scratch(l, vertices, sizeof *l->restricted);
  l->write_sets = scratch(l, vertices, sizeof *l->write_sets);
  if (!l->components || !l->relevant || !l->restricted || !l->write_sets)
    return false;
  return number_writes(l) && find_components(l);
}

bool sp_program_link(sp_program *program) {
  if (program->linked)
    return true;
  sp_program_settle_declared(program);
  sp_program_sort(program);
  linker l = {.program = program};
  sp_arena_mark mark = sp_arena_here(&program->functions), start = {NULL, 0};
  program->linked = sp_program_settle_mode(program);
  if (program->linked) {
    sp_program_settle_pointers(program);
    sp_program_settle_entries(program);
    program->linked = sp_program_settle_cancel(program) && link_all(&l) &&
                      sp_program_settle_handles(program);
  }
  if (!program->linked)
    sp_arena_back(&program->functions, mark);
  sp_arena_back(&l.scratch, start);
  return program->linked;
}

/* ---- questions ---- */

static bool is_linked(const sp_program *program, size_t index) {
  return program->linked && index < program->entry_count;
}

bool sp_program_is_relevant(const sp_program *program, size_t index) {
  return is_linked(program, index) && program->relevant[index];
}

bool sp_program_is_restricted(const sp_program *program, size_t index) {
  return is_linked(program, index) && program->restricted[index];
}

uint32_t sp_program_cell(const sp_program *program, const char *what) {
  const sp_string *string = sp_string_find(program, what);
  return string ? string->write : 0;
}

bool sp_program_writes_cell(const sp_program *program, size_t index,
                            uint32_t cell) {
  if (!cell || !is_linked(program, index) || !program->write_sets[index])
    return false;
  uint32_t bit = cell - 1;
  return program->write_sets[index][bit / 64] >> bit % 64 & 1;
}

bool sp_program_may_write(const sp_program *program, size_t index,
                          const char *what) {
  return sp_program_writes_cell(program, index, sp_program_cell(program, what));
}

bool sp_program_tells_mode(const sp_program *program, const char *what) {
  const char *prefix = "field ";
  if (!program->linked || strncmp(what, prefix, strlen(prefix)) != 0)
    return false;
  const char *name = what + strlen(prefix);
  for (size_t i = 0; i < program->mode_field_count; i++)
    if (strcmp(program->mode_fields[i], name) == 0)
      return true;
  return strcmp(name, SP_MODE_FIELD) == 0;
}

const uint32_t *sp_program_order(const sp_program *program) {
  return program->linked ? program->order : NULL;
}

const uint32_t *sp_program_parts(const sp_program *program) {
  return program->linked ? program->parts : NULL;
}

bool sp_program_is_recursive(const sp_program *program, size_t index) {
  return is_linked(program, index) && program->recursive[index];
}
