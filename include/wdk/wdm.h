/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * wdm.h: spinpair model header.
 *
 * The part of the kernel's own interface that storage miniports use: IRQLs,
 * lists, interlocked operations, memory and register access, spin locks,
 * events, time, pool. What needs no hardware has a body, so that an analysis
 * sees that it writes its operand and nothing else; what reads hardware is a
 * plain declaration, because two reads of a register need not agree.
 *
 * Source: the public DDI reference of wdm.h (Microsoft's
 * windows-driver-docs-ddi).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_WDM_H
#define SPINPAIR_WDK_WDM_H

#include "bugcodes.h"
#include "ntdef.h"
#include "ntstatus.h"
/* Drivers take these functions for granted. Where there are headers of another
 * C runtime, those declare them. */
#ifdef _MSC_VER
#include "ctype.h"
#include "stdarg.h"
#include "string.h"
#endif

/* A checked build (DBG=1) stops at a failed assertion, so analysis may take
 * the condition for granted after it; a free build does not look at it. */
#ifndef DBG
#define DBG 0
#endif
SPINPAIR_WDK_BEGIN
DECLSPEC_NORETURN VOID SpinpairModelAssertionFailed(VOID);
SPINPAIR_WDK_END
#if DBG
#define NT_ASSERT(Condition)                                                   \
  ((void)((Condition) ? (void)0 : SpinpairModelAssertionFailed()))
#define NT_VERIFY(Condition)                                                   \
  ((Condition) ? TRUE : (SpinpairModelAssertionFailed(), FALSE))
#else
#define NT_ASSERT(Condition) ((void)0)
#define NT_VERIFY(Condition) ((Condition) ? TRUE : FALSE)
#endif
#ifndef ASSERT
#define ASSERT(Condition) NT_ASSERT(Condition)
#endif
#define ASSERTMSG(Message, Condition) NT_ASSERT(Condition)
#define NT_ASSERTMSG(Message, Condition) NT_ASSERT(Condition)
#define RTL_VERIFY(Condition) NT_VERIFY(Condition)
#define NT_ASSUME(Condition) __builtin_assume(Condition)
#define NT_ANALYSIS_ASSUME(Condition) __builtin_assume(Condition)
/* This one is looked at in free builds, too. */
#define NT_FRE_ASSERT(Condition)                                               \
  ((void)((Condition) ? (void)0 : SpinpairModelAssertionFailed()))
/* It asserts, in checked builds, that its caller is at APC_LEVEL at most. */
SPINPAIR_WDK_BEGIN
VOID PAGED_CODE(VOID);
SPINPAIR_WDK_END
#define PAGED_CODE() PAGED_CODE()
#ifndef NOP_FUNCTION
#define NOP_FUNCTION (void)0
#endif

/* Interrupt request levels. Those above DISPATCH_LEVEL are the 64-bit ones. */
#define PASSIVE_LEVEL 0
#define LOW_LEVEL 0
#define APC_LEVEL 1
#define DISPATCH_LEVEL 2
#define CLOCK_LEVEL 13
#define IPI_LEVEL 14
#define POWER_LEVEL 14
#define PROFILE_LEVEL 15
#define HIGH_LEVEL 15

#define PAGE_SIZE 0x1000
#define PAGE_SHIFT 12
#define BYTE_OFFSET(Address) ((ULONG)((ULONG_PTR)(Address) & (PAGE_SIZE - 1)))
#define PAGE_ALIGN(Address)                                                    \
  ((PVOID)((ULONG_PTR)(Address) & ~(ULONG_PTR)(PAGE_SIZE - 1)))
#define ROUND_TO_PAGES(Size)                                                   \
  (((ULONG_PTR)(Size) + PAGE_SIZE - 1) & ~(ULONG_PTR)(PAGE_SIZE - 1))
#define BYTES_TO_PAGES(Size) (ROUND_TO_PAGES(Size) >> PAGE_SHIFT)
#define ADDRESS_AND_SIZE_TO_SPAN_PAGES(Address, Size)                          \
  ((ULONG)BYTES_TO_PAGES(BYTE_OFFSET(Address) + (SIZE_T)(Size)))

#define FILE_BYTE_ALIGNMENT 0x000
#define FILE_WORD_ALIGNMENT 0x001
#define FILE_LONG_ALIGNMENT 0x003
#define FILE_QUAD_ALIGNMENT 0x007
#define FILE_OCTA_ALIGNMENT 0x00f
#define FILE_32_BYTE_ALIGNMENT 0x01f
#define FILE_64_BYTE_ALIGNMENT 0x03f
#define FILE_128_BYTE_ALIGNMENT 0x07f
#define FILE_256_BYTE_ALIGNMENT 0x0ff
#define FILE_512_BYTE_ALIGNMENT 0x1ff

#define REG_NONE 0
#define REG_SZ 1
#define REG_EXPAND_SZ 2
#define REG_BINARY 3
#define REG_DWORD 4
#define REG_DWORD_LITTLE_ENDIAN 4
#define REG_DWORD_BIG_ENDIAN 5
#define REG_LINK 6
#define REG_MULTI_SZ 7
#define REG_RESOURCE_LIST 8
#define REG_FULL_RESOURCE_DESCRIPTOR 9
#define REG_RESOURCE_REQUIREMENTS_LIST 10
#define REG_QWORD 11

typedef enum _INTERFACE_TYPE {
  InterfaceTypeUndefined = -1,
  Internal,
  Isa,
  Eisa,
  MicroChannel,
  TurboChannel,
  PCIBus,
  VMEBus,
  NuBus,
  PCMCIABus,
  CBus,
  MPIBus,
  MPSABus,
  ProcessorInternal,
  InternalPowerBus,
  PNPISABus,
  PNPBus,
  Vmcs,
  ACPIBus,
  MaximumInterfaceType
} INTERFACE_TYPE,
    *PINTERFACE_TYPE;

typedef enum _BUS_DATA_TYPE {
  ConfigurationSpaceUndefined = -1,
  Cmos,
  EisaConfiguration,
  Pos,
  CbusConfiguration,
  PCIConfiguration,
  VMEConfiguration,
  NuBusConfiguration,
  PCMCIAConfiguration,
  MPIConfiguration,
  MPSAConfiguration,
  PNPISAConfiguration,
  SgiInternalConfiguration,
  MaximumBusDataType
} BUS_DATA_TYPE,
    *PBUS_DATA_TYPE;

typedef enum _KINTERRUPT_MODE { LevelSensitive, Latched } KINTERRUPT_MODE;

typedef enum _DMA_WIDTH {
  Width8Bits,
  Width16Bits,
  Width32Bits,
  Width64Bits,
  WidthNoWrap,
  MaximumDmaWidth
} DMA_WIDTH;

typedef enum _DMA_SPEED {
  Compatible,
  TypeA,
  TypeB,
  TypeC,
  TypeF,
  MaximumDmaSpeed
} DMA_SPEED;

