/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ndisnbl.h: spinpair model header.
 *
 * The part of ndis.h that is about packets, requests, miniports and filters of
 * NDIS 6. ndis.h includes it; the real kit has no header of this name.
 * Accessors are macros, as in the reference.
 *
 * Source: the public DDI reference of ndis.h, nblaccessors.h and kin
 * (Microsoft's windows-driver-docs-ddi). Members are in no certain order, and
 * each revision of a structure has the size of the structure.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
/* Ahead of the guard, so that the parts of ndis.h come in its order. */
#include "ndis.h"

#ifndef SPINPAIR_WDK_NDISNBL_H
#define SPINPAIR_WDK_NDISNBL_H

#include "ifdef.h"
#include "ntddndis.h"

/* The version that the driver is built for. */
#ifndef NDIS_SUPPORT_NDIS6
#define NDIS_SUPPORT_NDIS6 1
#define NDIS_SUPPORT_NDIS61 1
#define NDIS_SUPPORT_NDIS620 1
#define NDIS_SUPPORT_NDIS630 1
#endif
#ifndef NDIS_SUPPORT_NDIS640
#define NDIS_SUPPORT_NDIS640 1
#define NDIS_SUPPORT_NDIS650 1
#define NDIS_SUPPORT_NDIS660 1
#define NDIS_SUPPORT_NDIS670 1
#define NDIS_SUPPORT_NDIS680 1
#endif
#define NDIS_RUNTIME_VERSION_60 0x00060000
#define NDIS_RUNTIME_VERSION_61 0x00060001
#define NDIS_RUNTIME_VERSION_620 0x00060014
#define NDIS_RUNTIME_VERSION_630 0x0006001e
#define NDIS_RUNTIME_VERSION_640 0x00060028
#define NDIS_RUNTIME_VERSION_650 0x00060032
#define NDIS_RUNTIME_VERSION_660 0x0006003c
#define NDIS_RUNTIME_VERSION_670 0x00060046
#define NDIS_RUNTIME_VERSION_680 0x00060050
#ifndef NDIS_MINIPORT_MAJOR_VERSION
#define NDIS_MINIPORT_MAJOR_VERSION 6
#define NDIS_MINIPORT_MINOR_VERSION 50
#endif
#ifndef NDIS_FILTER_MAJOR_VERSION
#define NDIS_FILTER_MAJOR_VERSION 6
#define NDIS_FILTER_MINOR_VERSION 50
#endif
#ifndef NDIS_PROTOCOL_MAJOR_VERSION
#define NDIS_PROTOCOL_MAJOR_VERSION 6
#define NDIS_PROTOCOL_MINOR_VERSION 50
#endif

#define NDIS_STATUS_ADAPTER_NOT_FOUND                                          \
  ((NDIS_STATUS)STATUS_NDIS_ADAPTER_NOT_FOUND)
#define NDIS_STATUS_ADAPTER_NOT_READY                                          \
  ((NDIS_STATUS)STATUS_NDIS_ADAPTER_NOT_READY)
#define NDIS_STATUS_ADAPTER_REMOVED ((NDIS_STATUS)STATUS_NDIS_ADAPTER_REMOVED)
#define NDIS_STATUS_ALREADY_MAPPED ((NDIS_STATUS)STATUS_NDIS_ALREADY_MAPPED)
#define NDIS_STATUS_BAD_CHARACTERISTICS                                        \
  ((NDIS_STATUS)STATUS_NDIS_BAD_CHARACTERISTICS)
#define NDIS_STATUS_BAD_VERSION ((NDIS_STATUS)STATUS_NDIS_BAD_VERSION)
#define NDIS_STATUS_BUFFER_TOO_SHORT ((NDIS_STATUS)STATUS_NDIS_BUFFER_TOO_SHORT)
#define NDIS_STATUS_DEVICE_FAILED ((NDIS_STATUS)STATUS_NDIS_DEVICE_FAILED)
#define NDIS_STATUS_ERROR_READING_FILE                                         \
  ((NDIS_STATUS)STATUS_NDIS_ERROR_READING_FILE)
#define NDIS_STATUS_FILE_NOT_FOUND ((NDIS_STATUS)STATUS_NDIS_FILE_NOT_FOUND)
#define NDIS_STATUS_GROUP_ADDRESS_IN_USE                                       \
  ((NDIS_STATUS)STATUS_NDIS_GROUP_ADDRESS_IN_USE)
#define NDIS_STATUS_INDICATION_REQUIRED                                        \
  ((NDIS_STATUS)STATUS_NDIS_INDICATION_REQUIRED)
#define NDIS_STATUS_INTERFACE_NOT_FOUND                                        \
  ((NDIS_STATUS)STATUS_NDIS_INTERFACE_NOT_FOUND)
#define NDIS_STATUS_INVALID_ADDRESS ((NDIS_STATUS)STATUS_NDIS_INVALID_ADDRESS)
#define NDIS_STATUS_INVALID_DATA ((NDIS_STATUS)STATUS_NDIS_INVALID_DATA)
#define NDIS_STATUS_INVALID_DEVICE_REQUEST                                     \
  ((NDIS_STATUS)STATUS_NDIS_INVALID_DEVICE_REQUEST)
#define NDIS_STATUS_INVALID_LENGTH ((NDIS_STATUS)STATUS_NDIS_INVALID_LENGTH)
#define NDIS_STATUS_INVALID_OID ((NDIS_STATUS)STATUS_NDIS_INVALID_OID)
#define NDIS_STATUS_INVALID_PACKET ((NDIS_STATUS)STATUS_NDIS_INVALID_PACKET)
#define NDIS_STATUS_INVALID_PORT ((NDIS_STATUS)STATUS_NDIS_INVALID_PORT)
#define NDIS_STATUS_INVALID_PORT_STATE                                         \
  ((NDIS_STATUS)STATUS_NDIS_INVALID_PORT_STATE)
#define NDIS_STATUS_LOW_POWER_STATE ((NDIS_STATUS)STATUS_NDIS_LOW_POWER_STATE)
#define NDIS_STATUS_MEDIA_DISCONNECTED                                         \
  ((NDIS_STATUS)STATUS_NDIS_MEDIA_DISCONNECTED)
#define NDIS_STATUS_MULTICAST_EXISTS ((NDIS_STATUS)STATUS_NDIS_MULTICAST_EXISTS)
#define NDIS_STATUS_MULTICAST_FULL ((NDIS_STATUS)STATUS_NDIS_MULTICAST_FULL)
#define NDIS_STATUS_MULTICAST_NOT_FOUND                                        \
  ((NDIS_STATUS)STATUS_NDIS_MULTICAST_NOT_FOUND)
#define NDIS_STATUS_NOT_SUPPORTED ((NDIS_STATUS)STATUS_NDIS_NOT_SUPPORTED)
#define NDIS_STATUS_OPEN_FAILED ((NDIS_STATUS)STATUS_NDIS_OPEN_FAILED)
#define NDIS_STATUS_PAUSED ((NDIS_STATUS)STATUS_NDIS_PAUSED)
#define NDIS_STATUS_REQUEST_ABORTED ((NDIS_STATUS)STATUS_NDIS_REQUEST_ABORTED)
#define NDIS_STATUS_RESET_IN_PROGRESS                                          \
  ((NDIS_STATUS)STATUS_NDIS_RESET_IN_PROGRESS)
#define NDIS_STATUS_RESOURCE_CONFLICT                                          \
  ((NDIS_STATUS)STATUS_NDIS_RESOURCE_CONFLICT)
#define NDIS_STATUS_UNSUPPORTED_MEDIA                                          \
  ((NDIS_STATUS)STATUS_NDIS_UNSUPPORTED_MEDIA)
#define NDIS_STATUS_UNSUPPORTED_REVISION                                       \
  ((NDIS_STATUS)STATUS_NDIS_UNSUPPORTED_REVISION)
#define NDIS_STATUS_BUFFER_OVERFLOW ((NDIS_STATUS)STATUS_BUFFER_OVERFLOW)
#define NDIS_STATUS_INVALID_PARAMETER ((NDIS_STATUS)STATUS_INVALID_PARAMETER)
#define NDIS_STATUS_NO_MEMORY ((NDIS_STATUS)STATUS_NO_MEMORY)
#define NDIS_STATUS_MEDIA_CONNECT ((NDIS_STATUS)0x4001000B)
#define NDIS_STATUS_MEDIA_DISCONNECT ((NDIS_STATUS)0x4001000C)
#define NDIS_STATUS_LINK_STATE ((NDIS_STATUS)0x40010017)
#define NDIS_STATUS_NETWORK_CHANGE ((NDIS_STATUS)0x40010018)
#define NDIS_STATUS_PACKET_FILTER ((NDIS_STATUS)0x40010022)
#define NDIS_STATUS_NOT_ACCEPTED ((NDIS_STATUS)0x00010003)
#define NDIS_STATUS_SEND_ABORTED STATUS_NDIS_REQUEST_ABORTED

#define NDIS_STRING_CONST(Text)                                                \
  {                                                                            \
    sizeof(L##Text) - sizeof(WCHAR), sizeof(L##Text),                          \
        SpinpairModelText(L##Text)                                             \
  }

/* ------------------------------------------------------------------------
 * Packets
 */

/* The numbers of these are the model's own. */
typedef enum _NDIS_NET_BUFFER_LIST_INFO {
  TcpIpChecksumNetBufferListInfo,
  TcpOffloadBytesTransferred = TcpIpChecksumNetBufferListInfo,
  IPsecOffloadV1NetBufferListInfo,
  IPsecOffloadV2NetBufferListInfo = IPsecOffloadV1NetBufferListInfo,
  TcpLargeSendNetBufferListInfo,
  TcpReceiveNoPush = TcpLargeSendNetBufferListInfo,
  ClassificationHandleNetBufferListInfo,
  Ieee8021QNetBufferListInfo,
  NetBufferListCancelId,
  MediaSpecificInformation,
  NetBufferListFrameType,
  NetBufferListProtocolId = NetBufferListFrameType,
  NetBufferListHashValue,
  NetBufferListHashInfo,
  WfpNetBufferListInfo,
  NetBufferListFilteringInfo,
  MediaSpecificInformationEx,
  NblOriginalInterfaceIfIndex,
  TcpRecvSegCoalesceInfo,
  RscTcpTimestampDelta,
  GftOffloadInformation,
  VirtualSubnetInfo,
  UdpSegmentationOffloadInfo,
  UdpRecvSegCoalesceOffloadInfo,
  MaxNetBufferListInfo
} NDIS_NET_BUFFER_LIST_INFO,
    *PNDIS_NET_BUFFER_LIST_INFO;

typedef struct _NET_BUFFER NET_BUFFER, *PNET_BUFFER;
typedef struct _NET_BUFFER_LIST NET_BUFFER_LIST, *PNET_BUFFER_LIST;
struct _NET_BUFFER {
  PNET_BUFFER Next;
  PMDL CurrentMdl;
  ULONG CurrentMdlOffset;
  ULONG DataLength;
  SIZE_T stDataLength;
  PMDL MdlChain;
  ULONG DataOffset;
  USHORT ChecksumBias;
  NDIS_HANDLE NdisPoolHandle;
  PVOID NdisReserved[2];
  PVOID ProtocolReserved[6];
  PVOID MiniportReserved[4];
  NDIS_PHYSICAL_ADDRESS DataPhysicalAddress;
  struct _SCATTER_GATHER_LIST *ScatterGatherList;
};
typedef struct _NET_BUFFER_LIST_CONTEXT {
  struct _NET_BUFFER_LIST_CONTEXT *Next;
  USHORT Size;
  USHORT Offset;
  UCHAR ContextData[1];
} NET_BUFFER_LIST_CONTEXT, *PNET_BUFFER_LIST_CONTEXT;
struct _NET_BUFFER_LIST {
  PNET_BUFFER_LIST Next;
  PNET_BUFFER FirstNetBuffer;
  PNET_BUFFER_LIST_CONTEXT Context;
  PNET_BUFFER_LIST ParentNetBufferList;
  NDIS_HANDLE NdisPoolHandle;
  PVOID NdisReserved[2];
  PVOID ProtocolReserved[4];
  PVOID MiniportReserved[2];
  PVOID Scratch;
  NDIS_HANDLE SourceHandle;
  ULONG NblFlags;
  LONG ChildRefCount;
  ULONG Flags;
  NDIS_STATUS Status;
  PVOID NetBufferListInfo[MaxNetBufferListInfo];
};

#define NET_BUFFER_NEXT_NB(Nb) ((Nb)->Next)
#define NET_BUFFER_FIRST_MDL(Nb) ((Nb)->MdlChain)
#define NET_BUFFER_DATA_LENGTH(Nb) ((Nb)->DataLength)
#define NET_BUFFER_DATA_OFFSET(Nb) ((Nb)->DataOffset)
#define NET_BUFFER_CURRENT_MDL(Nb) ((Nb)->CurrentMdl)
#define NET_BUFFER_CURRENT_MDL_OFFSET(Nb) ((Nb)->CurrentMdlOffset)
#define NET_BUFFER_PROTOCOL_RESERVED(Nb) ((Nb)->ProtocolReserved)
#define NET_BUFFER_MINIPORT_RESERVED(Nb) ((Nb)->MiniportReserved)
#define NET_BUFFER_CHECKSUM_BIAS(Nb) ((Nb)->ChecksumBias)
#define NET_BUFFER_SCATTER_GATHER_LIST(Nb) ((Nb)->ScatterGatherList)
#define NET_BUFFER_LIST_NEXT_NBL(Nbl) ((Nbl)->Next)
#define NET_BUFFER_LIST_FIRST_NB(Nbl) ((Nbl)->FirstNetBuffer)
#define NET_BUFFER_LIST_FLAGS(Nbl) ((Nbl)->Flags)
#define NET_BUFFER_LIST_STATUS(Nbl) ((Nbl)->Status)
#define NET_BUFFER_LIST_NBL_FLAGS(Nbl) ((Nbl)->NblFlags)
#define NET_BUFFER_LIST_INFO(Nbl, Id) ((Nbl)->NetBufferListInfo[(Id)])
#define NET_BUFFER_LIST_MINIPORT_RESERVED(Nbl) ((Nbl)->MiniportReserved)
#define NET_BUFFER_LIST_PROTOCOL_RESERVED(Nbl) ((Nbl)->ProtocolReserved)
#define NET_BUFFER_LIST_CONTEXT_DATA_START(Nbl)                                \
  ((PUCHAR)((Nbl)->Context + 1) + (Nbl)->Context->Offset)
#define NET_BUFFER_LIST_CONTEXT_DATA_SIZE(Nbl) ((Nbl)->Context->Size)
#define NET_BUFFER_LIST_GET_HASH_VALUE(Nbl)                                    \
  (PtrToUlong(NET_BUFFER_LIST_INFO(Nbl, NetBufferListHashValue)))
#define NET_BUFFER_LIST_SET_HASH_VALUE(Nbl, Value)                             \
  (NET_BUFFER_LIST_INFO(Nbl, NetBufferListHashValue) = UlongToPtr(Value))
#define NET_BUFFER_LIST_GET_HASH_TYPE(Nbl)                                     \
  (PtrToUlong(NET_BUFFER_LIST_INFO(Nbl, NetBufferListHashInfo)) & 0x00ffff00)
#define NET_BUFFER_LIST_SET_HASH_TYPE(Nbl, Type)                               \
  (NET_BUFFER_LIST_INFO(Nbl, NetBufferListHashInfo) = UlongToPtr(Type))
#define NET_BUFFER_LIST_SET_HASH_FUNCTION(Nbl, Function)                       \
  (NET_BUFFER_LIST_INFO(Nbl, NetBufferListHashInfo) = UlongToPtr(Function))
#define NdisSetNblFlag(Nbl, Flag) ((Nbl)->NblFlags |= (Flag))
#define NdisClearNblFlag(Nbl, Flag) ((Nbl)->NblFlags &= ~(Flag))
#define NdisTestNblFlag(Nbl, Flag) (((Nbl)->NblFlags & (Flag)) != 0)
#define NdisTestNblFlags(Nbl, Flag) (((Nbl)->NblFlags & (Flag)) == (Flag))
/* The numbers of these are the model's own. */
#define NDIS_NBL_FLAGS_SEND_READ_ONLY 0x00000001
#define NDIS_NBL_FLAGS_RECV_READ_ONLY 0x00000002
#define NDIS_NBL_FLAGS_IS_IPV4 0x00000004
#define NDIS_NBL_FLAGS_IS_IPV6 0x00000008
#define NDIS_NBL_FLAGS_IS_TCP 0x00000010
#define NDIS_NBL_FLAGS_IS_UDP 0x00000020
#define NDIS_NBL_FLAGS_IS_LOOPBACK_PACKET 0x00000040
#define NDIS_NBL_FLAGS_HD_SPLIT 0x00000080

typedef struct _NDIS_NET_BUFFER_LIST_8021Q_INFO {
  union {
    struct {
      UINT32 UserPriority : 3;
      UINT32 CanonicalFormatId : 1;
      UINT32 VlanId : 12;
      UINT32 Reserved : 16;
    } TagHeader;
    PVOID Value;
  };
} NDIS_NET_BUFFER_LIST_8021Q_INFO, *PNDIS_NET_BUFFER_LIST_8021Q_INFO;
typedef struct _NDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO {
  union {
    struct {
      ULONG IsIPv4 : 1;
      ULONG IsIPv6 : 1;
      ULONG TcpChecksum : 1;
      ULONG UdpChecksum : 1;
      ULONG IpHeaderChecksum : 1;
      ULONG Reserved : 11;
      ULONG TcpHeaderOffset : 10;
    } Transmit;
    struct {
      ULONG TcpChecksumFailed : 1;
      ULONG UdpChecksumFailed : 1;
      ULONG IpChecksumFailed : 1;
      ULONG TcpChecksumSucceeded : 1;
      ULONG UdpChecksumSucceeded : 1;
      ULONG IpChecksumSucceeded : 1;
      ULONG Loopback : 1;
      ULONG TcpChecksumValueInvalid : 1;
      ULONG IpChecksumValueInvalid : 1;
    } Receive;
    PVOID Value;
  };
} NDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO,
    *PNDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO;
#define NDIS_TCP_LARGE_SEND_OFFLOAD_V1_TYPE 0
#define NDIS_TCP_LARGE_SEND_OFFLOAD_V2_TYPE 1
#define NDIS_TCP_LARGE_SEND_OFFLOAD_IPv4 0
#define NDIS_TCP_LARGE_SEND_OFFLOAD_IPv6 1
typedef struct _NDIS_TCP_LARGE_SEND_OFFLOAD_NET_BUFFER_LIST_INFO {
  union {
    struct {
      ULONG Unused : 30;
      ULONG Type : 1;
      ULONG Reserved2 : 1;
    } Transmit;
    struct {
      ULONG MSS : 20;
      ULONG TcpHeaderOffset : 10;
      ULONG Type : 1;
      ULONG Reserved2 : 1;
    } LsoV1Transmit;
    struct {
      ULONG TcpPayload : 30;
      ULONG Type : 1;
      ULONG Reserved2 : 1;
    } LsoV1TransmitComplete;
    struct {
      ULONG MSS : 20;
      ULONG TcpHeaderOffset : 10;
      ULONG Type : 1;
      ULONG IPVersion : 1;
    } LsoV2Transmit;
    struct {
      ULONG Reserved : 30;
      ULONG Type : 1;
      ULONG Reserved2 : 1;
    } LsoV2TransmitComplete;
    PVOID Value;
  };
} NDIS_TCP_LARGE_SEND_OFFLOAD_NET_BUFFER_LIST_INFO,
    *PNDIS_TCP_LARGE_SEND_OFFLOAD_NET_BUFFER_LIST_INFO;
typedef union _NDIS_RSC_NBL_INFO {
  struct {
    USHORT CoalescedSegCount;
    USHORT DupAckCount;
  } Info;
  PVOID Value;
} NDIS_RSC_NBL_INFO, *PNDIS_RSC_NBL_INFO;
#define NET_BUFFER_LIST_COALESCED_SEG_COUNT(Nbl)                               \
  (((PNDIS_RSC_NBL_INFO)&NET_BUFFER_LIST_INFO(Nbl, TcpRecvSegCoalesceInfo))    \
       ->Info.CoalescedSegCount)
#define NET_BUFFER_LIST_DUP_ACK_COUNT(Nbl)                                     \
  (((PNDIS_RSC_NBL_INFO)&NET_BUFFER_LIST_INFO(Nbl, TcpRecvSegCoalesceInfo))    \
       ->Info.DupAckCount)

#define NDIS_SEND_FLAGS_DISPATCH_LEVEL 0x00000001
#define NDIS_SEND_FLAGS_CHECK_FOR_LOOPBACK 0x00000002
#define NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL 0x00000001
#define NDIS_RETURN_FLAGS_DISPATCH_LEVEL 0x00000001
#define NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL 0x00000001
#define NDIS_RECEIVE_FLAGS_RESOURCES 0x00000002
#define NDIS_RECEIVE_FLAGS_SINGLE_ETHER_TYPE 0x00000100
#define NDIS_RECEIVE_FLAGS_SINGLE_VLAN 0x00000200
#define NDIS_RECEIVE_FLAGS_PERFECT_FILTERED 0x00000400
#define NDIS_TEST_SEND_FLAG(Flags, Flag) (((Flags) & (Flag)) != 0)
#define NDIS_TEST_SEND_AT_DISPATCH_LEVEL(Flags)                                \
  NDIS_TEST_SEND_FLAG(Flags, NDIS_SEND_FLAGS_DISPATCH_LEVEL)
#define NDIS_TEST_RETURN_AT_DISPATCH_LEVEL(Flags)                              \
  NDIS_TEST_SEND_FLAG(Flags, NDIS_RETURN_FLAGS_DISPATCH_LEVEL)
#define NDIS_TEST_RECEIVE_AT_DISPATCH_LEVEL(Flags)                             \
  NDIS_TEST_SEND_FLAG(Flags, NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL)
#define NDIS_TEST_RECEIVE_CAN_PEND(Flags)                                      \
  (((Flags)&NDIS_RECEIVE_FLAGS_RESOURCES) == 0)
#define NDIS_TEST_RECEIVE_CANNOT_PEND(Flags)                                   \
  (((Flags)&NDIS_RECEIVE_FLAGS_RESOURCES) != 0)
#define NDIS_SET_SEND_FLAG(Flags, Flag) ((Flags) |= (Flag))
#define ETH_LENGTH_OF_ADDRESS 6
#define ETH_IS_MULTICAST(Address) ((BOOLEAN)(((PUCHAR)(Address))[0] & 1))
#define ETH_IS_BROADCAST(Address)                                              \
  (((PUCHAR)(Address))[0] == 0xff && ((PUCHAR)(Address))[1] == 0xff &&         \
   ((PUCHAR)(Address))[2] == 0xff && ((PUCHAR)(Address))[3] == 0xff &&         \
   ((PUCHAR)(Address))[4] == 0xff && ((PUCHAR)(Address))[5] == 0xff)
#define ETH_COPY_NETWORK_ADDRESS(To, From)                                     \
  RtlCopyMemory(To, From, ETH_LENGTH_OF_ADDRESS)
#define NDIS_ETH_TYPE_IPV4 0x0800
#define NDIS_ETH_TYPE_ARP 0x0806
#define NDIS_ETH_TYPE_IPV6 0x86dd
typedef ULONG NDIS_PORT_NUMBER, *PNDIS_PORT_NUMBER;
#define NDIS_DEFAULT_PORT_NUMBER ((NDIS_PORT_NUMBER)0)

/* ------------------------------------------------------------------------
 * Objects with a header
 */

typedef struct _NDIS_OBJECT_HEADER {
  UCHAR Type;
  UCHAR Revision;
  USHORT Size;
} NDIS_OBJECT_HEADER, *PNDIS_OBJECT_HEADER;

/* The numbers of the types are the model's own. */
#define NDIS_OBJECT_TYPE_DEFAULT 0x80
#define NDIS_OBJECT_TYPE_MINIPORT_INIT_PARAMETERS 0x81
#define NDIS_OBJECT_TYPE_SG_DMA_DESCRIPTION 0x82
#define NDIS_OBJECT_TYPE_MINIPORT_INTERRUPT 0x83
#define NDIS_OBJECT_TYPE_DEVICE_OBJECT_ATTRIBUTES 0x84
#define NDIS_OBJECT_TYPE_BIND_PARAMETERS 0x85
#define NDIS_OBJECT_TYPE_OPEN_PARAMETERS 0x86
#define NDIS_OBJECT_TYPE_RSS_CAPABILITIES 0x87
#define NDIS_OBJECT_TYPE_RSS_PARAMETERS 0x88
#define NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS 0x89
#define NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS 0x8A
#define NDIS_OBJECT_TYPE_FILTER_PARTIAL_CHARACTERISTICS 0x8B
#define NDIS_OBJECT_TYPE_FILTER_ATTRIBUTES 0x8C
#define NDIS_OBJECT_TYPE_PROTOCOL_DRIVER_CHARACTERISTICS 0x8D
#define NDIS_OBJECT_TYPE_OID_REQUEST 0x8E
#define NDIS_OBJECT_TYPE_TIMER_CHARACTERISTICS 0x8F
#define NDIS_OBJECT_TYPE_STATUS_INDICATION 0x90
#define NDIS_OBJECT_TYPE_FILTER_ATTACH_PARAMETERS 0x91
#define NDIS_OBJECT_TYPE_FILTER_PAUSE_PARAMETERS 0x92
#define NDIS_OBJECT_TYPE_FILTER_RESTART_PARAMETERS 0x93
#define NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES 0x94
#define NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES 0x95
#define NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_OFFLOAD_ATTRIBUTES 0x96
#define NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_HARDWARE_ASSIST_ATTRIBUTES 0x97
#define NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_NATIVE_802_11_ATTRIBUTES 0x98
#define NDIS_OBJECT_TYPE_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES 0x99
#define NDIS_OBJECT_TYPE_MINIPORT_PNP_CHARACTERISTICS 0x9A
#define NDIS_OBJECT_TYPE_RESTART_GENERAL_ATTRIBUTES 0x9B
#define NDIS_OBJECT_TYPE_OFFLOAD 0x9C
#define NDIS_OBJECT_TYPE_OFFLOAD_ENCAPSULATION 0x9D
#define NDIS_OBJECT_TYPE_CONFIGURATION_OBJECT 0x9E
#define NDIS_OBJECT_TYPE_SHARED_MEMORY_PROVIDER_CHARACTERISTICS 0x9F
#define NDIS_OBJECT_TYPE_RSS_PROCESSOR_INFO 0xA0

/* The numbers of these are the model's own, where a list of the reference does
 * not give them by its order. */
typedef enum _NDIS_PARAMETER_TYPE {
  NdisParameterInteger,
  NdisParameterHexInteger,
  NdisParameterString,
  NdisParameterMultiString,
  NdisParameterBinary
} NDIS_PARAMETER_TYPE,
    *PNDIS_PARAMETER_TYPE;
typedef enum _NDIS_REQUEST_TYPE {
  NdisRequestQueryInformation,
  NdisRequestSetInformation,
  NdisRequestQueryStatistics,
  NdisRequestOpen,
  NdisRequestClose,
  NdisRequestSend,
  NdisRequestTransferData,
  NdisRequestReset,
  NdisRequestGeneric1,
  NdisRequestGeneric2,
  NdisRequestGeneric3,
  NdisRequestGeneric4,
  NdisRequestMethod
} NDIS_REQUEST_TYPE,
    *PNDIS_REQUEST_TYPE;
typedef enum _NDIS_DEVICE_POWER_STATE {
  NdisDeviceStateUnspecified,
  NdisDeviceStateD0,
  NdisDeviceStateD1,
  NdisDeviceStateD2,
  NdisDeviceStateD3,
  NdisDeviceStateMaximum
} NDIS_DEVICE_POWER_STATE,
    *PNDIS_DEVICE_POWER_STATE;
typedef enum _NDIS_HARDWARE_STATUS {
  NdisHardwareStatusReady,
  NdisHardwareStatusInitializing,
  NdisHardwareStatusReset,
  NdisHardwareStatusClosing,
  NdisHardwareStatusNotReady
} NDIS_HARDWARE_STATUS,
    *PNDIS_HARDWARE_STATUS;
typedef enum _NDIS_INTERFACE_TYPE {
  NdisInterfaceInternal,
  NdisInterfaceIsa,
  NdisInterfaceEisa,
  NdisInterfaceMca,
  NdisInterfaceTurboChannel,
  NdisInterfacePci,
  NdisInterfacePcMcia
} NDIS_INTERFACE_TYPE,
    *PNDIS_INTERFACE_TYPE;
typedef enum _NDIS_HALT_ACTION {
  NdisHaltDeviceDisabled,
  NdisHaltDeviceInstanceDeInitialized,
  NdisHaltDevicePoweredDown,
  NdisHaltDeviceSurpriseRemoved,
  NdisHaltDeviceFailed,
  NdisHaltDeviceInitializationFailed,
  NdisHaltDeviceStopped
} NDIS_HALT_ACTION,
    *PNDIS_HALT_ACTION;
typedef enum _NDIS_SHUTDOWN_ACTION {
  NdisShutdownPowerOff,
  NdisShutdownBugCheck
} NDIS_SHUTDOWN_ACTION,
    *PNDIS_SHUTDOWN_ACTION;
typedef enum _NDIS_DEVICE_PNP_EVENT {
  NdisDevicePnPEventQueryRemoved,
  NdisDevicePnPEventRemoved,
  NdisDevicePnPEventSurpriseRemoved,
  NdisDevicePnPEventQueryStopped,
  NdisDevicePnPEventStopped,
  NdisDevicePnPEventPowerProfileChanged,
  NdisDevicePnPEventFilterListChanged,
  NdisDevicePnPEventMaximum
} NDIS_DEVICE_PNP_EVENT,
    *PNDIS_DEVICE_PNP_EVENT;
typedef enum _NDIS_POWER_PROFILE {
  NdisPowerProfileBattery,
  NdisPowerProfileAcOnLine
} NDIS_POWER_PROFILE,
    *PNDIS_POWER_PROFILE;
typedef enum _NDIS_INTERRUPT_MODERATION {
  NdisInterruptModerationUnknown,
  NdisInterruptModerationNotSupported,
  NdisInterruptModerationEnabled,
  NdisInterruptModerationDisabled
} NDIS_INTERRUPT_MODERATION,
    *PNDIS_INTERRUPT_MODERATION;
typedef enum _NDIS_SUPPORTED_PAUSE_FUNCTIONS {
  NdisPauseFunctionsUnsupported,
  NdisPauseFunctionsSendOnly,
  NdisPauseFunctionsReceiveOnly,
  NdisPauseFunctionsSendAndReceive,
  NdisPauseFunctionsUnknown
} NDIS_SUPPORTED_PAUSE_FUNCTIONS,
    *PNDIS_SUPPORTED_PAUSE_FUNCTIONS;
typedef enum _NET_PNP_EVENT_CODE {
  NetEventSetPower,
  NetEventQueryPower,
  NetEventQueryRemoveDevice,
  NetEventCancelRemoveDevice,
  NetEventReconfigure,
  NetEventBindList,
  NetEventBindsComplete,
  NetEventPnPCapabilities,
  NetEventPause,
  NetEventRestart,
  NetEventPortActivation,
  NetEventPortDeactivation,
  NetEventIMReEnableDevice,
  NetEventNDKEnable,
  NetEventNDKDisable,
  NetEventFilterPreDetach,
  NetEventBindFailed,
  NetEventSwitchActivate,
  NetEventMaximum
} NET_PNP_EVENT_CODE,
    *PNET_PNP_EVENT_CODE;
typedef NET_IF_MEDIA_CONNECT_STATE NDIS_MEDIA_CONNECT_STATE;
typedef NET_IF_MEDIA_DUPLEX_STATE NDIS_MEDIA_DUPLEX_STATE;
typedef ULONG NDIS_OID, *PNDIS_OID;
#define NDIS_INDICATE_ALL_NBLS ((ULONG)-1)
typedef struct _NDIS_RECEIVE_THROTTLE_PARAMETERS {
  ULONG MaxNblsToIndicate;
  ULONG MoreNblsPending : 1;
} NDIS_RECEIVE_THROTTLE_PARAMETERS, *PNDIS_RECEIVE_THROTTLE_PARAMETERS;
typedef CM_PARTIAL_RESOURCE_LIST NDIS_RESOURCE_LIST, *PNDIS_RESOURCE_LIST;

/* ------------------------------------------------------------------------
 * Requests, states and configuration
 */

typedef struct _NDIS_OID_REQUEST {
  NDIS_OBJECT_HEADER Header;
  NDIS_REQUEST_TYPE RequestType;
  NDIS_PORT_NUMBER PortNumber;
  UINT Timeout;
  PVOID RequestId;
  NDIS_HANDLE RequestHandle;
  union _REQUEST_DATA {
    struct _QUERY {
      NDIS_OID Oid;
      PVOID InformationBuffer;
      UINT InformationBufferLength;
      UINT BytesWritten;
      UINT BytesNeeded;
    } QUERY_INFORMATION;
    struct _SET {
      NDIS_OID Oid;
      PVOID InformationBuffer;
      UINT InformationBufferLength;
      UINT BytesRead;
      UINT BytesNeeded;
    } SET_INFORMATION;
    struct _METHOD {
      NDIS_OID Oid;
      PVOID InformationBuffer;
      ULONG InputBufferLength;
      ULONG OutputBufferLength;
      ULONG MethodId;
      UINT BytesWritten;
      UINT BytesRead;
      UINT BytesNeeded;
    } METHOD_INFORMATION;
  } DATA;
  UCHAR NdisReserved[16 * sizeof(PVOID)];
  UCHAR MiniportReserved[2 * sizeof(PVOID)];
  UCHAR SourceReserved[2 * sizeof(PVOID)];
  UCHAR SupportedRevision;
  UCHAR Reserved1;
  USHORT Reserved2;
} NDIS_OID_REQUEST, *PNDIS_OID_REQUEST;
#define NDIS_OID_REQUEST_REVISION_1 1
#define NDIS_SIZEOF_OID_REQUEST_REVISION_1 sizeof(NDIS_OID_REQUEST)
#define NDIS_OID_REQUEST_REVISION_2 2
#define NDIS_SIZEOF_OID_REQUEST_REVISION_2 sizeof(NDIS_OID_REQUEST)

typedef struct _NDIS_STATUS_INDICATION {
  NDIS_OBJECT_HEADER Header;
  NDIS_HANDLE SourceHandle;
  NDIS_PORT_NUMBER PortNumber;
  NDIS_STATUS StatusCode;
  ULONG Flags;
  NDIS_HANDLE DestinationHandle;
  PVOID RequestId;
  PVOID StatusBuffer;
  ULONG StatusBufferSize;
  GUID Guid;
  PVOID NdisReserved[4];
} NDIS_STATUS_INDICATION, *PNDIS_STATUS_INDICATION;
#define NDIS_STATUS_INDICATION_REVISION_1 1
#define NDIS_SIZEOF_STATUS_INDICATION_REVISION_1 sizeof(NDIS_STATUS_INDICATION)

typedef struct _NDIS_LINK_STATE {
  NDIS_OBJECT_HEADER Header;
  NDIS_MEDIA_CONNECT_STATE MediaConnectState;
  NDIS_MEDIA_DUPLEX_STATE MediaDuplexState;
  ULONG64 XmitLinkSpeed;
  ULONG64 RcvLinkSpeed;
  NDIS_SUPPORTED_PAUSE_FUNCTIONS PauseFunctions;
  ULONG AutoNegotiationFlags;
} NDIS_LINK_STATE, *PNDIS_LINK_STATE;
#define NDIS_LINK_STATE_REVISION_1 1
#define NDIS_SIZEOF_LINK_STATE_REVISION_1 sizeof(NDIS_LINK_STATE)

typedef struct _NDIS_LINK_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  NDIS_MEDIA_DUPLEX_STATE MediaDuplexState;
  ULONG64 XmitLinkSpeed;
  ULONG64 RcvLinkSpeed;
  NDIS_SUPPORTED_PAUSE_FUNCTIONS PauseFunctions;
  ULONG AutoNegotiationFlags;
} NDIS_LINK_PARAMETERS, *PNDIS_LINK_PARAMETERS;
#define NDIS_LINK_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_LINK_PARAMETERS_REVISION_1 sizeof(NDIS_LINK_PARAMETERS)

#define NDIS_LINK_SPEED_UNKNOWN ((ULONG64)(-1))
#define NDIS_LINK_STATE_XMIT_LINK_SPEED_AUTO_NEGOTIATED 0x00000001
#define NDIS_LINK_STATE_RCV_LINK_SPEED_AUTO_NEGOTIATED 0x00000002
#define NDIS_LINK_STATE_DUPLEX_AUTO_NEGOTIATED 0x00000004
#define NDIS_LINK_STATE_PAUSE_FUNCTIONS_AUTO_NEGOTIATED 0x00000008

typedef struct _NDIS_STATISTICS_INFO {
  NDIS_OBJECT_HEADER Header;
  ULONG SupportedStatistics;
  ULONG64 ifInDiscards;
  ULONG64 ifInErrors;
  ULONG64 ifHCInOctets;
  ULONG64 ifHCInUcastPkts;
  ULONG64 ifHCInMulticastPkts;
  ULONG64 ifHCInBroadcastPkts;
  ULONG64 ifHCOutOctets;
  ULONG64 ifHCOutUcastPkts;
  ULONG64 ifHCOutMulticastPkts;
  ULONG64 ifHCOutBroadcastPkts;
  ULONG64 ifOutErrors;
  ULONG64 ifOutDiscards;
  ULONG64 ifHCInUcastOctets;
  ULONG64 ifHCInMulticastOctets;
  ULONG64 ifHCInBroadcastOctets;
  ULONG64 ifHCOutUcastOctets;
  ULONG64 ifHCOutMulticastOctets;
  ULONG64 ifHCOutBroadcastOctets;
} NDIS_STATISTICS_INFO, *PNDIS_STATISTICS_INFO;
#define NDIS_STATISTICS_INFO_REVISION_1 1
#define NDIS_SIZEOF_STATISTICS_INFO_REVISION_1 sizeof(NDIS_STATISTICS_INFO)

#define NDIS_STATISTICS_FLAGS_VALID_DIRECTED_FRAMES_RCV 0x00000001
#define NDIS_STATISTICS_FLAGS_VALID_MULTICAST_FRAMES_RCV 0x00000002
#define NDIS_STATISTICS_FLAGS_VALID_BROADCAST_FRAMES_RCV 0x00000004
#define NDIS_STATISTICS_FLAGS_VALID_BYTES_RCV 0x00000008
#define NDIS_STATISTICS_FLAGS_VALID_RCV_DISCARDS 0x00000010
#define NDIS_STATISTICS_FLAGS_VALID_RCV_ERROR 0x00000020
#define NDIS_STATISTICS_FLAGS_VALID_DIRECTED_FRAMES_XMIT 0x00000040
#define NDIS_STATISTICS_FLAGS_VALID_MULTICAST_FRAMES_XMIT 0x00000080
#define NDIS_STATISTICS_FLAGS_VALID_BROADCAST_FRAMES_XMIT 0x00000100
#define NDIS_STATISTICS_FLAGS_VALID_BYTES_XMIT 0x00000200
#define NDIS_STATISTICS_FLAGS_VALID_XMIT_ERROR 0x00000400
#define NDIS_STATISTICS_FLAGS_VALID_XMIT_DISCARDS 0x00008000
#define NDIS_STATISTICS_FLAGS_VALID_DIRECTED_BYTES_RCV 0x00010000
#define NDIS_STATISTICS_FLAGS_VALID_MULTICAST_BYTES_RCV 0x00020000
#define NDIS_STATISTICS_FLAGS_VALID_BROADCAST_BYTES_RCV 0x00040000
#define NDIS_STATISTICS_FLAGS_VALID_DIRECTED_BYTES_XMIT 0x00080000
#define NDIS_STATISTICS_FLAGS_VALID_MULTICAST_BYTES_XMIT 0x00100000
#define NDIS_STATISTICS_FLAGS_VALID_BROADCAST_BYTES_XMIT 0x00200000
/* The numbers of these are the model's own. */
#define NDIS_STATISTICS_DIRECTED_FRAMES_XMIT_SUPPORTED 0x00000001
#define NDIS_STATISTICS_MULTICAST_FRAMES_XMIT_SUPPORTED 0x00000002
#define NDIS_STATISTICS_BROADCAST_FRAMES_XMIT_SUPPORTED 0x00000004
#define NDIS_STATISTICS_DIRECTED_FRAMES_RCV_SUPPORTED 0x00000008
#define NDIS_STATISTICS_MULTICAST_FRAMES_RCV_SUPPORTED 0x00000010
#define NDIS_STATISTICS_BROADCAST_FRAMES_RCV_SUPPORTED 0x00000020
#define NDIS_STATISTICS_DIRECTED_BYTES_XMIT_SUPPORTED 0x00000040
#define NDIS_STATISTICS_MULTICAST_BYTES_XMIT_SUPPORTED 0x00000080
#define NDIS_STATISTICS_BROADCAST_BYTES_XMIT_SUPPORTED 0x00000100
#define NDIS_STATISTICS_DIRECTED_BYTES_RCV_SUPPORTED 0x00000200
#define NDIS_STATISTICS_MULTICAST_BYTES_RCV_SUPPORTED 0x00000400
#define NDIS_STATISTICS_BROADCAST_BYTES_RCV_SUPPORTED 0x00000800
#define NDIS_STATISTICS_BYTES_XMIT_SUPPORTED 0x00001000
#define NDIS_STATISTICS_BYTES_RCV_SUPPORTED 0x00002000
#define NDIS_STATISTICS_XMIT_OK_SUPPORTED 0x00004000
#define NDIS_STATISTICS_RCV_OK_SUPPORTED 0x00008000
#define NDIS_STATISTICS_XMIT_ERROR_SUPPORTED 0x00010000
#define NDIS_STATISTICS_RCV_ERROR_SUPPORTED 0x00020000
#define NDIS_STATISTICS_RCV_NO_BUFFER_SUPPORTED 0x00040000
#define NDIS_STATISTICS_RCV_CRC_ERROR_SUPPORTED 0x00080000
#define NDIS_STATISTICS_TRANSMIT_QUEUE_LENGTH_SUPPORTED 0x00100000
#define NDIS_STATISTICS_XMIT_DISCARDS_SUPPORTED 0x00200000
#define NDIS_STATISTICS_RCV_DISCARDS_SUPPORTED 0x00400000
#define NDIS_STATISTICS_GEN_STATISTICS_SUPPORTED 0x40000000

typedef struct _NDIS_INTERRUPT_MODERATION_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  NDIS_INTERRUPT_MODERATION InterruptModeration;
} NDIS_INTERRUPT_MODERATION_PARAMETERS, *PNDIS_INTERRUPT_MODERATION_PARAMETERS;
#define NDIS_INTERRUPT_MODERATION_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_INTERRUPT_MODERATION_PARAMETERS_REVISION_1                 \
  sizeof(NDIS_INTERRUPT_MODERATION_PARAMETERS)

typedef struct _NDIS_CONFIGURATION_OBJECT {
  NDIS_OBJECT_HEADER Header;
  NDIS_HANDLE NdisHandle;
  ULONG Flags;
} NDIS_CONFIGURATION_OBJECT, *PNDIS_CONFIGURATION_OBJECT;
#define NDIS_CONFIGURATION_OBJECT_REVISION_1 1
#define NDIS_SIZEOF_CONFIGURATION_OBJECT_REVISION_1                            \
  sizeof(NDIS_CONFIGURATION_OBJECT)

typedef struct _NDIS_CONFIGURATION_PARAMETER {
  NDIS_PARAMETER_TYPE ParameterType;
  union {
    ULONG IntegerData;
    NDIS_STRING StringData;
    struct {
      USHORT Length;
      PVOID Buffer;
    } BinaryData;
  } ParameterData;
} NDIS_CONFIGURATION_PARAMETER, *PNDIS_CONFIGURATION_PARAMETER;

typedef struct _NDIS_PNP_CAPABILITIES {
  ULONG Flags;
  struct _NDIS_PM_WAKE_UP_CAPABILITIES {
    NDIS_DEVICE_POWER_STATE MinMagicPacketWakeUp;
    NDIS_DEVICE_POWER_STATE MinPatternWakeUp;
    NDIS_DEVICE_POWER_STATE MinLinkChangeWakeUp;
  } WakeUpCapabilities;
} NDIS_PNP_CAPABILITIES, *PNDIS_PNP_CAPABILITIES;

typedef struct _NDIS_PM_CAPABILITIES {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG SupportedWoLPacketPatterns;
  ULONG NumTotalWoLPatterns;
  ULONG MaxWoLPatternSize;
  ULONG MaxWoLPatternOffset;
  ULONG MaxWoLPacketSaveBuffer;
  ULONG SupportedProtocolOffloads;
  ULONG NumArpOffloadIPv4Addresses;
  ULONG NumNSOffloadIPv6Addresses;
  NDIS_DEVICE_POWER_STATE MinMagicPacketWakeUp;
  NDIS_DEVICE_POWER_STATE MinPatternWakeUp;
  NDIS_DEVICE_POWER_STATE MinLinkChangeWakeUp;
  ULONG SupportedWakeUpEvents;
  ULONG MediaSpecificWakeUpEvents;
} NDIS_PM_CAPABILITIES, *PNDIS_PM_CAPABILITIES;
#define NDIS_PM_CAPABILITIES_REVISION_1 1
#define NDIS_SIZEOF_PM_CAPABILITIES_REVISION_1 sizeof(NDIS_PM_CAPABILITIES)
#define NDIS_PM_CAPABILITIES_REVISION_2 2
#define NDIS_SIZEOF_PM_CAPABILITIES_REVISION_2 sizeof(NDIS_PM_CAPABILITIES)

#define NDIS_SIZEOF_NDIS_PM_CAPABILITIES_REVISION_1 sizeof(NDIS_PM_CAPABILITIES)
#define NDIS_SIZEOF_NDIS_PM_CAPABILITIES_REVISION_2 sizeof(NDIS_PM_CAPABILITIES)
typedef struct _NDIS_RECEIVE_SCALE_CAPABILITIES {
  NDIS_OBJECT_HEADER Header;
  ULONG CapabilitiesFlags;
  ULONG NumberOfInterruptMessages;
  ULONG NumberOfReceiveQueues;
  USHORT NumberOfIndirectionTableEntries;
} NDIS_RECEIVE_SCALE_CAPABILITIES, *PNDIS_RECEIVE_SCALE_CAPABILITIES;
#define NDIS_RECEIVE_SCALE_CAPABILITIES_REVISION_1 1
#define NDIS_SIZEOF_RECEIVE_SCALE_CAPABILITIES_REVISION_1                      \
  sizeof(NDIS_RECEIVE_SCALE_CAPABILITIES)
#define NDIS_RECEIVE_SCALE_CAPABILITIES_REVISION_2 2
#define NDIS_SIZEOF_RECEIVE_SCALE_CAPABILITIES_REVISION_2                      \
  sizeof(NDIS_RECEIVE_SCALE_CAPABILITIES)
#define NDIS_RECEIVE_SCALE_CAPABILITIES_REVISION_3 3
#define NDIS_SIZEOF_RECEIVE_SCALE_CAPABILITIES_REVISION_3                      \
  sizeof(NDIS_RECEIVE_SCALE_CAPABILITIES)

typedef struct _NDIS_RECEIVE_SCALE_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  USHORT Flags;
  USHORT BaseCpuNumber;
  ULONG HashInformation;
  USHORT IndirectionTableSize;
  ULONG IndirectionTableOffset;
  USHORT HashSecretKeySize;
  ULONG HashSecretKeyOffset;
  ULONG ProcessorMasksOffset;
  ULONG NumberOfProcessorMasks;
  ULONG ProcessorMasksEntrySize;
  PROCESSOR_NUMBER DefaultProcessorNumber;
} NDIS_RECEIVE_SCALE_PARAMETERS, *PNDIS_RECEIVE_SCALE_PARAMETERS;
#define NDIS_RECEIVE_SCALE_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_RECEIVE_SCALE_PARAMETERS_REVISION_1                        \
  sizeof(NDIS_RECEIVE_SCALE_PARAMETERS)
