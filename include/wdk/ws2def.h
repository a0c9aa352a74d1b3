/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ws2def.h: spinpair model header.
 *
 * Sockets, as far as drivers of a kind of their own take part in them: address
 * families, types, options.
 *
 * Source: the public reference of ws2def.h, and "SOL_SOCKET Socket Options"
 * (Microsoft).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_WS2DEF_H
#define SPINPAIR_WDK_WS2DEF_H

#include "ntdef.h"

typedef USHORT ADDRESS_FAMILY;
typedef struct sockaddr {
  ADDRESS_FAMILY sa_family;
  CHAR sa_data[14];
} SOCKADDR, *PSOCKADDR, *LPSOCKADDR;

#define AF_UNSPEC 0
#define AF_INET 2
#define AF_INET6 23
#define SOCK_STREAM 1
#define SOCK_DGRAM 2
#define SOCK_RAW 3
#define SOL_SOCKET 0xffff
#define SO_DEBUG 0x0001
#define SO_ACCEPTCONN 0x0002
#define SO_REUSEADDR 0x0004
#define SO_KEEPALIVE 0x0008
#define SO_LINGER 0x0080
#define SO_SNDBUF 0x1001
#define SO_RCVBUF 0x1002
#define SO_SNDTIMEO 0x1005
#define SO_RCVTIMEO 0x1006
#define SO_ERROR 0x1007
#define SO_TYPE 0x1008

#endif /* SPINPAIR_WDK_WS2DEF_H */