typedef enum _MEMORY_CACHING_TYPE {
  MmNotMapped = -1,
  MmNonCached = 0,
  MmCached = 1,
  MmWriteCombined = 2,
  MmHardwareCoherentCached,
  MmNonCachedUnordered,
  MmUSWCCached,
  MmMaximumCacheType
} MEMORY_CACHING_TYPE;

typedef enum _EVENT_TYPE { NotificationEvent, SynchronizationEvent } EVENT_TYPE;

typedef enum _KWAIT_REASON { Executive, FreePage, PageIn } KWAIT_REASON;
enum { KernelMode, UserMode };

#define POOL_QUOTA_FAIL_INSTEAD_OF_RAISE 8
#define POOL_RAISE_IF_ALLOCATION_FAILURE 16
#define POOL_COLD_ALLOCATION 256
#define POOL_NX_ALLOCATION 512
#define POOL_ZERO_ALLOCATION 1024
typedef enum _POOL_TYPE {
  NonPagedPool,
  NonPagedPoolExecute = NonPagedPool,
  PagedPool,
  NonPagedPoolMustSucceed,
  DontUseThisType,
  NonPagedPoolCacheAligned,
  PagedPoolCacheAligned,
  NonPagedPoolCacheAlignedMustS,
  MaxPoolType,
  NonPagedPoolSession = 32,
  PagedPoolSession,
  NonPagedPoolNx = 512,
  NonPagedPoolNxCacheAligned = 516
} POOL_TYPE;

typedef enum _DEVICE_POWER_STATE {
  PowerDeviceUnspecified,
  PowerDeviceD0,
  PowerDeviceD1,
  PowerDeviceD2,
  PowerDeviceD3,
  PowerDeviceMaximum
} DEVICE_POWER_STATE;

typedef enum _SYSTEM_POWER_STATE {
  PowerSystemUnspecified,
  PowerSystemWorking,
  PowerSystemSleeping1,
  PowerSystemSleeping2,
  PowerSystemSleeping3,
  PowerSystemHibernate,
  PowerSystemShutdown,
  PowerSystemMaximum
} SYSTEM_POWER_STATE,
    *PSYSTEM_POWER_STATE;

typedef enum _POWER_STATE_TYPE {
  SystemPowerState,
  DevicePowerState
} POWER_STATE_TYPE,
    *PPOWER_STATE_TYPE;

typedef union _POWER_STATE {
  SYSTEM_POWER_STATE SystemState;
  DEVICE_POWER_STATE DeviceState;
} POWER_STATE, *PPOWER_STATE;

typedef enum _WORK_QUEUE_TYPE {
  CriticalWorkQueue,
  DelayedWorkQueue,
  HyperCriticalWorkQueue
} WORK_QUEUE_TYPE;

typedef enum _LOGICAL_PROCESSOR_RELATIONSHIP {
  RelationProcessorCore,
  RelationNumaNode,
  RelationCache,
  RelationProcessorPackage,
  RelationGroup,
  RelationAll = 0xffff
} LOGICAL_PROCESSOR_RELATIONSHIP;

/* Objects a miniport only passes on. */
typedef struct _DRIVER_OBJECT DRIVER_OBJECT, *PDRIVER_OBJECT;
typedef struct _DEVICE_OBJECT DEVICE_OBJECT, *PDEVICE_OBJECT;
typedef struct _IRP IRP, *PIRP;
typedef struct _KTHREAD *PKTHREAD, *PETHREAD;
typedef struct _ADAPTER_OBJECT *PADAPTER_OBJECT;
typedef struct _SCATTER_GATHER_LIST *PSCATTER_GATHER_LIST;

typedef struct _MDL {
  struct _MDL *Next;
  CSHORT Size;
  CSHORT MdlFlags;
  PVOID Process;
  PVOID MappedSystemVa;
  PVOID StartVa;
  ULONG ByteCount;
  ULONG ByteOffset;
} MDL, *PMDL;

#define MmGetMdlByteCount(Mdl) ((Mdl)->ByteCount)
#define MmGetMdlByteOffset(Mdl) ((Mdl)->ByteOffset)
#define MmGetMdlVirtualAddress(Mdl)                                            \
  ((PVOID)((PCHAR)((Mdl)->StartVa) + (Mdl)->ByteOffset))

/* Objects a driver has room for but looks into never. */
typedef ULONG_PTR KSPIN_LOCK, *PKSPIN_LOCK;
typedef LONG EX_SPIN_LOCK, *PEX_SPIN_LOCK;
typedef struct _KEVENT {
  ULONG_PTR Opaque[3];
} KEVENT, *PKEVENT, *PRKEVENT;
typedef struct _KDPC {
  ULONG_PTR Opaque[8];
} KDPC, *PKDPC, *PRKDPC;
typedef struct _KTIMER {
  ULONG_PTR Opaque[8];
} KTIMER, *PKTIMER;
typedef struct _KLOCK_QUEUE_HANDLE {
  struct {
    PVOID Next;
    PVOID Lock;
  } LockQueue;
  KIRQL OldIrql;
} KLOCK_QUEUE_HANDLE, *PKLOCK_QUEUE_HANDLE;

typedef struct _IO_STATUS_BLOCK {
  union {
    NTSTATUS Status;
    PVOID Pointer;
  };
  ULONG_PTR Information;
} IO_STATUS_BLOCK, *PIO_STATUS_BLOCK;

typedef struct _RTL_BITMAP {
  ULONG SizeOfBitMap;
  PULONG Buffer;
} RTL_BITMAP, *PRTL_BITMAP;

/* PCI configuration space. */
#define PCI_TYPE0_ADDRESSES 6
#define PCI_TYPE1_ADDRESSES 2
#define PCI_INVALID_VENDORID 0xFFFF
#define PCI_ENABLE_IO_SPACE 0x0001
#define PCI_ENABLE_MEMORY_SPACE 0x0002
#define PCI_ENABLE_BUS_MASTER 0x0004
#define PCI_STATUS_CAPABILITIES_LIST 0x0010
#define PCI_MULTIFUNCTION 0x80
#define PCI_DEVICE_TYPE 0x00
#define PCI_BRIDGE_TYPE 0x01
#define PCI_CARDBUS_BRIDGE_TYPE 0x02
#define PCI_ADDRESS_IO_SPACE 0x00000001
#define PCI_ADDRESS_MEMORY_TYPE_MASK 0x00000006
#define PCI_ADDRESS_MEMORY_PREFETCHABLE 0x00000008
#define PCI_ADDRESS_IO_ADDRESS_MASK 0xfffffffc
#define PCI_ADDRESS_MEMORY_ADDRESS_MASK 0xfffffff0
#define PCI_TYPE_32BIT 0
#define PCI_TYPE_20BIT 2
#define PCI_TYPE_64BIT 4
#define PCI_WHICHSPACE_CONFIG 0x0
#define PCI_COMMON_HDR_LENGTH 64
#define PCI_CAPABILITY_ID_POWER_MANAGEMENT 0x01
#define PCI_CAPABILITY_ID_MSI 0x05
#define PCI_CAPABILITY_ID_VENDOR_SPECIFIC 0x09
#define PCI_CAPABILITY_ID_PCI_EXPRESS 0x10
#define PCI_CAPABILITY_ID_MSIX 0x11

