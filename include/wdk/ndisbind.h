/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ndisbind.h: spinpair model header.
 *
 * The part of ndis.h that is about protocol and intermediate drivers, receive
 * queues and quality of service. ndis.h includes it; the real kit has no header
 * of this name.
 *
 * Source: the public DDI reference of ndis.h, ntddndis.h and nblapi.h
 * (Microsoft's windows-driver-docs-ddi). Members are in no certain order, and
 * each revision of a structure has the size of the structure.
 * A number whose value the reference does not give is the model's own: another
 * one than the rest of its group.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
/* Ahead of the guard, so that the parts of ndis.h come in its order. */
#include "ndis.h"

#ifndef SPINPAIR_WDK_NDISBIND_H
#define SPINPAIR_WDK_NDISBIND_H

/* They say in the debugger what a context is. */
#define NDIS_DECLARE_MINIPORT_DRIVER_CONTEXT(Type) C_ASSERT(sizeof(Type) != 0)
#define NDIS_DECLARE_MINIPORT_ADAPTER_CONTEXT(Type) C_ASSERT(sizeof(Type) != 0)
#define NDIS_DECLARE_MINIPORT_INTERRUPT_CONTEXT(Type)                          \
  C_ASSERT(sizeof(Type) != 0)
#define NDIS_DECLARE_FILTER_DRIVER_CONTEXT(Type) C_ASSERT(sizeof(Type) != 0)
#define NDIS_DECLARE_FILTER_MODULE_CONTEXT(Type) C_ASSERT(sizeof(Type) != 0)
#define NDIS_DECLARE_PROTOCOL_DRIVER_CONTEXT(Type) C_ASSERT(sizeof(Type) != 0)
#define NDIS_DECLARE_PROTOCOL_OPEN_CONTEXT(Type) C_ASSERT(sizeof(Type) != 0)

#define NDIS_OBJECT_REVISION_1 1
#define NDIS_INTERMEDIATE_DRIVER 0x00000001
#define NDIS_OID_REQUEST_FLAGS_VPORT_ID_VALID 0x00000001
#define NDIS_PROTOCOL_ID_DEFAULT 0x00
#define NDIS_PROTOCOL_ID_TCP_IP 0x02
#define NDIS_PROTOCOL_ID_IPX 0x06
#define NDIS_PROTOCOL_ID_NBF 0x07
#define NDIS_STATUS_RESET_START ((NDIS_STATUS)0x40010004L)
#define NDIS_STATUS_RESET_END ((NDIS_STATUS)0x40010005L)
#define NDIS_STATUS_QOS_OPERATIONAL_PARAMETERS_CHANGE ((NDIS_STATUS)0x4002000FL)
#define NDIS_STATUS_CLOSING ((NDIS_STATUS)0xC0010002L)
#define NBL_PROT_RSVD_FLAGS 0xFFF00000
#define NDIS_GET_NET_BUFFER_LIST_CANCEL_ID(Nbl)                                \
  NET_BUFFER_LIST_INFO(Nbl, NetBufferListCancelId)
#define NDIS_SET_NET_BUFFER_LIST_CANCEL_ID(Nbl, CancelId)                      \
  (NET_BUFFER_LIST_INFO(Nbl, NetBufferListCancelId) = (CancelId))
#define NDIS_SET_SEND_FLAG(Flags, Flag) ((Flags) |= (Flag))
#define NDIS_SET_SEND_COMPLETE_FLAG(Flags, Flag) ((Flags) |= (Flag))
#define NDIS_SET_RETURN_FLAG(Flags, Flag) ((Flags) |= (Flag))
#define NDIS_SET_RECEIVE_FLAG(Flags, Flag) ((Flags) |= (Flag))
#define NDIS_TEST_SEND_COMPLETE_FLAG(Flags, Flag) (((Flags) & (Flag)) != 0)
#define NDIS_TEST_SEND_COMPLETE_AT_DISPATCH_LEVEL(Flags)                       \
  NDIS_TEST_SEND_COMPLETE_FLAG(Flags,                                          \
                               NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL)

typedef enum _NET_DEVICE_POWER_STATE {
  NetDeviceStateUnspecified,
  NetDeviceStateD0,
  NetDeviceStateD1,
  NetDeviceStateD2,
  NetDeviceStateD3,
  NetDeviceStateMaximum
} NET_DEVICE_POWER_STATE,
    *PNET_DEVICE_POWER_STATE;
typedef enum _NDIS_MEDIA_STATE {
  NdisMediaStateConnected,
  NdisMediaStateDisconnected
} NDIS_MEDIA_STATE,
    *PNDIS_MEDIA_STATE;

/* Protocol drivers. */
typedef USHORT NET_FRAME_TYPE, *PNET_FRAME_TYPE;
#define NDIS_ETH_TYPE_802_1X 0x888E
#define NDIS_ETH_TYPE_802_1Q 0x8100

typedef struct _NDIS_BIND_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  PNDIS_STRING ProtocolSection;
  PNDIS_STRING AdapterName;
  PDEVICE_OBJECT PhysicalDeviceObject;
  NDIS_MEDIUM MediaType;
  ULONG MtuSize;
  ULONG64 MaxXmitLinkSpeed;
  ULONG64 XmitLinkSpeed;
  ULONG64 MaxRcvLinkSpeed;
  ULONG64 RcvLinkSpeed;
  NDIS_MEDIA_CONNECT_STATE MediaConnectState;
  NDIS_MEDIA_DUPLEX_STATE MediaDuplexState;
  ULONG LookaheadSize;
  PNDIS_PNP_CAPABILITIES PowerManagementCapabilities;
  ULONG SupportedPacketFilters;
  ULONG MaxMulticastListSize;
  USHORT MacAddressLength;
  UCHAR CurrentMacAddress[IF_MAX_PHYS_ADDRESS_LENGTH];
  NDIS_PHYSICAL_MEDIUM PhysicalMediumType;
  PNDIS_RECEIVE_SCALE_CAPABILITIES RcvScaleCapabilities;
  NET_LUID BoundIfNetluid;
  NET_IFINDEX BoundIfIndex;
  NET_LUID LowestIfNetluid;
  NET_IFINDEX LowestIfIndex;
  NET_IF_ACCESS_TYPE AccessType;
  NET_IF_DIRECTION_TYPE DirectionType;
  NET_IF_CONNECTION_TYPE ConnectionType;
  NET_IFTYPE IfType;
  BOOLEAN IfConnectorPresent;
  PVOID ActivePorts;
  ULONG DataBackFillSize;
  ULONG ContextBackFillSize;
  ULONG MacOptions;
  ULONG CompartmentId;
  PNDIS_OFFLOAD DefaultOffloadConfiguration;
  struct _NDIS_TCP_CONNECTION_OFFLOAD *TcpConnectionOffloadCapabilities;
  PNDIS_STRING BoundAdapterName;
  struct _NDIS_HD_SPLIT_CURRENT_CONFIG *HDSplitCurrentConfig;
  struct _NDIS_RECEIVE_FILTER_CAPABILITIES *ReceiveFilterCapabilities;
  struct _NDIS_PM_CAPABILITIES *PowerManagementCapabilitiesEx;
  struct _NDIS_NIC_SWITCH_CAPABILITIES *NicSwitchCapabilities;
  BOOLEAN NDKEnabled;
  struct _NDIS_NDK_CAPABILITIES *NDKCapabilities;
  struct _NDIS_SRIOV_CAPABILITIES *SriovCapabilities;
  struct _NDIS_NIC_SWITCH_INFO_ARRAY *NicSwitchArray;
} NDIS_BIND_PARAMETERS, *PNDIS_BIND_PARAMETERS;
#define NDIS_BIND_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_BIND_PARAMETERS_REVISION_1 sizeof(NDIS_BIND_PARAMETERS)
#define NDIS_BIND_PARAMETERS_REVISION_2 2
#define NDIS_SIZEOF_BIND_PARAMETERS_REVISION_2 sizeof(NDIS_BIND_PARAMETERS)
#define NDIS_BIND_PARAMETERS_REVISION_3 3
#define NDIS_SIZEOF_BIND_PARAMETERS_REVISION_3 sizeof(NDIS_BIND_PARAMETERS)
#define NDIS_BIND_PARAMETERS_REVISION_4 4
#define NDIS_SIZEOF_BIND_PARAMETERS_REVISION_4 sizeof(NDIS_BIND_PARAMETERS)