#define NDIS_RECEIVE_SCALE_PARAMETERS_REVISION_2 2
#define NDIS_SIZEOF_RECEIVE_SCALE_PARAMETERS_REVISION_2                        \
  sizeof(NDIS_RECEIVE_SCALE_PARAMETERS)
#define NDIS_RECEIVE_SCALE_PARAMETERS_REVISION_3 3
#define NDIS_SIZEOF_RECEIVE_SCALE_PARAMETERS_REVISION_3                        \
  sizeof(NDIS_RECEIVE_SCALE_PARAMETERS)

#define NDIS_RSS_PARAM_FLAG_BASE_CPU_UNCHANGED 0x0001
#define NDIS_RSS_PARAM_FLAG_HASH_INFO_UNCHANGED 0x0002
#define NDIS_RSS_PARAM_FLAG_ITABLE_UNCHANGED 0x0004
#define NDIS_RSS_PARAM_FLAG_HASH_KEY_UNCHANGED 0x0008
#define NDIS_RSS_PARAM_FLAG_DISABLE_RSS 0x0010
#define NDIS_RSS_PARAM_FLAG_DEFAULT_PROCESSOR_UNCHANGED 0x0020
#define NDIS_RSS_INDIRECTION_TABLE_MAX_SIZE_REVISION_1 128
#define NDIS_RSS_INDIRECTION_TABLE_MAX_SIZE_REVISION_2                         \
  (128 * sizeof(PROCESSOR_NUMBER))
