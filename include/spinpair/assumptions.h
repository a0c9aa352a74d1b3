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

#ifdef __cplusplus
}
#endif

#endif
