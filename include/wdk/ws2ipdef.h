/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ws2ipdef.h: spinpair model header.
 *
 * Addresses of sockets, with those of IPv6.
 *
 * Source: the public reference of ws2ipdef.h (Microsoft).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_WS2IPDEF_H
#define SPINPAIR_WDK_WS2IPDEF_H

#include "in6addr.h"
#include "ws2def.h"

typedef struct sockaddr_in6 {
  ADDRESS_FAMILY sin6_family;
  USHORT sin6_port;
  ULONG sin6_flowinfo;
  IN6_ADDR sin6_addr;
  union {
    ULONG sin6_scope_id;
    SCOPE_ID sin6_scope_struct;
  };
} SOCKADDR_IN6, *PSOCKADDR_IN6, SOCKADDR_IN6_LH, *PSOCKADDR_IN6_LH;
typedef union _SOCKADDR_INET {
  SOCKADDR_IN Ipv4;
  SOCKADDR_IN6 Ipv6;
  ADDRESS_FAMILY si_family;
} SOCKADDR_INET, *PSOCKADDR_INET;
typedef struct in_pktinfo {
  IN_ADDR ipi_addr;
  ULONG ipi_ifindex;
} IN_PKTINFO, *PIN_PKTINFO;
typedef struct in6_pktinfo {
  IN6_ADDR ipi6_addr;
  ULONG ipi6_ifindex;
} IN6_PKTINFO, *PIN6_PKTINFO;
#define INET_ADDRSTRLEN 22
#define INET6_ADDRSTRLEN 65
#define IP_PKTINFO 19
#define IPV6_PKTINFO 19
#define IPV6_V6ONLY 27

#endif /* SPINPAIR_WDK_WS2IPDEF_H */