#define NDIS_RSS_HASH_SECRET_KEY_MAX_SIZE_REVISION_1 40
#define NDIS_RSS_HASH_SECRET_KEY_MAX_SIZE_REVISION_2 40
#define NDIS_HASH_FUNCTION_MASK 0x000000ff
#define NdisHashFunctionToeplitz 0x00000001
#define NDIS_HASH_TYPE_MASK 0x00ffff00
#define NDIS_HASH_IPV4 0x00000100
#define NDIS_HASH_TCP_IPV4 0x00000200
#define NDIS_HASH_IPV6 0x00000400
#define NDIS_HASH_IPV6_EX 0x00000800
#define NDIS_HASH_TCP_IPV6 0x00001000
#define NDIS_HASH_TCP_IPV6_EX 0x00002000
#define NDIS_HASH_UDP_IPV4 0x00004000
#define NDIS_HASH_UDP_IPV6 0x00008000
#define NDIS_HASH_UDP_IPV6_EX 0x00010000
#define NDIS_RSS_HASH_FUNC_FROM_HASH_INFO(Info) ((Info)&NDIS_HASH_FUNCTION_MASK)
#define NDIS_RSS_HASH_TYPE_FROM_HASH_INFO(Info) ((Info)&NDIS_HASH_TYPE_MASK)
#define NDIS_RSS_HASH_INFO_FROM_TYPE_AND_FUNC(Type, Function)                  \
  ((Type) | (Function))
