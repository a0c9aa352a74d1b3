/* Which cells of memory may share bytes: what the units say of it, and who
 * asks.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "program_internal.h"
#include "support/memory.h"

#include <string.h>

/* Where the pair is, or would be. */
static size_t find(const sp_program *program, const char *cell,
                   const char *other) {
  size_t at = 0, end = program->alias_count;
  while (at < end) {
    size_t middle = at + (end - at) / 2;
    const sp_alias *a = &program->aliases[middle];
    int order = strcmp(a->cell, cell);
    if (order < 0 || (order == 0 && strcmp(a->other, other) < 0))
      at = middle + 1;
    else
      end = middle;
  }
  return at;
}

/* Adds one direction of a pair. */
static bool add(sp_program *program, const char *cell, const char *other) {
  size_t at = find(program, cell, other);
  if (at < program->alias_count && program->aliases[at].cell == cell &&
      program->aliases[at].other == other)
    return true;
  if (!sp_reserve((void **)&program->aliases, &program->alias_capacity,
                  program->alias_count + 1, sizeof *program->aliases))
    return false;
  sp_alias *list = program->aliases;
  memmove(&list[at + 1], &list[at],
          (program->alias_count++ - at) * sizeof *list);
  list[at] = (sp_alias){cell, other};
  return true;
}

bool sp_program_alias(sp_program *program, const char *cell,
                      const char *other) {
  cell = sp_program_intern(program, cell);
  other = sp_program_intern(program, other);
  if (!cell || !other || program->linked)
    return false;
  return cell == other ||
         (add(program, cell, other) && add(program, other, cell));
}

const sp_alias *sp_program_aliases(const sp_program *program, const char *cell,
                                   size_t *count) {
  size_t at = find(program, cell, ""), end = at;
  while (end < program->alias_count &&
         strcmp(program->aliases[end].cell, cell) == 0)
    end++;
  *count = end - at;
  return *count ? &program->aliases[at] : NULL;
}
