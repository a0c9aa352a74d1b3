/* What the proof of a function rests on beside its own lock program.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef SPINPAIR_ASSUMPTIONS_H
#define SPINPAIR_ASSUMPTIONS_H

#include "spinpair/program.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Was a branch of the function of a linked program left out, or decided,
 * because the driver runs in its normal mode, and not in dump mode? */
bool sp_program_rests_on_mode(const sp_program *program, size_t index);

typedef enum sp_status_use {
  SP_STATUS_IGNORED,
  SP_STATUS_RETURNED, /* to the caller, and not asked for */
  SP_STATUS_ASKED
} sp_status_use;

/* May a condition of the function rest on what that step of a block returned,
 * or on something that was made of it? What code that is called does with it is
 * not looked at. */
sp_status_use sp_program_status_use(const sp_program *program,
                                    const sp_function *function, size_t block,
                                    size_t step);

#ifdef __cplusplus
}
#endif

#endif