#define NDIS_RSS_CAPS_MESSAGE_SIGNALED_INTERRUPTS 0x01000000
#define NDIS_RSS_CAPS_CLASSIFICATION_AT_ISR 0x02000000
#define NDIS_RSS_CAPS_CLASSIFICATION_AT_DPC 0x04000000
#define NDIS_RSS_CAPS_USING_MSI_X 0x08000000
#define NDIS_RSS_CAPS_RSS_AVAILABLE_ON_PORTS 0x10000000
#define NDIS_RSS_CAPS_SUPPORTS_MSI_X 0x20000000
#define NDIS_RSS_CAPS_HASH_TYPE_TCP_IPV4 0x00000100
#define NDIS_RSS_CAPS_HASH_TYPE_TCP_IPV6 0x00000200
#define NDIS_RSS_CAPS_HASH_TYPE_TCP_IPV6_EX 0x00000400
#define NDIS_RSS_CAPS_HASH_TYPE_UDP_IPV4 0x00000800
#define NDIS_RSS_CAPS_HASH_TYPE_UDP_IPV6 0x00001000
#define NDIS_RSS_CAPS_HASH_TYPE_UDP_IPV6_EX 0x00002000

typedef struct _NDIS_RSS_PROCESSOR {
  PROCESSOR_NUMBER ProcNum;
  USHORT PreferenceIndex;
  USHORT Reserved;
} NDIS_RSS_PROCESSOR, *PNDIS_RSS_PROCESSOR;

typedef struct _NDIS_RSS_PROCESSOR_INFO {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  PROCESSOR_NUMBER RssBaseProcessor;
  ULONG MaxNumRssProcessors;
  USHORT PreferredNumaNode;
  ULONG RssProcessorArrayOffset;
  ULONG RssProcessorCount;
  ULONG RssProcessorEntrySize;
} NDIS_RSS_PROCESSOR_INFO, *PNDIS_RSS_PROCESSOR_INFO;
#define NDIS_RSS_PROCESSOR_INFO_REVISION_1 1
#define NDIS_SIZEOF_RSS_PROCESSOR_INFO_REVISION_1                              \
  sizeof(NDIS_RSS_PROCESSOR_INFO)
#define NDIS_RSS_PROCESSOR_INFO_REVISION_2 2
#define NDIS_SIZEOF_RSS_PROCESSOR_INFO_REVISION_2                              \
  sizeof(NDIS_RSS_PROCESSOR_INFO)

typedef struct _NET_BUFFER_LIST_POOL_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  UCHAR ProtocolId;
  BOOLEAN fAllocateNetBuffer;
  USHORT ContextSize;
  ULONG PoolTag;
  ULONG DataSize;
  ULONG Flags;
} NET_BUFFER_LIST_POOL_PARAMETERS, *PNET_BUFFER_LIST_POOL_PARAMETERS;
#define NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1                 \
  sizeof(NET_BUFFER_LIST_POOL_PARAMETERS)
#define NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_2 2
#define NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_2                 \
  sizeof(NET_BUFFER_LIST_POOL_PARAMETERS)

typedef struct _NET_BUFFER_POOL_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  ULONG PoolTag;
  ULONG DataSize;
} NET_BUFFER_POOL_PARAMETERS, *PNET_BUFFER_POOL_PARAMETERS;
#define NET_BUFFER_POOL_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_NET_BUFFER_POOL_PARAMETERS_REVISION_1                      \
  sizeof(NET_BUFFER_POOL_PARAMETERS)

#define NDIS_PROTOCOL_ID_DEFAULT 0x00
#define NDIS_PROTOCOL_ID_TCP_IP 0x02

#define NDIS_OFFLOAD_NOT_SUPPORTED 0
#define NDIS_OFFLOAD_SUPPORTED 1
#define NDIS_OFFLOAD_SET_NO_CHANGE 0
#define NDIS_OFFLOAD_SET_ON 1
#define NDIS_OFFLOAD_SET_OFF 2
#define NDIS_ENCAPSULATION_NOT_SUPPORTED 0x00000000
#define NDIS_ENCAPSULATION_NULL 0x00000001
#define NDIS_ENCAPSULATION_IEEE_802_3 0x00000002
#define NDIS_ENCAPSULATION_IEEE_802_3_P_AND_Q 0x00000004
#define NDIS_OFFLOAD_PARAMETERS_NO_CHANGE 0
#define NDIS_OFFLOAD_PARAMETERS_TX_RX_DISABLED 1
#define NDIS_OFFLOAD_PARAMETERS_TX_ENABLED_RX_DISABLED 2
#define NDIS_OFFLOAD_PARAMETERS_RX_ENABLED_TX_DISABLED 3
#define NDIS_OFFLOAD_PARAMETERS_TX_RX_ENABLED 4
#define NDIS_OFFLOAD_PARAMETERS_LSOV1_DISABLED 1
#define NDIS_OFFLOAD_PARAMETERS_LSOV1_ENABLED 2
#define NDIS_OFFLOAD_PARAMETERS_LSOV2_DISABLED 1
#define NDIS_OFFLOAD_PARAMETERS_LSOV2_ENABLED 2
#define NDIS_OFFLOAD_PARAMETERS_RSC_DISABLED 1
#define NDIS_OFFLOAD_PARAMETERS_RSC_ENABLED 2

typedef struct _NDIS_TCP_IP_CHECKSUM_OFFLOAD {
  struct {
    ULONG Encapsulation;
    ULONG IpOptionsSupported : 2;
    ULONG TcpOptionsSupported : 2;
    ULONG TcpChecksum : 2;
    ULONG UdpChecksum : 2;
    ULONG IpChecksum : 2;
  } IPv4Transmit, IPv4Receive;
  struct {
    ULONG Encapsulation;
    ULONG IpExtensionHeadersSupported : 2;
    ULONG TcpOptionsSupported : 2;
    ULONG TcpChecksum : 2;
    ULONG UdpChecksum : 2;
  } IPv6Transmit, IPv6Receive;
} NDIS_TCP_IP_CHECKSUM_OFFLOAD, *PNDIS_TCP_IP_CHECKSUM_OFFLOAD;

typedef struct _NDIS_TCP_LARGE_SEND_OFFLOAD_V1 {
  struct {
    ULONG Encapsulation;
    ULONG MaxOffLoadSize;
    ULONG MinSegmentCount;
    ULONG TcpOptions : 2;
    ULONG IpOptions : 2;
  } IPv4;
} NDIS_TCP_LARGE_SEND_OFFLOAD_V1, *PNDIS_TCP_LARGE_SEND_OFFLOAD_V1;

typedef struct _NDIS_TCP_LARGE_SEND_OFFLOAD_V2 {
  struct {
    ULONG Encapsulation;
    ULONG MaxOffLoadSize;
    ULONG MinSegmentCount;
  } IPv4;
  struct {
    ULONG Encapsulation;
    ULONG MaxOffLoadSize;
    ULONG MinSegmentCount;
    ULONG IpExtensionHeadersSupported : 2;
    ULONG TcpOptionsSupported : 2;
  } IPv6;
} NDIS_TCP_LARGE_SEND_OFFLOAD_V2, *PNDIS_TCP_LARGE_SEND_OFFLOAD_V2;

typedef struct _NDIS_TCP_RECV_SEG_COALESCE_OFFLOAD {
  struct {
    BOOLEAN Enabled;
  } IPv4, IPv6;
} NDIS_TCP_RECV_SEG_COALESCE_OFFLOAD, *PNDIS_TCP_RECV_SEG_COALESCE_OFFLOAD;

typedef struct _NDIS_OFFLOAD {
  NDIS_OBJECT_HEADER Header;
  NDIS_TCP_IP_CHECKSUM_OFFLOAD Checksum;
  NDIS_TCP_LARGE_SEND_OFFLOAD_V1 LsoV1;
  ULONG Flags;
  NDIS_TCP_LARGE_SEND_OFFLOAD_V2 LsoV2;
  NDIS_TCP_RECV_SEG_COALESCE_OFFLOAD Rsc;
} NDIS_OFFLOAD, *PNDIS_OFFLOAD;
#define NDIS_OFFLOAD_REVISION_1 1
#define NDIS_SIZEOF_OFFLOAD_REVISION_1 sizeof(NDIS_OFFLOAD)
#define NDIS_OFFLOAD_REVISION_2 2
#define NDIS_SIZEOF_OFFLOAD_REVISION_2 sizeof(NDIS_OFFLOAD)
#define NDIS_OFFLOAD_REVISION_3 3
#define NDIS_SIZEOF_OFFLOAD_REVISION_3 sizeof(NDIS_OFFLOAD)
#define NDIS_OFFLOAD_REVISION_4 4
#define NDIS_SIZEOF_OFFLOAD_REVISION_4 sizeof(NDIS_OFFLOAD)
#define NDIS_OFFLOAD_REVISION_5 5
#define NDIS_SIZEOF_OFFLOAD_REVISION_5 sizeof(NDIS_OFFLOAD)
#define NDIS_OFFLOAD_REVISION_6 6
#define NDIS_SIZEOF_OFFLOAD_REVISION_6 sizeof(NDIS_OFFLOAD)

#define NDIS_SIZEOF_NDIS_OFFLOAD_REVISION_1 sizeof(NDIS_OFFLOAD)
#define NDIS_SIZEOF_NDIS_OFFLOAD_REVISION_2 sizeof(NDIS_OFFLOAD)
#define NDIS_SIZEOF_NDIS_OFFLOAD_REVISION_3 sizeof(NDIS_OFFLOAD)
#define NDIS_SIZEOF_NDIS_OFFLOAD_REVISION_4 sizeof(NDIS_OFFLOAD)
typedef struct _NDIS_OFFLOAD_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  UCHAR IPv4Checksum;
  UCHAR TCPIPv4Checksum;
  UCHAR UDPIPv4Checksum;
  UCHAR TCPIPv6Checksum;
  UCHAR UDPIPv6Checksum;
  UCHAR LsoV1;
  UCHAR IPsecV1;
  UCHAR LsoV2IPv4;
  UCHAR LsoV2IPv6;
  UCHAR TcpConnectionIPv4;
  UCHAR TcpConnectionIPv6;
  ULONG Flags;
  UCHAR IPsecV2;
  UCHAR IPsecV2IPv4;
  struct {
    UCHAR RscIPv4;
    UCHAR RscIPv6;
  };
} NDIS_OFFLOAD_PARAMETERS, *PNDIS_OFFLOAD_PARAMETERS;
#define NDIS_OFFLOAD_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_OFFLOAD_PARAMETERS_REVISION_1                              \
  sizeof(NDIS_OFFLOAD_PARAMETERS)
#define NDIS_OFFLOAD_PARAMETERS_REVISION_2 2
#define NDIS_SIZEOF_OFFLOAD_PARAMETERS_REVISION_2                              \
  sizeof(NDIS_OFFLOAD_PARAMETERS)
#define NDIS_OFFLOAD_PARAMETERS_REVISION_3 3
#define NDIS_SIZEOF_OFFLOAD_PARAMETERS_REVISION_3                              \
  sizeof(NDIS_OFFLOAD_PARAMETERS)
#define NDIS_OFFLOAD_PARAMETERS_REVISION_4 4
#define NDIS_SIZEOF_OFFLOAD_PARAMETERS_REVISION_4                              \
  sizeof(NDIS_OFFLOAD_PARAMETERS)
#define NDIS_OFFLOAD_PARAMETERS_REVISION_5 5
#define NDIS_SIZEOF_OFFLOAD_PARAMETERS_REVISION_5                              \
  sizeof(NDIS_OFFLOAD_PARAMETERS)

typedef struct _NDIS_OFFLOAD_ENCAPSULATION {
  NDIS_OBJECT_HEADER Header;
  struct {
    ULONG Enabled;
    ULONG EncapsulationType;
    ULONG HeaderSize;
  } IPv4, IPv6;
} NDIS_OFFLOAD_ENCAPSULATION, *PNDIS_OFFLOAD_ENCAPSULATION;
#define NDIS_OFFLOAD_ENCAPSULATION_REVISION_1 1
#define NDIS_SIZEOF_OFFLOAD_ENCAPSULATION_REVISION_1                           \
  sizeof(NDIS_OFFLOAD_ENCAPSULATION)

