/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * in6addr.h: spinpair model header.
 *
 * An address of IPv6.
 *
 * Source: the public reference of in6addr.h (Microsoft).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_IN6ADDR_H
#define SPINPAIR_WDK_IN6ADDR_H

#include "ntdef.h"

typedef struct in6_addr {
  union {
    UCHAR Byte[16];
    USHORT Word[8];
  } u;
} IN6_ADDR, *PIN6_ADDR, *LPIN6_ADDR;
#define s6_addr u.Byte
#define s6_bytes u.Byte
#define s6_words u.Word

#endif /* SPINPAIR_WDK_IN6ADDR_H */
