/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * wsk.h: spinpair model header.
 *
 * Winsock Kernel: sockets of drivers.
 *
 * Source: the public DDI reference of wsk.h (Microsoft's windows-driver-docs-
 * ddi). Of the parts of the provider's dispatch tables, what is only for the
 * framework is left out.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_WSK_H
#define SPINPAIR_WDK_WSK_H

#include "ntddk.h"
#include "ws2def.h"
#include "ws2ipdef.h"

typedef struct addrinfoexW ADDRINFOEXW, *PADDRINFOEXW;
#define MAKE_WSK_VERSION(Major, Minor)                                         \
  ((USHORT)((Major) << 8) | (USHORT)(Minor))
#define WSK_MAJOR_VERSION(Version) ((UCHAR)((Version) >> 8))
#define WSK_MINOR_VERSION(Version) ((UCHAR)(Version))
#define WSK_NO_WAIT 0
#define WSK_INFINITE_WAIT 0xffffffff
#define WSK_FLAG_BASIC_SOCKET 0x00000000
#define WSK_FLAG_LISTEN_SOCKET 0x00000001
#define WSK_FLAG_CONNECTION_SOCKET 0x00000002
#define WSK_FLAG_DATAGRAM_SOCKET 0x00000004
#define WSK_FLAG_STREAM_SOCKET 0x00000008
#define WSK_FLAG_NODELAY 0x00000002
#define WSK_FLAG_WAITALL 0x00000002
#define WSK_FLAG_DRAIN 0x00000004
#define WSK_FLAG_ABORTIVE 0x00000001
#define WSK_FLAG_AT_DISPATCH_LEVEL 0x00000008
#define WSK_FLAG_RELEASE_ASAP 0x00000002
/* The numbers of these are the model's own. */
#define WSK_EVENT_ACCEPT 0x0001
#define WSK_EVENT_RECEIVE_FROM 0x0002
#define WSK_EVENT_RECEIVE 0x0004
#define WSK_EVENT_DISCONNECT 0x0008
#define WSK_EVENT_SEND_BACKLOG 0x0010
#define WSK_EVENT_DISABLE 0x80000000
#define WSK_SET_STATIC_EVENT_CALLBACKS 7
#define SO_WSK_EVENT_CALLBACK 0x4000

typedef PVOID PWSK_CLIENT;
typedef struct _WSK_SOCKET {
  const VOID *Dispatch;
} WSK_SOCKET, *PWSK_SOCKET;
typedef struct _WSK_CLIENT_CONNECTION_DISPATCH WSK_CLIENT_CONNECTION_DISPATCH;
typedef struct _WSK_CLIENT_DATAGRAM_DISPATCH WSK_CLIENT_DATAGRAM_DISPATCH;
typedef struct _WSK_BUF {
  PMDL Mdl;
  ULONG Offset;
  SIZE_T Length;
} WSK_BUF, *PWSK_BUF;
typedef struct _WSK_BUF_LIST {
  struct _WSK_BUF_LIST *Next;
  WSK_BUF Buffer;
} WSK_BUF_LIST, *PWSK_BUF_LIST;
typedef struct _WSK_DATA_INDICATION {
  struct _WSK_DATA_INDICATION *Next;
  WSK_BUF Buffer;
} WSK_DATA_INDICATION, *PWSK_DATA_INDICATION;
typedef struct _WSK_DATAGRAM_INDICATION {
  struct _WSK_DATAGRAM_INDICATION *Next;
  WSK_BUF Buffer;
  PCMSGHDR ControlInfo;
  ULONG ControlInfoLength;
  PSOCKADDR RemoteAddress;
} WSK_DATAGRAM_INDICATION, *PWSK_DATAGRAM_INDICATION;
/* The numbers of these are the model's own. */
typedef enum { WskSetOption, WskGetOption, WskIoctl } WSK_CONTROL_SOCKET_TYPE;

/* What a client is told. */
typedef NTSTATUS (*PFN_WSK_CLIENT_EVENT)(PVOID ClientContext, ULONG Event,
                                         PVOID Information,
                                         SIZE_T InformationLength);
