/* What the prover saw of a function, as text for people who look into it.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * Nothing is kept for this while a program is proved but how closely each
 * function was followed. Whoever asks has the prover follow the function once
 * more, as it did when it came to its verdict, with the summaries that the
 * callees have by now; at the fixpoint, each block is run once more from each
 * state that arrives there, and what it does is written down. So a text tells
 * of the joined states, and not of those on the way to them.
 *
 * Places are "LINE:COLUMN" in the file of the function. A value that dates from
 * a step has the place of that behind it: "irql@5:3" is what the acquire there
 * saved, "q->Count@7:5" what the member holds since the step there, which may
 * have written it, "?@7:5" something that the step made; "@join" is where paths
 * meet. "?" is a value of which nothing is known. Temporaries are "$N". Of the
 * states at a block the first 48 are shown, and the others counted.
 */
#ifndef SPINPAIR_VIEW_H
#define SPINPAIR_VIEW_H

#include "spinpair/prove.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sp_view {
  /* By block: the states that arrive, and what becomes of each at its end. */
  SP_VIEW_STATES,
  /* By place: each step that concerns locks, and each return; by the locks that
   * are held before it, which are held behind it, or what could not be shown.
   */
  SP_VIEW_EVENTS,
  /* What callers are told, also on which paths the proof is open. */
  SP_VIEW_SUMMARY,
  /* Which variables, members, globals and branches are followed, and which are
   * dropped, since nothing that they say can matter. */
  SP_VIEW_SLICE
} sp_view;

/* The view of a function that reaches locks, in lines; see sp_proof.kind. The
 * caller frees it with sp_memory_free(). NULL if memory ran out. As
 * sp_proofs_ways(), not to be called by two threads at once; the proofs stay as
 * they are. */
char *sp_proofs_view(sp_proofs *proofs, size_t function, sp_view view);

#ifdef __cplusplus
}
#endif

#endif