typedef struct _PCI_SLOT_NUMBER {
  union {
    struct {
      ULONG DeviceNumber : 5;
      ULONG FunctionNumber : 3;
      ULONG Reserved : 24;
    } bits;
    ULONG AsULONG;
  } u;
} PCI_SLOT_NUMBER, *PPCI_SLOT_NUMBER;

typedef struct _PCI_COMMON_HEADER {
  USHORT VendorID;
  USHORT DeviceID;
  USHORT Command;
  USHORT Status;
  UCHAR RevisionID;
  UCHAR ProgIf;
  UCHAR SubClass;
  UCHAR BaseClass;
  UCHAR CacheLineSize;
  UCHAR LatencyTimer;
  UCHAR HeaderType;
  UCHAR BIST;
  union {
    struct {
      ULONG BaseAddresses[PCI_TYPE0_ADDRESSES];
      ULONG CIS;
      USHORT SubVendorID;
      USHORT SubSystemID;
      ULONG ROMBaseAddress;
      UCHAR CapabilitiesPtr;
      UCHAR Reserved1[3];
      ULONG Reserved2;
      UCHAR InterruptLine;
      UCHAR InterruptPin;
      UCHAR MinimumGrant;
      UCHAR MaximumLatency;
    } type0;
    struct {
      ULONG BaseAddresses[PCI_TYPE1_ADDRESSES];
      UCHAR PrimaryBus;
      UCHAR SecondaryBus;
      UCHAR SubordinateBus;
      UCHAR SecondaryLatency;
      UCHAR IOBase;
      UCHAR IOLimit;
      USHORT SecondaryStatus;
      USHORT MemoryBase;
      USHORT MemoryLimit;
      USHORT PrefetchBase;
      USHORT PrefetchLimit;
      ULONG PrefetchBaseUpper32;
      ULONG PrefetchLimitUpper32;
      USHORT IOBaseUpper16;
      USHORT IOLimitUpper16;
      UCHAR CapabilitiesPtr;
      UCHAR Reserved1[3];
      ULONG ROMBaseAddress;
      UCHAR InterruptLine;
      UCHAR InterruptPin;
      USHORT BridgeControl;
    } type1;
    struct {
      ULONG SocketRegistersBaseAddress;
      UCHAR CapabilitiesPtr;
      UCHAR Reserved;
      USHORT SecondaryStatus;
      UCHAR PrimaryBus;
      UCHAR SecondaryBus;
      UCHAR SubordinateBus;
      UCHAR SecondaryLatency;
      struct {
        ULONG Base;
        ULONG Limit;
      } Range[4];
      UCHAR InterruptLine;
      UCHAR InterruptPin;
      USHORT BridgeControl;
    } type2;
  } u;
} PCI_COMMON_HEADER, *PPCI_COMMON_HEADER;

typedef struct _PCI_COMMON_CONFIG {
  USHORT VendorID;
  USHORT DeviceID;
  USHORT Command;
  USHORT Status;
  UCHAR RevisionID;
  UCHAR ProgIf;
  UCHAR SubClass;
  UCHAR BaseClass;
  UCHAR CacheLineSize;
  UCHAR LatencyTimer;
  UCHAR HeaderType;
  UCHAR BIST;
  union {
    struct {
      ULONG BaseAddresses[PCI_TYPE0_ADDRESSES];
      ULONG CIS;
      USHORT SubVendorID;
      USHORT SubSystemID;
      ULONG ROMBaseAddress;
      UCHAR CapabilitiesPtr;
      UCHAR Reserved1[3];
      ULONG Reserved2;
      UCHAR InterruptLine;
      UCHAR InterruptPin;
      UCHAR MinimumGrant;
      UCHAR MaximumLatency;
    } type0;
    struct {
      ULONG BaseAddresses[PCI_TYPE1_ADDRESSES];
      UCHAR PrimaryBus;
      UCHAR SecondaryBus;
      UCHAR SubordinateBus;
      UCHAR SecondaryLatency;
      UCHAR IOBase;
      UCHAR IOLimit;
      USHORT SecondaryStatus;
      USHORT MemoryBase;
      USHORT MemoryLimit;
      USHORT PrefetchBase;
      USHORT PrefetchLimit;
      ULONG PrefetchBaseUpper32;
      ULONG PrefetchLimitUpper32;
      USHORT IOBaseUpper16;
      USHORT IOLimitUpper16;
      UCHAR CapabilitiesPtr;
      UCHAR Reserved1[3];
      ULONG ROMBaseAddress;
      UCHAR InterruptLine;
      UCHAR InterruptPin;
      USHORT BridgeControl;
    } type1;
    struct {
      ULONG SocketRegistersBaseAddress;
      UCHAR CapabilitiesPtr;
      UCHAR Reserved;
      USHORT SecondaryStatus;
      UCHAR PrimaryBus;
      UCHAR SecondaryBus;
      UCHAR SubordinateBus;
      UCHAR SecondaryLatency;
      struct {
        ULONG Base;
        ULONG Limit;
      } Range[4];
      UCHAR InterruptLine;
      UCHAR InterruptPin;
      USHORT BridgeControl;
    } type2;
  } u;
  UCHAR DeviceSpecific[192];
} PCI_COMMON_CONFIG, *PPCI_COMMON_CONFIG;

typedef struct _PCI_CAPABILITIES_HEADER {
  UCHAR CapabilityID;
  UCHAR Next;
} PCI_CAPABILITIES_HEADER, *PPCI_CAPABILITIES_HEADER;

SPINPAIR_WDK_BEGIN

/* Interrupts. */
typedef struct _KINTERRUPT *PKINTERRUPT;
typedef BOOLEAN KSERVICE_ROUTINE(PKINTERRUPT Interrupt, PVOID ServiceContext);
typedef KSERVICE_ROUTINE *PKSERVICE_ROUTINE;
typedef BOOLEAN KMESSAGE_SERVICE_ROUTINE(PKINTERRUPT Interrupt,
                                         PVOID ServiceContext, ULONG MessageID);
typedef KMESSAGE_SERVICE_ROUTINE *PKMESSAGE_SERVICE_ROUTINE;

typedef enum _KINTERRUPT_POLARITY {
  InterruptPolarityUnknown,
  InterruptActiveHigh,
  InterruptActiveLow
} KINTERRUPT_POLARITY,
    *PKINTERRUPT_POLARITY;

typedef struct _IO_INTERRUPT_MESSAGE_INFO_ENTRY {
  PHYSICAL_ADDRESS MessageAddress;
  KAFFINITY TargetProcessorSet;
  PKINTERRUPT InterruptObject;
  ULONG MessageData;
  ULONG Vector;
  KIRQL Irql;
  KINTERRUPT_MODE Mode;
  KINTERRUPT_POLARITY Polarity;
} IO_INTERRUPT_MESSAGE_INFO_ENTRY, *PIO_INTERRUPT_MESSAGE_INFO_ENTRY;

