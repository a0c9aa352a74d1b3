/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * concurrencysal.h: spinpair model header.
 *
 * Lock annotations. They are all in sal.h here.
 *
 * Source: Microsoft's public documentation of the source-code annotation
 * language (SAL); only the names are used.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_CONCURRENCYSAL_H
#define SPINPAIR_WDK_CONCURRENCYSAL_H

#include "sal.h"

#endif /* SPINPAIR_WDK_CONCURRENCYSAL_H */
