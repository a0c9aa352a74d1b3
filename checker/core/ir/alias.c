/* May-alias: which writes may change a field or global that a run follows.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "alias.h"
#include "program_internal.h"
#include "support/memory.h"

#include <string.h>

static const char field_prefix[] = "field ", global_prefix[] = "global ",
                  record_prefix[] = "record ", type_prefix[] = "type ",
                  overlay_prefix[] = "overlay ", any_void[] = "type void",
                  into_prefix[] = "into ";

/* A name, and what was found of it. */
typedef struct entry {
  const char *name;
  bool found; /* set may still be NULL: nothing aliases it */
  alias_set *set;
} entry;

struct aliases {
  const sp_program *program;
  entry *entries; /* hash table, a power of two */
  size_t capacity, count;
  uint32_t *exposed, *through, *over; /* numbers of what functions write */
  uint32_t exposed_count, through_count, over_count;
};

/* A growing array of strings, each once. */
typedef struct strings {
  const char **items;
  uint32_t count;
  size_t capacity;
} strings;

static const char *after(const char *text, const char *prefix) {
  size_t length = strlen(prefix);
  return strncmp(text, prefix, length) == 0 ? text + length : NULL;
}

static bool has(const char *const *items, uint32_t count, const char *text) {
  for (uint32_t i = 0; i < count; i++)
    if (items[i] == text || strcmp(items[i], text) == 0)
      return true;
  return false;
}

static bool add_string(strings *list, const char *text) {
  if (has(list->items, list->count, text))
    return true;
  if (!sp_reserve((void **)&list->items, &list->capacity, list->count + 1u,
                  sizeof *list->items))
    return false;
  list->items[list->count++] = text;
  return true;
}

/* prefix and the first length characters of text; NULL if memory ran out. The
 * caller frees it. */
static char *joined(const char *prefix, const char *text, size_t length) {
  size_t before = strlen(prefix);
  char *out = malloc(before + length + 1);
  if (!out)
    return NULL;
  memcpy(out, prefix, before);
  memcpy(out + before, text, length);
  out[before + length] = 0;
  return out;
}

/* What is found while the pairs are followed. */
typedef struct search {
  const sp_program *program;
  strings names, types, overlays, records;
} search;

/* Is it the type of a pointer to numbers, or to pointers? */
static bool is_number(const char *type) {
  const char *what = after(type, type_prefix);
  return what && ((what[0] == 'u' && what[1] >= '0' && what[1] <= '9') ||
                  strcmp(what, "pointer") == 0);
}

/* Adds what aliases a cell. */
static bool look(search *s, const char *cell, bool types_only) {
  size_t count;
  const sp_alias *pairs = sp_program_aliases(s->program, cell, &count);
  for (size_t i = 0; i < count; i++) {
    const char *other = pairs[i].other, *name;
    bool ok = true;
    if (after(other, type_prefix)) {
      ok = add_string(&s->types, other);
    } else if ((name = after(other, into_prefix))) {
      ok = add_string(&s->types, name);
    } else if (types_only) {
      continue;
    } else if (after(other, record_prefix)) {
      ok = add_string(&s->records, other);
    } else if (after(other, overlay_prefix)) {
      ok = add_string(&s->overlays, other);
    } else if ((name = after(other, field_prefix)) ||
               (name = after(other, global_prefix))) {
      const sp_string *own = sp_string_find(s->program, name);
      ok = !own || add_string(&s->names, own->text);
    }
    if (!ok)
      return false;
  }
  return true;
}

static bool look_at_name(search *s, const char *name) {
  const char *dot = strrchr(name, '.');
  const struct {
    const char *prefix;
    size_t length;
  } cells[] = {{field_prefix, strlen(name)},
               {global_prefix, strlen(name)},
               {record_prefix, dot ? (size_t)(dot - name) : 0}};
  for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
    char *cell = joined(cells[i].prefix, name, cells[i].length);
    bool ok = cell && look(s, cell, false);
    free(cell);
    if (!ok)
      return false;
  }
  /* The lists grow while they are gone through. */
  for (uint32_t i = 0; i < s->overlays.count; i++)
    if (!look(s, s->overlays.items[i], false))
      return false;
  for (uint32_t i = 0; i < s->types.count; i++)
    if (!look(s, s->types.items[i], true))
      return false;
  return true;
}