#define OID_GEN_SUPPORTED_LIST 0x00010101
#define OID_GEN_HARDWARE_STATUS 0x00010102
#define OID_GEN_MEDIA_SUPPORTED 0x00010103
#define OID_GEN_MEDIA_IN_USE 0x00010104
#define OID_GEN_MAXIMUM_LOOKAHEAD 0x00010105
#define OID_GEN_MAXIMUM_FRAME_SIZE 0x00010106
#define OID_GEN_LINK_SPEED 0x00010107
#define OID_GEN_TRANSMIT_BUFFER_SPACE 0x00010108
#define OID_GEN_RECEIVE_BUFFER_SPACE 0x00010109
#define OID_GEN_TRANSMIT_BLOCK_SIZE 0x0001010A
#define OID_GEN_RECEIVE_BLOCK_SIZE 0x0001010B
#define OID_GEN_VENDOR_ID 0x0001010C
#define OID_GEN_VENDOR_DESCRIPTION 0x0001010D
#define OID_GEN_CURRENT_PACKET_FILTER 0x0001010E
#define OID_GEN_CURRENT_LOOKAHEAD 0x0001010F
#define OID_GEN_DRIVER_VERSION 0x00010110
#define OID_GEN_MAXIMUM_TOTAL_SIZE 0x00010111
#define OID_GEN_PROTOCOL_OPTIONS 0x00010112
#define OID_GEN_MAC_OPTIONS 0x00010113
#define OID_GEN_MEDIA_CONNECT_STATUS 0x00010114
#define OID_GEN_MAXIMUM_SEND_PACKETS 0x00010115
#define OID_GEN_VENDOR_DRIVER_VERSION 0x00010116
#define OID_GEN_SUPPORTED_GUIDS 0x00010117
#define OID_GEN_NETWORK_LAYER_ADDRESSES 0x00010118
#define OID_GEN_TRANSPORT_HEADER_OFFSET 0x00010119
#define OID_GEN_PHYSICAL_MEDIUM 0x00010202
#define OID_GEN_RECEIVE_SCALE_PARAMETERS 0x00010204
#define OID_GEN_RECEIVE_SCALE_CAPABILITIES 0x00010203
#define OID_GEN_MACHINE_NAME 0x0001021A
#define OID_GEN_VLAN_ID 0x0001021C
#define OID_GEN_LINK_PARAMETERS 0x00010208
#define OID_GEN_LINK_STATE 0x00010207
#define OID_GEN_INTERRUPT_MODERATION 0x00010209
#define OID_GEN_STATISTICS 0x00020106
#define OID_GEN_XMIT_OK 0x00020101
#define OID_GEN_RCV_OK 0x00020102
#define OID_GEN_XMIT_ERROR 0x00020103
#define OID_GEN_RCV_ERROR 0x00020104
#define OID_GEN_RCV_NO_BUFFER 0x00020105
#define OID_GEN_RCV_CRC_ERROR 0x0002020D
#define OID_GEN_TRANSMIT_QUEUE_LENGTH 0x0002020E
#define OID_802_3_PERMANENT_ADDRESS 0x01010101
#define OID_802_3_CURRENT_ADDRESS 0x01010102
#define OID_802_3_MULTICAST_LIST 0x01010103
#define OID_802_3_MAXIMUM_LIST_SIZE 0x01010104
#define OID_802_3_ADD_MULTICAST_ADDRESS 0x01010208
#define OID_802_3_DELETE_MULTICAST_ADDRESS 0x01010209
#define OID_802_3_RCV_ERROR_ALIGNMENT 0x01020101
#define OID_802_3_XMIT_ONE_COLLISION 0x01020102
#define OID_802_3_XMIT_MORE_COLLISIONS 0x01020103
#define OID_802_3_XMIT_DEFERRED 0x01020201
#define OID_802_3_XMIT_MAX_COLLISIONS 0x01020202
#define OID_802_3_RCV_OVERRUN 0x01020203
#define OID_802_3_XMIT_UNDERRUN 0x01020204
#define OID_802_3_XMIT_HEARTBEAT_FAILURE 0x01020205
#define OID_802_3_XMIT_TIMES_CRS_LOST 0x01020206
#define OID_802_3_XMIT_LATE_COLLISIONS 0x01020207
#define OID_PNP_CAPABILITIES 0xFD010100
#define OID_PNP_SET_POWER 0xFD010101
#define OID_PNP_QUERY_POWER 0xFD010102
#define OID_PNP_ADD_WAKE_UP_PATTERN 0xFD010103
#define OID_PNP_REMOVE_WAKE_UP_PATTERN 0xFD010104
#define OID_PNP_WAKE_UP_PATTERN_LIST 0xFD010105
#define OID_PNP_ENABLE_WAKE_UP 0xFD010106
#define OID_PM_CURRENT_CAPABILITIES 0xFD010107
#define OID_PM_HARDWARE_CAPABILITIES 0xFD010108
#define OID_PM_PARAMETERS 0xFD010109
#define OID_PM_ADD_WOL_PATTERN 0xFD01010A
#define OID_PM_REMOVE_WOL_PATTERN 0xFD01010B
#define OID_PM_WOL_PATTERN_LIST 0xFD01010C
#define OID_TCP_TASK_OFFLOAD 0xFC010201
#define OID_TCP_OFFLOAD_CURRENT_CONFIG 0xFC01020B
#define OID_TCP_OFFLOAD_PARAMETERS 0xFC01020C
#define OID_TCP_OFFLOAD_HARDWARE_CAPABILITIES 0xFC01020D
#define OID_IP4_OFFLOAD_STATS 0xFC010209
#define OID_IP6_OFFLOAD_STATS 0xFC01020A
#define OID_OFFLOAD_ENCAPSULATION 0x0101010A
#define NDIS_PACKET_TYPE_DIRECTED 0x00000001
#define NDIS_PACKET_TYPE_MULTICAST 0x00000002
#define NDIS_PACKET_TYPE_ALL_MULTICAST 0x00000004
#define NDIS_PACKET_TYPE_BROADCAST 0x00000008
#define NDIS_PACKET_TYPE_SOURCE_ROUTING 0x00000010
#define NDIS_PACKET_TYPE_PROMISCUOUS 0x00000020
#define NDIS_PACKET_TYPE_SMT 0x00000040
#define NDIS_PACKET_TYPE_ALL_LOCAL 0x00000080
#define NDIS_PACKET_TYPE_GROUP 0x00001000
#define NDIS_PACKET_TYPE_ALL_FUNCTIONAL 0x00002000
#define NDIS_PACKET_TYPE_FUNCTIONAL 0x00004000
#define NDIS_PACKET_TYPE_MAC_FRAME 0x00008000
#define NDIS_PACKET_TYPE_NO_LOCAL 0x00010000
#define NDIS_MAC_OPTION_COPY_LOOKAHEAD_DATA 0x00000001
#define NDIS_MAC_OPTION_RECEIVE_SERIALIZED 0x00000002
#define NDIS_MAC_OPTION_TRANSFERS_NOT_PEND 0x00000004
#define NDIS_MAC_OPTION_NO_LOOPBACK 0x00000008
#define NDIS_MAC_OPTION_FULL_DUPLEX 0x00000010
#define NDIS_MAC_OPTION_EOTX_INDICATION 0x00000020
#define NDIS_MAC_OPTION_8021P_PRIORITY 0x00000040
#define NDIS_MAC_OPTION_SUPPORTS_MAC_ADDRESS_OVERWRITE 0x00000080
#define NDIS_MAC_OPTION_RECEIVE_AT_DPC 0x00000100
#define NDIS_MAC_OPTION_8021Q_VLAN 0x00000200

/* ------------------------------------------------------------------------
 * Miniports
 */

typedef struct _NDIS_MINIPORT_INIT_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  PNDIS_RESOURCE_LIST AllocatedResources;
  NDIS_HANDLE IMDeviceInstanceContext;
  NDIS_HANDLE MiniportAddDeviceContext;
  NET_IFINDEX IfIndex;
  NET_LUID NetLuid;
} NDIS_MINIPORT_INIT_PARAMETERS, *PNDIS_MINIPORT_INIT_PARAMETERS;
#define NDIS_MINIPORT_INIT_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_INIT_PARAMETERS_REVISION_1                        \
  sizeof(NDIS_MINIPORT_INIT_PARAMETERS)

typedef struct _NDIS_RESTART_ATTRIBUTES {
  struct _NDIS_RESTART_ATTRIBUTES *Next;
  NDIS_OID Oid;
  ULONG DataLength;
  UCHAR Data[1];
} NDIS_RESTART_ATTRIBUTES, *PNDIS_RESTART_ATTRIBUTES;

typedef struct _NDIS_MINIPORT_PAUSE_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG PauseReason;
} NDIS_MINIPORT_PAUSE_PARAMETERS, *PNDIS_MINIPORT_PAUSE_PARAMETERS;
#define NDIS_MINIPORT_PAUSE_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_PAUSE_PARAMETERS_REVISION_1                       \
  sizeof(NDIS_MINIPORT_PAUSE_PARAMETERS)

typedef struct _NDIS_MINIPORT_RESTART_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  PNDIS_RESTART_ATTRIBUTES RestartAttributes;
  ULONG Flags;
} NDIS_MINIPORT_RESTART_PARAMETERS, *PNDIS_MINIPORT_RESTART_PARAMETERS;
#define NDIS_MINIPORT_RESTART_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_RESTART_PARAMETERS_REVISION_1                     \
  sizeof(NDIS_MINIPORT_RESTART_PARAMETERS)

typedef struct _NET_DEVICE_PNP_EVENT {
  NDIS_OBJECT_HEADER Header;
  NDIS_PORT_NUMBER PortNumber;
  NDIS_DEVICE_PNP_EVENT DevicePnPEvent;
  PVOID InformationBuffer;
  ULONG InformationBufferLength;
  UCHAR NdisReserved[2 * sizeof(PVOID)];
} NET_DEVICE_PNP_EVENT, *PNET_DEVICE_PNP_EVENT;
#define NET_DEVICE_PNP_EVENT_REVISION_1 1
#define NDIS_SIZEOF_NET_DEVICE_PNP_EVENT_REVISION_1 sizeof(NET_DEVICE_PNP_EVENT)

typedef struct _NET_PNP_EVENT {
  NET_PNP_EVENT_CODE NetEvent;
  PVOID Buffer;
  ULONG BufferLength;
  ULONG_PTR NdisReserved[4];
  ULONG_PTR TransportReserved[4];
  ULONG_PTR TdiReserved[4];
  ULONG_PTR TdiClientReserved[4];
} NET_PNP_EVENT, *PNET_PNP_EVENT;

typedef struct _NET_PNP_EVENT_NOTIFICATION {
  NDIS_OBJECT_HEADER Header;
  NDIS_PORT_NUMBER PortNumber;
  NET_PNP_EVENT NetPnPEvent;
  ULONG Flags;
} NET_PNP_EVENT_NOTIFICATION, *PNET_PNP_EVENT_NOTIFICATION;
#define NET_PNP_EVENT_NOTIFICATION_REVISION_1 1
#define NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1                      \
  sizeof(NET_PNP_EVENT_NOTIFICATION)
#define NET_PNP_EVENT_NOTIFICATION_REVISION_2 2
#define NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_2                      \
  sizeof(NET_PNP_EVENT_NOTIFICATION)

typedef struct _NDIS_MINIPORT_DRIVER_CHARACTERISTICS
    *PNDIS_MINIPORT_DRIVER_CHARACTERISTICS;
typedef NDIS_STATUS SET_OPTIONS(NDIS_HANDLE NdisDriverHandle,
                                NDIS_HANDLE DriverContext);
typedef SET_OPTIONS *SET_OPTIONS_HANDLER;
typedef SET_OPTIONS MINIPORT_SET_OPTIONS, FILTER_SET_OPTIONS,
    PROTOCOL_SET_OPTIONS;
typedef NDIS_STATUS
MINIPORT_INITIALIZE(NDIS_HANDLE NdisMiniportHandle,
                    NDIS_HANDLE MiniportDriverContext,
                    PNDIS_MINIPORT_INIT_PARAMETERS MiniportInitParameters);
typedef MINIPORT_INITIALIZE *MINIPORT_INITIALIZE_HANDLER;
typedef VOID MINIPORT_HALT(NDIS_HANDLE MiniportAdapterContext,
                           NDIS_HALT_ACTION HaltAction);
typedef MINIPORT_HALT *MINIPORT_HALT_HANDLER;
typedef MINIPORT_UNLOAD *MINIPORT_DRIVER_UNLOAD;
typedef NDIS_STATUS
MINIPORT_PAUSE(NDIS_HANDLE MiniportAdapterContext,
               PNDIS_MINIPORT_PAUSE_PARAMETERS PauseParameters);
typedef MINIPORT_PAUSE *MINIPORT_PAUSE_HANDLER;
typedef NDIS_STATUS
MINIPORT_RESTART(NDIS_HANDLE MiniportAdapterContext,
                 PNDIS_MINIPORT_RESTART_PARAMETERS RestartParameters);
typedef MINIPORT_RESTART *MINIPORT_RESTART_HANDLER;
typedef NDIS_STATUS MINIPORT_OID_REQUEST(NDIS_HANDLE MiniportAdapterContext,
                                         PNDIS_OID_REQUEST OidRequest);
typedef MINIPORT_OID_REQUEST *MINIPORT_OID_REQUEST_HANDLER;
typedef VOID MINIPORT_CANCEL_OID_REQUEST(NDIS_HANDLE MiniportAdapterContext,
                                         PVOID RequestId);
typedef MINIPORT_CANCEL_OID_REQUEST *MINIPORT_CANCEL_OID_REQUEST_HANDLER;
typedef NDIS_STATUS
MINIPORT_DIRECT_OID_REQUEST(NDIS_HANDLE MiniportAdapterContext,
                            PNDIS_OID_REQUEST OidRequest);
typedef MINIPORT_DIRECT_OID_REQUEST *MINIPORT_DIRECT_OID_REQUEST_HANDLER;
typedef VOID
MINIPORT_CANCEL_DIRECT_OID_REQUEST(NDIS_HANDLE MiniportAdapterContext,
                                   PVOID RequestId);
typedef MINIPORT_CANCEL_DIRECT_OID_REQUEST
    *MINIPORT_CANCEL_DIRECT_OID_REQUEST_HANDLER;
typedef NDIS_STATUS
MINIPORT_SYNCHRONOUS_OID_REQUEST(NDIS_HANDLE MiniportAdapterContext,
                                 PNDIS_OID_REQUEST OidRequest);
typedef MINIPORT_SYNCHRONOUS_OID_REQUEST
    *MINIPORT_SYNCHRONOUS_OID_REQUEST_HANDLER;
typedef VOID MINIPORT_SEND_NET_BUFFER_LISTS(NDIS_HANDLE MiniportAdapterContext,
                                            PNET_BUFFER_LIST NetBufferList,
                                            NDIS_PORT_NUMBER PortNumber,
                                            ULONG SendFlags);
typedef MINIPORT_SEND_NET_BUFFER_LISTS *MINIPORT_SEND_NET_BUFFER_LISTS_HANDLER;
typedef VOID
MINIPORT_RETURN_NET_BUFFER_LISTS(NDIS_HANDLE MiniportAdapterContext,
                                 PNET_BUFFER_LIST NetBufferLists,
                                 ULONG ReturnFlags);
typedef MINIPORT_RETURN_NET_BUFFER_LISTS
    *MINIPORT_RETURN_NET_BUFFER_LISTS_HANDLER;
typedef VOID MINIPORT_CANCEL_SEND(NDIS_HANDLE MiniportAdapterContext,
                                  PVOID CancelId);
typedef MINIPORT_CANCEL_SEND *MINIPORT_CANCEL_SEND_HANDLER;
typedef NDIS_STATUS MINIPORT_RESET(NDIS_HANDLE MiniportAdapterContext,
                                   PBOOLEAN AddressingReset);
typedef MINIPORT_RESET *MINIPORT_RESET_HANDLER;
typedef VOID
MINIPORT_DEVICE_PNP_EVENT_NOTIFY(NDIS_HANDLE MiniportAdapterContext,
                                 PNET_DEVICE_PNP_EVENT NetDevicePnPEvent);
typedef MINIPORT_DEVICE_PNP_EVENT_NOTIFY
    *MINIPORT_DEVICE_PNP_EVENT_NOTIFY_HANDLER;
typedef VOID MINIPORT_SHUTDOWN(NDIS_HANDLE MiniportAdapterContext,
                               NDIS_SHUTDOWN_ACTION ShutdownAction);
typedef MINIPORT_SHUTDOWN *MINIPORT_SHUTDOWN_HANDLER;
typedef BOOLEAN MINIPORT_ISR(NDIS_HANDLE MiniportInterruptContext,
                             PBOOLEAN QueueDefaultInterruptDpc,
                             PULONG TargetProcessors);
typedef MINIPORT_ISR *MINIPORT_ISR_HANDLER;
typedef VOID MINIPORT_INTERRUPT_DPC(NDIS_HANDLE MiniportInterruptContext,
                                    PVOID MiniportDpcContext,
                                    PVOID ReceiveThrottleParameters,
                                    PVOID NdisReserved2);
typedef MINIPORT_INTERRUPT_DPC *MINIPORT_INTERRUPT_DPC_HANDLER;
typedef VOID MINIPORT_DISABLE_INTERRUPT(NDIS_HANDLE MiniportInterruptContext);
typedef MINIPORT_DISABLE_INTERRUPT *MINIPORT_DISABLE_INTERRUPT_HANDLER;
typedef VOID MINIPORT_ENABLE_INTERRUPT(NDIS_HANDLE MiniportInterruptContext);
typedef MINIPORT_ENABLE_INTERRUPT *MINIPORT_ENABLE_INTERRUPT_HANDLER;
typedef BOOLEAN MINIPORT_MESSAGE_INTERRUPT(NDIS_HANDLE MiniportInterruptContext,
                                           ULONG MessageId,
                                           PBOOLEAN QueueDefaultInterruptDpc,
                                           PULONG TargetProcessors);
typedef MINIPORT_MESSAGE_INTERRUPT *MINIPORT_MESSAGE_INTERRUPT_HANDLER;
typedef VOID
MINIPORT_MESSAGE_INTERRUPT_DPC(NDIS_HANDLE MiniportInterruptContext,
                               ULONG MessageId, PVOID MiniportDpcContext,
                               PVOID NdisReserved1, PVOID NdisReserved2);
typedef MINIPORT_MESSAGE_INTERRUPT_DPC *MINIPORT_MESSAGE_INTERRUPT_DPC_HANDLER;
typedef VOID
MINIPORT_DISABLE_MESSAGE_INTERRUPT(NDIS_HANDLE MiniportInterruptContext,
                                   ULONG MessageId);
