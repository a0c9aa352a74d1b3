/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * hbapiwmi.h: spinpair model header.
 *
 * The WMI classes by which a host bus adapter describes itself and its ports:
 * those of SAS adapters.
 *
 * Source: the public documentation of these classes (Microsoft's
 * windows-driver-docs) and of hbapiwmi.h.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_HBAPIWMI_H
#define SPINPAIR_WDK_HBAPIWMI_H

#include "hbaapi.h"
#include "wmistr.h"

/* These two are the model's own: the reference does not state them. */
#define MS_SM_AdapterInformationQueryGuid                                      \
  {                                                                            \
    0x53505201, 0, 0, { 0, 0, 0, 0, 0, 0, 0, 1 }                               \
  }
#define MS_SM_PortInformationMethodsGuid                                       \
  {                                                                            \
    0x53505201, 0, 0, { 0, 0, 0, 0, 0, 0, 0, 2 }                               \
  }

/* Methods of MS_SM_PortInformationMethods. */
#define SM_GetPortType 1
#define SM_GetAdapterPortAttributes 2
#define SM_GetDiscoveredPortAttributes 3
#define SM_GetPortAttributesByWWN 4
#define SM_GetProtocolStatistics 5
#define SM_GetPhyStatistics 6
#define SM_GetFCPhyAttributes 7
#define SM_GetSASPhyAttributes 8
#define SM_RefreshInformation 10

/* A string begins with its length in bytes. */
typedef struct _MS_SM_AdapterInformationQuery {
  ULONGLONG UniqueAdapterId;
  ULONG HBAStatus;
  ULONG NumberOfPorts;
  ULONG VendorSpecificID;
  WCHAR Manufacturer[64 + 1];
  WCHAR SerialNumber[64 + 1];
  WCHAR Model[256 + 1];
  WCHAR ModelDescription[256 + 1];
  WCHAR HardwareVersion[256 + 1];
  WCHAR DriverVersion[256 + 1];
  WCHAR OptionROMVersion[256 + 1];
  WCHAR FirmwareVersion[256 + 1];
  WCHAR DriverName[256 + 1];
  WCHAR HBASymbolicName[256 + 1];
  WCHAR RedundantOptionROMVersion[256 + 1];
  WCHAR RedundantFirmwareVersion[256 + 1];
  WCHAR MfgDomain[256 + 1];
} MS_SM_AdapterInformationQuery, *PMS_SM_AdapterInformationQuery;

typedef struct _MS_SMHBA_PORTATTRIBUTES {
  ULONG PortType;
  ULONG PortState;
  ULONG PortSpecificAttributesSize;
  WCHAR OSDeviceName[256 + 1];
  ULONGLONG Reserved;
  UCHAR PortSpecificAttributes[ANYSIZE_ARRAY];
} MS_SMHBA_PORTATTRIBUTES, *PMS_SMHBA_PORTATTRIBUTES;

typedef struct _MS_SMHBA_FC_Port {
  UCHAR NodeWWN[8];
  UCHAR PortWWN[8];
  ULONG FcId;
  ULONG PortSupportedClassofService;
  UCHAR PortSupportedFc4Types[32];
  UCHAR PortActiveFc4Types[32];
  UCHAR FabricName[8];
  ULONG NumberofDiscoveredPorts;
  UCHAR NumberofPhys;
  WCHAR PortSymbolicName[256 + 1];
} MS_SMHBA_FC_Port, *PMS_SMHBA_FC_Port;

typedef struct _MS_SMHBA_SAS_Port {
  ULONG PortProtocol;
  UCHAR LocalSASAddress[8];
  UCHAR AttachedSASAddress[8];
  ULONG NumberofDiscoveredPorts;
  ULONG NumberofPhys;
} MS_SMHBA_SAS_Port, *PMS_SMHBA_SAS_Port;

typedef struct _MS_SMHBA_FC_PHY {
  ULONG PhySupportSpeed;
  ULONG PhySpeed;
  UCHAR PhyType;
  ULONG MaxFrameSize;
} MS_SMHBA_FC_PHY, *PMS_SMHBA_FC_PHY;