typedef struct _NDIS_OPEN_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  PNDIS_STRING AdapterName;
  PNDIS_MEDIUM MediumArray;
  UINT MediumArraySize;
  PUINT SelectedMediumIndex;
  PNET_FRAME_TYPE FrameTypeArray;
  UINT FrameTypeArraySize;
} NDIS_OPEN_PARAMETERS, *PNDIS_OPEN_PARAMETERS;
#define NDIS_OPEN_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_OPEN_PARAMETERS_REVISION_1 sizeof(NDIS_OPEN_PARAMETERS)

typedef struct _NDIS_PROTOCOL_RESTART_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  PUCHAR FilterModuleNameBuffer;
  ULONG FilterModuleNameBufferLength;
  PNDIS_RESTART_ATTRIBUTES RestartAttributes;
  NET_IFINDEX BoundIfIndex;
  NET_LUID BoundIfNetluid;
  ULONG Flags;
} NDIS_PROTOCOL_RESTART_PARAMETERS, *PNDIS_PROTOCOL_RESTART_PARAMETERS;
typedef struct _NDIS_PROTOCOL_PAUSE_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG PauseReason;
} NDIS_PROTOCOL_PAUSE_PARAMETERS, *PNDIS_PROTOCOL_PAUSE_PARAMETERS;

typedef SET_OPTIONS_HANDLER PROTOCOL_SET_OPTIONS_HANDLER;
typedef NDIS_STATUS
PROTOCOL_BIND_ADAPTER_EX(NDIS_HANDLE ProtocolDriverContext,
                         NDIS_HANDLE BindContext,
                         PNDIS_BIND_PARAMETERS BindParameters);
typedef PROTOCOL_BIND_ADAPTER_EX *PROTOCOL_BIND_ADAPTER_HANDLER_EX;
typedef NDIS_STATUS
PROTOCOL_UNBIND_ADAPTER_EX(NDIS_HANDLE UnbindContext,
                           NDIS_HANDLE ProtocolBindingContext);
typedef PROTOCOL_UNBIND_ADAPTER_EX *PROTOCOL_UNBIND_ADAPTER_HANDLER_EX;
typedef VOID
PROTOCOL_OPEN_ADAPTER_COMPLETE_EX(NDIS_HANDLE ProtocolBindingContext,
                                  NDIS_STATUS Status);
typedef PROTOCOL_OPEN_ADAPTER_COMPLETE_EX
    *PROTOCOL_OPEN_ADAPTER_COMPLETE_HANDLER_EX;
typedef VOID
PROTOCOL_CLOSE_ADAPTER_COMPLETE_EX(NDIS_HANDLE ProtocolBindingContext);
typedef PROTOCOL_CLOSE_ADAPTER_COMPLETE_EX
    *PROTOCOL_CLOSE_ADAPTER_COMPLETE_HANDLER_EX;
typedef NDIS_STATUS
PROTOCOL_NET_PNP_EVENT(NDIS_HANDLE ProtocolBindingContext,
                       PNET_PNP_EVENT_NOTIFICATION NetPnPEventNotification);
typedef PROTOCOL_NET_PNP_EVENT *PROTOCOL_NET_PNP_EVENT_HANDLER;
typedef VOID PROTOCOL_UNINSTALL(VOID);
typedef PROTOCOL_UNINSTALL *PROTOCOL_UNINSTALL_HANDLER;
typedef VOID PROTOCOL_OID_REQUEST_COMPLETE(NDIS_HANDLE ProtocolBindingContext,
                                           PNDIS_OID_REQUEST OidRequest,
                                           NDIS_STATUS Status);
typedef PROTOCOL_OID_REQUEST_COMPLETE *PROTOCOL_OID_REQUEST_COMPLETE_HANDLER;
typedef PROTOCOL_OID_REQUEST_COMPLETE PROTOCOL_DIRECT_OID_REQUEST_COMPLETE;
typedef PROTOCOL_DIRECT_OID_REQUEST_COMPLETE
    *PROTOCOL_DIRECT_OID_REQUEST_COMPLETE_HANDLER;
typedef VOID PROTOCOL_STATUS_EX(NDIS_HANDLE ProtocolBindingContext,
                                PNDIS_STATUS_INDICATION StatusIndication);