typedef MINIPORT_DISABLE_MESSAGE_INTERRUPT
    *MINIPORT_DISABLE_MESSAGE_INTERRUPT_HANDLER;
typedef VOID
MINIPORT_ENABLE_MESSAGE_INTERRUPT(NDIS_HANDLE MiniportInterruptContext,
                                  ULONG MessageId);
typedef MINIPORT_ENABLE_MESSAGE_INTERRUPT
    *MINIPORT_ENABLE_MESSAGE_INTERRUPT_HANDLER;
typedef MINIPORT_MESSAGE_INTERRUPT *MINIPORT_MSI_ISR_HANDLER;
typedef MINIPORT_MESSAGE_INTERRUPT_DPC *MINIPORT_MSI_INTERRUPT_DPC_HANDLER;
typedef VOID
MINIPORT_PROCESS_SG_LIST(PDEVICE_OBJECT DeviceObject, PVOID Reserved,
                         struct _SCATTER_GATHER_LIST *ScatterGatherListBuffer,
                         PVOID Context);
typedef MINIPORT_PROCESS_SG_LIST *MINIPORT_PROCESS_SG_LIST_HANDLER;
typedef VOID MINIPORT_ALLOCATE_SHARED_MEM_COMPLETE(
    NDIS_HANDLE MiniportAdapterContext, PVOID VirtualAddress,
    PNDIS_PHYSICAL_ADDRESS PhysicalAddress, ULONG Length, PVOID Context);
typedef MINIPORT_ALLOCATE_SHARED_MEM_COMPLETE
    *MINIPORT_ALLOCATE_SHARED_MEM_COMPLETE_HANDLER;
typedef NDIS_STATUS MINIPORT_ADD_DEVICE(NDIS_HANDLE NdisMiniportHandle,
                                        NDIS_HANDLE MiniportDriverContext);
typedef MINIPORT_ADD_DEVICE *MINIPORT_ADD_DEVICE_HANDLER;
typedef VOID MINIPORT_REMOVE_DEVICE(NDIS_HANDLE MiniportAddDeviceContext);
typedef MINIPORT_REMOVE_DEVICE *MINIPORT_REMOVE_DEVICE_HANDLER;
typedef NDIS_STATUS MINIPORT_START_DEVICE(NDIS_HANDLE MiniportAddDeviceContext,
                                          PIRP Irp);
typedef MINIPORT_START_DEVICE *MINIPORT_START_DEVICE_HANDLER;
typedef NDIS_STATUS MINIPORT_PNP_IRP(NDIS_HANDLE MiniportAddDeviceContext,
                                     PIRP Irp);
typedef MINIPORT_PNP_IRP *MINIPORT_PNP_IRP_HANDLER;
typedef MINIPORT_PNP_IRP MINIPORT_FILTER_RESOURCE_REQUIREMENTS;
typedef MINIPORT_FILTER_RESOURCE_REQUIREMENTS
    *MINIPORT_FILTER_RESOURCE_REQUIREMENTS_HANDLER;
typedef VOID NDIS_TIMER_FUNCTION(PVOID SystemSpecific1, PVOID FunctionContext,
                                 PVOID SystemSpecific2, PVOID SystemSpecific3);
typedef NDIS_TIMER_FUNCTION *PNDIS_TIMER_FUNCTION;
typedef VOID NDIS_IO_WORKITEM_FUNCTION(PVOID WorkItemContext,
                                       NDIS_HANDLE NdisIoWorkItemHandle);
typedef NDIS_IO_WORKITEM_FUNCTION *NDIS_IO_WORKITEM_ROUTINE;

typedef struct _NDIS_MINIPORT_DRIVER_CHARACTERISTICS {
  NDIS_OBJECT_HEADER Header;
  UCHAR MajorNdisVersion;
  UCHAR MinorNdisVersion;
  UCHAR MajorDriverVersion;
  UCHAR MinorDriverVersion;
  ULONG Flags;
  SET_OPTIONS_HANDLER SetOptionsHandler;
  MINIPORT_INITIALIZE_HANDLER InitializeHandlerEx;
  MINIPORT_HALT_HANDLER HaltHandlerEx;
  MINIPORT_DRIVER_UNLOAD UnloadHandler;
  MINIPORT_PAUSE_HANDLER PauseHandler;
  MINIPORT_RESTART_HANDLER RestartHandler;
  MINIPORT_OID_REQUEST_HANDLER OidRequestHandler;
  MINIPORT_SEND_NET_BUFFER_LISTS_HANDLER SendNetBufferListsHandler;
  MINIPORT_RETURN_NET_BUFFER_LISTS_HANDLER ReturnNetBufferListsHandler;
  MINIPORT_CANCEL_SEND_HANDLER CancelSendHandler;
  MINIPORT_CHECK_FOR_HANG_HANDLER CheckForHangHandlerEx;
  MINIPORT_RESET_HANDLER ResetHandlerEx;
  MINIPORT_DEVICE_PNP_EVENT_NOTIFY_HANDLER DevicePnPEventNotifyHandler;
  MINIPORT_SHUTDOWN_HANDLER ShutdownHandlerEx;
  MINIPORT_CANCEL_OID_REQUEST_HANDLER CancelOidRequestHandler;
  MINIPORT_DIRECT_OID_REQUEST_HANDLER DirectOidRequestHandler;
  MINIPORT_CANCEL_DIRECT_OID_REQUEST_HANDLER CancelDirectOidRequestHandler;
  MINIPORT_SYNCHRONOUS_OID_REQUEST_HANDLER SynchronousOidRequestHandler;
} NDIS_MINIPORT_DRIVER_CHARACTERISTICS;
#define NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1                 \
  sizeof(NDIS_MINIPORT_DRIVER_CHARACTERISTICS)
#define NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2 2
#define NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2                 \
  sizeof(NDIS_MINIPORT_DRIVER_CHARACTERISTICS)
#define NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_3 3
#define NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_3                 \
  sizeof(NDIS_MINIPORT_DRIVER_CHARACTERISTICS)

typedef struct _NDIS_MINIPORT_PNP_CHARACTERISTICS {
  NDIS_OBJECT_HEADER Header;
  MINIPORT_ADD_DEVICE_HANDLER MiniportAddDeviceHandler;
  MINIPORT_REMOVE_DEVICE_HANDLER MiniportRemoveDeviceHandler;
  MINIPORT_FILTER_RESOURCE_REQUIREMENTS_HANDLER
  MiniportFilterResourceRequirementsHandler;
  MINIPORT_START_DEVICE_HANDLER MiniportStartDeviceHandler;
} NDIS_MINIPORT_PNP_CHARACTERISTICS, *PNDIS_MINIPORT_PNP_CHARACTERISTICS;
#define NDIS_MINIPORT_PNP_CHARACTERISTICS_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_PNP_CHARACTERISTICS_REVISION_1                    \
  sizeof(NDIS_MINIPORT_PNP_CHARACTERISTICS)

typedef struct _NDIS_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES {
  NDIS_OBJECT_HEADER Header;
  NDIS_HANDLE MiniportAddDeviceContext;
  ULONG Flags;
} NDIS_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES,
    *PNDIS_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES;
#define NDIS_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES_REVISION_1     \
  sizeof(NDIS_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES)

typedef struct _NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES {
  NDIS_OBJECT_HEADER Header;
  NDIS_HANDLE MiniportAdapterContext;
  ULONG AttributeFlags;
  UINT CheckForHangTimeInSeconds;
  NDIS_INTERFACE_TYPE InterfaceType;
} NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES,
    *PNDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES;
#define NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1        \
  sizeof(NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES)
#define NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_2 2
#define NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_2        \
  sizeof(NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES)

typedef struct _NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  NDIS_MEDIUM MediaType;
  NDIS_PHYSICAL_MEDIUM PhysicalMediumType;
  ULONG MtuSize;
  ULONG64 MaxXmitLinkSpeed;
  ULONG64 XmitLinkSpeed;
  ULONG64 MaxRcvLinkSpeed;
  ULONG64 RcvLinkSpeed;
  NDIS_MEDIA_CONNECT_STATE MediaConnectState;
  NDIS_MEDIA_DUPLEX_STATE MediaDuplexState;
  ULONG LookaheadSize;
  PNDIS_PNP_CAPABILITIES PowerManagementCapabilities;
  ULONG MacOptions;
  ULONG SupportedPacketFilters;
  ULONG MaxMulticastListSize;
  USHORT MacAddressLength;
  UCHAR PermanentMacAddress[32];
  UCHAR CurrentMacAddress[32];
  PNDIS_RECEIVE_SCALE_CAPABILITIES RecvScaleCapabilities;
  NET_IF_ACCESS_TYPE AccessType;
  NET_IF_DIRECTION_TYPE DirectionType;
  NET_IF_CONNECTION_TYPE ConnectionType;
  NET_IFTYPE IfType;
  BOOLEAN IfConnectorPresent;
  ULONG SupportedStatistics;
  ULONG SupportedPauseFunctions;
  ULONG DataBackFillSize;
  ULONG ContextBackFillSize;
  PNDIS_OID SupportedOidList;
  ULONG SupportedOidListLength;
  ULONG AutoNegotiationFlags;
  PNDIS_PM_CAPABILITIES PowerManagementCapabilitiesEx;
} NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES,
    *PNDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES;
#define NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_1             \
  sizeof(NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES)
#define NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_2 2
#define NDIS_SIZEOF_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES_REVISION_2             \
  sizeof(NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES)

typedef struct _NDIS_MINIPORT_ADAPTER_OFFLOAD_ATTRIBUTES {
  NDIS_OBJECT_HEADER Header;
  PNDIS_OFFLOAD DefaultOffloadConfiguration;
  PNDIS_OFFLOAD HardwareOffloadCapabilities;
  PVOID DefaultTcpConnectionOffloadConfiguration;
  PVOID TcpConnectionOffloadHardwareCapabilities;
} NDIS_MINIPORT_ADAPTER_OFFLOAD_ATTRIBUTES,
    *PNDIS_MINIPORT_ADAPTER_OFFLOAD_ATTRIBUTES;
#define NDIS_MINIPORT_ADAPTER_OFFLOAD_ATTRIBUTES_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_ADAPTER_OFFLOAD_ATTRIBUTES_REVISION_1             \
  sizeof(NDIS_MINIPORT_ADAPTER_OFFLOAD_ATTRIBUTES)

typedef union _NDIS_MINIPORT_ADAPTER_ATTRIBUTES {
  NDIS_MINIPORT_ADD_DEVICE_REGISTRATION_ATTRIBUTES
  AddDeviceRegistrationAttributes;
  NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES RegistrationAttributes;
  NDIS_MINIPORT_ADAPTER_GENERAL_ATTRIBUTES GeneralAttributes;
  NDIS_MINIPORT_ADAPTER_OFFLOAD_ATTRIBUTES OffloadAttributes;
} NDIS_MINIPORT_ADAPTER_ATTRIBUTES, *PNDIS_MINIPORT_ADAPTER_ATTRIBUTES;
#define NDIS_MINIPORT_ATTRIBUTES_HARDWARE_DEVICE 0x00000001
#define NDIS_MINIPORT_ATTRIBUTES_NDIS_WDM 0x00000002
#define NDIS_MINIPORT_ATTRIBUTES_SURPRISE_REMOVE_OK 0x00000004
#define NDIS_MINIPORT_ATTRIBUTES_NOT_CO_NDIS 0x00000008
#define NDIS_MINIPORT_ATTRIBUTES_DO_NOT_BIND_TO_ALL_CO 0x00000010
#define NDIS_MINIPORT_ATTRIBUTES_NO_HALT_ON_SUSPEND 0x00000020
#define NDIS_MINIPORT_ATTRIBUTES_BUS_MASTER 0x00000040
#define NDIS_MINIPORT_ATTRIBUTES_CONTROLS_DEFAULT_PORT 0x00000080

#define NDIS_CONNECT_LINE_BASED 1
#define NDIS_CONNECT_MESSAGE_BASED 2
typedef ULONG NDIS_INTERRUPT_TYPE;
typedef struct _NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS {
  NDIS_OBJECT_HEADER Header;
  MINIPORT_ISR_HANDLER InterruptHandler;
  MINIPORT_INTERRUPT_DPC_HANDLER InterruptDpcHandler;
  MINIPORT_DISABLE_INTERRUPT_HANDLER DisableInterruptHandler;
  MINIPORT_ENABLE_INTERRUPT_HANDLER EnableInterruptHandler;
  BOOLEAN MsiSupported;
  BOOLEAN MsiSyncWithAllMessages;
  MINIPORT_MSI_ISR_HANDLER MessageInterruptHandler;
  MINIPORT_MSI_INTERRUPT_DPC_HANDLER MessageInterruptDpcHandler;
  MINIPORT_DISABLE_MESSAGE_INTERRUPT_HANDLER DisableMessageInterruptHandler;
  MINIPORT_ENABLE_MESSAGE_INTERRUPT_HANDLER EnableMessageInterruptHandler;
  NDIS_INTERRUPT_TYPE InterruptType;
  PIO_INTERRUPT_MESSAGE_INFO MessageInfoTable;
} NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS,
    *PNDIS_MINIPORT_INTERRUPT_CHARACTERISTICS;
#define NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_INTERRUPT_CHARACTERISTICS_REVISION_1              \
  sizeof(NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS)

#define NDIS_MINIPORT_INTERRUPT_REVISION_1 1
typedef struct _NDIS_SG_DMA_DESCRIPTION {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG MaximumPhysicalMapping;
  MINIPORT_PROCESS_SG_LIST_HANDLER ProcessSGListHandler;
  MINIPORT_ALLOCATE_SHARED_MEM_COMPLETE_HANDLER
  SharedMemAllocateCompleteHandler;
  ULONG ScatterGatherListSize;
} NDIS_SG_DMA_DESCRIPTION, *PNDIS_SG_DMA_DESCRIPTION;
#define NDIS_SG_DMA_DESCRIPTION_REVISION_1 1
#define NDIS_SIZEOF_SG_DMA_DESCRIPTION_REVISION_1                              \
  sizeof(NDIS_SG_DMA_DESCRIPTION)

#define NDIS_SG_DMA_64_BIT_ADDRESS 0x00000001
#define NDIS_SG_LIST_WRITE_TO_DEVICE 0x000000001
typedef struct _NDIS_TIMER_CHARACTERISTICS {
  NDIS_OBJECT_HEADER Header;
  ULONG AllocationTag;
  PNDIS_TIMER_FUNCTION TimerFunction;
  PVOID FunctionContext;
} NDIS_TIMER_CHARACTERISTICS, *PNDIS_TIMER_CHARACTERISTICS;
#define NDIS_TIMER_CHARACTERISTICS_REVISION_1 1
#define NDIS_SIZEOF_TIMER_CHARACTERISTICS_REVISION_1                           \
  sizeof(NDIS_TIMER_CHARACTERISTICS)

typedef struct _NDIS_DEVICE_OBJECT_ATTRIBUTES {
  NDIS_OBJECT_HEADER Header;
  PNDIS_STRING DeviceName;
  PNDIS_STRING SymbolicName;
  PDRIVER_DISPATCH *MajorFunctions;
  ULONG ExtensionSize;
  PCUNICODE_STRING DefaultSDDLString;
  LPCGUID DeviceClassGuid;
} NDIS_DEVICE_OBJECT_ATTRIBUTES, *PNDIS_DEVICE_OBJECT_ATTRIBUTES;
#define NDIS_DEVICE_OBJECT_ATTRIBUTES_REVISION_1 1
#define NDIS_SIZEOF_DEVICE_OBJECT_ATTRIBUTES_REVISION_1                        \
  sizeof(NDIS_DEVICE_OBJECT_ATTRIBUTES)

/* ------------------------------------------------------------------------
 * Filters and protocols
 */

typedef struct _NDIS_RESTART_GENERAL_ATTRIBUTES {
  NDIS_OBJECT_HEADER Header;
  ULONG MtuSize;
  ULONG64 MaxXmitLinkSpeed;
  ULONG64 MaxRcvLinkSpeed;
  ULONG LookaheadSize;
  ULONG MacOptions;
  ULONG SupportedPacketFilters;
  ULONG MaxMulticastListSize;
  PNDIS_RECEIVE_SCALE_CAPABILITIES RecvScaleCapabilities;
  NET_IF_ACCESS_TYPE AccessType;
  ULONG Flags;
  NET_IF_CONNECTION_TYPE ConnectionType;
  ULONG SupportedStatistics;
  ULONG DataBackFillSize;
  ULONG ContextBackFillSize;
  PNDIS_OID SupportedOidList;
  ULONG SupportedOidListLength;
} NDIS_RESTART_GENERAL_ATTRIBUTES, *PNDIS_RESTART_GENERAL_ATTRIBUTES;
#define NDIS_RESTART_GENERAL_ATTRIBUTES_REVISION_1 1
#define NDIS_SIZEOF_RESTART_GENERAL_ATTRIBUTES_REVISION_1                      \
  sizeof(NDIS_RESTART_GENERAL_ATTRIBUTES)
