/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * stdbool.h: spinpair model header.
 *
 * bool, which C++ has as a word of its own.
 *
 * Source: the C standard.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_STDBOOL_H
#define SPINPAIR_WDK_STDBOOL_H

#ifndef __bool_true_false_are_defined
#define __bool_true_false_are_defined 1
#ifndef __cplusplus
#define bool _Bool
#define true 1
#define false 0
#endif
#endif

#endif /* SPINPAIR_WDK_STDBOOL_H */
