/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * assert.h: spinpair model header.
 *
 * Assertions. Analysis may take the condition for granted after one, as with
 * those of wdm.h.
 *
 * Source: the C standard.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_ASSERT_H
#define SPINPAIR_WDK_ASSERT_H

#include "wdm.h"

#undef assert
#ifdef NDEBUG
#define assert(Condition) ((void)0)
#else
#define assert(Condition)                                                      \
  ((void)((Condition) ? (void)0 : SpinpairModelAssertionFailed()))
#endif
#ifndef __cplusplus
#undef static_assert
#define static_assert _Static_assert
#endif

#endif /* SPINPAIR_WDK_ASSERT_H */