#define NDIS_RESTART_GENERAL_ATTRIBUTES_REVISION_2 2
#define NDIS_SIZEOF_RESTART_GENERAL_ATTRIBUTES_REVISION_2                      \
  sizeof(NDIS_RESTART_GENERAL_ATTRIBUTES)

typedef struct _NDIS_FILTER_ATTRIBUTES {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
} NDIS_FILTER_ATTRIBUTES, *PNDIS_FILTER_ATTRIBUTES;
#define NDIS_FILTER_ATTRIBUTES_REVISION_1 1
#define NDIS_SIZEOF_FILTER_ATTRIBUTES_REVISION_1 sizeof(NDIS_FILTER_ATTRIBUTES)

typedef struct _NDIS_FILTER_ATTACH_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  NET_IFINDEX IfIndex;
  NET_LUID NetLuid;
  PNDIS_STRING FilterModuleGuidName;
  NET_IFINDEX BaseMiniportIfIndex;
  PNDIS_STRING BaseMiniportInstanceName;
  PNDIS_STRING BaseMiniportName;
  NDIS_MEDIA_CONNECT_STATE MediaConnectState;
  NET_IF_MEDIA_DUPLEX_STATE MediaDuplexState;
  ULONG64 XmitLinkSpeed;
  ULONG64 RcvLinkSpeed;
  NDIS_MEDIUM MiniportMediaType;
  NDIS_PHYSICAL_MEDIUM MiniportPhysicalMediaType;
  NDIS_HANDLE MiniportMediaSpecificAttributes;
  PNDIS_OFFLOAD DefaultOffloadConfiguration;
  USHORT MacAddressLength;
  UCHAR CurrentMacAddress[32];
  NET_LUID BaseMiniportNetLuid;
  NET_IFINDEX LowerIfIndex;
  NET_LUID LowerIfNetLuid;
  ULONG Flags;
} NDIS_FILTER_ATTACH_PARAMETERS, *PNDIS_FILTER_ATTACH_PARAMETERS;
#define NDIS_FILTER_ATTACH_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_FILTER_ATTACH_PARAMETERS_REVISION_1                        \
  sizeof(NDIS_FILTER_ATTACH_PARAMETERS)
#define NDIS_FILTER_ATTACH_PARAMETERS_REVISION_2 2
#define NDIS_SIZEOF_FILTER_ATTACH_PARAMETERS_REVISION_2                        \
  sizeof(NDIS_FILTER_ATTACH_PARAMETERS)
#define NDIS_FILTER_ATTACH_PARAMETERS_REVISION_3 3
#define NDIS_SIZEOF_FILTER_ATTACH_PARAMETERS_REVISION_3                        \
  sizeof(NDIS_FILTER_ATTACH_PARAMETERS)
#define NDIS_FILTER_ATTACH_PARAMETERS_REVISION_4 4
#define NDIS_SIZEOF_FILTER_ATTACH_PARAMETERS_REVISION_4                        \
  sizeof(NDIS_FILTER_ATTACH_PARAMETERS)

typedef struct _NDIS_FILTER_PAUSE_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG PauseReason;
} NDIS_FILTER_PAUSE_PARAMETERS, *PNDIS_FILTER_PAUSE_PARAMETERS;
#define NDIS_FILTER_PAUSE_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_FILTER_PAUSE_PARAMETERS_REVISION_1                         \
  sizeof(NDIS_FILTER_PAUSE_PARAMETERS)

typedef struct _NDIS_FILTER_RESTART_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  NDIS_MEDIUM MiniportMediaType;
  NDIS_PHYSICAL_MEDIUM MiniportPhysicalMediaType;
  PNDIS_RESTART_ATTRIBUTES RestartAttributes;
  NET_IFINDEX LowerIfIndex;
  NET_LUID LowerIfNetLuid;
  ULONG Flags;
} NDIS_FILTER_RESTART_PARAMETERS, *PNDIS_FILTER_RESTART_PARAMETERS;
#define NDIS_FILTER_RESTART_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_FILTER_RESTART_PARAMETERS_REVISION_1                       \
  sizeof(NDIS_FILTER_RESTART_PARAMETERS)

typedef NDIS_STATUS FILTER_SET_MODULE_OPTIONS(NDIS_HANDLE FilterModuleContext);
typedef FILTER_SET_MODULE_OPTIONS *FILTER_SET_MODULE_OPTIONS_HANDLER;
typedef NDIS_STATUS
FILTER_ATTACH(NDIS_HANDLE NdisFilterHandle, NDIS_HANDLE FilterDriverContext,
              PNDIS_FILTER_ATTACH_PARAMETERS AttachParameters);
typedef FILTER_ATTACH *FILTER_ATTACH_HANDLER;
typedef VOID FILTER_DETACH(NDIS_HANDLE FilterModuleContext);
typedef FILTER_DETACH *FILTER_DETACH_HANDLER;
typedef NDIS_STATUS
FILTER_RESTART(NDIS_HANDLE FilterModuleContext,
               PNDIS_FILTER_RESTART_PARAMETERS RestartParameters);
typedef FILTER_RESTART *FILTER_RESTART_HANDLER;
typedef NDIS_STATUS FILTER_PAUSE(NDIS_HANDLE FilterModuleContext,
                                 PNDIS_FILTER_PAUSE_PARAMETERS PauseParameters);
typedef FILTER_PAUSE *FILTER_PAUSE_HANDLER;
typedef NDIS_STATUS FILTER_OID_REQUEST(NDIS_HANDLE FilterModuleContext,
                                       PNDIS_OID_REQUEST OidRequest);
typedef FILTER_OID_REQUEST *FILTER_OID_REQUEST_HANDLER;
typedef VOID FILTER_CANCEL_OID_REQUEST(NDIS_HANDLE FilterModuleContext,
                                       PVOID RequestId);
typedef FILTER_CANCEL_OID_REQUEST *FILTER_CANCEL_OID_REQUEST_HANDLER;
typedef VOID FILTER_OID_REQUEST_COMPLETE(NDIS_HANDLE FilterModuleContext,
                                         PNDIS_OID_REQUEST OidRequest,
                                         NDIS_STATUS Status);
typedef FILTER_OID_REQUEST_COMPLETE *FILTER_OID_REQUEST_COMPLETE_HANDLER;
typedef VOID FILTER_STATUS(NDIS_HANDLE FilterModuleContext,
                           PNDIS_STATUS_INDICATION StatusIndication);
typedef FILTER_STATUS *FILTER_STATUS_HANDLER;
typedef VOID
FILTER_DEVICE_PNP_EVENT_NOTIFY(NDIS_HANDLE FilterModuleContext,
                               PNET_DEVICE_PNP_EVENT NetDevicePnPEvent);
typedef FILTER_DEVICE_PNP_EVENT_NOTIFY *FILTER_DEVICE_PNP_EVENT_NOTIFY_HANDLER;
typedef NDIS_STATUS
FILTER_NET_PNP_EVENT(NDIS_HANDLE FilterModuleContext,
                     PNET_PNP_EVENT_NOTIFICATION NetPnPEventNotification);
typedef FILTER_NET_PNP_EVENT *FILTER_NET_PNP_EVENT_HANDLER;
typedef VOID FILTER_SEND_NET_BUFFER_LISTS(NDIS_HANDLE FilterModuleContext,
                                          PNET_BUFFER_LIST NetBufferList,
                                          NDIS_PORT_NUMBER PortNumber,
                                          ULONG SendFlags);
typedef FILTER_SEND_NET_BUFFER_LISTS *FILTER_SEND_NET_BUFFER_LISTS_HANDLER;
typedef VOID
FILTER_SEND_NET_BUFFER_LISTS_COMPLETE(NDIS_HANDLE FilterModuleContext,
                                      PNET_BUFFER_LIST NetBufferList,
                                      ULONG SendCompleteFlags);
typedef FILTER_SEND_NET_BUFFER_LISTS_COMPLETE
    *FILTER_SEND_NET_BUFFER_LISTS_COMPLETE_HANDLER;
typedef VOID
FILTER_CANCEL_SEND_NET_BUFFER_LISTS(NDIS_HANDLE FilterModuleContext,
                                    PVOID CancelId);
typedef FILTER_CANCEL_SEND_NET_BUFFER_LISTS
    *FILTER_CANCEL_SEND_NET_BUFFER_LISTS_HANDLER;
typedef VOID FILTER_RECEIVE_NET_BUFFER_LISTS(NDIS_HANDLE FilterModuleContext,
                                             PNET_BUFFER_LIST NetBufferLists,
                                             NDIS_PORT_NUMBER PortNumber,
                                             ULONG NumberOfNetBufferLists,
                                             ULONG ReceiveFlags);
typedef FILTER_RECEIVE_NET_BUFFER_LISTS
    *FILTER_RECEIVE_NET_BUFFER_LISTS_HANDLER;
typedef VOID FILTER_RETURN_NET_BUFFER_LISTS(NDIS_HANDLE FilterModuleContext,
                                            PNET_BUFFER_LIST NetBufferLists,
                                            ULONG ReturnFlags);
typedef FILTER_RETURN_NET_BUFFER_LISTS *FILTER_RETURN_NET_BUFFER_LISTS_HANDLER;

typedef struct _NDIS_FILTER_DRIVER_CHARACTERISTICS {
  NDIS_OBJECT_HEADER Header;
  UCHAR MajorNdisVersion;
  UCHAR MinorNdisVersion;
  UCHAR MajorDriverVersion;
  UCHAR MinorDriverVersion;
  ULONG Flags;
  NDIS_STRING FriendlyName;
  NDIS_STRING UniqueName;
  NDIS_STRING ServiceName;
  SET_OPTIONS_HANDLER SetOptionsHandler;
  FILTER_SET_MODULE_OPTIONS_HANDLER SetFilterModuleOptionsHandler;
  FILTER_ATTACH_HANDLER AttachHandler;
  FILTER_DETACH_HANDLER DetachHandler;
  FILTER_RESTART_HANDLER RestartHandler;
  FILTER_PAUSE_HANDLER PauseHandler;
  FILTER_SEND_NET_BUFFER_LISTS_HANDLER SendNetBufferListsHandler;
  FILTER_SEND_NET_BUFFER_LISTS_COMPLETE_HANDLER
  SendNetBufferListsCompleteHandler;
  FILTER_CANCEL_SEND_NET_BUFFER_LISTS_HANDLER CancelSendNetBufferListsHandler;
  FILTER_RECEIVE_NET_BUFFER_LISTS_HANDLER ReceiveNetBufferListsHandler;
  FILTER_RETURN_NET_BUFFER_LISTS_HANDLER ReturnNetBufferListsHandler;
  FILTER_OID_REQUEST_HANDLER OidRequestHandler;
  FILTER_OID_REQUEST_COMPLETE_HANDLER OidRequestCompleteHandler;
  FILTER_CANCEL_OID_REQUEST_HANDLER CancelOidRequestHandler;
  FILTER_DEVICE_PNP_EVENT_NOTIFY_HANDLER DevicePnPEventNotifyHandler;
  FILTER_NET_PNP_EVENT_HANDLER NetPnPEventHandler;
  FILTER_STATUS_HANDLER StatusHandler;
} NDIS_FILTER_DRIVER_CHARACTERISTICS, *PNDIS_FILTER_DRIVER_CHARACTERISTICS;
#define NDIS_FILTER_DRIVER_CHARACTERISTICS_REVISION_1 1
#define NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_1                   \
  sizeof(NDIS_FILTER_DRIVER_CHARACTERISTICS)
#define NDIS_FILTER_DRIVER_CHARACTERISTICS_REVISION_2 2
#define NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_2                   \
  sizeof(NDIS_FILTER_DRIVER_CHARACTERISTICS)
#define NDIS_FILTER_DRIVER_CHARACTERISTICS_REVISION_3 3
#define NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_3                   \
  sizeof(NDIS_FILTER_DRIVER_CHARACTERISTICS)

typedef NDIS_OBJECT_HEADER NDIS_DRIVER_OPTIONAL_HANDLERS,
    *PNDIS_DRIVER_OPTIONAL_HANDLERS;

SPINPAIR_WDK_BEGIN

NDIS_STATUS NdisMRegisterMiniportDriver(
    PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath,
    NDIS_HANDLE MiniportDriverContext,
    PNDIS_MINIPORT_DRIVER_CHARACTERISTICS MiniportDriverCharacteristics,
    PNDIS_HANDLE NdisMiniportDriverHandle);
VOID NdisMDeregisterMiniportDriver(NDIS_HANDLE NdisMiniportDriverHandle);
NDIS_STATUS NdisMSetMiniportAttributes(
    NDIS_HANDLE NdisMiniportAdapterHandle,
    PNDIS_MINIPORT_ADAPTER_ATTRIBUTES MiniportAttributes);
NDIS_STATUS NdisSetOptionalHandlers(NDIS_HANDLE NdisHandle,
                                    PNDIS_OBJECT_HEADER OptionalHandlers);
VOID NdisMPauseComplete(NDIS_HANDLE MiniportAdapterHandle);
VOID NdisMRestartComplete(NDIS_HANDLE MiniportAdapterHandle,
                          NDIS_STATUS Status);
VOID NdisMResetComplete(NDIS_HANDLE MiniportAdapterHandle, NDIS_STATUS Status,
                        BOOLEAN AddressingReset);
VOID NdisMOidRequestComplete(NDIS_HANDLE MiniportAdapterHandle,
                             PNDIS_OID_REQUEST OidRequest, NDIS_STATUS Status);
VOID NdisMIndicateStatusEx(NDIS_HANDLE MiniportAdapterHandle,
                           PNDIS_STATUS_INDICATION StatusIndication);
VOID NdisMIndicateReceiveNetBufferLists(NDIS_HANDLE MiniportAdapterHandle,
                                        PNET_BUFFER_LIST NetBufferList,
                                        NDIS_PORT_NUMBER PortNumber,
                                        ULONG NumberOfNetBufferLists,
                                        ULONG ReceiveFlags);
VOID NdisMSendNetBufferListsComplete(NDIS_HANDLE MiniportAdapterHandle,
                                     PNET_BUFFER_LIST NetBufferList,
                                     ULONG SendCompleteFlags);
NDIS_STATUS NdisMRegisterInterruptEx(
    NDIS_HANDLE MiniportAdapterHandle, NDIS_HANDLE MiniportInterruptContext,
    PNDIS_MINIPORT_INTERRUPT_CHARACTERISTICS MiniportInterruptCharacteristics,
    PNDIS_HANDLE NdisInterruptHandle);
VOID NdisMDeregisterInterruptEx(NDIS_HANDLE NdisInterruptHandle);
ULONG NdisMQueueDpc(NDIS_HANDLE NdisInterruptHandle, ULONG MessageId,
                    ULONG TargetProcessors, PVOID MiniportDpcContext);
NDIS_STATUS
NdisMRegisterScatterGatherDma(NDIS_HANDLE MiniportAdapterHandle,
                              PNDIS_SG_DMA_DESCRIPTION DmaDescription,
                              PNDIS_HANDLE NdisMiniportDmaHandle);
VOID NdisMDeregisterScatterGatherDma(NDIS_HANDLE NdisMiniportDmaHandle);
NDIS_STATUS NdisMAllocateNetBufferSGList(NDIS_HANDLE NdisMiniportDmaHandle,
                                         PNET_BUFFER NetBuffer, PVOID Context,
                                         ULONG Flags,
                                         PVOID ScatterGatherListBuffer,
                                         ULONG ScatterGatherListBufferSize);
VOID NdisMFreeNetBufferSGList(NDIS_HANDLE NdisMiniportDmaHandle,
                              PSCATTER_GATHER_LIST ScatterGatherListBuffer,
                              PNET_BUFFER NetBuffer);
VOID NdisMAllocateSharedMemory(NDIS_HANDLE MiniportAdapterHandle, ULONG Length,
                               BOOLEAN Cached, PVOID *VirtualAddress,
                               PNDIS_PHYSICAL_ADDRESS PhysicalAddress);