typedef struct _MS_SMHBA_SAS_PHY {
  UCHAR PhyIdentifier;
  ULONG NegotiatedLinkRate;
  ULONG ProgrammedMinLinkRate;
  ULONG HardwareMinLinkRate;
  ULONG ProgrammedMaxLinkRate;
  ULONG HardwareMaxLinkRate;
  UCHAR domainPortWWN[8];
} MS_SMHBA_SAS_PHY, *PMS_SMHBA_SAS_PHY;

typedef struct _MS_SMHBA_PROTOCOLSTATISTICS {
  LONGLONG SecondsSinceLastReset;
  LONGLONG InputRequests;
  LONGLONG OutputRequests;
  LONGLONG ControlRequests;
  LONGLONG InputMegabytes;
  LONGLONG OutputMegabytes;
} MS_SMHBA_PROTOCOLSTATISTICS, *PMS_SMHBA_PROTOCOLSTATISTICS;

typedef struct _MS_SMHBA_SASPHYSTATISTICS {
  LONGLONG SecondsSinceLastReset;
  LONGLONG TxFrames;
  LONGLONG TxWords;
  LONGLONG RxFrames;
  LONGLONG RxWords;
  LONGLONG InvalidDwordCount;
  LONGLONG RunningDisparityErrorCount;
  LONGLONG LossofDwordSyncCount;
  LONGLONG PhyResetProblemCount;
} MS_SMHBA_SASPHYSTATISTICS, *PMS_SMHBA_SASPHYSTATISTICS;

/* What goes into the methods, and what comes out of them. */
typedef struct _SM_GetPortType_IN {
  ULONG PortIndex;
} SM_GetPortType_IN, *PSM_GetPortType_IN;

#define SM_GetPortType_IN_SIZE sizeof(SM_GetPortType_IN)

typedef struct _SM_GetPortType_OUT {
  ULONG HBAStatus;
  ULONG PortType;
} SM_GetPortType_OUT, *PSM_GetPortType_OUT;

#define SM_GetPortType_OUT_SIZE sizeof(SM_GetPortType_OUT)

typedef struct _SM_GetAdapterPortAttributes_IN {
  ULONG PortIndex;
  ULONG PortSpecificAttributesMaxSize;
} SM_GetAdapterPortAttributes_IN, *PSM_GetAdapterPortAttributes_IN;

#define SM_GetAdapterPortAttributes_IN_SIZE                                    \
  sizeof(SM_GetAdapterPortAttributes_IN)

typedef struct _SM_GetAdapterPortAttributes_OUT {
  ULONG HBAStatus;
  MS_SMHBA_PORTATTRIBUTES PortAttributes;
} SM_GetAdapterPortAttributes_OUT, *PSM_GetAdapterPortAttributes_OUT;

#define SM_GetAdapterPortAttributes_OUT_SIZE                                   \
  sizeof(SM_GetAdapterPortAttributes_OUT)

typedef struct _SM_GetDiscoveredPortAttributes_IN {
  ULONG PortIndex;
  ULONG DiscoveredPortIndex;
  ULONG PortSpecificAttributesMaxSize;
} SM_GetDiscoveredPortAttributes_IN, *PSM_GetDiscoveredPortAttributes_IN;

#define SM_GetDiscoveredPortAttributes_IN_SIZE                                 \
  sizeof(SM_GetDiscoveredPortAttributes_IN)

typedef struct _SM_GetDiscoveredPortAttributes_OUT {
  ULONG HBAStatus;
  MS_SMHBA_PORTATTRIBUTES PortAttributes;
} SM_GetDiscoveredPortAttributes_OUT, *PSM_GetDiscoveredPortAttributes_OUT;

#define SM_GetDiscoveredPortAttributes_OUT_SIZE                                \
  sizeof(SM_GetDiscoveredPortAttributes_OUT)

