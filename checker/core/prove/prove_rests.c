/* On which functions that are not proved a proof rests.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "prove_internal.h"
#include "support/memory.h"

static int compare(const void *a, const void *b) {
  const size_t x = *(const size_t *)a, y = *(const size_t *)b;
  return (x > y) - (x < y);
}

bool prove_rests(prover *p, size_t function, const touches *failures) {
  sp_proof *proof = &p->proofs[function];
  proof->rest_count = 0;
  proof->rests = NULL;
  if (failures->count == 0)
    return true;
  proof->rests = calloc(failures->count, sizeof *proof->rests);
  if (!proof->rests)
    return false;
  for (uint32_t i = 0; i < failures->count; i++) {
    const size_t other =
        (size_t)values_get(p->values, failures->items[i].message)->number;
    if (other != function)
      proof->rests[proof->rest_count++] = other;
  }
  qsort(proof->rests, proof->rest_count, sizeof *proof->rests, compare);
  size_t kept = 0;
  for (size_t i = 0; i < proof->rest_count; i++)
    if (kept == 0 || proof->rests[kept - 1] != proof->rests[i])
      proof->rests[kept++] = proof->rests[i];
  proof->rest_count = kept;
  return true;
}