VOID NdisMFreeSharedMemory(NDIS_HANDLE MiniportAdapterHandle, ULONG Length,
                           BOOLEAN Cached, PVOID VirtualAddress,
                           NDIS_PHYSICAL_ADDRESS PhysicalAddress);
NDIS_STATUS NdisMMapIoSpace(PVOID *VirtualAddress,
                            NDIS_HANDLE MiniportAdapterHandle,
                            NDIS_PHYSICAL_ADDRESS PhysicalAddress, UINT Length);
VOID NdisMUnmapIoSpace(NDIS_HANDLE MiniportAdapterHandle, PVOID VirtualAddress,
                       UINT Length);
ULONG NdisMGetBusData(NDIS_HANDLE NdisMiniportHandle, ULONG WhichSpace,
                      ULONG Offset, PVOID Buffer, ULONG Length);
ULONG NdisMSetBusData(NDIS_HANDLE NdisMiniportHandle, ULONG WhichSpace,
                      ULONG Offset, PVOID Buffer, ULONG Length);
VOID NdisMGetDeviceProperty(NDIS_HANDLE MiniportAdapterHandle,
                            PDEVICE_OBJECT *PhysicalDeviceObject,
                            PDEVICE_OBJECT *FunctionalDeviceObject,
                            PDEVICE_OBJECT *NextDeviceObject,
                            PCM_RESOURCE_LIST *AllocatedResources,
                            PCM_RESOURCE_LIST *AllocatedResourcesTranslated);
NDIS_STATUS NdisMQueryAdapterInstanceName(PNDIS_STRING AdapterInstanceName,
                                          NDIS_HANDLE MiniportHandle);
VOID NdisMResetMiniport(NDIS_HANDLE MiniportAdapterHandle);
NDIS_STATUS
NdisRegisterDeviceEx(NDIS_HANDLE NdisHandle,
                     PNDIS_DEVICE_OBJECT_ATTRIBUTES DeviceObjectAttributes,
                     PDEVICE_OBJECT *pDeviceObject,
                     PNDIS_HANDLE NdisDeviceHandle);
VOID NdisDeregisterDeviceEx(NDIS_HANDLE NdisDeviceHandle);
PVOID NdisGetDeviceReservedExtension(PDEVICE_OBJECT DeviceObject);
NDIS_STATUS NdisFRegisterFilterDriver(
    PDRIVER_OBJECT DriverObject, NDIS_HANDLE FilterDriverContext,
    PNDIS_FILTER_DRIVER_CHARACTERISTICS FilterDriverCharacteristics,
    PNDIS_HANDLE NdisFilterDriverHandle);
VOID NdisFDeregisterFilterDriver(NDIS_HANDLE NdisFilterDriverHandle);
NDIS_STATUS NdisFSetAttributes(NDIS_HANDLE NdisFilterHandle,
                               NDIS_HANDLE FilterModuleContext,
                               PNDIS_FILTER_ATTRIBUTES FilterAttributes);
VOID NdisFSendNetBufferLists(NDIS_HANDLE NdisFilterHandle,
                             PNET_BUFFER_LIST NetBufferList,
                             NDIS_PORT_NUMBER PortNumber, ULONG SendFlags);
VOID NdisFSendNetBufferListsComplete(NDIS_HANDLE NdisFilterHandle,
                                     PNET_BUFFER_LIST NetBufferList,
                                     ULONG SendCompleteFlags);
VOID NdisFIndicateReceiveNetBufferLists(NDIS_HANDLE NdisFilterHandle,
                                        PNET_BUFFER_LIST NetBufferLists,
                                        NDIS_PORT_NUMBER PortNumber,
                                        ULONG NumberOfNetBufferLists,
                                        ULONG ReceiveFlags);
VOID NdisFReturnNetBufferLists(NDIS_HANDLE NdisFilterHandle,
                               PNET_BUFFER_LIST NetBufferLists,
                               ULONG ReturnFlags);
VOID NdisFCancelSendNetBufferLists(NDIS_HANDLE NdisFilterHandle,
                                   PVOID CancelId);
NDIS_STATUS NdisFOidRequest(NDIS_HANDLE NdisFilterHandle,
                            PNDIS_OID_REQUEST OidRequest);
VOID NdisFCancelOidRequest(NDIS_HANDLE NdisFilterHandle, PVOID RequestId);
VOID NdisFOidRequestComplete(NDIS_HANDLE NdisFilterHandle,
                             PNDIS_OID_REQUEST OidRequest, NDIS_STATUS Status);
VOID NdisFIndicateStatus(NDIS_HANDLE NdisFilterHandle,
                         PNDIS_STATUS_INDICATION StatusIndication);
VOID NdisFDevicePnPEventNotify(NDIS_HANDLE NdisFilterHandle,
                               PNET_DEVICE_PNP_EVENT NetDevicePnPEvent);
NDIS_STATUS
NdisFNetPnPEvent(NDIS_HANDLE NdisFilterHandle,
                 PNET_PNP_EVENT_NOTIFICATION NetPnPEventNotification);
VOID NdisFPauseComplete(NDIS_HANDLE NdisFilterHandle);
VOID NdisFRestartComplete(NDIS_HANDLE NdisFilterHandle, NDIS_STATUS Status);
NDIS_STATUS NdisFRestartFilter(NDIS_HANDLE NdisFilterHandle);
NDIS_STATUS NdisAllocateCloneOidRequest(NDIS_HANDLE SourceHandle,
                                        PNDIS_OID_REQUEST OidRequest,
                                        UINT PoolTag,
                                        PNDIS_OID_REQUEST *ClonedOidRequest);
VOID NdisFreeCloneOidRequest(NDIS_HANDLE SourceHandle,
                             PNDIS_OID_REQUEST Request);
NDIS_HANDLE
NdisAllocateNetBufferListPool(NDIS_HANDLE NdisHandle,
                              PNET_BUFFER_LIST_POOL_PARAMETERS Parameters);
VOID NdisFreeNetBufferListPool(NDIS_HANDLE PoolHandle);
PNET_BUFFER_LIST NdisAllocateNetBufferList(NDIS_HANDLE PoolHandle,
                                           USHORT ContextSize,
                                           USHORT ContextBackFill);
VOID NdisFreeNetBufferList(PNET_BUFFER_LIST NetBufferList);
PNET_BUFFER_LIST NdisAllocateNetBufferAndNetBufferList(
    NDIS_HANDLE PoolHandle, USHORT ContextSize, USHORT ContextBackFill,
    PMDL MdlChain, ULONG DataOffset, SIZE_T DataLength);
NDIS_HANDLE NdisAllocateNetBufferPool(NDIS_HANDLE NdisHandle,
                                      PNET_BUFFER_POOL_PARAMETERS Parameters);
VOID NdisFreeNetBufferPool(NDIS_HANDLE PoolHandle);
PNET_BUFFER NdisAllocateNetBuffer(NDIS_HANDLE PoolHandle, PMDL MdlChain,
                                  ULONG DataOffset, SIZE_T DataLength);
PNET_BUFFER NdisAllocateNetBufferMdlAndData(NDIS_HANDLE PoolHandle);
VOID NdisFreeNetBuffer(PNET_BUFFER NetBuffer);
PNET_BUFFER_LIST NdisAllocateCloneNetBufferList(
    PNET_BUFFER_LIST OriginalNetBufferList, NDIS_HANDLE NetBufferListPoolHandle,
    NDIS_HANDLE NetBufferPoolHandle, ULONG AllocateCloneFlags);
VOID NdisFreeCloneNetBufferList(PNET_BUFFER_LIST CloneNetBufferList,
                                ULONG FreeCloneFlags);
NDIS_STATUS NdisRetreatNetBufferDataStart(PNET_BUFFER NetBuffer,
                                          ULONG DataOffsetDelta,
                                          ULONG DataBackFill,
                                          PVOID AllocateMdlHandler);
VOID NdisAdvanceNetBufferDataStart(PNET_BUFFER NetBuffer, ULONG DataOffsetDelta,
                                   BOOLEAN FreeMdl, PVOID FreeMdlHandler);
NDIS_STATUS NdisRetreatNetBufferListDataStart(PNET_BUFFER_LIST NetBufferList,
                                              ULONG DataOffsetDelta,
                                              ULONG DataBackFill,
                                              PVOID AllocateMdlHandler,
                                              PVOID FreeMdlHandler);
VOID NdisAdvanceNetBufferListDataStart(PNET_BUFFER_LIST NetBufferList,
                                       ULONG DataOffsetDelta, BOOLEAN FreeMdl,
                                       PVOID FreeMdlHandler);
PVOID NdisGetDataBuffer(PNET_BUFFER NetBuffer, ULONG BytesNeeded, PVOID Storage,
                        ULONG AlignMultiple, ULONG AlignOffset);
NDIS_STATUS NdisCopyFromNetBufferToNetBuffer(
    PNET_BUFFER Destination, ULONG DestinationOffset, ULONG BytesToCopy,
    PNET_BUFFER Source, ULONG SourceOffset, PULONG BytesCopied);
NDIS_STATUS NdisCopySendNetBufferListInfo(PNET_BUFFER_LIST DestNetBufferList,
                                          PNET_BUFFER_LIST SrcNetBufferList);
PMDL NdisAllocateMdl(NDIS_HANDLE NdisHandle, PVOID VirtualAddress, UINT Length);
VOID NdisFreeMdl(PMDL Mdl);
NDIS_STATUS NdisAllocateMemoryWithTag(PVOID *VirtualAddress, UINT Length,
                                      ULONG Tag);
NDIS_STATUS NdisOpenConfigurationEx(PNDIS_CONFIGURATION_OBJECT ConfigObject,
                                    PNDIS_HANDLE ConfigurationHandle);
VOID NdisReadConfiguration(PNDIS_STATUS Status,
                           PNDIS_CONFIGURATION_PARAMETER *ParameterValue,
                           NDIS_HANDLE ConfigurationHandle,
                           PNDIS_STRING Keyword,
                           NDIS_PARAMETER_TYPE ParameterType);
VOID NdisWriteConfiguration(PNDIS_STATUS Status,
                            NDIS_HANDLE ConfigurationHandle,
                            PNDIS_STRING Keyword,
                            PNDIS_CONFIGURATION_PARAMETER ParameterValue);
VOID NdisCloseConfiguration(NDIS_HANDLE ConfigurationHandle);
VOID NdisReadNetworkAddress(PNDIS_STATUS Status, PVOID *NetworkAddress,
                            PUINT NetworkAddressLength,
                            NDIS_HANDLE ConfigurationHandle);
UINT NdisGetVersion(VOID);
VOID NdisGetSystemUpTimeEx(PLARGE_INTEGER SystemUpTime);
VOID NdisGetCurrentSystemTime(PLARGE_INTEGER CurrentTime);
VOID NdisStallExecution(UINT MicrosecondsToStall);
VOID NdisWriteErrorLogEntry(NDIS_HANDLE NdisAdapterHandle, ULONG ErrorCode,
                            ULONG NumberOfErrorValues, ...);
ULONG NdisSystemProcessorCount(VOID);
ULONG NdisGroupActiveProcessorCount(USHORT Group);
ULONG NdisGroupMaxProcessorCount(USHORT Group);
NDIS_STATUS
NdisGetRssProcessorInformation(NDIS_HANDLE NdisHandle,
                               PNDIS_RSS_PROCESSOR_INFO RssProcessorInfo,
                               PSIZE_T Size);
NDIS_STATUS
NdisAllocateTimerObject(NDIS_HANDLE NdisHandle,
                        PNDIS_TIMER_CHARACTERISTICS TimerCharacteristics,
                        PNDIS_HANDLE TimerObject);
BOOLEAN NdisSetTimerObject(NDIS_HANDLE TimerObject, LARGE_INTEGER DueTime,
                           LONG MillisecondsPeriod, PVOID FunctionContext);
BOOLEAN NdisCancelTimerObject(NDIS_HANDLE TimerObject);
VOID NdisFreeTimerObject(NDIS_HANDLE TimerObject);
NDIS_HANDLE NdisAllocateIoWorkItem(NDIS_HANDLE NdisObjectHandle);
VOID NdisQueueIoWorkItem(NDIS_HANDLE NdisIoWorkItemHandle,
                         NDIS_IO_WORKITEM_ROUTINE Routine,
                         PVOID WorkItemContext);
VOID NdisFreeIoWorkItem(NDIS_HANDLE NdisIoWorkItemHandle);
VOID NdisInitializeString(PNDIS_STRING Destination, PUCHAR Source);
VOID NdisFreeString(NDIS_STRING String);
NDIS_HANDLE
NdisWdfGetAdapterContextFromAdapterHandle(NDIS_HANDLE AdapterHandle);

SPINPAIR_WDK_END

#define NdisInterlockedIncrement(Addend) InterlockedIncrement(Addend)
#define NdisInterlockedDecrement(Addend) InterlockedDecrement(Addend)
#define NdisInterlockedInsertHeadList(Head, Entry, Lock)                       \
  ExInterlockedInsertHeadList(Head, Entry, &(Lock)->SpinLock)
#define NdisInterlockedInsertTailList(Head, Entry, Lock)                       \
  ExInterlockedInsertTailList(Head, Entry, &(Lock)->SpinLock)
#define NdisInterlockedRemoveHeadList(Head, Lock)                              \
  ExInterlockedRemoveHeadList(Head, &(Lock)->SpinLock)
#define NdisInitializeListHead(Head) InitializeListHead(Head)
#define NdisInitializeSListHead(Head) ExInitializeSListHead(Head)
#define NdisInterlockedPushEntrySList(Head, Entry, Lock)                       \
  ExInterlockedPushEntrySList(Head, Entry, &(Lock)->SpinLock)
#define NdisInterlockedPopEntrySList(Head, Lock)                               \
  ExInterlockedPopEntrySList(Head, &(Lock)->SpinLock)
#define NdisQueryDepthSList(Head) ExQueryDepthSList(Head)
#define NdisInitializeNPagedLookasideList(List, Allocate, Free, Flags, Size,   \
                                          Tag, Depth)                          \
  ExInitializeNPagedLookasideList(List, Allocate, Free, Flags, Size, Tag, Depth)
#define NdisDeleteNPagedLookasideList(List) ExDeleteNPagedLookasideList(List)
#define NdisAllocateFromNPagedLookasideList(List)                              \
  ExAllocateFromNPagedLookasideList(List)
#define NdisFreeToNPagedLookasideList(List, Entry)                             \
  ExFreeToNPagedLookasideList(List, Entry)
#define NdisQueryMdl(Mdl, Address, Length, Priority)                           \
  (*(PVOID *)(Address) = MmGetSystemAddressForMdlSafe(Mdl, Priority),          \
   *(Length) = MmGetMdlByteCount(Mdl))
#define NdisGetNextMdl(Current, NextMdl) (*(NextMdl) = (Current)->Next)
#define NDIS_MDL_LINKAGE(Mdl) ((Mdl)->Next)
#define NdisEqualMemory(Left, Right, Length) RtlEqualMemory(Left, Right, Length)
#define NdisFillMemory(Destination, Length, Fill)                              \
  RtlFillMemory(Destination, Length, Fill)
#define NdisInitUnicodeString(Destination, Source)                             \
  RtlInitUnicodeString(Destination, Source)
#define NDIS_CURRENT_IRQL() KeGetCurrentIrql()
#define NDIS_RAISE_IRQL_TO_DISPATCH(Irql) KeRaiseIrql(DISPATCH_LEVEL, Irql)
#define NDIS_LOWER_IRQL(Irql, Now) KeLowerIrql(Irql)
#define NdisReadRegisterUchar(Register, Data)                                  \
  (*(Data) = *(volatile UCHAR *)(Register))
#define NdisReadRegisterUshort(Register, Data)                                 \
  (*(Data) = *(volatile USHORT *)(Register))
#define NdisReadRegisterUlong(Register, Data)                                  \
  (*(Data) = *(volatile ULONG *)(Register))
#define NdisWriteRegisterUchar(Register, Data)                                 \
  WRITE_REGISTER_UCHAR((volatile UCHAR *)(Register), Data)
#define NdisWriteRegisterUshort(Register, Data)                                \
  WRITE_REGISTER_USHORT((volatile USHORT *)(Register), Data)
#define NdisWriteRegisterUlong(Register, Data)                                 \
  WRITE_REGISTER_ULONG((volatile ULONG *)(Register), Data)

#endif /* SPINPAIR_WDK_NDISNBL_H */
