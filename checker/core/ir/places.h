/* Places of lock programs. SPDX-License-Identifier: Apache-2.0 WITH
 * LLVM-exception
 */
#ifndef SPINPAIR_PLACES_H
#define SPINPAIR_PLACES_H

#include "spinpair/program.h"

/* The variable, global or memory behind a pointer that the place is, or is a
 * member or element of, as a place. */
static inline sp_node place_whole(const sp_program *program, sp_node place) {
  const sp_node_data *d = sp_program_data(program, place);
  while (d->kind == SP_FIELD || d->kind == SP_ELEMENT) {
    place = d->a;
    d = sp_program_data(program, place);
  }
  return place;
}

/* The same, as what it is. Owned by the program. */
static inline const sp_node_data *place_root(const sp_program *program,
                                             sp_node place) {
  return sp_program_data(program, place_whole(program, place));
}

#endif
