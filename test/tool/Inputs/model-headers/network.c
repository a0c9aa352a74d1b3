/* A miniport and a filter of NDIS 6, and a filter of file systems with a push lock. */
#include <ndis.h>
#include <fltkernel.h>

typedef struct _PORT {
  NDIS_HANDLE Handle;
  NDIS_HANDLE Pool;
  NDIS_SPIN_LOCK Lock;
  PNET_BUFFER_LIST Waiting;
  EX_PUSH_LOCK Settings;
  ULONG64 Bytes;
} PORT, *PPORT;

static MINIPORT_SEND_NET_BUFFER_LISTS Send;
static VOID Send(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Number, ULONG Flags) {
  PPORT Port = (PPORT)Context;
  PNET_BUFFER_LIST Each;
  PNET_BUFFER Buffer;
  UNREFERENCED_PARAMETER(Number);
  NdisAcquireSpinLock(&Port->Lock);
  for (Each = Lists; Each != NULL; Each = NET_BUFFER_LIST_NEXT_NBL(Each)) {
    NDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO Checksum;
    Checksum.Value = NET_BUFFER_LIST_INFO(Each, TcpIpChecksumNetBufferListInfo);
    for (Buffer = NET_BUFFER_LIST_FIRST_NB(Each); Buffer != NULL; Buffer = NET_BUFFER_NEXT_NB(Buffer))
      Port->Bytes += NET_BUFFER_DATA_LENGTH(Buffer);
    NET_BUFFER_LIST_STATUS(Each) = Checksum.Transmit.IsIPv4 ? NDIS_STATUS_SUCCESS : NDIS_STATUS_INVALID_DATA;
  }
  NdisReleaseSpinLock(&Port->Lock);
  NdisMSendNetBufferListsComplete(
      Port->Handle, Lists, NDIS_TEST_SEND_AT_DISPATCH_LEVEL(Flags) ? NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL : 0);
}

static MINIPORT_OID_REQUEST Request;
static NDIS_STATUS Request(NDIS_HANDLE Context, PNDIS_OID_REQUEST Oid) {
  if (Oid->RequestType != NdisRequestQueryInformation || Oid->DATA.QUERY_INFORMATION.Oid != OID_GEN_XMIT_OK)
    return NDIS_STATUS_NOT_SUPPORTED;
  if (Oid->DATA.QUERY_INFORMATION.InformationBufferLength < sizeof(ULONG64))
    return NDIS_STATUS_BUFFER_TOO_SHORT;
  *(PULONG64)Oid->DATA.QUERY_INFORMATION.InformationBuffer = ((PPORT)Context)->Bytes;
  return NDIS_STATUS_SUCCESS;
}

static MINIPORT_INITIALIZE Initialize;
static NDIS_STATUS Initialize(NDIS_HANDLE Handle, NDIS_HANDLE Driver, PNDIS_MINIPORT_INIT_PARAMETERS Parameters) {
  NDIS_MINIPORT_ADAPTER_ATTRIBUTES Attributes;
  NET_BUFFER_LIST_POOL_PARAMETERS Pool;
  PPORT Port = (PPORT)Driver;
  UNREFERENCED_PARAMETER(Parameters);
  NdisZeroMemory(&Pool, sizeof(Pool));
  Pool.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
  Pool.Header.Revision = NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1;
  Pool.Header.Size = NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1;
  Pool.ProtocolId = NDIS_PROTOCOL_ID_DEFAULT;
  Port->Pool = NdisAllocateNetBufferListPool(Handle, &Pool);
  if (Port->Pool == NULL)
    return NDIS_STATUS_RESOURCES;
  NdisAllocateSpinLock(&Port->Lock);
  FltInitializePushLock(&Port->Settings);
  FltAcquirePushLockExclusive(&Port->Settings);
  Port->Handle = Handle;
  FltReleasePushLock(&Port->Settings);
  NdisZeroMemory(&Attributes, sizeof(Attributes));
  Attributes.RegistrationAttributes.MiniportAdapterContext = Port;
  Attributes.RegistrationAttributes.InterfaceType = NdisInterfacePci;
  return NdisMSetMiniportAttributes(Handle, &Attributes);
}

static FILTER_RECEIVE_NET_BUFFER_LISTS Received;
static VOID Received(NDIS_HANDLE Context, PNET_BUFFER_LIST Lists, NDIS_PORT_NUMBER Port, ULONG Count, ULONG Flags) {
  if (NDIS_TEST_RECEIVE_CAN_PEND(Flags))
    NdisFReturnNetBufferLists(((PPORT)Context)->Handle, Lists, 0);
  else
    NdisFIndicateReceiveNetBufferLists(((PPORT)Context)->Handle, Lists, Port, Count, Flags);
}