typedef struct _WSK_CLIENT_DISPATCH {
  USHORT Version;
  USHORT Reserved;
  PFN_WSK_CLIENT_EVENT WskClientEvent;
} WSK_CLIENT_DISPATCH, *PWSK_CLIENT_DISPATCH;
typedef struct _WSK_CLIENT_NPI {
  PVOID ClientContext;
  const WSK_CLIENT_DISPATCH *Dispatch;
} WSK_CLIENT_NPI, *PWSK_CLIENT_NPI;
/* Opaque to drivers. */
typedef struct _WSK_REGISTRATION {
  ULONGLONG ReservedRegistrationState;
  PVOID ReservedRegistrationContext;
  KSPIN_LOCK ReservedRegistrationLock;
} WSK_REGISTRATION, *PWSK_REGISTRATION;

typedef NTSTATUS (*PFN_WSK_RECEIVE_EVENT)(PVOID SocketContext, ULONG Flags,
                                          PWSK_DATA_INDICATION DataIndication,
                                          SIZE_T BytesIndicated,
                                          SIZE_T *BytesAccepted);
typedef NTSTATUS (*PFN_WSK_DISCONNECT_EVENT)(PVOID SocketContext, ULONG Flags);
typedef NTSTATUS (*PFN_WSK_SEND_BACKLOG_EVENT)(PVOID SocketContext,
                                               SIZE_T IdealBacklogSize);
typedef NTSTATUS (*PFN_WSK_RECEIVE_FROM_EVENT)(
    PVOID SocketContext, ULONG Flags, PWSK_DATAGRAM_INDICATION DataIndication);
typedef NTSTATUS (*PFN_WSK_ACCEPT_EVENT)(
    PVOID SocketContext, ULONG Flags, PSOCKADDR LocalAddress,
    PSOCKADDR RemoteAddress, PWSK_SOCKET AcceptSocket,
    PVOID *AcceptSocketContext,
    const WSK_CLIENT_CONNECTION_DISPATCH **AcceptSocketDispatch);
struct _WSK_CLIENT_CONNECTION_DISPATCH {
  PFN_WSK_RECEIVE_EVENT WskReceiveEvent;
  PFN_WSK_DISCONNECT_EVENT WskDisconnectEvent;
  PFN_WSK_SEND_BACKLOG_EVENT WskSendBacklogEvent;
};
struct _WSK_CLIENT_DATAGRAM_DISPATCH {
  PFN_WSK_RECEIVE_FROM_EVENT WskReceiveFromEvent;
};
typedef struct _WSK_CLIENT_LISTEN_DISPATCH {
  PFN_WSK_ACCEPT_EVENT WskAcceptEvent;
  PVOID WskInspectEvent;
  PVOID WskAbortEvent;
} WSK_CLIENT_LISTEN_DISPATCH, *PWSK_CLIENT_LISTEN_DISPATCH;
typedef WSK_CLIENT_CONNECTION_DISPATCH *PWSK_CLIENT_CONNECTION_DISPATCH;
typedef WSK_CLIENT_DATAGRAM_DISPATCH *PWSK_CLIENT_DATAGRAM_DISPATCH;

/* What a provider does. */
typedef NTSTATUS (*PFN_WSK_SOCKET)(
    PWSK_CLIENT Client, ADDRESS_FAMILY AddressFamily, USHORT SocketType,
    ULONG Protocol, ULONG Flags, PVOID SocketContext, const VOID *Dispatch,
    PEPROCESS OwningProcess, PETHREAD OwningThread,
    PSECURITY_DESCRIPTOR SecurityDescriptor, PIRP Irp);
typedef NTSTATUS (*PFN_WSK_SOCKET_CONNECT)(
    PWSK_CLIENT Client, USHORT SocketType, ULONG Protocol,
    PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress, ULONG Flags,
    PVOID SocketContext, const WSK_CLIENT_CONNECTION_DISPATCH *Dispatch,
    PEPROCESS OwningProcess, PETHREAD OwningThread,
    PSECURITY_DESCRIPTOR SecurityDescriptor, PIRP Irp);
typedef NTSTATUS (*PFN_WSK_CONTROL_CLIENT)(PWSK_CLIENT Client,
                                           ULONG ControlCode, SIZE_T InputSize,
                                           PVOID InputBuffer, SIZE_T OutputSize,
                                           PVOID OutputBuffer,
                                           SIZE_T *OutputSizeReturned,
                                           PIRP Irp);
typedef NTSTATUS (*PFN_WSK_GET_ADDRESS_INFO)(
    PWSK_CLIENT Client, PUNICODE_STRING NodeName, PUNICODE_STRING ServiceName,
    ULONG NameSpace, GUID *Provider, PADDRINFOEXW Hints, PADDRINFOEXW *Result,
    PEPROCESS OwningProcess, PETHREAD OwningThread, PIRP Irp);