static bool add_cell(uint32_t **items, uint32_t *count, uint32_t cell) {
  for (uint32_t i = 0; i < *count; i++)
    if ((*items)[i] == cell)
      return true;
  uint32_t *more = realloc(*items, (*count + 1u) * sizeof *more);
  if (!more)
    return false;
  *items = more;
  more[(*count)++] = cell;
  return true;
}

static bool add_named_cell(alias_set *set, const sp_program *program,
                           const char *prefix, const char *name,
                           size_t length) {
  char *what = joined(prefix, name, length);
  if (!what)
    return false;
  uint32_t cell = sp_program_cell(program, what);
  free(what);
  return !cell || add_cell(&set->named, &set->named_count, cell);
}

/* Is the member in one of the records? */
static bool in_record(const alias_set *set, const char *name) {
  const char *dot = set->record_count ? strrchr(name, '.') : NULL;
  for (uint32_t i = 0; dot && i < set->record_count; i++) {
    const char *record = after(set->records[i], record_prefix);
    if (strlen(record) == (size_t)(dot - name) &&
        memcmp(record, name, (size_t)(dot - name)) == 0)
      return true;
  }
  return false;
}

/* Which writes of functions change it. */
static bool find_cells(alias_set *set, const sp_program *program) {
  for (uint32_t i = 0; i < set->name_count; i++) {
    const char *name = set->names[i], *dot = strrchr(name, '.');
    if (!add_named_cell(set, program, field_prefix, name, strlen(name)) ||
        !add_named_cell(set, program, global_prefix, name, strlen(name)) ||
        (dot && !add_named_cell(set, program, record_prefix, name,
                                (size_t)(dot - name))))
      return false;
  }
  for (uint32_t cell = 1; cell <= program->write_count; cell++) {
    const char *what = program->write_names[cell - 1],
               *field = after(what, field_prefix);
    if ((field ? in_record(set, field)
               : has(set->records, set->record_count, what)) &&
        !add_cell(&set->named, &set->named_count, cell))
      return false;
    if (after(what, type_prefix) && alias_by_type(set, what) &&
        !add_cell(&set->typed, &set->typed_count, cell))
      return false;
  }
  return true;
}

static void set_free(alias_set *set) {
  if (!set)
    return;
  free(set->names);
  free(set->types);
  free(set->records);
  free(set->named);
  free(set->typed);
  free(set);
}

static alias_set *find_set(const sp_program *program, const char *name,
                           bool *ok) {
  search s = {.program = program};
  alias_set *set = NULL;
  *ok = look_at_name(&s, name);
  if (*ok && (s.names.count || s.types.count || s.records.count)) {
    set = calloc(1, sizeof *set);
    *ok = set != NULL;
  }
  free(s.overlays.items);
  if (!set) {
    free(s.names.items);
    free(s.types.items);
    free(s.records.items);
    return NULL;
  }
  set->names = s.names.items;
  set->name_count = s.names.count;
  set->types = s.types.items;
  set->type_count = s.types.count;
  set->records = s.records.items;
  set->record_count = s.records.count;
  set->is_bytes = has(set->types, set->type_count, "type byte");
  *ok = find_cells(set, program);
  if (*ok)
    return set;
  set_free(set);
  return NULL;
}

/* ---- the table ---- */

static entry *slot_of(const aliases *a, const char *name) {
  size_t at = (uint32_t)((uintptr_t)name / 8) * 0x9e3779b1u >> 8;
  while (a->entries[at & (a->capacity - 1)].name &&
         a->entries[at & (a->capacity - 1)].name != name)
    at++;
  return &a->entries[at & (a->capacity - 1)];
}

static bool grow(aliases *a) {
  aliases more = *a;
  more.capacity = a->capacity ? a->capacity * 2 : 64;
  more.entries = calloc(more.capacity, sizeof *more.entries);
  if (!more.entries)
    return false;
  for (size_t i = 0; i < a->capacity; i++)
    if (a->entries[i].name)
      *slot_of(&more, a->entries[i].name) = a->entries[i];
  free(a->entries);
  *a = more;
  return true;
}

const alias_set *aliases_of(aliases *a, const char *name, bool *ok) {
  *ok = true;
  if (!a->program->alias_count)
    return NULL;
  if (a->count * 2 >= a->capacity && !grow(a)) {
    *ok = false;
    return NULL;
  }
  entry *e = slot_of(a, name);
  if (!e->name) {
    e->name = name;
    a->count++;
  }
  if (!e->found) {
    e->set = find_set(a->program, name, ok);
    e->found = *ok;
  }
  return e->set;
}

