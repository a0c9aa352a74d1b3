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
  for (size_t i = 0; i < program->entry_count; i++) {
    sp_entry *entry = program->entries[i];
    const char *name = entry->function.name;
    if (!(entry->function.flags & SP_FUNCTION_DECLARED) ||
        strncmp(name, SP_DECLARED, length) != 0)
      continue;
    sp_string *own = sp_string_find(program, name + length);
    if (own && !own->function)
      own->function = entry;
    else /* it has a body, or nobody names it */
      entry->function.flags &= ~(unsigned)SP_FUNCTION_ADDRESS_TAKEN;
  }
}
