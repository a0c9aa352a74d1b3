// Two orders in callbacks of the framework's, which run at once unless a
// SynchronizationScope or a sequential queue keeps them apart.
// RUN: %analyze_only -analyzer-checker=storport,windows -verify=expected,queue -verify-ignore-unexpected=note %s
// RUN: %analyze_only -analyzer-checker=storport,windows -DSEQUENTIAL -verify -verify-ignore-unexpected=note %s
// RUN: %spinpair %s -- -DSCOPE -I%wdk | %filecheck --check-prefix=SCOPE %s
// RUN: %not %spinpair %s -- -I%wdk | %filecheck %s
#include <ntddk.h>
#include <wdf.h>

#define NEST(outer, inner) \
  KIRQL x, y; \
  KeAcquireSpinLock(&outer, &x); \
  KeAcquireSpinLock(&inner, &y); \
  KeReleaseSpinLock(&inner, y); \
  KeReleaseSpinLock(&outer, x);

static KSPIN_LOCK a, b, c, d;

EVT_WDF_IO_QUEUE_IO_READ read;
EVT_WDF_IO_QUEUE_IO_WRITE write;
EVT_WDF_DPC dpc;
EVT_WDF_DRIVER_DEVICE_ADD add;

// CHECK: [[#@LINE+1]]:{{.*}} warning: {{.*}} and in 'write' the other way round
VOID dpc(WDFDPC o) { NEST(d, c) } // expected-warning {{in 'write' the other way round}}
// CHECK: [[#@LINE+1]]:{{.*}} warning: Spin lock 'b' is acquired while spin lock 'a' is held, and in 'write' the other way round
VOID read(WDFQUEUE q, WDFREQUEST r, size_t n) { NEST(a, b) } // queue-warning {{in 'write' the other way round}}
VOID write(WDFQUEUE q, WDFREQUEST r, size_t n) { { NEST(b, a) } { NEST(c, d) } }

NTSTATUS add(WDFDRIVER driver, PWDFDEVICE_INIT init) {
  WDFDEVICE device;
  WDF_OBJECT_ATTRIBUTES attributes;
  WDF_IO_QUEUE_CONFIG config;
  WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
#ifdef SCOPE
  attributes.SynchronizationScope = WdfSynchronizationScopeDevice;
#endif
  NTSTATUS status = WdfDeviceCreate(&init, &attributes, &device);
  if (!NT_SUCCESS(status))
    return status;
#ifdef SEQUENTIAL
  WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchSequential);
#else
  WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&config, WdfIoQueueDispatchParallel);
#endif
  config.EvtIoRead = read;
  config.EvtIoWrite = write;
  return WdfIoQueueCreate(device, &config, NULL, NULL);
}

// CHECK: 2 findings;
// SCOPE: 0 findings;
