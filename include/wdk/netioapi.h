/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * netioapi.h: spinpair model header.
 *
 * What is known of network interfaces and addresses: the rows that drivers ask
 * for, and the routines that fill them.
 *
 * Source: the public DDI reference of netioapi.h (Microsoft's windows-driver-
 * docs-ddi). Members are in no certain order.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_NETIOAPI_H
#define SPINPAIR_WDK_NETIOAPI_H

#include "ifdef.h"
#include "ntddk.h"
#include "ntddndis.h"
#include "ws2ipdef.h"

typedef enum _MIB_NOTIFICATION_TYPE {
  MibParameterNotification,
  MibAddInstance,
  MibDeleteInstance,
  MibInitialNotification
} MIB_NOTIFICATION_TYPE,
    *PMIB_NOTIFICATION_TYPE;
typedef enum {
  IpPrefixOriginOther,
  IpPrefixOriginManual,
  IpPrefixOriginWellKnown,
  IpPrefixOriginDhcp,
  IpPrefixOriginRouterAdvertisement
} NL_PREFIX_ORIGIN;
typedef enum {
  IpSuffixOriginOther,
  IpSuffixOriginManual,
  IpSuffixOriginWellKnown,
  IpSuffixOriginDhcp,
  IpSuffixOriginLinkLayerAddress,
  IpSuffixOriginRandom
} NL_SUFFIX_ORIGIN;
typedef enum {
  IpDadStateInvalid,
  IpDadStateTentative,
  IpDadStateDuplicate,
  IpDadStateDeprecated,
  IpDadStatePreferred
} NL_DAD_STATE;

typedef struct _IP_ADDRESS_PREFIX {
  SOCKADDR_INET Prefix;
  UINT8 PrefixLength;
} IP_ADDRESS_PREFIX, *PIP_ADDRESS_PREFIX;
typedef struct _MIB_UNICASTIPADDRESS_ROW {
  SOCKADDR_INET Address;
  NET_LUID InterfaceLuid;
  NET_IFINDEX InterfaceIndex;
  NL_PREFIX_ORIGIN PrefixOrigin;
  NL_SUFFIX_ORIGIN SuffixOrigin;
  ULONG ValidLifetime;
  ULONG PreferredLifetime;
  UINT8 OnLinkPrefixLength;
  BOOLEAN SkipAsSource;
  NL_DAD_STATE DadState;
  SCOPE_ID ScopeId;
  LARGE_INTEGER CreationTimeStamp;
} MIB_UNICASTIPADDRESS_ROW, *PMIB_UNICASTIPADDRESS_ROW;
typedef struct _MIB_UNICASTIPADDRESS_TABLE {
  ULONG NumEntries;
  MIB_UNICASTIPADDRESS_ROW Table[ANYSIZE_ARRAY];
} MIB_UNICASTIPADDRESS_TABLE, *PMIB_UNICASTIPADDRESS_TABLE;
typedef struct _MIB_IPFORWARD_ROW2 {
  NET_LUID InterfaceLuid;
  NET_IFINDEX InterfaceIndex;
  IP_ADDRESS_PREFIX DestinationPrefix;
  SOCKADDR_INET NextHop;
  UCHAR SitePrefixLength;
  ULONG ValidLifetime;
  ULONG PreferredLifetime;
  ULONG Metric;
  BOOLEAN Loopback;
  BOOLEAN AutoconfigureAddress;
  BOOLEAN Publish;
  BOOLEAN Immortal;
  ULONG Age;
} MIB_IPFORWARD_ROW2, *PMIB_IPFORWARD_ROW2;
typedef struct _MIB_IPFORWARD_TABLE2 {
  ULONG NumEntries;
  MIB_IPFORWARD_ROW2 Table[ANYSIZE_ARRAY];
} MIB_IPFORWARD_TABLE2, *PMIB_IPFORWARD_TABLE2;
typedef struct _MIB_IPINTERFACE_ROW {
  ADDRESS_FAMILY Family;
  NET_LUID InterfaceLuid;
  NET_IFINDEX InterfaceIndex;
  ULONG MaxReassemblySize;
  ULONG MinRouterAdvertisementInterval;
  ULONG MaxRouterAdvertisementInterval;
  BOOLEAN AdvertisingEnabled;
  BOOLEAN ForwardingEnabled;
  BOOLEAN WeakHostSend;
  BOOLEAN WeakHostReceive;
  BOOLEAN UseAutomaticMetric;
  BOOLEAN UseNeighborUnreachabilityDetection;
  ULONG DadTransmits;
  ULONG BaseReachableTime;
  ULONG RetransmitTime;
  ULONG PathMtuDiscoveryTimeout;
  ULONG SitePrefixLength;
  ULONG Metric;
  ULONG NlMtu;
  BOOLEAN Connected;
  BOOLEAN SupportsWakeUpPatterns;
  ULONG ReachableTime;
  BOOLEAN DisableDefaultRoutes;
} MIB_IPINTERFACE_ROW, *PMIB_IPINTERFACE_ROW;

