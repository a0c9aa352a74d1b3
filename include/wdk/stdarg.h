/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * stdarg.h: spinpair model header.
 *
 * Variable arguments, as the compiler has them.
 *
 * Source: the C standard.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_STDARG_H
#define SPINPAIR_WDK_STDARG_H

typedef __builtin_va_list va_list;
#ifndef va_start
#define va_start(List, Last) __builtin_va_start(List, Last)
#define va_end(List) __builtin_va_end(List)
#define va_arg(List, Type) __builtin_va_arg(List, Type)
#endif
#ifndef va_copy
#define va_copy(To, From) __builtin_va_copy(To, From)
#endif

#endif /* SPINPAIR_WDK_STDARG_H */