typedef PROTOCOL_STATUS_EX *PROTOCOL_STATUS_HANDLER_EX;
typedef VOID
PROTOCOL_RECEIVE_NET_BUFFER_LISTS(NDIS_HANDLE ProtocolBindingContext,
                                  PNET_BUFFER_LIST NetBufferLists,
                                  NDIS_PORT_NUMBER PortNumber,
                                  ULONG NumberOfNetBufferLists,
                                  ULONG ReceiveFlags);
typedef PROTOCOL_RECEIVE_NET_BUFFER_LISTS
    *PROTOCOL_RECEIVE_NET_BUFFER_LISTS_HANDLER;
typedef VOID
PROTOCOL_SEND_NET_BUFFER_LISTS_COMPLETE(NDIS_HANDLE ProtocolBindingContext,
                                        PNET_BUFFER_LIST NetBufferList,
                                        ULONG SendCompleteFlags);
typedef PROTOCOL_SEND_NET_BUFFER_LISTS_COMPLETE
    *PROTOCOL_SEND_NET_BUFFER_LISTS_COMPLETE_HANDLER;

typedef struct _NDIS_PROTOCOL_DRIVER_CHARACTERISTICS {
  NDIS_OBJECT_HEADER Header;
  UCHAR MajorNdisVersion;
  UCHAR MinorNdisVersion;
  UCHAR MajorDriverVersion;
  UCHAR MinorDriverVersion;
  ULONG Flags;
  NDIS_STRING Name;
  PROTOCOL_SET_OPTIONS_HANDLER SetOptionsHandler;
  PROTOCOL_BIND_ADAPTER_HANDLER_EX BindAdapterHandlerEx;
  PROTOCOL_UNBIND_ADAPTER_HANDLER_EX UnbindAdapterHandlerEx;
  PROTOCOL_OPEN_ADAPTER_COMPLETE_HANDLER_EX OpenAdapterCompleteHandlerEx;
  PROTOCOL_CLOSE_ADAPTER_COMPLETE_HANDLER_EX CloseAdapterCompleteHandlerEx;
  PROTOCOL_NET_PNP_EVENT_HANDLER NetPnPEventHandler;
  PROTOCOL_UNINSTALL_HANDLER UninstallHandler;
  PROTOCOL_OID_REQUEST_COMPLETE_HANDLER OidRequestCompleteHandler;
  PROTOCOL_STATUS_HANDLER_EX StatusHandlerEx;
  PROTOCOL_RECEIVE_NET_BUFFER_LISTS_HANDLER ReceiveNetBufferListsHandler;
  PROTOCOL_SEND_NET_BUFFER_LISTS_COMPLETE_HANDLER
  SendNetBufferListsCompleteHandler;
  PROTOCOL_DIRECT_OID_REQUEST_COMPLETE_HANDLER DirectOidRequestCompleteHandler;
} NDIS_PROTOCOL_DRIVER_CHARACTERISTICS, *PNDIS_PROTOCOL_DRIVER_CHARACTERISTICS;
#define NDIS_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_1 1
#define NDIS_SIZEOF_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_1                 \
  sizeof(NDIS_PROTOCOL_DRIVER_CHARACTERISTICS)
#define NDIS_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_2 2
#define NDIS_SIZEOF_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_2                 \
  sizeof(NDIS_PROTOCOL_DRIVER_CHARACTERISTICS)

typedef struct _NDIS_FILTER_PARTIAL_CHARACTERISTICS {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  FILTER_SEND_NET_BUFFER_LISTS_HANDLER SendNetBufferListsHandler;
  FILTER_SEND_NET_BUFFER_LISTS_COMPLETE_HANDLER
  SendNetBufferListsCompleteHandler;
  FILTER_CANCEL_SEND_NET_BUFFER_LISTS_HANDLER CancelSendNetBufferListsHandler;
  FILTER_RECEIVE_NET_BUFFER_LISTS_HANDLER ReceiveNetBufferListsHandler;
  FILTER_RETURN_NET_BUFFER_LISTS_HANDLER ReturnNetBufferListsHandler;
} NDIS_FILTER_PARTIAL_CHARACTERISTICS, *PNDIS_FILTER_PARTIAL_CHARACTERISTICS;
#define NDIS_FILTER_PARTIAL_CHARACTERISTICS_REVISION_1 1
#define NDIS_SIZEOF_FILTER_PARTIAL_CHARACTERISTICS_REVISION_1                  \
  sizeof(NDIS_FILTER_PARTIAL_CHARACTERISTICS)
#define NDIS_FILTER_CHARACTERISTICS_REVISION_1 1
#define NDIS_FILTER_CHARACTERISTICS_REVISION_2 2
#define NDIS_FILTER_CHARACTERISTICS_REVISION_3 3

/* Memory that a device and queues of it share. */
typedef ULONG NDIS_RECEIVE_QUEUE_ID, *PNDIS_RECEIVE_QUEUE_ID;
typedef ULONG NDIS_RECEIVE_QUEUE_GROUP_ID, *PNDIS_RECEIVE_QUEUE_GROUP_ID;
typedef ULONG NDIS_RECEIVE_FILTER_ID, *PNDIS_RECEIVE_FILTER_ID;
typedef ULONG NDIS_NIC_SWITCH_ID, *PNDIS_NIC_SWITCH_ID;
typedef ULONG NDIS_NIC_SWITCH_VPORT_ID, *PNDIS_NIC_SWITCH_VPORT_ID;
#define NDIS_DEFAULT_RECEIVE_QUEUE_ID 0
#define NDIS_DEFAULT_RECEIVE_QUEUE_GROUP_ID 0
#define NDIS_DEFAULT_RECEIVE_FILTER_ID 0
#define NDIS_DEFAULT_SWITCH_ID 0
#define NDIS_DEFAULT_VPORT_ID 0
#define NDIS_INVALID_SWITCH_ID 0xFFFFFFFF
#define NDIS_INVALID_VPORT_ID 0xFFFFFFFF
#define NDIS_MAX_QUEUE_NAME_LENGTH 256
typedef struct _NDIS_VM_NAME {
  USHORT Length;
  WCHAR String[NDIS_MAX_QUEUE_NAME_LENGTH + 1];
} NDIS_VM_NAME, NDIS_QUEUE_NAME, NDIS_VM_FRIENDLYNAME;

