/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * dontuse.h: spinpair model header.
 *
 * In a kit, it warns of functions that drivers should not call. Here nothing
 * is said of them.
 *
 * Source: the public documentation of dangerous APIs (Microsoft's driver
 * documentation).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_DONTUSE_H
#define SPINPAIR_WDK_DONTUSE_H



#endif /* SPINPAIR_WDK_DONTUSE_H */
