// Two orders in callbacks of the kernel's and of NDIS that run at once: DPCs,
// dispatch routines, work items, and what a routine is given to call later. Not
// in one that is called one at a time, and chooses the order itself.
// RUN: %analyze_only -analyzer-checker=storport,windows -verify -verify-ignore-unexpected=note %s
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <ntddk.h>
#include <ndis.h>

#define NEST(type, object, outer, inner) \
  type *e = (type *)(object); \
  KIRQL x, y; \
  KeAcquireSpinLock(&e->outer, &x); \
  KeAcquireSpinLock(&e->inner, &y); \
  KeReleaseSpinLock(&e->inner, y); \
  KeReleaseSpinLock(&e->outer, x);

// True cases.

typedef struct { KSPIN_LOCK a, b; } DPCS;
KDEFERRED_ROUTINE dpc1, dpc2;
// CHECK: [[#@LINE+1]]:{{.*}} warning: Spin lock 'e->b' is acquired while spin lock 'e->a' is held, and in 'dpc2' the other way round [windows.spinlock.LockOrder]
VOID dpc1(PKDPC d, PVOID c, PVOID s, PVOID t) { NEST(DPCS, c, a, b) } // expected-warning {{in 'dpc2' the other way round}}
VOID dpc2(PKDPC d, PVOID c, PVOID s, PVOID t) { NEST(DPCS, c, b, a) }

typedef struct { KSPIN_LOCK a, b; } REQUESTS;
DRIVER_DISPATCH dispatch;
KDEFERRED_ROUTINE requestDpc;
// CHECK: [[#@LINE+1]]:{{.*}} warning: {{.*}} and in 'requestDpc' the other way round
NTSTATUS dispatch(PDEVICE_OBJECT d, PIRP i) { NEST(REQUESTS, d->DeviceExtension, a, b) return 0; } // expected-warning {{in 'requestDpc' the other way round}}
VOID requestDpc(PKDPC d, PVOID c, PVOID s, PVOID t) { PDEVICE_OBJECT device = c; NEST(REQUESTS, device->DeviceExtension, b, a) }

// No function type says what these are, only who keeps them.
typedef struct { KSPIN_LOCK a, b; KDPC dpc; PIO_WORKITEM item; } LATER;
static VOID givenDpc(PKDPC d, PVOID c, PVOID s, PVOID t);
static VOID givenItem(PDEVICE_OBJECT d, PVOID c);
VOID start(LATER *e) {
  KeInitializeDpc(&e->dpc, givenDpc, e);
  IoQueueWorkItem(e->item, givenItem, DelayedWorkQueue, e);
}
// CHECK: [[#@LINE+1]]:{{.*}} warning: {{.*}} and in 'givenItem' the other way round
static VOID givenDpc(PKDPC d, PVOID c, PVOID s, PVOID t) { NEST(LATER, c, a, b) } // expected-warning {{in 'givenItem' the other way round}}
static VOID givenItem(PDEVICE_OBJECT d, PVOID c) { NEST(LATER, c, b, a) }

typedef struct { KSPIN_LOCK a, b; KDPC dpc; } BOTH;
KDEFERRED_ROUTINE bothDpc, otherDpc;
VOID startBoth(BOTH *e) { KeInitializeDpc(&e->dpc, bothDpc, e); }
// CHECK: [[#@LINE+1]]:{{.*}} warning: {{.*}} and in 'otherDpc' the other way round
VOID bothDpc(PKDPC d, PVOID c, PVOID s, PVOID t) { NEST(BOTH, c, a, b) } // expected-warning {{in 'otherDpc' the other way round}}
VOID otherDpc(PKDPC d, PVOID c, PVOID s, PVOID t) { NEST(BOTH, c, b, a) }

typedef struct { KSPIN_LOCK a, b; } PACKETS;
MINIPORT_SEND_NET_BUFFER_LISTS sends;
MINIPORT_INTERRUPT_DPC packetDpc;
// CHECK: [[#@LINE+1]]:{{.*}} warning: {{.*}} and in 'sends' the other way round
VOID packetDpc(NDIS_HANDLE c, PVOID m, PVOID r, PVOID t) { NEST(PACKETS, c, b, a) } // expected-warning {{in 'sends' the other way round}}
VOID sends(NDIS_HANDLE c, PNET_BUFFER_LIST l, NDIS_PORT_NUMBER p, ULONG f) { NEST(PACKETS, c, a, b) }

// By what the system gives it, on two processors.
typedef struct { KSPIN_LOCK a, b; } CHOSEN;
KDEFERRED_ROUTINE chosenDpc;
VOID chosenDpc(PKDPC d, PVOID c, PVOID s, PVOID t) {
  if (s) {
    // CHECK: [[#@LINE+1]]:{{.*}} warning: {{.*}} the other way round
    NEST(CHOSEN, c, a, b) // expected-warning {{the other way round}}
  } else {
    NEST(CHOSEN, c, b, a)
  }
}

// CHECK: 6 findings;

// Silent cases.

typedef struct { KSPIN_LOCK a, b; } ONCE;
MINIPORT_OID_REQUEST oid;
NDIS_STATUS oid(NDIS_HANDLE c, PNDIS_OID_REQUEST r) {
  if (r->RequestType == NdisRequestSetInformation) {
    NEST(ONCE, c, a, b)
  } else {
    NEST(ONCE, c, b, a)
  }
  return 0;
}

// Nothing runs beside the one that removes the driver.
typedef struct { KSPIN_LOCK a, b; } GONE;
static GONE *gone;
DRIVER_UNLOAD unload;
KDEFERRED_ROUTINE lastDpc;
VOID unload(PDRIVER_OBJECT d) { NEST(GONE, gone, a, b) }
VOID lastDpc(PKDPC d, PVOID c, PVOID s, PVOID t) { NEST(GONE, gone, b, a) }
