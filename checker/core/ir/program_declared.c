/* Functions that are only declared, by what their annotations say.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * A unit that sees no body of a function does not know whether there is one. So
 * what stands for it goes by a name of its own, until all units are there.
 */
#include "program_internal.h"

#include <string.h>

bool sp_program_contradict(sp_program *program, sp_function *function) {
  sp_block *first = &function->blocks[0];
  if (first->step_count && first->steps[0].kind == SP_UNSUPPORTED)
    return true;
  /* Not taken back with the text that contradicts. */
  sp_step *step = sp_arena_new(&program->names_and_nodes, 1, sizeof *step);
  const char *why = sp_program_intern(
      program, "the function is annotated in one way and in another");
  if (!step || !why)
    return false;
  *step = (sp_step){.kind = SP_UNSUPPORTED,
                    .line = function->where.line,
                    .column = function->where.column,
                    .target = SP_NO_NODE,
                    .callee = SP_NO_NODE,
                    .text = why};
  first->steps = step;
  first->step_count = 1;
  function->flags |= SP_FUNCTION_UNFOLLOWED | SP_FUNCTION_LOCKS_UNREAD;
  return true;
}

void sp_program_settle_declared(sp_program *program) {
  const size_t length = strlen(SP_DECLARED);
  size_t kept = 0;
  for (size_t i = 0; i < program->entry_count; i++) {
    sp_entry *entry = program->entries[i];
    const char *name = entry->function.name;
    const char *own = (entry->function.flags & SP_FUNCTION_DECLARED) &&
                              strncmp(name, SP_DECLARED, length) == 0
                          ? sp_program_intern(program, name + length)
                          : NULL;
    if (own && sp_string_of(own)->function) { /* has a body */
      sp_string_of(name)->function = NULL;
      continue;
    }
    if (own) {
      sp_string_of(name)->function = NULL;
      sp_string_of(own)->function = entry;
      entry->function.name = own;
      program->sorted = false;
    }
    program->entries[kept++] = entry;
  }
  program->sorted &= kept == program->entry_count;
  program->entry_count = kept;
}