/* Memory that a device and queues of it share. */
typedef struct _NET_BUFFER_SHARED_MEMORY NET_BUFFER_SHARED_MEMORY,
    *PNET_BUFFER_SHARED_MEMORY;
struct _NET_BUFFER_SHARED_MEMORY {
  PNET_BUFFER_SHARED_MEMORY NextSharedMemorySegment;
  ULONG SharedMemoryFlags;
  NDIS_HANDLE SharedMemoryHandle;
  ULONG SharedMemoryOffset;
  ULONG SharedMemoryLength;
};
#define NET_BUFFER_SHARED_MEM_NEXT_SEGMENT(Memory)                             \
  ((Memory)->NextSharedMemorySegment)
#define NET_BUFFER_SHARED_MEM_FLAGS(Memory) ((Memory)->SharedMemoryFlags)
#define NET_BUFFER_SHARED_MEM_HANDLE(Memory) ((Memory)->SharedMemoryHandle)
#define NET_BUFFER_SHARED_MEM_OFFSET(Memory) ((Memory)->SharedMemoryOffset)
#define NET_BUFFER_SHARED_MEM_LENGTH(Memory) ((Memory)->SharedMemoryLength)
typedef enum _NDIS_SHARED_MEMORY_USAGE {
  NdisSharedMemoryUsageUndefined,
  NdisSharedMemoryUsageXmit,
  NdisSharedMemoryUsageXmitHeader,
  NdisSharedMemoryUsageXmitData,
  NdisSharedMemoryUsageReceive,
  NdisSharedMemoryUsageReceiveLookahead,
  NdisSharedMemoryUsageReceivePostLookahead,
  NdisSharedMemoryUsageReceiveHeader,
  NdisSharedMemoryUsageReceiveData,
  NdisSharedMemoryUsageOther,
  NdisSharedMemoryUsageMax
} NDIS_SHARED_MEMORY_USAGE,
    *PNDIS_SHARED_MEMORY_USAGE;
typedef struct _NDIS_SHARED_MEMORY_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  NDIS_RECEIVE_QUEUE_ID QueueId;
  NDIS_HANDLE SharedMemoryHandle;
  ULONG PreferredNode;
  NDIS_SHARED_MEMORY_USAGE Usage;
  ULONG Length;
  PVOID VirtualAddress;
  ULONG SGListBufferLength;
  struct _SCATTER_GATHER_LIST *SGListBuffer;
  NDIS_NIC_SWITCH_VPORT_ID VPortId;
} NDIS_SHARED_MEMORY_PARAMETERS, *PNDIS_SHARED_MEMORY_PARAMETERS;
#define NDIS_SHARED_MEMORY_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_SHARED_MEMORY_PARAMETERS_REVISION_1                        \
  sizeof(NDIS_SHARED_MEMORY_PARAMETERS)
#define NDIS_SHARED_MEMORY_PARAMETERS_REVISION_2 2
#define NDIS_SIZEOF_SHARED_MEMORY_PARAMETERS_REVISION_2                        \
  sizeof(NDIS_SHARED_MEMORY_PARAMETERS)
#define NDIS_SHARED_MEM_PARAMETERS_CONTINOUS 0x00000001
#define NDIS_SHARED_MEM_PARAMETERS_CONTIGUOUS 0x00000001

/* Receive queues. */
typedef enum _NDIS_RECEIVE_QUEUE_TYPE {
  NdisReceiveQueueTypeUnspecified,
  NdisReceiveQueueTypeVMQueue,
  NdisReceiveQueueTypeMaximum
} NDIS_RECEIVE_QUEUE_TYPE,
    *PNDIS_RECEIVE_QUEUE_TYPE;
typedef enum _NDIS_RECEIVE_QUEUE_OPERATIONAL_STATE {
  NdisReceiveQueueOperationalStateUndefined,
  NdisReceiveQueueOperationalStateRunning,
  NdisReceiveQueueOperationalStatePaused,
  NdisReceiveQueueOperationalStateDmaStopped,
  NdisReceiveQueueOperationalStateMaximum
} NDIS_RECEIVE_QUEUE_OPERATIONAL_STATE,
    *PNDIS_RECEIVE_QUEUE_OPERATIONAL_STATE;
typedef struct _NDIS_RECEIVE_QUEUE_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  NDIS_RECEIVE_QUEUE_TYPE QueueType;
  NDIS_RECEIVE_QUEUE_ID QueueId;
  NDIS_RECEIVE_QUEUE_GROUP_ID QueueGroupId;
  GROUP_AFFINITY ProcessorAffinity;
  ULONG NumSuggestedReceiveBuffers;
  ULONG MSIXTableEntry;
  ULONG LookaheadSize;
  NDIS_VM_NAME VmName;
  NDIS_QUEUE_NAME QueueName;
  ULONG PortId;
  ULONG InterruptCoalescingDomainId;
  ULONG QosSqId;
} NDIS_RECEIVE_QUEUE_PARAMETERS, *PNDIS_RECEIVE_QUEUE_PARAMETERS;
#define NDIS_RECEIVE_QUEUE_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_RECEIVE_QUEUE_PARAMETERS_REVISION_1                        \
  sizeof(NDIS_RECEIVE_QUEUE_PARAMETERS)
#define NDIS_RECEIVE_QUEUE_PARAMETERS_REVISION_2 2
#define NDIS_SIZEOF_RECEIVE_QUEUE_PARAMETERS_REVISION_2                        \
  sizeof(NDIS_RECEIVE_QUEUE_PARAMETERS)
#define NDIS_RECEIVE_QUEUE_PARAMETERS_REVISION_3 3
#define NDIS_SIZEOF_RECEIVE_QUEUE_PARAMETERS_REVISION_3                        \
  sizeof(NDIS_RECEIVE_QUEUE_PARAMETERS)
#define NDIS_RECEIVE_QUEUE_PARAMETERS_PER_QUEUE_RECEIVE_INDICATION 0x00000001
#define NDIS_RECEIVE_QUEUE_PARAMETERS_LOOKAHEAD_SPLIT_REQUIRED 0x00000002
#define NDIS_RECEIVE_QUEUE_PARAMETERS_FLAGS_CHANGED 0x00010000
#define NDIS_RECEIVE_QUEUE_PARAMETERS_PROCESSOR_AFFINITY_CHANGED 0x00020000
#define NDIS_RECEIVE_QUEUE_PARAMETERS_SUGGESTED_RECV_BUFFER_NUMBERS_CHANGED    \
  0x00040000