typedef struct _IO_INTERRUPT_MESSAGE_INFO {
  KIRQL UnifiedIrql;
  ULONG MessageCount;
  IO_INTERRUPT_MESSAGE_INFO_ENTRY MessageInfo[1];
} IO_INTERRUPT_MESSAGE_INFO, *PIO_INTERRUPT_MESSAGE_INFO;

#define CONNECT_FULLY_SPECIFIED 0x1
#define CONNECT_LINE_BASED 0x2
#define CONNECT_MESSAGE_BASED 0x3
#define CONNECT_FULLY_SPECIFIED_GROUP 0x4

typedef struct _IO_CONNECT_INTERRUPT_FULLY_SPECIFIED_PARAMETERS {
  PDEVICE_OBJECT PhysicalDeviceObject;
  PKINTERRUPT *InterruptObject;
  PKSERVICE_ROUTINE ServiceRoutine;
  PVOID ServiceContext;
  PKSPIN_LOCK SpinLock;
  KIRQL SynchronizeIrql;
  BOOLEAN FloatingSave;
  BOOLEAN ShareVector;
  ULONG Vector;
  KIRQL Irql;
  KINTERRUPT_MODE InterruptMode;
  KAFFINITY ProcessorEnableMask;
  USHORT Group;
} IO_CONNECT_INTERRUPT_FULLY_SPECIFIED_PARAMETERS,
    *PIO_CONNECT_INTERRUPT_FULLY_SPECIFIED_PARAMETERS;

typedef struct _IO_CONNECT_INTERRUPT_LINE_BASED_PARAMETERS {
  PDEVICE_OBJECT PhysicalDeviceObject;
  PKINTERRUPT *InterruptObject;
  PKSERVICE_ROUTINE ServiceRoutine;
  PVOID ServiceContext;
  PKSPIN_LOCK SpinLock;
  KIRQL SynchronizeIrql;
  BOOLEAN FloatingSave;
} IO_CONNECT_INTERRUPT_LINE_BASED_PARAMETERS,
    *PIO_CONNECT_INTERRUPT_LINE_BASED_PARAMETERS;

typedef struct _IO_CONNECT_INTERRUPT_MESSAGE_BASED_PARAMETERS {
  PDEVICE_OBJECT PhysicalDeviceObject;
  union {
    PVOID *Generic;
    PIO_INTERRUPT_MESSAGE_INFO *InterruptMessageTable;
    PKINTERRUPT *InterruptObject;
  } ConnectionContext;
  PKMESSAGE_SERVICE_ROUTINE MessageServiceRoutine;
  PVOID ServiceContext;
  PKSPIN_LOCK SpinLock;
  KIRQL SynchronizeIrql;
  BOOLEAN FloatingSave;
  PKSERVICE_ROUTINE FallBackServiceRoutine;
} IO_CONNECT_INTERRUPT_MESSAGE_BASED_PARAMETERS,
    *PIO_CONNECT_INTERRUPT_MESSAGE_BASED_PARAMETERS;

typedef struct _IO_CONNECT_INTERRUPT_PARAMETERS {
  ULONG Version;
  union {
    IO_CONNECT_INTERRUPT_FULLY_SPECIFIED_PARAMETERS FullySpecified;
    IO_CONNECT_INTERRUPT_LINE_BASED_PARAMETERS LineBased;
    IO_CONNECT_INTERRUPT_MESSAGE_BASED_PARAMETERS MessageBased;
  };
} IO_CONNECT_INTERRUPT_PARAMETERS, *PIO_CONNECT_INTERRUPT_PARAMETERS;

typedef struct _IO_DISCONNECT_INTERRUPT_PARAMETERS {
  ULONG Version;
  union {
    PVOID Generic;
    PKINTERRUPT InterruptObject;
    PIO_INTERRUPT_MESSAGE_INFO InterruptMessageTable;
  } ConnectionContext;
} IO_DISCONNECT_INTERRUPT_PARAMETERS, *PIO_DISCONNECT_INTERRUPT_PARAMETERS;

#define DO_BUFFERED_IO 0x00000004
#define DO_EXCLUSIVE 0x00000008
#define DO_DIRECT_IO 0x00000010
#define DO_DEVICE_INITIALIZING 0x00000080
#define DO_POWER_PAGABLE 0x00002000

typedef NTSTATUS DRIVER_INITIALIZE(PDRIVER_OBJECT DriverObject,
                                   PUNICODE_STRING RegistryPath);
typedef DRIVER_INITIALIZE *PDRIVER_INITIALIZE;

/* IRQL and spin locks. */
KIRQL KeGetCurrentIrql(VOID);
VOID KeRaiseIrql(KIRQL NewIrql, PKIRQL OldIrql);
VOID KeLowerIrql(KIRQL NewIrql);
KIRQL KeRaiseIrqlToDpcLevel(VOID);
VOID KeInitializeSpinLock(PKSPIN_LOCK SpinLock);
VOID KeAcquireSpinLock(PKSPIN_LOCK SpinLock, PKIRQL OldIrql);
KIRQL KeAcquireSpinLockRaiseToDpc(PKSPIN_LOCK SpinLock);
VOID KeReleaseSpinLock(PKSPIN_LOCK SpinLock, KIRQL NewIrql);
VOID KeAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock);
VOID KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK SpinLock);
VOID KeAcquireInStackQueuedSpinLock(PKSPIN_LOCK SpinLock,
                                    PKLOCK_QUEUE_HANDLE LockHandle);
VOID KeReleaseInStackQueuedSpinLock(PKLOCK_QUEUE_HANDLE LockHandle);
VOID KeAcquireInStackQueuedSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock,
                                              PKLOCK_QUEUE_HANDLE LockHandle);
VOID KeReleaseInStackQueuedSpinLockFromDpcLevel(PKLOCK_QUEUE_HANDLE LockHandle);
BOOLEAN KeTryToAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock);
KIRQL KeAcquireSpinLockForDpc(PKSPIN_LOCK SpinLock);
VOID KeReleaseSpinLockForDpc(PKSPIN_LOCK SpinLock, KIRQL OldIrql);
VOID KeAcquireInStackQueuedSpinLockForDpc(PKSPIN_LOCK SpinLock,
                                          PKLOCK_QUEUE_HANDLE LockHandle);