typedef VOID (*PFN_WSK_FREE_ADDRESS_INFO)(PWSK_CLIENT Client,
                                          PADDRINFOEXW AddrInfo);
typedef struct _WSK_PROVIDER_DISPATCH {
  USHORT Version;
  USHORT Reserved;
  PFN_WSK_SOCKET WskSocket;
  PFN_WSK_SOCKET_CONNECT WskSocketConnect;
  PFN_WSK_CONTROL_CLIENT WskControlClient;
  PFN_WSK_GET_ADDRESS_INFO WskGetAddressInfo;
  PFN_WSK_FREE_ADDRESS_INFO WskFreeAddressInfo;
} WSK_PROVIDER_DISPATCH, *PWSK_PROVIDER_DISPATCH;
typedef struct _WSK_PROVIDER_NPI {
  PWSK_CLIENT Client;
  const WSK_PROVIDER_DISPATCH *Dispatch;
} WSK_PROVIDER_NPI, *PWSK_PROVIDER_NPI;

typedef NTSTATUS (*PFN_WSK_CONTROL_SOCKET)(
    PWSK_SOCKET Socket, WSK_CONTROL_SOCKET_TYPE RequestType, ULONG ControlCode,
    ULONG Level, SIZE_T InputSize, PVOID InputBuffer, SIZE_T OutputSize,
    PVOID OutputBuffer, SIZE_T *OutputSizeReturned, PIRP Irp);
typedef NTSTATUS (*PFN_WSK_CLOSE_SOCKET)(PWSK_SOCKET Socket, PIRP Irp);
typedef NTSTATUS (*PFN_WSK_BIND)(PWSK_SOCKET Socket, PSOCKADDR LocalAddress,
                                 ULONG Flags, PIRP Irp);
typedef NTSTATUS (*PFN_WSK_CONNECT)(PWSK_SOCKET Socket, PSOCKADDR RemoteAddress,
                                    ULONG Flags, PIRP Irp);
typedef NTSTATUS (*PFN_WSK_GET_LOCAL_ADDRESS)(PWSK_SOCKET Socket,
                                              PSOCKADDR LocalAddress, PIRP Irp);
typedef NTSTATUS (*PFN_WSK_GET_REMOTE_ADDRESS)(PWSK_SOCKET Socket,
                                               PSOCKADDR RemoteAddress,
                                               PIRP Irp);
typedef NTSTATUS (*PFN_WSK_SEND)(PWSK_SOCKET Socket, PWSK_BUF Buffer,
                                 ULONG Flags, PIRP Irp);
typedef NTSTATUS (*PFN_WSK_RECEIVE)(PWSK_SOCKET Socket, PWSK_BUF Buffer,
                                    ULONG Flags, PIRP Irp);
typedef NTSTATUS (*PFN_WSK_DISCONNECT)(PWSK_SOCKET Socket, PWSK_BUF Buffer,
                                       ULONG Flags, PIRP Irp);
typedef NTSTATUS (*PFN_WSK_RELEASE_DATA_INDICATION_LIST)(
    PWSK_SOCKET Socket, PWSK_DATA_INDICATION DataIndication);
typedef NTSTATUS (*PFN_WSK_ACCEPT)(
    PWSK_SOCKET ListenSocket, ULONG Flags, PVOID AcceptSocketContext,
    const WSK_CLIENT_CONNECTION_DISPATCH *AcceptSocketDispatch,
    PSOCKADDR LocalAddress, PSOCKADDR RemoteAddress, PIRP Irp);
typedef NTSTATUS (*PFN_WSK_SEND_TO)(PWSK_SOCKET Socket, PWSK_BUF Buffer,
                                    ULONG Flags, PSOCKADDR RemoteAddress,
                                    ULONG ControlInfoLength,
                                    PCMSGHDR ControlInfo, PIRP Irp);
typedef NTSTATUS (*PFN_WSK_SEND_MESSAGES)(PWSK_SOCKET Socket,
                                          PWSK_BUF_LIST BufferList, ULONG Flags,
                                          PSOCKADDR RemoteAddress,
                                          ULONG ControlInfoLength,
                                          PCMSGHDR ControlInfo, PIRP Irp);