#define NDIS_RECEIVE_QUEUE_PARAMETERS_NAME_CHANGED 0x00080000
#define NDIS_RECEIVE_QUEUE_PARAMETERS_CHANGE_MASK 0xFFFF0000
typedef struct _NDIS_RECEIVE_QUEUE_ALLOCATION_COMPLETE_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  NDIS_RECEIVE_QUEUE_ID QueueId;
  NDIS_STATUS CompletionStatus;
} NDIS_RECEIVE_QUEUE_ALLOCATION_COMPLETE_PARAMETERS,
    *PNDIS_RECEIVE_QUEUE_ALLOCATION_COMPLETE_PARAMETERS;
#define NDIS_RECEIVE_QUEUE_ALLOCATION_COMPLETE_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_RECEIVE_QUEUE_ALLOCATION_COMPLETE_PARAMETERS_REVISION_1    \
  sizeof(NDIS_RECEIVE_QUEUE_ALLOCATION_COMPLETE_PARAMETERS)
typedef struct _NDIS_RECEIVE_QUEUE_ALLOCATION_COMPLETE_ARRAY {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG FirstElementOffset;
  ULONG NumElements;
  ULONG ElementSize;
} NDIS_RECEIVE_QUEUE_ALLOCATION_COMPLETE_ARRAY,
    *PNDIS_RECEIVE_QUEUE_ALLOCATION_COMPLETE_ARRAY;
#define NDIS_RECEIVE_QUEUE_ALLOCATION_COMPLETE_ARRAY_REVISION_1 1
#define NDIS_SIZEOF_RECEIVE_QUEUE_ALLOCATION_COMPLETE_ARRAY_REVISION_1         \
  sizeof(NDIS_RECEIVE_QUEUE_ALLOCATION_COMPLETE_ARRAY)
typedef struct _NDIS_RECEIVE_QUEUE_FREE_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  NDIS_RECEIVE_QUEUE_ID QueueId;
} NDIS_RECEIVE_QUEUE_FREE_PARAMETERS, *PNDIS_RECEIVE_QUEUE_FREE_PARAMETERS;
#define NDIS_RECEIVE_QUEUE_FREE_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_RECEIVE_QUEUE_FREE_PARAMETERS_REVISION_1                   \
  sizeof(NDIS_RECEIVE_QUEUE_FREE_PARAMETERS)
typedef struct _NDIS_RECEIVE_QUEUE_STATE {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  NDIS_RECEIVE_QUEUE_ID QueueId;
  NDIS_RECEIVE_QUEUE_OPERATIONAL_STATE QueueState;
} NDIS_RECEIVE_QUEUE_STATE, *PNDIS_RECEIVE_QUEUE_STATE;
#define NDIS_RECEIVE_QUEUE_STATE_REVISION_1 1
#define NDIS_SIZEOF_RECEIVE_QUEUE_STATE_REVISION_1                             \
  sizeof(NDIS_RECEIVE_QUEUE_STATE)
#define NDIS_SIZEOF_NDIS_RECEIVE_QUEUE_STATE_REVISION_1                        \
  sizeof(NDIS_RECEIVE_QUEUE_STATE)

/* Filters of received packets. */
typedef enum _NDIS_RECEIVE_FILTER_TYPE {
  NdisReceiveFilterTypeUndefined,
  NdisReceiveFilterTypeVMQueue,
  NdisReceiveFilterTypePacketCoalescing,
  NdisReceiveFilterTypeMaximum
} NDIS_RECEIVE_FILTER_TYPE,
    *PNDIS_RECEIVE_FILTER_TYPE;
typedef enum _NDIS_FRAME_HEADER {
  NdisFrameHeaderUndefined,
  NdisFrameHeaderMac,
  NdisFrameHeaderArp,
  NdisFrameHeaderIPv4,
  NdisFrameHeaderIPv6,
  NdisFrameHeaderUdp,
  NdisFrameHeaderMaximum
} NDIS_FRAME_HEADER,
    *PNDIS_FRAME_HEADER;
typedef enum _NDIS_MAC_HEADER_FIELD {
  NdisMacHeaderFieldUndefined,
  NdisMacHeaderFieldDestinationAddress,
  NdisMacHeaderFieldSourceAddress,
  NdisMacHeaderFieldProtocol,
  NdisMacHeaderFieldVlanId,
  NdisMacHeaderFieldPriority,
  NdisMacHeaderFieldPacketType,
  NdisMacHeaderFieldMaximum
} NDIS_MAC_HEADER_FIELD,
    *PNDIS_MAC_HEADER_FIELD;
typedef enum _NDIS_RECEIVE_FILTER_TEST {
  NdisReceiveFilterTestUndefined,
  NdisReceiveFilterTestEqual,
  NdisReceiveFilterTestMaskEqual,
  NdisReceiveFilterTestNotEqual,
  NdisReceiveFilterTestMaximum
} NDIS_RECEIVE_FILTER_TEST,
    *PNDIS_RECEIVE_FILTER_TEST;
typedef struct _NDIS_RECEIVE_FILTER_FIELD_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  NDIS_FRAME_HEADER FrameHeader;
  NDIS_RECEIVE_FILTER_TEST ReceiveFilterTest;
  union {
    NDIS_MAC_HEADER_FIELD MacHeaderField;
    ULONG ArpHeaderField;
    ULONG IPv4HeaderField;
    ULONG IPv6HeaderField;
    ULONG UdpHeaderField;
  } HeaderField;
  union {
    UCHAR FieldByteValue;
    USHORT FieldShortValue;
    ULONG FieldLongValue;
    ULONG64 FieldLong64Value;
    UCHAR FieldByteArrayValue[16];
  } FieldValue;
  union {
    UCHAR ResultByteValue;
    USHORT ResultShortValue;
    ULONG ResultLongValue;
    ULONG64 ResultLong64Value;
    UCHAR ResultByteArrayValue[16];
  } ResultValue;
} NDIS_RECEIVE_FILTER_FIELD_PARAMETERS, *PNDIS_RECEIVE_FILTER_FIELD_PARAMETERS;
#define NDIS_RECEIVE_FILTER_FIELD_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_RECEIVE_FILTER_FIELD_PARAMETERS_REVISION_1                 \
  sizeof(NDIS_RECEIVE_FILTER_FIELD_PARAMETERS)