typedef struct _MIB_IF_ROW2 {
  NET_LUID InterfaceLuid;
  NET_IFINDEX InterfaceIndex;
  GUID InterfaceGuid;
  WCHAR Alias[IF_MAX_STRING_SIZE + 1];
  WCHAR Description[IF_MAX_STRING_SIZE + 1];
  ULONG PhysicalAddressLength;
  UCHAR PhysicalAddress[IF_MAX_PHYS_ADDRESS_LENGTH];
  UCHAR PermanentPhysicalAddress[IF_MAX_PHYS_ADDRESS_LENGTH];
  ULONG Mtu;
  IFTYPE Type;
  TUNNEL_TYPE TunnelType;
  NDIS_MEDIUM MediaType;
  NDIS_PHYSICAL_MEDIUM PhysicalMediumType;
  NET_IF_ACCESS_TYPE AccessType;
  NET_IF_DIRECTION_TYPE DirectionType;
  struct {
    BOOLEAN HardwareInterface : 1;
    BOOLEAN FilterInterface : 1;
    BOOLEAN ConnectorPresent : 1;
    BOOLEAN NotAuthenticated : 1;
    BOOLEAN NotMediaConnected : 1;
    BOOLEAN Paused : 1;
    BOOLEAN LowPower : 1;
    BOOLEAN EndPointInterface : 1;
  } InterfaceAndOperStatusFlags;
  IF_OPER_STATUS OperStatus;
  NET_IF_ADMIN_STATUS AdminStatus;
  NET_IF_MEDIA_CONNECT_STATE MediaConnectState;
  NET_IF_NETWORK_GUID NetworkGuid;
  NET_IF_CONNECTION_TYPE ConnectionType;
  ULONG64 TransmitLinkSpeed;
  ULONG64 ReceiveLinkSpeed;
  ULONG64 InOctets;
  ULONG64 InUcastPkts;
  ULONG64 InNUcastPkts;
  ULONG64 InDiscards;
  ULONG64 InErrors;
  ULONG64 InUnknownProtos;
  ULONG64 InUcastOctets;
  ULONG64 InMulticastOctets;
  ULONG64 InBroadcastOctets;
  ULONG64 OutOctets;
  ULONG64 OutUcastPkts;
  ULONG64 OutNUcastPkts;
  ULONG64 OutDiscards;
  ULONG64 OutErrors;
  ULONG64 OutUcastOctets;
  ULONG64 OutMulticastOctets;
  ULONG64 OutBroadcastOctets;
  ULONG64 OutQLen;
} MIB_IF_ROW2, *PMIB_IF_ROW2;
typedef struct _MIB_IF_TABLE2 {
  ULONG NumEntries;
  MIB_IF_ROW2 Table[ANYSIZE_ARRAY];
} MIB_IF_TABLE2, *PMIB_IF_TABLE2;
typedef enum _MIB_IF_TABLE_LEVEL {
  MibIfTableNormal,
  MibIfTableRaw
} MIB_IF_TABLE_LEVEL,
    *PMIB_IF_TABLE_LEVEL;

typedef VOID (*PIPFORWARD_CHANGE_CALLBACK)(
    PVOID CallerContext, PMIB_IPFORWARD_ROW2 Row,
    MIB_NOTIFICATION_TYPE NotificationType);