VOID KeReleaseInStackQueuedSpinLockForDpc(PKLOCK_QUEUE_HANDLE LockHandle);
KIRQL KeAcquireInterruptSpinLock(PKINTERRUPT Interrupt);
VOID KeReleaseInterruptSpinLock(PKINTERRUPT Interrupt, KIRQL OldIrql);
KIRQL ExAcquireSpinLockExclusive(PEX_SPIN_LOCK SpinLock);
VOID ExAcquireSpinLockExclusiveAtDpcLevel(PEX_SPIN_LOCK SpinLock);
VOID ExReleaseSpinLockExclusive(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql);
VOID ExReleaseSpinLockExclusiveFromDpcLevel(PEX_SPIN_LOCK SpinLock);
KIRQL ExAcquireSpinLockShared(PEX_SPIN_LOCK SpinLock);
VOID ExAcquireSpinLockSharedAtDpcLevel(PEX_SPIN_LOCK SpinLock);
VOID ExReleaseSpinLockShared(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql);
VOID ExReleaseSpinLockSharedFromDpcLevel(PEX_SPIN_LOCK SpinLock);
LOGICAL ExTryConvertSharedSpinLockExclusive(PEX_SPIN_LOCK SpinLock);
VOID IoAcquireCancelSpinLock(PKIRQL Irql);
VOID IoReleaseCancelSpinLock(KIRQL Irql);
KIRQL KfAcquireSpinLock(PKSPIN_LOCK SpinLock);
VOID KfReleaseSpinLock(PKSPIN_LOCK SpinLock, KIRQL NewIrql);
PLIST_ENTRY ExInterlockedInsertHeadList(PLIST_ENTRY ListHead,
                                        PLIST_ENTRY ListEntry,
                                        PKSPIN_LOCK Lock);
PLIST_ENTRY ExInterlockedInsertTailList(PLIST_ENTRY ListHead,
                                        PLIST_ENTRY ListEntry,
                                        PKSPIN_LOCK Lock);
PLIST_ENTRY ExInterlockedRemoveHeadList(PLIST_ENTRY ListHead, PKSPIN_LOCK Lock);
PSINGLE_LIST_ENTRY ExInterlockedPopEntryList(PSINGLE_LIST_ENTRY ListHead,
                                             PKSPIN_LOCK Lock);
PSINGLE_LIST_ENTRY ExInterlockedPushEntryList(PSINGLE_LIST_ENTRY ListHead,
                                              PSINGLE_LIST_ENTRY ListEntry,
                                              PKSPIN_LOCK Lock);
ULONG ExInterlockedAddUlong(PULONG Addend, ULONG Increment, PKSPIN_LOCK Lock);
LARGE_INTEGER ExInterlockedAddLargeInteger(PLARGE_INTEGER Addend,
                                           LARGE_INTEGER Increment,
                                           PKSPIN_LOCK Lock);

/* Waiting and time. */
VOID KeInitializeEvent(PRKEVENT Event, EVENT_TYPE Type, BOOLEAN State);
NTSTATUS ZwClose(HANDLE Handle);
LONG KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait);
VOID KeClearEvent(PRKEVENT Event);
NTSTATUS KeWaitForSingleObject(PVOID Object, KWAIT_REASON WaitReason,
                               KPROCESSOR_MODE WaitMode, BOOLEAN Alertable,
                               PLARGE_INTEGER Timeout);
NTSTATUS KeDelayExecutionThread(KPROCESSOR_MODE WaitMode, BOOLEAN Alertable,
                                PLARGE_INTEGER Interval);
VOID KeStallExecutionProcessor(ULONG MicroSeconds);
LARGE_INTEGER KeQueryPerformanceCounter(PLARGE_INTEGER PerformanceFrequency);
VOID KeQuerySystemTime(PLARGE_INTEGER CurrentTime);
ULONGLONG KeQueryInterruptTime(VOID);

/* Processors. */
#define ALL_PROCESSOR_GROUPS 0xffff
ULONG KeGetCurrentProcessorNumber(VOID);
ULONG KeGetCurrentProcessorNumberEx(PPROCESSOR_NUMBER ProcNumber);
ULONG KeGetProcessorIndexFromNumber(PPROCESSOR_NUMBER ProcNumber);
NTSTATUS KeGetProcessorNumberFromIndex(ULONG ProcIndex,
                                       PPROCESSOR_NUMBER ProcNumber);
ULONG KeQueryActiveProcessorCount(PKAFFINITY ActiveProcessors);
ULONG KeQueryActiveProcessorCountEx(USHORT GroupNumber);
ULONG KeQueryMaximumProcessorCount(VOID);
ULONG KeQueryMaximumProcessorCountEx(USHORT GroupNumber);
USHORT KeQueryActiveGroupCount(VOID);

/* The end of the system. */
DECLSPEC_NORETURN VOID KeBugCheck(ULONG BugCheckCode);
DECLSPEC_NORETURN VOID KeBugCheckEx(ULONG BugCheckCode, ULONG_PTR Parameter1,
                                    ULONG_PTR Parameter2, ULONG_PTR Parameter3,
                                    ULONG_PTR Parameter4);
DECLSPEC_NORETURN VOID RtlFailFast(ULONG Code);

/* Memory. */
typedef ULONG NODE_REQUIREMENT;
#define MM_ANY_NODE_OK 0x80000000
typedef ULONG_PTR PFN_NUMBER, *PPFN_NUMBER;
typedef ULONG64 POOL_FLAGS;
#define POOL_FLAG_USE_QUOTA 0x0000000000000001ULL
#define POOL_FLAG_UNINITIALIZED 0x0000000000000002ULL
#define POOL_FLAG_SESSION 0x0000000000000004ULL
#define POOL_FLAG_CACHE_ALIGNED 0x0000000000000008ULL
#define POOL_FLAG_RAISE_ON_FAILURE 0x0000000000000020ULL
#define POOL_FLAG_NON_PAGED 0x0000000000000040ULL
#define POOL_FLAG_NON_PAGED_EXECUTE 0x0000000000000080ULL
#define POOL_FLAG_PAGED 0x0000000000000100ULL
PVOID ExAllocatePool2(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag);
PVOID ExAllocatePoolWithTag(POOL_TYPE PoolType, SIZE_T NumberOfBytes,
                            ULONG Tag);
PVOID ExAllocatePoolZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag);
PVOID ExAllocatePoolUninitialized(POOL_TYPE PoolType, SIZE_T NumberOfBytes,
                                  ULONG Tag);
VOID ExFreePool(PVOID Address);
VOID ExFreePoolWithTag(PVOID Address, ULONG Tag);
PVOID MmMapIoSpace(PHYSICAL_ADDRESS PhysicalAddress, SIZE_T NumberOfBytes,
                   MEMORY_CACHING_TYPE CacheType);
PVOID MmMapIoSpaceEx(PHYSICAL_ADDRESS PhysicalAddress, SIZE_T NumberOfBytes,
                     ULONG Protect);
VOID MmUnmapIoSpace(PVOID BaseAddress, SIZE_T NumberOfBytes);
PHYSICAL_ADDRESS MmGetPhysicalAddress(PVOID BaseAddress);
PVOID MmGetSystemAddressForMdlSafe(PMDL Mdl, ULONG Priority);
VOID MmBuildMdlForNonPagedPool(PMDL Mdl);
#define NormalPagePriority 16
#define HighPagePriority 32
#define MdlMappingNoWrite 0x80000000
#define MdlMappingNoExecute 0x40000000
#define PAGE_READWRITE 0x04
#define PAGE_NOCACHE 0x200

