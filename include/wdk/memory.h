/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * memory.h: spinpair model header.
 *
 * The memory functions of the C runtime; string.h has them.
 *
 * Source: the C standard, and the public C runtime reference (Microsoft) for
 * what it adds.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_MEMORY_H
#define SPINPAIR_WDK_MEMORY_H

#include "string.h"

#endif /* SPINPAIR_WDK_MEMORY_H */