#define NDIS_RECEIVE_FILTER_FIELD_PARAMETERS_REVISION_2 2
#define NDIS_SIZEOF_RECEIVE_FILTER_FIELD_PARAMETERS_REVISION_2                 \
  sizeof(NDIS_RECEIVE_FILTER_FIELD_PARAMETERS)
#define NDIS_RECEIVE_FILTER_FIELD_MAC_HEADER_VLAN_UNTAGGED_OR_ZERO 0x00000001
typedef struct _NDIS_RECEIVE_FILTER_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  NDIS_RECEIVE_FILTER_TYPE FilterType;
  NDIS_RECEIVE_QUEUE_ID QueueId;
  NDIS_RECEIVE_FILTER_ID FilterId;
  ULONG FieldParametersArrayOffset;
  ULONG FieldParametersArrayNumElements;
  ULONG FieldParametersArrayElementSize;
  ULONG RequestedFilterIdBitCount;
  ULONG MaxCoalescingDelay;
  NDIS_NIC_SWITCH_VPORT_ID VPortId;
} NDIS_RECEIVE_FILTER_PARAMETERS, *PNDIS_RECEIVE_FILTER_PARAMETERS;
#define NDIS_RECEIVE_FILTER_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_RECEIVE_FILTER_PARAMETERS_REVISION_1                       \
  sizeof(NDIS_RECEIVE_FILTER_PARAMETERS)
#define NDIS_RECEIVE_FILTER_PARAMETERS_REVISION_2 2
#define NDIS_SIZEOF_RECEIVE_FILTER_PARAMETERS_REVISION_2                       \
  sizeof(NDIS_RECEIVE_FILTER_PARAMETERS)
typedef struct _NDIS_RECEIVE_FILTER_CLEAR_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  NDIS_RECEIVE_QUEUE_ID QueueId;
  NDIS_RECEIVE_FILTER_ID FilterId;
} NDIS_RECEIVE_FILTER_CLEAR_PARAMETERS, *PNDIS_RECEIVE_FILTER_CLEAR_PARAMETERS;
#define NDIS_RECEIVE_FILTER_CLEAR_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_RECEIVE_FILTER_CLEAR_PARAMETERS_REVISION_1                 \
  sizeof(NDIS_RECEIVE_FILTER_CLEAR_PARAMETERS)
typedef struct _NDIS_RECEIVE_FILTER_CAPABILITIES {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG EnabledFilterTypes;
  ULONG EnabledQueueTypes;
  ULONG NumQueues;
  ULONG SupportedQueueProperties;
  ULONG SupportedFilterTests;
  ULONG SupportedHeaders;
  ULONG SupportedMacHeaderFields;
  ULONG MaxMacHeaderFilters;
  ULONG MaxQueueGroups;
  ULONG MaxQueuesPerQueueGroup;
  ULONG MinLookaheadSplitSize;
  ULONG MaxLookaheadSplitSize;
  ULONG SupportedARPHeaderFields;
  ULONG SupportedIPv4HeaderFields;
  ULONG SupportedIPv6HeaderFields;
  ULONG SupportedUdpHeaderFields;
  ULONG MaxFieldTestsPerPacketCoalescingFilter;
  ULONG MaxPacketCoalescingFilters;
  ULONG NdisReserved;
} NDIS_RECEIVE_FILTER_CAPABILITIES, *PNDIS_RECEIVE_FILTER_CAPABILITIES;
#define NDIS_RECEIVE_FILTER_CAPABILITIES_REVISION_1 1
#define NDIS_SIZEOF_RECEIVE_FILTER_CAPABILITIES_REVISION_1                     \
  sizeof(NDIS_RECEIVE_FILTER_CAPABILITIES)
#define NDIS_RECEIVE_FILTER_CAPABILITIES_REVISION_2 2
#define NDIS_SIZEOF_RECEIVE_FILTER_CAPABILITIES_REVISION_2                     \
  sizeof(NDIS_RECEIVE_FILTER_CAPABILITIES)
#define NDIS_RECEIVE_FILTER_VMQ_FILTERS_ENABLED 0x00000001
#define NDIS_RECEIVE_FILTER_PACKET_COALESCING_FILTERS_ENABLED 0x00000002
#define NDIS_RECEIVE_FILTER_VM_QUEUES_ENABLED 0x00000001
#define NDIS_RECEIVE_FILTER_VM_QUEUE_SUPPORTED 0x00000002
#define NDIS_RECEIVE_FILTER_LOOKAHEAD_SPLIT_SUPPORTED 0x00000004
#define NDIS_RECEIVE_FILTER_DYNAMIC_PROCESSOR_AFFINITY_CHANGE_SUPPORTED        \
  0x00000008
#define NDIS_RECEIVE_FILTER_MAC_HEADER_SUPPORTED 0x00000001
#define NDIS_RECEIVE_FILTER_MAC_HEADER_DEST_ADDR_SUPPORTED 0x00000001
#define NDIS_RECEIVE_FILTER_MAC_HEADER_VLAN_ID_SUPPORTED 0x00000008
#define NDIS_RECEIVE_FILTER_TEST_HEADER_FIELD_EQUAL_SUPPORTED 0x00000001
#define NDIS_STATUS_RECEIVE_QUEUE_STATE ((NDIS_STATUS)0x4002000DL)

typedef struct _NDIS_NIC_SWITCH_CAPABILITIES {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG NumTotalMacAddresses;
  ULONG NumMacAddressesPerPort;
  ULONG NumVlansPerPort;
  ULONG NicSwitchCapabilities;
  ULONG MaxNumSwitches;
  ULONG MaxNumVPorts;
  ULONG MaxNumVFs;
  ULONG MaxNumQueuePairs;
  ULONG MaxNumQueuePairsPerNonDefaultVPort;
  ULONG MaxNumMacAddresses;
  ULONG MaxNumRssCapableNonDefaultPFVPorts;
  ULONG NumberOfIndirectionTableEntriesForDefaultVPort;
  ULONG NumberOfIndirectionTableEntriesPerNonDefaultPFVPort;
  ULONG MaxNumQueuePairsForDefaultVPort;
} NDIS_NIC_SWITCH_CAPABILITIES, *PNDIS_NIC_SWITCH_CAPABILITIES;
#define NDIS_NIC_SWITCH_CAPABILITIES_REVISION_1 1
#define NDIS_SIZEOF_NIC_SWITCH_CAPABILITIES_REVISION_1                         \
  sizeof(NDIS_NIC_SWITCH_CAPABILITIES)