typedef VOID (*PIPINTERFACE_CHANGE_CALLBACK)(
    PVOID CallerContext, PMIB_IPINTERFACE_ROW Row,
    MIB_NOTIFICATION_TYPE NotificationType);
typedef VOID (*PUNICAST_IPADDRESS_CHANGE_CALLBACK)(
    PVOID CallerContext, PMIB_UNICASTIPADDRESS_ROW Row,
    MIB_NOTIFICATION_TYPE NotificationType);

SPINPAIR_WDK_BEGIN

NTSTATUS GetUnicastIpAddressTable(ADDRESS_FAMILY Family,
                                  PMIB_UNICASTIPADDRESS_TABLE *Table);
NTSTATUS GetUnicastIpAddressEntry(PMIB_UNICASTIPADDRESS_ROW Row);
VOID InitializeUnicastIpAddressEntry(PMIB_UNICASTIPADDRESS_ROW Row);
NTSTATUS CreateUnicastIpAddressEntry(const MIB_UNICASTIPADDRESS_ROW *Row);
NTSTATUS DeleteUnicastIpAddressEntry(const MIB_UNICASTIPADDRESS_ROW *Row);
NTSTATUS
NotifyUnicastIpAddressChange(ADDRESS_FAMILY Family,
                             PUNICAST_IPADDRESS_CHANGE_CALLBACK Callback,
                             PVOID CallerContext, BOOLEAN InitialNotification,
                             HANDLE *NotificationHandle);
NTSTATUS GetIfEntry2(PMIB_IF_ROW2 Row);
NTSTATUS GetIfTable2(PMIB_IF_TABLE2 *Table);
NTSTATUS GetIfTable2Ex(MIB_IF_TABLE_LEVEL Level, PMIB_IF_TABLE2 *Table);
NTSTATUS GetIpForwardTable2(ADDRESS_FAMILY Family,
                            PMIB_IPFORWARD_TABLE2 *Table);
NTSTATUS GetBestRoute2(NET_LUID *InterfaceLuid, NET_IFINDEX InterfaceIndex,
                       const SOCKADDR_INET *SourceAddress,
                       const SOCKADDR_INET *DestinationAddress,
                       ULONG AddressSortOptions, PMIB_IPFORWARD_ROW2 BestRoute,
                       SOCKADDR_INET *BestSourceAddress);
NTSTATUS NotifyRouteChange2(ADDRESS_FAMILY AddressFamily,
                            PIPFORWARD_CHANGE_CALLBACK Callback,
                            PVOID CallerContext, BOOLEAN InitialNotification,
                            HANDLE *NotificationHandle);
NTSTATUS NotifyIpInterfaceChange(ADDRESS_FAMILY Family,
                                 PIPINTERFACE_CHANGE_CALLBACK Callback,
                                 PVOID CallerContext,
                                 BOOLEAN InitialNotification,
                                 HANDLE *NotificationHandle);
NTSTATUS CancelMibChangeNotify2(HANDLE NotificationHandle);
NTSTATUS GetIpInterfaceEntry(PMIB_IPINTERFACE_ROW Row);
NTSTATUS SetIpInterfaceEntry(PMIB_IPINTERFACE_ROW Row);
VOID InitializeIpInterfaceEntry(PMIB_IPINTERFACE_ROW Row);
VOID FreeMibTable(PVOID Memory);
NTSTATUS ConvertInterfaceIndexToLuid(NET_IFINDEX InterfaceIndex,
                                     PNET_LUID InterfaceLuid);
NTSTATUS ConvertInterfaceLuidToIndex(const NET_LUID *InterfaceLuid,
                                     PNET_IFINDEX InterfaceIndex);
NTSTATUS ConvertInterfaceLuidToGuid(const NET_LUID *InterfaceLuid,
                                    GUID *InterfaceGuid);
NTSTATUS ConvertInterfaceGuidToLuid(const GUID *InterfaceGuid,
                                    PNET_LUID InterfaceLuid);

SPINPAIR_WDK_END

#endif /* SPINPAIR_WDK_NETIOAPI_H */