typedef NTSTATUS (*PFN_WSK_RECEIVE_FROM)(PWSK_SOCKET Socket, PWSK_BUF Buffer,
                                         ULONG Flags, PSOCKADDR RemoteAddress,
                                         PULONG ControlLength,
                                         PCMSGHDR ControlInfo,
                                         PULONG ControlFlags, PIRP Irp);
typedef NTSTATUS (*PFN_WSK_RELEASE_DATAGRAM_INDICATION_LIST)(
    PWSK_SOCKET Socket, PWSK_DATAGRAM_INDICATION DatagramIndication);

/* Each table begins with the basic one. */
typedef struct _WSK_PROVIDER_BASIC_DISPATCH {
  PFN_WSK_CONTROL_SOCKET WskControlSocket;
  PFN_WSK_CLOSE_SOCKET WskCloseSocket;
} WSK_PROVIDER_BASIC_DISPATCH, *PWSK_PROVIDER_BASIC_DISPATCH;
#ifdef __cplusplus
#define SPINPAIR_WSK_TABLE(Name)                                               \
  typedef struct Name : WSK_PROVIDER_BASIC_DISPATCH {
#else
#define SPINPAIR_WSK_TABLE(Name)                                               \
  typedef struct Name {                                                        \
    WSK_PROVIDER_BASIC_DISPATCH Basic;
#endif
/* clang-format off */
SPINPAIR_WSK_TABLE(_WSK_PROVIDER_DATAGRAM_DISPATCH)
  PFN_WSK_BIND WskBind;
  PFN_WSK_SEND_TO WskSendTo;
  PFN_WSK_RECEIVE_FROM WskReceiveFrom;
  PFN_WSK_RELEASE_DATAGRAM_INDICATION_LIST WskRelease;
  PFN_WSK_GET_LOCAL_ADDRESS WskGetLocalAddress;
  PFN_WSK_SEND_MESSAGES WskSendMessages;
} WSK_PROVIDER_DATAGRAM_DISPATCH, *PWSK_PROVIDER_DATAGRAM_DISPATCH;
SPINPAIR_WSK_TABLE(_WSK_PROVIDER_CONNECTION_DISPATCH)
  PFN_WSK_BIND WskBind;
  PFN_WSK_CONNECT WskConnect;
  PFN_WSK_GET_LOCAL_ADDRESS WskGetLocalAddress;
  PFN_WSK_GET_REMOTE_ADDRESS WskGetRemoteAddress;
  PFN_WSK_SEND WskSend;
  PFN_WSK_RECEIVE WskReceive;
  PFN_WSK_DISCONNECT WskDisconnect;
  PFN_WSK_RELEASE_DATA_INDICATION_LIST WskRelease;
} WSK_PROVIDER_CONNECTION_DISPATCH, *PWSK_PROVIDER_CONNECTION_DISPATCH;
SPINPAIR_WSK_TABLE(_WSK_PROVIDER_LISTEN_DISPATCH)
  PFN_WSK_BIND WskBind;
  PFN_WSK_ACCEPT WskAccept;
  PVOID WskInspectComplete;
  PFN_WSK_GET_LOCAL_ADDRESS WskGetLocalAddress;
} WSK_PROVIDER_LISTEN_DISPATCH, *PWSK_PROVIDER_LISTEN_DISPATCH;
/* clang-format on */
#undef SPINPAIR_WSK_TABLE

typedef struct _WSK_EVENT_CALLBACK_CONTROL {
  const GUID *NpiId;
  ULONG EventMask;
} WSK_EVENT_CALLBACK_CONTROL, *PWSK_EVENT_CALLBACK_CONTROL;

SPINPAIR_WDK_BEGIN

NTSTATUS WskRegister(PWSK_CLIENT_NPI WskClientNpi,
                     PWSK_REGISTRATION WskRegistration);
VOID WskDeregister(PWSK_REGISTRATION WskRegistration);
NTSTATUS WskCaptureProviderNPI(PWSK_REGISTRATION WskRegistration,
                               ULONG WaitTimeout,
                               PWSK_PROVIDER_NPI WskProviderNpi);
VOID WskReleaseProviderNPI(PWSK_REGISTRATION WskRegistration);
NTSTATUS WskQueryProviderCharacteristics(PWSK_REGISTRATION WskRegistration,
                                         PVOID WskProviderCharacteristics);

SPINPAIR_WDK_END

#endif /* SPINPAIR_WDK_WSK_H */