#define NDIS_NIC_SWITCH_CAPABILITIES_REVISION_2 2
#define NDIS_SIZEOF_NIC_SWITCH_CAPABILITIES_REVISION_2                         \
  sizeof(NDIS_NIC_SWITCH_CAPABILITIES)
#define NDIS_NIC_SWITCH_CAPABILITIES_REVISION_3 3
#define NDIS_SIZEOF_NIC_SWITCH_CAPABILITIES_REVISION_3                         \
  sizeof(NDIS_NIC_SWITCH_CAPABILITIES)

typedef struct _NDIS_RECEIVE_SCALE_PARAMETERS_V2 {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG HashInformation;
  USHORT HashSecretKeySize;
  ULONG HashSecretKeyOffset;
  ULONG NumberOfQueues;
  ULONG NumberOfIndirectionTableEntries;
} NDIS_RECEIVE_SCALE_PARAMETERS_V2, *PNDIS_RECEIVE_SCALE_PARAMETERS_V2;
#define NDIS_RECEIVE_SCALE_PARAMETERS_V2_REVISION_1 1
#define NDIS_SIZEOF_RECEIVE_SCALE_PARAMETERS_V2_REVISION_1                     \
  sizeof(NDIS_RECEIVE_SCALE_PARAMETERS_V2)
#define NDIS_RECEIVE_SCALE_PARAM_ENABLE_RSS 0x00000001
#define NDIS_RECEIVE_SCALE_PARAM_HASH_INFO_CHANGED 0x00000002
#define NDIS_RECEIVE_SCALE_PARAM_HASH_KEY_CHANGED 0x00000004
#define NDIS_RECEIVE_SCALE_PARAM_NUMBER_OF_QUEUES_CHANGED 0x00000008
#define NDIS_RECEIVE_SCALE_PARAM_NUMBER_OF_ENTRIES_CHANGED 0x00000010
#define NDIS_RSS_INDIRECTION_TABLE_MAX_SIZE_REVISION_3                         \
  (128 * sizeof(PROCESSOR_NUMBER))
typedef struct _NDIS_RSS_SET_INDIRECTION_ENTRY {
  NDIS_NIC_SWITCH_ID SwitchId;
  NDIS_NIC_SWITCH_VPORT_ID VPortId;
  ULONG Flags;
  ULONG IndirectionTableIndex;
  PROCESSOR_NUMBER TargetProcessorNumber;
  NDIS_STATUS EntryStatus;
} NDIS_RSS_SET_INDIRECTION_ENTRY, *PNDIS_RSS_SET_INDIRECTION_ENTRY;
typedef struct _NDIS_RSS_SET_INDIRECTION_ENTRIES {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG RssEntrySize;
  ULONG RssEntryTableOffset;
  ULONG NumberOfRssEntries;
} NDIS_RSS_SET_INDIRECTION_ENTRIES, *PNDIS_RSS_SET_INDIRECTION_ENTRIES;
#define NDIS_RSS_SET_INDIRECTION_ENTRIES_REVISION_1 1
#define NDIS_SIZEOF_RSS_SET_INDIRECTION_ENTRIES_REVISION_1                     \
  sizeof(NDIS_RSS_SET_INDIRECTION_ENTRIES)
#define NDIS_RSS_SET_INDIRECTION_ENTRY_FLAG_PRIMARY_PROCESSOR 0x00000001
#define NDIS_RSS_SET_INDIRECTION_ENTRY_FLAG_DEFAULT_PROCESSOR 0x00000002

/* Quality of service. */
#define NDIS_QOS_MAXIMUM_PRIORITIES 8
#define NDIS_QOS_MAXIMUM_TRAFFIC_CLASSES 8
typedef struct _NDIS_QOS_PARAMETERS {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG NumTrafficClasses;
  UCHAR PriorityAssignmentTable[NDIS_QOS_MAXIMUM_PRIORITIES];
  UCHAR TcBandwidthAssignmentTable[NDIS_QOS_MAXIMUM_TRAFFIC_CLASSES];
  UCHAR TsaAssignmentTable[NDIS_QOS_MAXIMUM_TRAFFIC_CLASSES];
  ULONG PfcEnable;
  ULONG NumClassificationElements;
  ULONG ClassificationElementSize;
  ULONG FirstClassificationElementOffset;
} NDIS_QOS_PARAMETERS, *PNDIS_QOS_PARAMETERS;
#define NDIS_QOS_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_QOS_PARAMETERS_REVISION_1 sizeof(NDIS_QOS_PARAMETERS)
#define NDIS_QOS_PARAMETERS_ETS_CHANGED 0x00000001
#define NDIS_QOS_PARAMETERS_ETS_CONFIGURED 0x00000002
#define NDIS_QOS_PARAMETERS_PFC_CHANGED 0x00000100
#define NDIS_QOS_PARAMETERS_PFC_CONFIGURED 0x00000200
#define NDIS_QOS_PARAMETERS_CLASSIFICATION_CHANGED 0x00010000
#define NDIS_QOS_PARAMETERS_CLASSIFICATION_CONFIGURED 0x00020000
#define NDIS_QOS_PARAMETERS_WILLING 0x80000000
#define NDIS_QOS_TSA_STRICT 0
#define NDIS_QOS_TSA_CBS 1
#define NDIS_QOS_TSA_ETS 2
typedef struct _NDIS_QOS_CAPABILITIES {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  ULONG MaxNumTrafficClasses;
  ULONG MaxNumEtsCapableTrafficClasses;
  ULONG MaxNumPfcEnabledTrafficClasses;
} NDIS_QOS_CAPABILITIES, *PNDIS_QOS_CAPABILITIES;
#define NDIS_QOS_CAPABILITIES_REVISION_1 1
#define NDIS_SIZEOF_QOS_CAPABILITIES_REVISION_1 sizeof(NDIS_QOS_CAPABILITIES)
#define NDIS_QOS_CAPABILITIES_STRICT_TSA_SUPPORTED 0x00000001
typedef struct _NDIS_QOS_CLASSIFICATION_ELEMENT {
  NDIS_OBJECT_HEADER Header;
  ULONG Flags;
  USHORT ConditionSelector;
  USHORT ConditionField;
  USHORT ActionSelector;
  USHORT ActionField;
} NDIS_QOS_CLASSIFICATION_ELEMENT, *PNDIS_QOS_CLASSIFICATION_ELEMENT;
#define NDIS_QOS_CLASSIFICATION_ELEMENT_REVISION_1 1
#define NDIS_SIZEOF_QOS_CLASSIFICATION_ELEMENT_REVISION_1                      \
  sizeof(NDIS_QOS_CLASSIFICATION_ELEMENT)