/* Text. */
ULONG DbgPrint(PCSTR Format, ...);
ULONG DbgPrintEx(ULONG ComponentId, ULONG Level, PCSTR Format, ...);
VOID DbgBreakPoint(VOID);
VOID RtlInitUnicodeString(PUNICODE_STRING Destination, PCWSTR Source);
VOID RtlInitAnsiString(PANSI_STRING Destination, PCSZ Source);
#define KdPrint(Arguments) ((void)0)
#define KdPrintEx(Arguments) ((void)0)
#define KdBreakPoint() ((void)0)
#define DPFLTR_IHVDRIVER_ID 77
#define DPFLTR_DEFAULT_ID 101
/* This number is the model's own. */
#define DPFLTR_STORMINIPORT_ID 0x5350
#define DPFLTR_ERROR_LEVEL 0
#define DPFLTR_WARNING_LEVEL 1
#define DPFLTR_TRACE_LEVEL 2
#define DPFLTR_INFO_LEVEL 3
#define DPFLTR_MASK 0x80000000

/* Bitmaps. */
VOID RtlInitializeBitMap(PRTL_BITMAP BitMapHeader, PULONG BitMapBuffer,
                         ULONG SizeOfBitMap);
VOID RtlSetBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber);
VOID RtlClearBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber);
BOOLEAN RtlTestBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber);
#define RtlCheckBit(BitMapHeader, BitNumber)                                   \
  ((ULONG)RtlTestBit(BitMapHeader, BitNumber))
VOID RtlSetBits(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG Count);
VOID RtlClearBits(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG Count);
VOID RtlClearAllBits(PRTL_BITMAP BitMapHeader);
VOID RtlSetAllBits(PRTL_BITMAP BitMapHeader);
ULONG RtlFindClearBits(PRTL_BITMAP BitMapHeader, ULONG NumberToFind,
                       ULONG HintIndex);
ULONG RtlFindClearBitsAndSet(PRTL_BITMAP BitMapHeader, ULONG NumberToFind,
                             ULONG HintIndex);
ULONG RtlNumberOfSetBits(PRTL_BITMAP BitMapHeader);

/* Registers and ports. */
UCHAR READ_REGISTER_UCHAR(volatile UCHAR *Register);
USHORT READ_REGISTER_USHORT(volatile USHORT *Register);
ULONG READ_REGISTER_ULONG(volatile ULONG *Register);
ULONG64 READ_REGISTER_ULONG64(volatile ULONG64 *Register);
VOID WRITE_REGISTER_UCHAR(volatile UCHAR *Register, UCHAR Value);
VOID WRITE_REGISTER_USHORT(volatile USHORT *Register, USHORT Value);
VOID WRITE_REGISTER_ULONG(volatile ULONG *Register, ULONG Value);
VOID WRITE_REGISTER_ULONG64(volatile ULONG64 *Register, ULONG64 Value);
VOID READ_REGISTER_BUFFER_UCHAR(volatile UCHAR *Register, PUCHAR Buffer,
                                ULONG Count);
VOID READ_REGISTER_BUFFER_USHORT(volatile USHORT *Register, PUSHORT Buffer,
                                 ULONG Count);
VOID READ_REGISTER_BUFFER_ULONG(volatile ULONG *Register, PULONG Buffer,
                                ULONG Count);
VOID WRITE_REGISTER_BUFFER_UCHAR(volatile UCHAR *Register, PUCHAR Buffer,
                                 ULONG Count);
VOID WRITE_REGISTER_BUFFER_USHORT(volatile USHORT *Register, PUSHORT Buffer,
                                  ULONG Count);
VOID WRITE_REGISTER_BUFFER_ULONG(volatile ULONG *Register, PULONG Buffer,
                                 ULONG Count);
VOID READ_REGISTER_BUFFER_ULONG64(volatile ULONG64 *Register, PULONG64 Buffer,
                                  ULONG Count);
VOID WRITE_REGISTER_BUFFER_ULONG64(volatile ULONG64 *Register, PULONG64 Buffer,
                                   ULONG Count);
UCHAR READ_PORT_UCHAR(PUCHAR Port);
USHORT READ_PORT_USHORT(PUSHORT Port);
ULONG READ_PORT_ULONG(PULONG Port);
VOID WRITE_PORT_UCHAR(PUCHAR Port, UCHAR Value);
VOID WRITE_PORT_USHORT(PUSHORT Port, USHORT Value);
VOID WRITE_PORT_ULONG(PULONG Port, ULONG Value);

SPINPAIR_WDK_END

#define RtlZeroMemory(Destination, Length)                                     \
  ((void)__builtin_memset((Destination), 0, (Length)))
#define RtlSecureZeroMemory(Destination, Length)                               \
  RtlZeroMemory(Destination, Length)
#define RtlFillMemory(Destination, Length, Fill)                               \
  ((void)__builtin_memset((Destination), (Fill), (Length)))
#define RtlCopyMemory(Destination, Source, Length)                             \
  ((void)__builtin_memcpy((Destination), (Source), (Length)))
#define RtlMoveMemory(Destination, Source, Length)                             \
  ((void)__builtin_memmove((Destination), (Source), (Length)))
#define RtlEqualMemory(Destination, Source, Length)                            \
  (!__builtin_memcmp((Destination), (Source), (Length)))

/* Intrinsic functions of the compiler, which drivers take for granted. */
#ifdef _MSC_VER
SPINPAIR_WDK_BEGIN
void _ReadWriteBarrier(void);
void _ReadBarrier(void);
void _WriteBarrier(void);
unsigned char _BitScanForward(unsigned long *Index, unsigned long Mask);
unsigned char _BitScanReverse(unsigned long *Index, unsigned long Mask);
#ifdef _WIN64
unsigned char _BitScanForward64(unsigned long *Index, unsigned __int64 Mask);
unsigned char _BitScanReverse64(unsigned long *Index, unsigned __int64 Mask);
#endif
SPINPAIR_WDK_END
#endif
#define BitScanForward _BitScanForward
#define BitScanReverse _BitScanReverse
#define BitScanForward64 _BitScanForward64
#define BitScanReverse64 _BitScanReverse64
#define KeMemoryBarrier() __atomic_thread_fence(__ATOMIC_SEQ_CST)
#define MemoryBarrier() __atomic_thread_fence(__ATOMIC_SEQ_CST)
#define KeMemoryBarrierWithoutFence() __atomic_signal_fence(__ATOMIC_SEQ_CST)
#define YieldProcessor() ((void)0)

#define RtlCopyBytes(Destination, Source, Length)                              \
  RtlCopyMemory(Destination, Source, Length)
#define RtlZeroBytes(Destination, Length) RtlZeroMemory(Destination, Length)
#define RtlCopyMemoryNonTemporal(Destination, Source, Length)                  \
  RtlCopyMemory(Destination, Source, Length)

#define RtlUshortByteSwap(Value) __builtin_bswap16(Value)
#define RtlUlongByteSwap(Value) __builtin_bswap32(Value)
#define RtlUlonglongByteSwap(Value) __builtin_bswap64(Value)

/* How many leading bytes of two blocks are equal. */
SPINPAIR_WDK_BEGIN
SIZE_T RtlCompareMemory(const VOID *Source1, const VOID *Source2,
                        SIZE_T Length);
SPINPAIR_WDK_END

