/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * malloc.h: spinpair model header.
 *
 * What the C runtime of the kernel has of memory: nothing that allocates but
 * _alloca.
 *
 * Source: Microsoft's public reference of the C runtime.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_MALLOC_H
#define SPINPAIR_WDK_MALLOC_H

#define _alloca(Size) __builtin_alloca(Size)
#define alloca(Size) __builtin_alloca(Size)

#endif /* SPINPAIR_WDK_MALLOC_H */