#define NDIS_QOS_CLASSIFICATION_ENFORCED_BY_MINIPORT 0x01000000
#define NDIS_QOS_CONDITION_RESERVED 0
#define NDIS_QOS_CONDITION_DEFAULT 1
#define NDIS_QOS_CONDITION_TCP_PORT 2
#define NDIS_QOS_CONDITION_UDP_PORT 3
#define NDIS_QOS_CONDITION_TCP_OR_UDP_PORT 4
#define NDIS_QOS_CONDITION_ETHERTYPE 5
#define NDIS_QOS_CONDITION_NETDIRECT_PORT 6
#define NDIS_QOS_ACTION_PRIORITY 0

SPINPAIR_WDK_BEGIN

NDIS_STATUS NdisRegisterProtocolDriver(
    NDIS_HANDLE ProtocolDriverContext,
    PNDIS_PROTOCOL_DRIVER_CHARACTERISTICS ProtocolCharacteristics,
    PNDIS_HANDLE NdisProtocolHandle);
VOID NdisDeregisterProtocolDriver(NDIS_HANDLE NdisProtocolHandle);
NDIS_STATUS NdisOpenAdapterEx(NDIS_HANDLE NdisProtocolHandle,
                              NDIS_HANDLE ProtocolBindingContext,
                              PNDIS_OPEN_PARAMETERS OpenParameters,
                              NDIS_HANDLE BindContext,
                              PNDIS_HANDLE NdisBindingHandle);
NDIS_STATUS NdisCloseAdapterEx(NDIS_HANDLE NdisBindingHandle);
VOID NdisCompleteBindAdapterEx(NDIS_HANDLE BindAdapterContext,
                               NDIS_STATUS Status);
VOID NdisCompleteUnbindAdapterEx(NDIS_HANDLE UnbindContext);
NDIS_STATUS NdisUnbindAdapter(NDIS_HANDLE NdisBindingHandle);
VOID NdisReEnumerateProtocolBindings(NDIS_HANDLE NdisProtocolHandle);
VOID NdisCompleteNetPnPEvent(NDIS_HANDLE NdisBindingHandle,
                             PNET_PNP_EVENT_NOTIFICATION NetPnPEventNotification,
                             NDIS_STATUS Status);
VOID NdisSendNetBufferLists(NDIS_HANDLE NdisBindingHandle,
                            PNET_BUFFER_LIST NetBufferLists,
                            NDIS_PORT_NUMBER PortNumber, ULONG SendFlags);
VOID NdisReturnNetBufferLists(NDIS_HANDLE NdisBindingHandle,
                              PNET_BUFFER_LIST NetBufferLists,
                              ULONG ReturnFlags);
VOID NdisCancelSendNetBufferLists(NDIS_HANDLE NdisBindingHandle,
                                  PVOID CancelId);
NDIS_STATUS NdisOidRequest(NDIS_HANDLE NdisBindingHandle,
                           PNDIS_OID_REQUEST OidRequest);
VOID NdisCancelOidRequest(NDIS_HANDLE NdisBindingHandle, PVOID RequestId);
NDIS_STATUS NdisDirectOidRequest(NDIS_HANDLE NdisBindingHandle,
                                 PNDIS_OID_REQUEST OidRequest);
NDIS_STATUS NdisQueryAdapterInstanceName(PNDIS_STRING pAdapterInstanceName,
                                         NDIS_HANDLE NdisBindingHandle);
UCHAR NdisGeneratePartialCancelId(VOID);
ULONG NdisGetSharedDataAlignment(VOID);
NDIS_STATUS NdisUpcaseUnicodeString(PUNICODE_STRING DestinationString,
                                    PUNICODE_STRING SourceString);
VOID NdisFreeMemoryWithTagPriority(NDIS_HANDLE NdisHandle, PVOID VirtualAddress,
                                   ULONG Tag);
NDIS_STATUS NdisAllocateNetBufferListContext(PNET_BUFFER_LIST NetBufferList,
                                             USHORT ContextSize,
                                             USHORT ContextBackFill,
                                             ULONG PoolTag);
VOID NdisFreeNetBufferListContext(PNET_BUFFER_LIST NetBufferList,
                                  USHORT ContextSize);
NDIS_STATUS NdisAllocateSharedMemory(
    NDIS_HANDLE NdisHandle,
    PNDIS_SHARED_MEMORY_PARAMETERS SharedMemoryParameters,
    PNDIS_HANDLE pAllocationHandle);
VOID NdisFreeSharedMemory(NDIS_HANDLE NdisHandle, NDIS_HANDLE AllocationHandle);

/* Intermediate drivers. */
VOID NdisIMAssociateMiniport(NDIS_HANDLE DriverHandle,
                             NDIS_HANDLE ProtocolHandle);
NDIS_STATUS NdisIMInitializeDeviceInstanceEx(NDIS_HANDLE DriverHandle,
                                             PNDIS_STRING DriverInstance,
                                             NDIS_HANDLE DeviceContext);
NDIS_STATUS NdisIMCancelInitializeDeviceInstance(NDIS_HANDLE DriverHandle,
                                                 PNDIS_STRING DeviceInstance);
NDIS_STATUS NdisIMDeInitializeDeviceInstance(NDIS_HANDLE NdisMiniportHandle);
NDIS_HANDLE NdisIMGetBindingContext(NDIS_HANDLE NdisBindingHandle);
NDIS_STATUS NdisIfAddIfStackEntry(NET_IFINDEX HigherLayerIfIndex,
                                  NET_IFINDEX LowerLayerIfIndex);
NDIS_STATUS NdisIfDeleteIfStackEntry(NET_IFINDEX HigherLayerIfIndex,
                                     NET_IFINDEX LowerLayerIfIndex);

SPINPAIR_WDK_END

#endif /* SPINPAIR_WDK_NDISBIND_H */