/* Doubly linked lists; a list is a ring through its head. */
SPINPAIR_WDK_INLINE VOID InitializeListHead(PLIST_ENTRY Head) {
  Head->Blink = Head;
  Head->Flink = Head;
}

SPINPAIR_WDK_INLINE BOOLEAN IsListEmpty(const LIST_ENTRY *Head) {
  return (BOOLEAN)(Head->Flink == Head);
}

SPINPAIR_WDK_INLINE VOID SpinpairModelLink(PLIST_ENTRY Before,
                                           PLIST_ENTRY Entry,
                                           PLIST_ENTRY After) {
  Entry->Blink = Before;
  Entry->Flink = After;
  Before->Flink = Entry;
  After->Blink = Entry;
}

SPINPAIR_WDK_INLINE VOID InsertHeadList(PLIST_ENTRY Head, PLIST_ENTRY Entry) {
  SpinpairModelLink(Head, Entry, Head->Flink);
}

SPINPAIR_WDK_INLINE VOID InsertTailList(PLIST_ENTRY Head, PLIST_ENTRY Entry) {
  SpinpairModelLink(Head->Blink, Entry, Head);
}

/* TRUE if the list is empty afterwards. */
SPINPAIR_WDK_INLINE BOOLEAN RemoveEntryList(PLIST_ENTRY Entry) {
  PLIST_ENTRY Before = Entry->Blink;
  PLIST_ENTRY After = Entry->Flink;
  After->Blink = Before;
  Before->Flink = After;
  return (BOOLEAN)(Before == After);
}

SPINPAIR_WDK_INLINE PLIST_ENTRY RemoveHeadList(PLIST_ENTRY Head) {
  PLIST_ENTRY Entry = Head->Flink;
  RemoveEntryList(Entry);
  return Entry;
}

SPINPAIR_WDK_INLINE PLIST_ENTRY RemoveTailList(PLIST_ENTRY Head) {
  PLIST_ENTRY Entry = Head->Blink;
  RemoveEntryList(Entry);
  return Entry;
}

SPINPAIR_WDK_INLINE VOID PushEntryList(PSINGLE_LIST_ENTRY Head,
                                       PSINGLE_LIST_ENTRY Entry) {
  Entry->Next = Head->Next;
  Head->Next = Entry;
}

SPINPAIR_WDK_INLINE PSINGLE_LIST_ENTRY PopEntryList(PSINGLE_LIST_ENTRY Head) {
  PSINGLE_LIST_ENTRY Entry = Head->Next;
  if (Entry != NULL)
    Head->Next = Entry->Next;
  return Entry;
}

/* Interlocked operations. Increment and Decrement give the new value, the
 * others the old one. */
SPINPAIR_WDK_INLINE LONG InterlockedIncrement(volatile LONG *Addend) {
  return __atomic_add_fetch(Addend, 1, __ATOMIC_SEQ_CST);
}

SPINPAIR_WDK_INLINE LONG InterlockedDecrement(volatile LONG *Addend) {
  return __atomic_sub_fetch(Addend, 1, __ATOMIC_SEQ_CST);
}

SPINPAIR_WDK_INLINE LONG InterlockedExchange(volatile LONG *Target,
                                             LONG Value) {
  return __atomic_exchange_n(Target, Value, __ATOMIC_SEQ_CST);
}

SPINPAIR_WDK_INLINE LONG InterlockedExchangeAdd(volatile LONG *Addend,
                                                LONG Value) {
  return __atomic_fetch_add(Addend, Value, __ATOMIC_SEQ_CST);
}

SPINPAIR_WDK_INLINE LONG InterlockedCompareExchange(volatile LONG *Destination,
                                                    LONG ExChange,
                                                    LONG Comperand) {
  LONG Seen = Comperand;
  __atomic_compare_exchange_n(Destination, &Seen, ExChange, 0, __ATOMIC_SEQ_CST,
                              __ATOMIC_SEQ_CST);
  return Seen;
}

SPINPAIR_WDK_INLINE LONG InterlockedOr(volatile LONG *Target, LONG Set) {
  return __atomic_fetch_or(Target, Set, __ATOMIC_SEQ_CST);
}

SPINPAIR_WDK_INLINE LONG InterlockedAnd(volatile LONG *Target, LONG Set) {
  return __atomic_fetch_and(Target, Set, __ATOMIC_SEQ_CST);
}

SPINPAIR_WDK_INLINE LONG InterlockedXor(volatile LONG *Target, LONG Set) {
  return __atomic_fetch_xor(Target, Set, __ATOMIC_SEQ_CST);
}

SPINPAIR_WDK_INLINE BOOLEAN InterlockedBitTestAndSet(volatile LONG *Base,
                                                     LONG Bit) {
  return (BOOLEAN)(((ULONG)InterlockedOr(Base, (LONG)(1u << Bit)) >> Bit) & 1);
}

SPINPAIR_WDK_INLINE BOOLEAN InterlockedBitTestAndReset(volatile LONG *Base,
                                                       LONG Bit) {
  return (BOOLEAN)(((ULONG)InterlockedAnd(Base, (LONG) ~(1u << Bit)) >> Bit) &
                   1);
}

SPINPAIR_WDK_INLINE LONG64 InterlockedIncrement64(volatile LONG64 *Addend) {
  return __atomic_add_fetch(Addend, 1, __ATOMIC_SEQ_CST);
}

SPINPAIR_WDK_INLINE LONG64 InterlockedDecrement64(volatile LONG64 *Addend) {
  return __atomic_sub_fetch(Addend, 1, __ATOMIC_SEQ_CST);
}

SPINPAIR_WDK_INLINE LONG64 InterlockedExchangeAdd64(volatile LONG64 *Addend,
                                                    LONG64 Value) {
  return __atomic_fetch_add(Addend, Value, __ATOMIC_SEQ_CST);
}

SPINPAIR_WDK_INLINE LONG InterlockedAdd(volatile LONG *Addend, LONG Value) {
  return __atomic_add_fetch(Addend, Value, __ATOMIC_SEQ_CST);
}

SPINPAIR_WDK_INLINE LONG64 InterlockedAdd64(volatile LONG64 *Addend,
                                            LONG64 Value) {
  return __atomic_add_fetch(Addend, Value, __ATOMIC_SEQ_CST);
}

SPINPAIR_WDK_INLINE LONG64 InterlockedExchange64(volatile LONG64 *Target,
                                                 LONG64 Value) {
  return __atomic_exchange_n(Target, Value, __ATOMIC_SEQ_CST);
}

SPINPAIR_WDK_INLINE LONG64 InterlockedCompareExchange64(
    volatile LONG64 *Destination, LONG64 ExChange, LONG64 Comperand) {
  LONG64 Seen = Comperand;
  __atomic_compare_exchange_n(Destination, &Seen, ExChange, 0, __ATOMIC_SEQ_CST,
                              __ATOMIC_SEQ_CST);
  return Seen;
}

SPINPAIR_WDK_INLINE LONG64 InterlockedOr64(volatile LONG64 *Target,
                                           LONG64 Set) {
  return __atomic_fetch_or(Target, Set, __ATOMIC_SEQ_CST);
}

