/* Which numbers a function can return: for who knows nothing else of a call.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef SPINPAIR_RESULTS_H
#define SPINPAIR_RESULTS_H

#include "spinpair/program.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SP_MOST_RESULTS = 8 };

/* The numbers that a function of the program can return, each once, if they are
 * at most SP_MOST_RESULTS that its code spells out: constants, truths, and
 * variables that are given nothing else. Modulo 2 to the width of the result's
 * type. False if there are others, or nobody can tell. */
bool sp_program_results(const sp_program *program, size_t function,
                        int64_t results[SP_MOST_RESULTS], size_t *count);

#ifdef __cplusplus
}
#endif

#endif
