/* Functions of which it is not known what they do.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "spinpair/program_doubt.h"

#include "program_internal.h"
#include "support/memory.h"

#include <string.h>

bool sp_program_doubt(sp_program *program, const char *name, const char *why) {
  const sp_string *string = sp_string_find(program, name);
  if (program->linked || !string || !string->function)
    return false;
  sp_function *f = &((sp_entry *)string->function)->function;
  sp_block *first = &f->blocks[0];
  const char *text = sp_program_intern(program, why);
  sp_step *steps =
      sp_arena_new(&program->functions, first->step_count + 1, sizeof *steps);
  if (!text || !steps)
    return false;
  steps[0] = (sp_step){.kind = SP_UNSUPPORTED,
                       .line = f->where.line,
                       .column = f->where.column,
                       .target = SP_NO_NODE,
                       .callee = SP_NO_NODE,
                       .text = text};
  if (first->step_count)
    memcpy(steps + 1, first->steps, first->step_count * sizeof *steps);
  first->steps = steps;
  first->step_count++;
  f->flags |= SP_FUNCTION_UNFOLLOWED | SP_FUNCTION_LOCKS_UNREAD;
  return true;
}