typedef struct _SM_GetPortAttributesByWWN_IN {
  UCHAR PortWWN[8];
  UCHAR DomainPortWWN[8];
  ULONG PortSpecificAttributesMaxSize;
} SM_GetPortAttributesByWWN_IN, *PSM_GetPortAttributesByWWN_IN;

#define SM_GetPortAttributesByWWN_IN_SIZE sizeof(SM_GetPortAttributesByWWN_IN)

typedef struct _SM_GetPortAttributesByWWN_OUT {
  ULONG HBAStatus;
  MS_SMHBA_PORTATTRIBUTES PortAttributes;
} SM_GetPortAttributesByWWN_OUT, *PSM_GetPortAttributesByWWN_OUT;

#define SM_GetPortAttributesByWWN_OUT_SIZE sizeof(SM_GetPortAttributesByWWN_OUT)

typedef struct _SM_GetProtocolStatistics_IN {
  ULONG PortIndex;
  ULONG ProtocolType;
} SM_GetProtocolStatistics_IN, *PSM_GetProtocolStatistics_IN;

#define SM_GetProtocolStatistics_IN_SIZE sizeof(SM_GetProtocolStatistics_IN)

typedef struct _SM_GetProtocolStatistics_OUT {
  ULONG HBAStatus;
  MS_SMHBA_PROTOCOLSTATISTICS ProtocolStatistics;
} SM_GetProtocolStatistics_OUT, *PSM_GetProtocolStatistics_OUT;

#define SM_GetProtocolStatistics_OUT_SIZE sizeof(SM_GetProtocolStatistics_OUT)

typedef struct _SM_GetPhyStatistics_IN {
  ULONG PortIndex;
  ULONG PhyIndex;
  ULONG InNumOfPhyCounters;
} SM_GetPhyStatistics_IN, *PSM_GetPhyStatistics_IN;

#define SM_GetPhyStatistics_IN_SIZE sizeof(SM_GetPhyStatistics_IN)

typedef struct _SM_GetPhyStatistics_OUT {
  ULONG HBAStatus;
  ULONG TotalNumOfPhyCounters;
  ULONG OutNumOfPhyCounters;
  LONGLONG PhyCounter[ANYSIZE_ARRAY];
} SM_GetPhyStatistics_OUT, *PSM_GetPhyStatistics_OUT;

#define SM_GetPhyStatistics_OUT_SIZE sizeof(SM_GetPhyStatistics_OUT)

typedef struct _SM_GetFCPhyAttributes_IN {
  ULONG PortIndex;
  ULONG PhyIndex;
} SM_GetFCPhyAttributes_IN, *PSM_GetFCPhyAttributes_IN;

#define SM_GetFCPhyAttributes_IN_SIZE sizeof(SM_GetFCPhyAttributes_IN)

typedef struct _SM_GetFCPhyAttributes_OUT {
  ULONG HBAStatus;
  MS_SMHBA_FC_PHY PhyType;
} SM_GetFCPhyAttributes_OUT, *PSM_GetFCPhyAttributes_OUT;

#define SM_GetFCPhyAttributes_OUT_SIZE sizeof(SM_GetFCPhyAttributes_OUT)

typedef struct _SM_GetSASPhyAttributes_IN {
  ULONG PortIndex;
  ULONG PhyIndex;
} SM_GetSASPhyAttributes_IN, *PSM_GetSASPhyAttributes_IN;

#define SM_GetSASPhyAttributes_IN_SIZE sizeof(SM_GetSASPhyAttributes_IN)

typedef struct _SM_GetSASPhyAttributes_OUT {
  ULONG HBAStatus;
  MS_SMHBA_SAS_PHY PhyType;
} SM_GetSASPhyAttributes_OUT, *PSM_GetSASPhyAttributes_OUT;

#define SM_GetSASPhyAttributes_OUT_SIZE sizeof(SM_GetSASPhyAttributes_OUT)

#endif /* SPINPAIR_WDK_HBAPIWMI_H */