SPINPAIR_WDK_INLINE LONG64 InterlockedAnd64(volatile LONG64 *Target,
                                            LONG64 Set) {
  return __atomic_fetch_and(Target, Set, __ATOMIC_SEQ_CST);
}

SPINPAIR_WDK_INLINE LONG64 InterlockedXor64(volatile LONG64 *Target,
                                            LONG64 Set) {
  return __atomic_fetch_xor(Target, Set, __ATOMIC_SEQ_CST);
}

SPINPAIR_WDK_INLINE PVOID InterlockedExchangePointer(PVOID volatile *Target,
                                                     PVOID Value) {
  return __atomic_exchange_n(Target, Value, __ATOMIC_SEQ_CST);
}

SPINPAIR_WDK_INLINE PVOID InterlockedCompareExchangePointer(
    PVOID volatile *Destination, PVOID ExChange, PVOID Comperand) {
  PVOID Seen = Comperand;
  __atomic_compare_exchange_n(Destination, &Seen, ExChange, 0, __ATOMIC_SEQ_CST,
                              __ATOMIC_SEQ_CST);
  return Seen;
}

SPINPAIR_WDK_INLINE SHORT InterlockedIncrement16(volatile SHORT *Addend) {
  return __atomic_add_fetch(Addend, 1, __ATOMIC_SEQ_CST);
}

SPINPAIR_WDK_INLINE SHORT InterlockedDecrement16(volatile SHORT *Addend) {
  return __atomic_sub_fetch(Addend, 1, __ATOMIC_SEQ_CST);
}

SPINPAIR_WDK_INLINE SHORT InterlockedExchange16(volatile SHORT *Target,
                                                SHORT Value) {
  return __atomic_exchange_n(Target, Value, __ATOMIC_SEQ_CST);
}

SPINPAIR_WDK_INLINE SHORT InterlockedCompareExchange16(
    volatile SHORT *Destination, SHORT ExChange, SHORT Comperand) {
  SHORT Seen = Comperand;
  __atomic_compare_exchange_n(Destination, &Seen, ExChange, 0, __ATOMIC_SEQ_CST,
                              __ATOMIC_SEQ_CST);
  return Seen;
}

SPINPAIR_WDK_INLINE BOOLEAN InterlockedBitTestAndSet64(volatile LONG64 *Base,
                                                       LONG64 Bit) {
  return (
      BOOLEAN)(((ULONG64)InterlockedOr64(Base, (LONG64)(1ULL << Bit)) >> Bit) &
               1);
}

SPINPAIR_WDK_INLINE BOOLEAN InterlockedBitTestAndReset64(volatile LONG64 *Base,
                                                         LONG64 Bit) {
  return (BOOLEAN)(((ULONG64)InterlockedAnd64(Base, (LONG64) ~(1ULL << Bit)) >>
                    Bit) &
                   1);
}

/* Those that order less here do as much. */
#define InterlockedIncrementNoFence InterlockedIncrement
#define InterlockedDecrementNoFence InterlockedDecrement
#define InterlockedExchangeNoFence InterlockedExchange
#define InterlockedExchangeAddNoFence InterlockedExchangeAdd
#define InterlockedCompareExchangeNoFence InterlockedCompareExchange
#define InterlockedCompareExchangeAcquire InterlockedCompareExchange
#define InterlockedCompareExchangeRelease InterlockedCompareExchange
#define InterlockedIncrementAcquire InterlockedIncrement
#define InterlockedIncrementRelease InterlockedIncrement
#define InterlockedDecrementAcquire InterlockedDecrement
#define InterlockedDecrementRelease InterlockedDecrement
#define InterlockedIncrementNoFence64 InterlockedIncrement64
#define InterlockedDecrementNoFence64 InterlockedDecrement64
#define InterlockedExchangeNoFence64 InterlockedExchange64
#define InterlockedExchangeAddNoFence64 InterlockedExchangeAdd64
#define InterlockedCompareExchangeNoFence64 InterlockedCompareExchange64
#define InterlockedExchangePointerNoFence InterlockedExchangePointer
#define InterlockedCompareExchangePointerNoFence                               \
  InterlockedCompareExchangePointer
#define InterlockedCompareExchangePointerRelease                               \
  InterlockedCompareExchangePointer
#define InterlockedCompareExchangePointerAcquire                               \
  InterlockedCompareExchangePointer

/* Reads and writes that say how they are ordered. */
#define SPINPAIR_ORDERED(Name, Bits, Type)                                     \
  SPINPAIR_WDK_INLINE Type Read##Name##NoFence##Bits(                          \
      const volatile Type *Source) {                                           \
    return *Source;                                                            \
  }                                                                            \
  SPINPAIR_WDK_INLINE Type Read##Name##Acquire##Bits(                          \
      const volatile Type *Source) {                                           \
    return *Source;                                                            \
  }                                                                            \
  SPINPAIR_WDK_INLINE Type Read##Name##Raw##Bits(                              \
      const volatile Type *Source) {                                           \
    return *Source;                                                            \
  }                                                                            \
  SPINPAIR_WDK_INLINE VOID Write##Name##NoFence##Bits(                         \
      volatile Type *Destination, Type Value) {                                \
    *Destination = Value;                                                      \
  }                                                                            \
  SPINPAIR_WDK_INLINE VOID Write##Name##Release##Bits(                         \
      volatile Type *Destination, Type Value) {                                \
    *Destination = Value;                                                      \
  }                                                                            \
  SPINPAIR_WDK_INLINE VOID Write##Name##Raw##Bits(volatile Type *Destination,  \
                                                  Type Value) {                \
    *Destination = Value;                                                      \
  }
SPINPAIR_ORDERED(, , LONG)
SPINPAIR_ORDERED(, 64, LONG64)
SPINPAIR_ORDERED(UChar, , UCHAR)
SPINPAIR_ORDERED(Boolean, , BOOLEAN)
SPINPAIR_ORDERED(, 16, SHORT)
SPINPAIR_ORDERED(UShort, , USHORT)
SPINPAIR_ORDERED(ULong, , ULONG)
SPINPAIR_ORDERED(ULong64, , ULONG64)
#undef SPINPAIR_ORDERED
SPINPAIR_WDK_INLINE PVOID ReadPointerNoFence(PVOID const volatile *Source) {
  return *Source;
}
SPINPAIR_WDK_INLINE PVOID ReadPointerAcquire(PVOID const volatile *Source) {
  return *Source;
}
SPINPAIR_WDK_INLINE VOID WritePointerNoFence(PVOID volatile *Destination,
                                             PVOID Value) {
  *Destination = Value;
}
SPINPAIR_WDK_INLINE VOID WritePointerRelease(PVOID volatile *Destination,
                                             PVOID Value) {
  *Destination = Value;
}

#include "wdmio.h"

#include "wdmpnp.h"

#include "wdmdma.h"

#include "wdmex.h"

#include "wdmrtl.h"

#endif /* SPINPAIR_WDK_WDM_H */