static FLT_PREOP_CALLBACK_STATUS Before(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects, PVOID *Context) {
  *Context = Objects->Instance;
  return Data->Iopb->MajorFunction == IRP_MJ_WRITE ? FLT_PREOP_SUCCESS_WITH_CALLBACK : FLT_PREOP_SUCCESS_NO_CALLBACK;
}
static const FLT_OPERATION_REGISTRATION Operations[] = {{IRP_MJ_WRITE, 0, Before, NULL}, {IRP_MJ_OPERATION_END}};
static const FLT_REGISTRATION Registration = {sizeof(FLT_REGISTRATION), FLT_REGISTRATION_VERSION, 0, NULL, Operations};

NTSTATUS Register(PDRIVER_OBJECT Driver, PUNICODE_STRING Path, PPORT Port, PNDIS_HANDLE Handles, PFLT_FILTER *Filter) {
  NDIS_MINIPORT_DRIVER_CHARACTERISTICS Miniport;
  NDIS_FILTER_DRIVER_CHARACTERISTICS Lightweight;
  NDIS_STRING Name = NDIS_STRING_CONST("port");
  NdisZeroMemory(&Miniport, sizeof(Miniport));
  Miniport.Header.Type = NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS;
  Miniport.Header.Revision = NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
  Miniport.Header.Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2;
  Miniport.InitializeHandlerEx = Initialize;
  Miniport.OidRequestHandler = Request;
  Miniport.SendNetBufferListsHandler = Send;
  NdisZeroMemory(&Lightweight, sizeof(Lightweight));
  Lightweight.FriendlyName = Name;
  Lightweight.ReceiveNetBufferListsHandler = Received;
  if (NdisMRegisterMiniportDriver(Driver, Path, Port, &Miniport, &Handles[0]) != NDIS_STATUS_SUCCESS)
    return STATUS_NDIS_BAD_CHARACTERISTICS;
  if (NdisFRegisterFilterDriver(Driver, Port, &Lightweight, &Handles[1]) != NDIS_STATUS_SUCCESS)
    return STATUS_NDIS_BAD_VERSION;
  return FltRegisterFilter(Driver, &Registration, Filter);
}

/* A protocol driver below which it binds, with the older reader-writer lock. */
typedef struct _BINDING {
  NDIS_HANDLE Handle;
  NDIS_RW_LOCK Lock;
  NET_DEVICE_POWER_STATE Power;
  NDIS_MEDIUM Media[1];
  UINT Selected;
} BINDING, *PBINDING;

static PROTOCOL_BIND_ADAPTER_EX Bind;
static NDIS_STATUS Bind(NDIS_HANDLE Driver, NDIS_HANDLE Context, PNDIS_BIND_PARAMETERS Parameters) {
  PBINDING Binding = (PBINDING)Driver;
  NDIS_OPEN_PARAMETERS Open;
  NdisZeroMemory(&Open, sizeof(Open));
  Open.Header.Revision = NDIS_OPEN_PARAMETERS_REVISION_1;
  Open.Header.Size = NDIS_SIZEOF_OPEN_PARAMETERS_REVISION_1;
  Open.AdapterName = Parameters->AdapterName;
  Open.MediumArray = Binding->Media;
  Open.MediumArraySize = 1;
  Open.SelectedMediumIndex = &Binding->Selected;
  NdisInitializeReadWriteLock(&Binding->Lock);
  return NdisOpenAdapterEx(Driver, Binding, &Open, Context, &Binding->Handle);
}

static PROTOCOL_NET_PNP_EVENT Event;
static NDIS_STATUS Event(NDIS_HANDLE Context, PNET_PNP_EVENT_NOTIFICATION Notification) {
  PBINDING Binding = (PBINDING)Context;
  LOCK_STATE State;
  NdisAcquireReadWriteLock(&Binding->Lock, TRUE, &State);
  Binding->Power = *(PNET_DEVICE_POWER_STATE)Notification->NetPnPEvent.Buffer;
  NdisReleaseReadWriteLock(&Binding->Lock, &State);
  return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS RegisterProtocol(NDIS_HANDLE Driver, PNDIS_HANDLE Handle) {
  NDIS_PROTOCOL_DRIVER_CHARACTERISTICS Characteristics;
  NDIS_DECLARE_PROTOCOL_OPEN_CONTEXT(BINDING);
  NdisZeroMemory(&Characteristics, sizeof(Characteristics));
  Characteristics.Header.Size = NDIS_SIZEOF_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_2;
  Characteristics.BindAdapterHandlerEx = Bind;
  Characteristics.NetPnPEventHandler = Event;
  return NdisRegisterProtocolDriver(Driver, &Characteristics, Handle);
}
