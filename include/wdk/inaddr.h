/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * inaddr.h: spinpair model header.
 *
 * An address of IPv4.
 *
 * Source: the public reference of inaddr.h (Microsoft).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_INADDR_H
#define SPINPAIR_WDK_INADDR_H

#include "ntdef.h"

typedef struct in_addr {
  union {
    struct {
      UCHAR s_b1, s_b2, s_b3, s_b4;
    } S_un_b;
    struct {
      USHORT s_w1, s_w2;
    } S_un_w;
    ULONG S_addr;
  } S_un;
} IN_ADDR, *PIN_ADDR, *LPIN_ADDR;
#define s_addr S_un.S_addr

#endif /* SPINPAIR_WDK_INADDR_H */