/* ---- what functions write ---- */

/* Does a write of that name change something that a pointer may point to? If
 * so, over says whether it is laid over numbers. */
static bool is_exposed(aliases *a, const char *what, bool *over, bool *ok) {
  const char *name = after(what, field_prefix);
  *over = false;
  if (!name)
    name = after(what, global_prefix);
  if (name) {
    const sp_string *own = sp_string_find(a->program, name);
    const alias_set *set = own ? aliases_of(a, own->text, ok) : NULL;
    *over = after(what, field_prefix) && alias_is_over_numbers(set);
    return alias_is_exposed(set);
  }
  size_t count = 0;
  const sp_alias *pairs = after(what, record_prefix)
                              ? sp_program_aliases(a->program, what, &count)
                              : NULL;
  for (size_t i = 0; pairs && i < count; i++)
    *over |= is_number(pairs[i].other);
  return pairs != NULL;
}

aliases *aliases_new(const sp_program *program) {
  aliases *a = calloc(1, sizeof *a);
  if (!a)
    return NULL;
  a->program = program;
  bool ok = true, over;
  for (uint32_t cell = 1; ok && cell <= program->write_count; cell++) {
    const char *what = program->write_names[cell - 1];
    if (after(what, type_prefix))
      ok = add_cell(&a->through, &a->through_count, cell);
    else if (program->alias_count && is_exposed(a, what, &over, &ok))
      ok = ok && add_cell(&a->exposed, &a->exposed_count, cell) &&
           (!over || add_cell(&a->over, &a->over_count, cell));
  }
  if (ok)
    return a;
  aliases_free(a);
  return NULL;
}

void aliases_free(aliases *a) {
  if (!a)
    return;
  for (size_t i = 0; i < a->capacity; i++)
    set_free(a->entries[i].set);
  free(a->entries);
  free(a->exposed);
  free(a->through);
  free(a->over);
  free(a);
}

static bool writes_any(const sp_program *program, size_t function,
                       const uint32_t *cells, uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    if (sp_program_writes_cell(program, function, cells[i]))
      return true;
  return false;
}

bool aliases_exposed_written_by(const aliases *a, size_t function) {
  return writes_any(a->program, function, a->exposed, a->exposed_count);
}

bool aliases_written_over_numbers(const aliases *a, size_t function) {
  return writes_any(a->program, function, a->over, a->over_count);
}

bool aliases_are_over_numbers(const aliases *a) { return a->over_count != 0; }

bool aliases_written_through(const aliases *a, size_t function) {
  return writes_any(a->program, function, a->through, a->through_count);
}

/* ---- questions ---- */

bool alias_is_exposed(const alias_set *set) { return set && set->type_count; }

bool alias_is_over_numbers(const alias_set *set) {
  for (uint32_t i = 0; set && i < set->type_count; i++)
    if (is_number(set->types[i]))
      return true;
  return false;
}

/* May two pointers to void be one? Each class is one of its own, but for that
 * of all. */
static bool may_be_one(const char *type, const char *other) {
  return after(type, any_void) && after(other, any_void) &&
         (strcmp(type, any_void) == 0 || strcmp(other, any_void) == 0);
}

bool alias_by_type(const alias_set *set, const char *type) {
  if (!alias_is_exposed(set))
    return false;
  if (set->is_bytes || strcmp(type, "type byte") == 0)
    return true;
  for (uint32_t i = 0; i < set->type_count; i++)
    if (strcmp(set->types[i], type) == 0 || may_be_one(set->types[i], type))
      return true;
  return false;
}

bool alias_by_any_pointer(const alias_set *set, const sp_program *program) {
  for (size_t i = 0; i < sp_program_count(program); i++) {
    const sp_function *f = sp_program_get(program, i);
    for (size_t w = 0; w < f->write_count; w++)
      if (after(f->writes[w], type_prefix) && alias_by_type(set, f->writes[w]))
        return true;
  }
  return false;
}

bool alias_by_name(const alias_set *set, const char *name) {
  for (uint32_t i = 0; set && i < set->name_count; i++)
    if (set->names[i] == name)
      return true;
  return set && in_record(set, name);
}

bool alias_written_by(const alias_set *set, const sp_program *program,
                      size_t function, bool typed) {
  return set && (writes_any(program, function, set->named, set->named_count) ||
                 (typed &&
                  writes_any(program, function, set->typed, set->typed_count)));
}
