/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ata.h: spinpair model header.
 *
 * Commands, registers, log pages and identify data of ATA, in the shapes that
 * miniports read and fill. Not every page and not every command. The numbers
 * of pages, bits and words are those of the standards; where a field of a log
 * has no name in the reference, its name is the one that public drivers use.
 *
 * Source: the ATA standards (T13: ATA8-ACS to ACS-4) for formats and codes,
 * and the public DDI reference of ata.h for names.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_ATA_H
#define SPINPAIR_WDK_ATA_H

#include "ntdef.h"

/* Commands. */
#define IDE_COMMAND_NOP 0x00
#define IDE_COMMAND_DATA_SET_MANAGEMENT 0x06
#define IDE_COMMAND_DEVICE_RESET 0x08
#define IDE_COMMAND_ATAPI_RESET 0x08
#define IDE_COMMAND_GET_PHYSICAL_ELEMENT_STATUS 0x12
#define IDE_COMMAND_READ 0x20
#define IDE_COMMAND_READ_EXT 0x24
#define IDE_COMMAND_READ_DMA_EXT 0x25
#define IDE_COMMAND_READ_DMA_QUEUED_EXT 0x26
#define IDE_COMMAND_READ_MULTIPLE_EXT 0x29
#define IDE_COMMAND_READ_LOG_EXT 0x2F
#define IDE_COMMAND_WRITE 0x30
#define IDE_COMMAND_WRITE_EXT 0x34
#define IDE_COMMAND_WRITE_DMA_EXT 0x35
#define IDE_COMMAND_WRITE_DMA_QUEUED_EXT 0x36
#define IDE_COMMAND_WRITE_MULTIPLE_EXT 0x39
#define IDE_COMMAND_WRITE_DMA_FUA_EXT 0x3D
#define IDE_COMMAND_WRITE_DMA_QUEUED_FUA_EXT 0x3E
#define IDE_COMMAND_WRITE_LOG_EXT 0x3F
#define IDE_COMMAND_VERIFY 0x40
#define IDE_COMMAND_VERIFY_EXT 0x42
#define IDE_COMMAND_READ_LOG_DMA_EXT 0x47
#define IDE_COMMAND_ZAC_MANAGEMENT_IN 0x4A
#define IDE_COMMAND_WRITE_LOG_DMA_EXT 0x57
#define IDE_COMMAND_TRUSTED_NON_DATA 0x5B
#define IDE_COMMAND_TRUSTED_RECEIVE 0x5C
#define IDE_COMMAND_TRUSTED_RECEIVE_DMA 0x5D
#define IDE_COMMAND_TRUSTED_SEND 0x5E
#define IDE_COMMAND_TRUSTED_SEND_DMA 0x5F
#define IDE_COMMAND_READ_FPDMA_QUEUED 0x60
#define IDE_COMMAND_WRITE_FPDMA_QUEUED 0x61
#define IDE_COMMAND_NCQ_NON_DATA 0x63
#define IDE_COMMAND_SEND_FPDMA_QUEUED 0x64
#define IDE_COMMAND_RECEIVE_FPDMA_QUEUED 0x65
#define IDE_COMMAND_SET_DATE_AND_TIME 0x77
#define IDE_COMMAND_REMOVE_ELEMENT_AND_TRUNCATE 0x7C
#define IDE_COMMAND_EXECUTE_DEVICE_DIAGNOSTIC 0x90
#define IDE_COMMAND_SET_DRIVE_PARAMETERS 0x91
#define IDE_COMMAND_DOWNLOAD_MICROCODE 0x92
#define IDE_COMMAND_DOWNLOAD_MICROCODE_DMA 0x93
#define IDE_COMMAND_ZAC_MANAGEMENT_OUT 0x9F
#define IDE_COMMAND_ATAPI_PACKET 0xA0
#define IDE_COMMAND_ATAPI_IDENTIFY 0xA1
#define IDE_COMMAND_SMART 0xB0
#define IDE_COMMAND_SANITIZE_DEVICE 0xB4
#define IDE_COMMAND_READ_MULTIPLE 0xC4
#define IDE_COMMAND_WRITE_MULTIPLE 0xC5
#define IDE_COMMAND_SET_MULTIPLE 0xC6
#define IDE_COMMAND_READ_DMA_QUEUED 0xC7
#define IDE_COMMAND_READ_DMA 0xC8
#define IDE_COMMAND_WRITE_DMA 0xCA
#define IDE_COMMAND_WRITE_DMA_QUEUED 0xCC
#define IDE_COMMAND_WRITE_MULTIPLE_FUA_EXT 0xCE
#define IDE_COMMAND_GET_MEDIA_STATUS 0xDA
#define IDE_COMMAND_DOOR_LOCK 0xDE
#define IDE_COMMAND_DOOR_UNLOCK 0xDF
#define IDE_COMMAND_STANDBY_IMMEDIATE 0xE0
#define IDE_COMMAND_IDLE_IMMEDIATE 0xE1
#define IDE_COMMAND_STANDBY 0xE2
#define IDE_COMMAND_IDLE 0xE3
#define IDE_COMMAND_READ_BUFFER 0xE4
#define IDE_COMMAND_CHECK_POWER 0xE5
#define IDE_COMMAND_SLEEP 0xE6
#define IDE_COMMAND_FLUSH_CACHE 0xE7
#define IDE_COMMAND_WRITE_BUFFER 0xE8
#define IDE_COMMAND_FLUSH_CACHE_EXT 0xEA
#define IDE_COMMAND_IDENTIFY 0xEC
#define IDE_COMMAND_MEDIA_EJECT 0xED
#define IDE_COMMAND_SET_FEATURE 0xEF
#define IDE_COMMAND_SECURITY_SET_PASSWORD 0xF1
#define IDE_COMMAND_SECURITY_UNLOCK 0xF2
#define IDE_COMMAND_SECURITY_ERASE_PREPARE 0xF3
#define IDE_COMMAND_SECURITY_ERASE_UNIT 0xF4
#define IDE_COMMAND_SECURITY_FREEZE_LOCK 0xF5
#define IDE_COMMAND_SECURITY_DISABLE_PASSWORD 0xF6
#define IDE_COMMAND_NOT_VALID 0xFF

/* Bits of the registers. */
#define IDE_STATUS_ERROR 0x01
#define IDE_STATUS_INDEX 0x02
#define IDE_STATUS_CORRECTED_ERROR 0x04
#define IDE_STATUS_DRQ 0x08
#define IDE_STATUS_DSC 0x10
#define IDE_STATUS_DEVICE_FAULT 0x20
#define IDE_STATUS_DRDY 0x40
#define IDE_STATUS_IDLE 0x50
#define IDE_STATUS_BUSY 0x80
#define IDE_ERROR_BAD_BLOCK 0x80
#define IDE_ERROR_CRC_ERROR 0x80
#define IDE_ERROR_DATA_ERROR 0x40
#define IDE_ERROR_MEDIA_CHANGE 0x20
#define IDE_ERROR_ID_NOT_FOUND 0x10
#define IDE_ERROR_MEDIA_CHANGE_REQ 0x08
#define IDE_ERROR_COMMAND_ABORTED 0x04
#define IDE_ERROR_END_OF_MEDIA 0x02
#define IDE_ERROR_ILLEGAL_LENGTH 0x01
#define IDE_ERROR_ADDRESS_NOT_FOUND 0x01
#define IDE_LBA_MODE 0x40
#define IDE_DC_DISABLE_INTERRUPTS 0x02
#define IDE_DC_RESET_CONTROLLER 0x04
#define IDE_DC_REENABLE_CONTROLLER 0x00

/* What a device leaves in its registers after a reset, and so what it is. */
#define ATA_DEVICE_SIGNATURE_ATA 0x00000101
#define ATA_DEVICE_SIGNATURE_ATAPI 0xEB140101
#define ATA_DEVICE_SIGNATURE_ENCLOSURE 0xC33C0101
#define ATA_DEVICE_SIGNATURE_PORT_MULTIPLIER 0x96690101

/* SET FEATURES. */
#define IDE_FEATURE_ENABLE_WRITE_CACHE 0x02
#define IDE_FEATURE_SET_TRANSFER_MODE 0x03
#define IDE_FEATURE_ENABLE_PUIS 0x06
#define IDE_FEATURE_PUIS_SPIN_UP 0x07
#define IDE_FEATURE_ENABLE_SATA_FEATURE 0x10
#define IDE_FEATURE_DISABLE_MSN 0x31
#define IDE_FEATURE_DISABLE_REVERT_TO_POWER_ON 0x66
#define IDE_FEATURE_DISABLE_WRITE_CACHE 0x82
#define IDE_FEATURE_DISABLE_PUIS 0x86
#define IDE_FEATURE_DISABLE_SATA_FEATURE 0x90
#define IDE_FEATURE_ENABLE_MSN 0x95
#define IDE_SATA_FEATURE_NON_ZERO_DMA_BUFFER_OFFSET 0x01
#define IDE_SATA_FEATURE_DMA_SETUP_FIS_AUTO_ACTIVATE 0x02
#define IDE_SATA_FEATURE_DEVICE_INITIATED_POWER_MANAGEMENT 0x03
#define IDE_SATA_FEATURE_GUARANTEED_IN_ORDER_DELIVERY 0x04
#define IDE_SATA_FEATURE_ASYNCHRONOUS_NOTIFICATION 0x05
#define IDE_SATA_FEATURE_SOFTWARE_SETTINGS_PRESERVATION 0x06
#define IDE_SATA_FEATURE_DEVICE_AUTO_PARTIAL_TO_SLUMBER 0x07
#define IDE_SATA_FEATURE_ENABLE_HARDWARE_FEATURE_CONTROL 0x08
#define IDE_SATA_FEATURE_DEVSLP 0x09
#define IDE_SATA_FEATURE_HYBRID_INFORMATION 0x0A

/* Other subcommands. */
#define IDE_DSM_FEATURE_TRIM 0x0001
#define IDE_SMART_READ_ATTRIBUTES 0xD0
#define IDE_SMART_READ_THRESHOLDS 0xD1
#define IDE_SMART_ENABLE_DISABLE_AUTOSAVE 0xD2
#define IDE_SMART_SAVE_ATTRIBUTE_VALUES 0xD3
#define IDE_SMART_EXECUTE_OFFLINE_DIAGS 0xD4
#define IDE_SMART_READ_LOG 0xD5
#define IDE_SMART_WRITE_LOG 0xD6
#define IDE_SMART_ENABLE 0xD8
#define IDE_SMART_DISABLE 0xD9
#define IDE_SMART_RETURN_STATUS 0xDA
#define IDE_SMART_ENABLE_DISABLE_AUTO_OFFLINE 0xDB
#define IDE_NCQ_NON_DATA_ABORT_NCQ_QUEUE 0x00
#define IDE_NCQ_NON_DATA_DEADLINE_HANDLING 0x01
#define IDE_NCQ_NON_DATA_HYBRID_DEMOTE_BY_SIZE 0x02
#define IDE_NCQ_NON_DATA_HYBRID_CHANGE_BY_LBA_RANGE 0x03
#define IDE_NCQ_NON_DATA_HYBRID_CONTROL 0x04
#define IDE_NCQ_SEND_DATA_SET_MANAGEMENT 0x00
#define IDE_NCQ_SEND_HYBRID_EVICT 0x01

/* Logs, and pages of logs. */
#define IDE_GP_LOG_SECTOR_SIZE 512
#define IDE_GP_LOG_VERSION 0x0001
#define IDE_GP_LOG_DIRECTORY_ADDRESS 0x00
#define IDE_GP_SUMMARY_SMART_ERROR 0x01
#define IDE_GP_COMPREHENSIVE_SMART_ERROR 0x02
#define IDE_GP_EXTENDED_COMPREHENSIVE_SMART_ERROR 0x03
#define IDE_GP_LOG_DEVICE_STATISTICS_ADDRESS 0x04
#define IDE_GP_SMART_SELF_TEST 0x06
#define IDE_GP_EXTENDED_SMART_SELF_TEST 0x07
#define IDE_GP_LOG_POWER_CONDITIONS 0x08
#define IDE_GP_SELECTIVE_SELF_TEST 0x09
#define IDE_GP_DEVICE_STATISTICS_NOTIFICATION 0x0A
#define IDE_GP_LPS_MISALIGNMENT 0x0D
#define IDE_GP_LOG_NCQ_COMMAND_ERROR_ADDRESS 0x10
#define IDE_GP_LOG_PHY_EVENT_COUNTER_ADDRESS 0x11
#define IDE_GP_LOG_NCQ_NON_DATA_ADDRESS 0x12
#define IDE_GP_LOG_NCQ_SEND_RECEIVE_ADDRESS 0x13
#define IDE_GP_LOG_HYBRID_INFO_ADDRESS 0x14
#define IDE_GP_LOG_WRITE_STREAM_ERROR 0x21
#define IDE_GP_LOG_READ_STREAM_ERROR 0x22
#define IDE_GP_LOG_CURRENT_DEVICE_INTERNAL_STATUS 0x24
#define IDE_GP_LOG_SAVED_DEVICE_INTERNAL_STATUS 0x25
#define IDE_GP_LOG_IDENTIFY_DEVICE_DATA_ADDRESS 0x30
#define IDE_GP_LOG_SCT_COMMAND_STATUS 0xE0
#define IDE_GP_LOG_SCT_DATA_TRANSFER 0xE1
#define IDE_GP_LOG_SUPPORTED_PAGES 0x00
#define IDE_GP_LOG_DEVICE_STATISTICS_GENERAL_PAGE 0x01
#define IDE_GP_LOG_DEVICE_STATISTICS_TEMPERATURE_PAGE 0x05
#define IDE_GP_LOG_IDENTIFY_DEVICE_DATA_SUPPORTED_CAPABILITIES_PAGE 0x03
#define IDE_GP_LOG_IDENTIFY_DEVICE_DATA_SATA_PAGE 0x08
#define IDE_GP_LOG_IDENTIFY_DEVICE_DATA_ZONED_DEVICE_INFORMATION_PAGE 0x09
#define CURRENT_DEVICE_INTERNAL_STATUS_DATA_LOG_ADDRESS 0x24
#define SAVED_DEVICE_INTERNAL_STATUS_DATA_LOG_ADDRESS 0x25

#pragma pack(push, 1)

/* The answer to IDENTIFY DEVICE, 256 words. The comments number them. */
typedef struct _IDENTIFY_DEVICE_DATA {
  /* 0 */
  struct {
    USHORT Reserved1 : 1;
    USHORT Retired3 : 1;
    USHORT ResponseIncomplete : 1;
    USHORT Retired2 : 3;
    USHORT FixedDevice : 1;
    USHORT RemovableMedia : 1;
    USHORT Retired1 : 7;
    USHORT DeviceType : 1;
  } GeneralConfiguration;
  /* 1 */
  USHORT NumCylinders;
  USHORT SpecificConfiguration;
  USHORT NumHeads;
  USHORT Retired1[2];
  USHORT NumSectorsPerTrack;
  USHORT VendorUnique1[3];
  /* 10 */
  UCHAR SerialNumber[20];
  USHORT Retired2[2];
  USHORT Obsolete1;
  /* 23 */
  UCHAR FirmwareRevision[8];
  UCHAR ModelNumber[40];
  /* 47 */
  UCHAR MaximumBlockTransfer;
  UCHAR VendorUnique2;
  /* 48 */
  struct {
    USHORT FeatureSupported : 1;
    USHORT Reserved : 15;
  } TrustedComputing;
  /* 49 */
  struct {
    UCHAR CurrentLongPhysicalSectorAlignment : 2;
    UCHAR ReservedByte49 : 6;
    UCHAR DmaSupported : 1;
    UCHAR LbaSupported : 1;
    UCHAR IordyDisable : 1;
    UCHAR IordySupported : 1;
    UCHAR Reserved1 : 1;
    UCHAR StandybyTimerSupport : 1;
    UCHAR Reserved2 : 2;
    USHORT ReservedWord50;
  } Capabilities;
  /* 51 */
  USHORT ObsoleteWords51[2];
  /* 53 */
  USHORT TranslationFieldsValid : 3;
  USHORT Reserved3 : 5;
  USHORT FreeFallControlSensitivity : 8;
  /* 54 */
  USHORT NumberOfCurrentCylinders;
  USHORT NumberOfCurrentHeads;
  USHORT CurrentSectorsPerTrack;
  ULONG CurrentSectorCapacity;
  /* 59 */
  UCHAR CurrentMultiSectorSetting;
  UCHAR MultiSectorSettingValid : 1;
  UCHAR ReservedByte59 : 3;
  UCHAR SanitizeFeatureSupported : 1;
  UCHAR CryptoScrambleExtCommandSupported : 1;
  UCHAR OverwriteExtCommandSupported : 1;
  UCHAR BlockEraseExtCommandSupported : 1;
  /* 60 */
  ULONG UserAddressableSectors;
  USHORT ObsoleteWord62;
  /* 63 */
  USHORT MultiWordDMASupport : 8;
  USHORT MultiWordDMAActive : 8;
  USHORT AdvancedPIOModes : 8;
  USHORT ReservedByte64 : 8;
  USHORT MinimumMWXferCycleTime;
  USHORT RecommendedMWXferCycleTime;
  USHORT MinimumPIOCycleTime;
  USHORT MinimumPIOCycleTimeIORDY;
  /* 69 */
  struct {
    USHORT ZonedCapabilities : 2;
    USHORT NonVolatileWriteCache : 1;
    USHORT ExtendedUserAddressableSectorsSupported : 1;
    USHORT DeviceEncryptsAllUserData : 1;
    USHORT ReadZeroAfterTrimSupported : 1;
    USHORT Optional28BitCommandsSupported : 1;
    USHORT IEEE1667 : 1;
    USHORT DownloadMicrocodeDmaSupported : 1;
    USHORT SetMaxSetPasswordUnlockDmaSupported : 1;
    USHORT WriteBufferDmaSupported : 1;
    USHORT ReadBufferDmaSupported : 1;
    USHORT DeviceConfigIdentifySetDmaSupported : 1;
    USHORT LPSAERCSupported : 1;
    USHORT DeterministicReadAfterTrimSupported : 1;
    USHORT CFastSpecSupported : 1;
  } AdditionalSupported;
  /* 70 */
  USHORT ReservedWords70[5];
  /* 75 */
  USHORT QueueDepth : 5;
  USHORT ReservedWord75 : 11;
  /* 76 */
  struct {
    USHORT Reserved0 : 1;
    USHORT SataGen1 : 1;
    USHORT SataGen2 : 1;
    USHORT SataGen3 : 1;
    USHORT Reserved1 : 4;
    USHORT NCQ : 1;
    USHORT HIPM : 1;
    USHORT PhyEvents : 1;
    USHORT NcqUnload : 1;
    USHORT NcqPriority : 1;
    USHORT HostAutoPS : 1;
    USHORT DeviceAutoPS : 1;
    USHORT ReadLogDMA : 1;
    USHORT Reserved2 : 1;
    USHORT CurrentSpeed : 3;
    USHORT NcqStreaming : 1;
    USHORT NcqQueueMgmt : 1;
    USHORT NcqReceiveSend : 1;
    USHORT DEVSLPtoReducedPwrState : 1;
    USHORT Reserved3 : 8;
  } SerialAtaCapabilities;
  /* 78 */
  struct {
    USHORT Reserved0 : 1;
    USHORT NonZeroOffsets : 1;
    USHORT DmaSetupAutoActivate : 1;
    USHORT DIPM : 1;
    USHORT InOrderData : 1;
    USHORT HardwareFeatureControl : 1;
    USHORT SoftwareSettingsPreservation : 1;
    USHORT NCQAutosense : 1;
    USHORT DEVSLP : 1;
    USHORT HybridInformation : 1;
    USHORT Reserved1 : 6;
  } SerialAtaFeaturesSupported;
  /* 79 */
  struct {
    USHORT Reserved0 : 1;
    USHORT NonZeroOffsets : 1;
    USHORT DmaSetupAutoActivate : 1;
    USHORT DIPM : 1;
    USHORT InOrderData : 1;
    USHORT HardwareFeatureControl : 1;
    USHORT SoftwareSettingsPreservation : 1;
    USHORT DeviceAutoPS : 1;
    USHORT DEVSLP : 1;
    USHORT HybridInformation : 1;
    USHORT Reserved1 : 6;
  } SerialAtaFeaturesEnabled;
  /* 80 */
  USHORT MajorRevision;
  USHORT MinorRevision;
  /* 82 */
  struct {
    USHORT SmartCommands : 1;
    USHORT SecurityMode : 1;
    USHORT RemovableMediaFeature : 1;
    USHORT PowerManagement : 1;
    USHORT Reserved1 : 1;
    USHORT WriteCache : 1;
    USHORT LookAhead : 1;
    USHORT ReleaseInterrupt : 1;
    USHORT ServiceInterrupt : 1;
    USHORT DeviceReset : 1;
    USHORT HostProtectedArea : 1;
    USHORT Obsolete1 : 1;
    USHORT WriteBuffer : 1;
    USHORT ReadBuffer : 1;
    USHORT Nop : 1;
    USHORT Obsolete2 : 1;
    USHORT DownloadMicrocode : 1;
    USHORT DmaQueued : 1;
    USHORT Cfa : 1;
    USHORT AdvancedPm : 1;
    USHORT Msn : 1;
    USHORT PowerUpInStandby : 1;
    USHORT ManualPowerUp : 1;
    USHORT Reserved2 : 1;
    USHORT SetMax : 1;
    USHORT Acoustics : 1;
    USHORT BigLba : 1;
    USHORT DeviceConfigOverlay : 1;
    USHORT FlushCache : 1;
    USHORT FlushCacheExt : 1;
    USHORT WordValid83 : 2;
    USHORT SmartErrorLog : 1;
    USHORT SmartSelfTest : 1;
    USHORT MediaSerialNumber : 1;
    USHORT MediaCardPassThrough : 1;
    USHORT StreamingFeature : 1;
    USHORT GpLogging : 1;
    USHORT WriteFua : 1;
    USHORT WriteQueuedFua : 1;
    USHORT WWN64Bit : 1;
    USHORT URGReadStream : 1;
    USHORT URGWriteStream : 1;
    USHORT ReservedForTechReport : 2;
    USHORT IdleWithUnloadFeature : 1;
    USHORT WordValid : 2;
  } CommandSetSupport;
  /* 85 */
  struct {
    USHORT SmartCommands : 1;
    USHORT SecurityMode : 1;
    USHORT RemovableMediaFeature : 1;
    USHORT PowerManagement : 1;
    USHORT Reserved1 : 1;
    USHORT WriteCache : 1;
    USHORT LookAhead : 1;
    USHORT ReleaseInterrupt : 1;
    USHORT ServiceInterrupt : 1;
    USHORT DeviceReset : 1;
    USHORT HostProtectedArea : 1;
    USHORT Obsolete1 : 1;
    USHORT WriteBuffer : 1;
    USHORT ReadBuffer : 1;
    USHORT Nop : 1;
    USHORT Obsolete2 : 1;
    USHORT DownloadMicrocode : 1;
    USHORT DmaQueued : 1;
    USHORT Cfa : 1;
    USHORT AdvancedPm : 1;
    USHORT Msn : 1;
    USHORT PowerUpInStandby : 1;
    USHORT ManualPowerUp : 1;
    USHORT Reserved2 : 1;
    USHORT SetMax : 1;
    USHORT Acoustics : 1;
    USHORT BigLba : 1;
    USHORT DeviceConfigOverlay : 1;
    USHORT FlushCache : 1;
    USHORT FlushCacheExt : 1;
    USHORT Resrved3 : 1;
    USHORT Words119_120Valid : 1;
    USHORT SmartErrorLog : 1;
    USHORT SmartSelfTest : 1;
    USHORT MediaSerialNumber : 1;
    USHORT MediaCardPassThrough : 1;
    USHORT StreamingFeature : 1;
    USHORT GpLogging : 1;
    USHORT WriteFua : 1;
    USHORT WriteQueuedFua : 1;
    USHORT WWN64Bit : 1;
    USHORT URGReadStream : 1;
    USHORT URGWriteStream : 1;
    USHORT ReservedForTechReport : 2;
    USHORT IdleWithUnloadFeature : 1;
    USHORT Reserved4 : 2;
  } CommandSetActive;
  /* 88 */
  USHORT UltraDMASupport : 8;
  USHORT UltraDMAActive : 8;
  /* 89 */
  struct {
    USHORT TimeRequired : 15;
    USHORT ExtendedTimeReported : 1;
  } NormalSecurityEraseUnit;
  struct {
    USHORT TimeRequired : 15;
    USHORT ExtendedTimeReported : 1;
  } EnhancedSecurityEraseUnit;
  /* 91 */
  USHORT CurrentAPMLevel : 8;
  USHORT ReservedWord91 : 8;
  USHORT MasterPasswordID;
  USHORT HardwareResetResult;
  /* 94 */
  USHORT CurrentAcousticValue : 8;
  USHORT RecommendedAcousticValue : 8;
  USHORT StreamMinRequestSize;
  USHORT StreamingTransferTimeDMA;
  USHORT StreamingAccessLatencyDMAPIO;
  ULONG StreamingPerfGranularity;
  /* 100 */
  ULONG Max48BitLBA[2];
  USHORT StreamingTransferTime;
  USHORT DsmCap;
  /* 106 */
  struct {
    USHORT LogicalSectorsPerPhysicalSector : 4;
    USHORT Reserved0 : 8;
    USHORT LogicalSectorLongerThan256Words : 1;
    USHORT MultipleLogicalSectorsPerPhysicalSector : 1;
    USHORT Reserved1 : 2;
  } PhysicalLogicalSectorSize;
  /* 107 */
  USHORT InterSeekDelay;
  USHORT WorldWideName[4];
  USHORT ReservedForWorldWideName128[4];
  USHORT ReservedForTlcTechnicalReport;
  /* 117 */
  USHORT WordsPerLogicalSector[2];
  /* 119 */
  struct {
    USHORT ReservedForDrqTechnicalReport : 1;
    USHORT WriteReadVerify : 1;
    USHORT WriteUncorrectableExt : 1;
    USHORT ReadWriteLogDmaExt : 1;
    USHORT DownloadMicrocodeMode3 : 1;
    USHORT FreefallControl : 1;
    USHORT SenseDataReporting : 1;
    USHORT ExtendedPowerConditions : 1;
    USHORT Reserved0 : 6;
    USHORT WordValid : 2;
  } CommandSetSupportExt;
  struct {
    USHORT ReservedForDrqTechnicalReport : 1;
    USHORT WriteReadVerify : 1;
    USHORT WriteUncorrectableExt : 1;
    USHORT ReadWriteLogDmaExt : 1;
    USHORT DownloadMicrocodeMode3 : 1;
    USHORT FreefallControl : 1;
    USHORT SenseDataReporting : 1;
    USHORT ExtendedPowerConditions : 1;
    USHORT Reserved0 : 6;
    USHORT Reserved1 : 2;
  } CommandSetActiveExt;
  /* 121 */
  USHORT ReservedForExpandedSupportandActive[6];
  /* 127 */
  USHORT MsnSupport : 2;
  USHORT ReservedWord127 : 14;
  /* 128 */
  struct {
    USHORT SecuritySupported : 1;
    USHORT SecurityEnabled : 1;
    USHORT SecurityLocked : 1;
    USHORT SecurityFrozen : 1;
    USHORT SecurityCountExpired : 1;
    USHORT EnhancedSecurityEraseSupported : 1;
    USHORT Reserved0 : 2;
    USHORT SecurityLevel : 1;
    USHORT Reserved1 : 7;
  } SecurityStatus;
  /* 129 */
  USHORT ReservedWord129[31];
  /* 160 */
  struct {
    USHORT MaximumCurrentInMA : 12;
    USHORT CfaPowerMode1Disabled : 1;
    USHORT CfaPowerMode1Required : 1;
    USHORT Reserved0 : 1;
    USHORT Word160Supported : 1;
  } CfaPowerMode1;
  /* 161 */
  USHORT ReservedForCfaWord161[7];
  /* 168 */
  USHORT NominalFormFactor : 4;
  USHORT ReservedWord168 : 12;
  /* 169 */
  struct {
    USHORT SupportsTrim : 1;
    USHORT Reserved0 : 15;
  } DataSetManagementFeature;
  /* 170 */
  USHORT AdditionalProductID[4];
  USHORT ReservedForCfaWord174[2];
  USHORT CurrentMediaSerialNumber[30];
  /* 206 */
  struct {
    USHORT Supported : 1;
    USHORT Reserved0 : 1;
    USHORT WriteSameSuported : 1;
    USHORT ErrorRecoveryControlSupported : 1;
    USHORT FeatureControlSuported : 1;
    USHORT DataTablesSuported : 1;
    USHORT Reserved1 : 6;
    USHORT VendorSpecific : 4;
  } SCTCommandTransport;
  /* 207 */
  USHORT ReservedWord207[2];
  /* 209 */
  struct {
    USHORT AlignmentOfLogicalWithinPhysical : 14;
    USHORT Word209Supported : 1;
    USHORT Reserved0 : 1;
  } BlockAlignment;
  /* 210 */
  USHORT WriteReadVerifySectorCountMode3Only[2];
  USHORT WriteReadVerifySectorCountMode2Only[2];
  /* 214 */
  struct {
    USHORT NVCachePowerModeEnabled : 1;
    USHORT Reserved0 : 3;
    USHORT NVCacheFeatureSetEnabled : 1;
    USHORT Reserved1 : 3;
    USHORT NVCachePowerModeVersion : 4;
    USHORT NVCacheFeatureSetVersion : 4;
  } NVCacheCapabilities;
  /* 215 */
  USHORT NVCacheSizeLSW;
  USHORT NVCacheSizeMSW;
  USHORT NominalMediaRotationRate;
  USHORT ReservedWord218;
  /* 219 */
  struct {
    UCHAR NVCacheEstimatedTimeToSpinUpInSeconds;
    UCHAR Reserved;
  } NVCacheOptions;
  /* 220 */
  USHORT WriteReadVerifySectorCountMode : 8;
  USHORT ReservedWord220 : 8;
  USHORT ReservedWord221;
  /* 222 */
  struct {
    USHORT MajorVersion : 12;
    USHORT TransportType : 4;
  } TransportMajorVersion;
  /* 223 */
  USHORT TransportMinorVersion;
  USHORT ReservedWord224[6];
  /* 230 */
  ULONG ExtendedNumberOfUserAddressableSectors[2];
  USHORT MinBlocksPerDownloadMicrocodeMode03;
  USHORT MaxBlocksPerDownloadMicrocodeMode03;
  USHORT ReservedWord236[19];
  /* 255 */
  USHORT Signature : 8;
  USHORT CheckSum : 8;
} IDENTIFY_DEVICE_DATA, *PIDENTIFY_DEVICE_DATA;
C_ASSERT(sizeof(IDENTIFY_DEVICE_DATA) == 512);

/* The answer to IDENTIFY PACKET DEVICE, 256 words. */
typedef struct _IDENTIFY_PACKET_DATA {
  /* 0 */
  struct {
    USHORT PacketType : 2;
    USHORT IncompleteResponse : 1;
    USHORT Reserved1 : 2;
    USHORT DrqDelay : 2;
    USHORT RemovableMedia : 1;
    USHORT CommandPacketType : 5;
    USHORT Reserved2 : 1;
    USHORT DeviceType : 2;
  } GeneralConfiguration;
  /* 1 */
  USHORT ResevedWord1;
  USHORT UniqueConfiguration;
  USHORT ReservedWords3[7];
  /* 10 */
  UCHAR SerialNumber[20];
  USHORT ReservedWords20[3];
  /* 23 */
  UCHAR FirmwareRevision[8];
  UCHAR ModelNumber[40];
  /* 47 */
  USHORT ReservedWord47;
  USHORT ReservedWord48;
  /* 49 */
  struct {
    USHORT VendorSpecific : 8;
    USHORT DmaSupported : 1;
    USHORT LbaSupported : 1;
    USHORT IordyDisabled : 1;
    USHORT IordySupported : 1;
    USHORT Obsolete : 1;
    USHORT OverlapSupported : 1;
    USHORT QueuedCommandsSupported : 1;
    USHORT InterleavedDmaSupported : 1;
  } Capabilities;
  /* 50 */
  USHORT ReservedWord50;
  USHORT ObsoleteWords51[2];
  /* 53 */
  USHORT TranslationFieldsValid : 3;
  USHORT Reserved3 : 13;
  USHORT ReservedWords54[8];
  /* 62 */
  struct {
    USHORT UDMA0Supported : 1;
    USHORT UDMA1Supported : 1;
    USHORT UDMA2Supported : 1;
    USHORT UDMA3Supported : 1;
    USHORT UDMA4Supported : 1;
    USHORT UDMA5Supported : 1;
    USHORT UDMA6Supported : 1;
    USHORT MDMA0Supported : 1;
    USHORT MDMA1Supported : 1;
    USHORT MDMA2Supported : 1;
    USHORT DMASupported : 1;
    USHORT ReservedWord62 : 4;
    USHORT DMADIRBitRequired : 1;
  } DMADIR;
  /* 63 */
  USHORT MultiWordDMASupport : 8;
  USHORT MultiWordDMAActive : 8;
  USHORT AdvancedPIOModes : 8;
  USHORT ReservedByte64 : 8;
  USHORT MinimumMWXferCycleTime;
  USHORT RecommendedMWXferCycleTime;
  USHORT MinimumPIOCycleTime;
  USHORT MinimumPIOCycleTimeIORDY;
  USHORT ReservedWords69[2];
  USHORT BusReleaseDelay;
  USHORT ServiceCommandDelay;
  USHORT ReservedWords73[2];
  /* 75 */
  USHORT QueueDepth : 5;
  USHORT ReservedWord75 : 11;
  /* 76 */
  struct {
    USHORT Reserved0 : 1;
    USHORT SataGen1 : 1;
    USHORT SataGen2 : 1;
    USHORT SataGen3 : 1;
    USHORT Reserved1 : 5;
    USHORT HIPM : 1;
    USHORT PhyEvents : 1;
    USHORT Reserved3 : 2;
    USHORT HostAutoPS : 1;
    USHORT DeviceAutoPS : 1;
    USHORT Reserved4 : 1;
    USHORT Reserved5 : 1;
    USHORT CurrentSpeed : 3;
    USHORT SlimlineDeviceAttention : 1;
    USHORT HostEnvDetect : 1;
    USHORT Reserved6 : 10;
  } SerialAtaCapabilities;
  /* 78 */
  struct {
    USHORT Reserved0 : 1;
    USHORT Reserved1 : 2;
    USHORT DIPM : 1;
    USHORT Reserved2 : 1;
    USHORT AsynchronousNotification : 1;
    USHORT SoftwareSettingsPreservation : 1;
    USHORT Reserved3 : 9;
  } SerialAtaFeaturesSupported;
  struct {
    USHORT Reserved0 : 1;
    USHORT Reserved1 : 2;
    USHORT DIPM : 1;
    USHORT Reserved2 : 1;
    USHORT AsynchronousNotification : 1;
    USHORT SoftwareSettingsPreservation : 1;
    USHORT DeviceAutoPS : 1;
    USHORT Reserved3 : 8;
  } SerialAtaFeaturesEnabled;
  /* 80 */
  USHORT MajorRevision;
  USHORT MinorRevision;
  /* 82 */
  struct {
    USHORT SmartCommands : 1;
    USHORT SecurityMode : 1;
    USHORT RemovableMediaFeature : 1;
    USHORT PowerManagement : 1;
    USHORT Reserved1 : 1;
    USHORT WriteCache : 1;
    USHORT LookAhead : 1;
    USHORT ReleaseInterrupt : 1;
    USHORT ServiceInterrupt : 1;
    USHORT DeviceReset : 1;
    USHORT HostProtectedArea : 1;
    USHORT Obsolete1 : 1;
    USHORT WriteBuffer : 1;
    USHORT ReadBuffer : 1;
    USHORT Nop : 1;
    USHORT Obsolete2 : 1;
    USHORT DownloadMicrocode : 1;
    USHORT DmaQueued : 1;
    USHORT Cfa : 1;
    USHORT AdvancedPm : 1;
    USHORT Msn : 1;
    USHORT PowerUpInStandby : 1;
    USHORT ManualPowerUp : 1;
    USHORT Reserved2 : 1;
    USHORT SetMax : 1;
    USHORT Acoustics : 1;
    USHORT BigLba : 1;
    USHORT DeviceConfigOverlay : 1;
    USHORT FlushCache : 1;
    USHORT FlushCacheExt : 1;
    USHORT WordValid83 : 2;
    USHORT SmartErrorLog : 1;
    USHORT SmartSelfTest : 1;
    USHORT MediaSerialNumber : 1;
    USHORT MediaCardPassThrough : 1;
    USHORT StreamingFeature : 1;
    USHORT GpLogging : 1;
    USHORT WriteFua : 1;
    USHORT WriteQueuedFua : 1;
    USHORT WWN64Bit : 1;
    USHORT URGReadStream : 1;
    USHORT URGWriteStream : 1;
    USHORT ReservedForTechReport : 2;
    USHORT IdleWithUnloadFeature : 1;
    USHORT WordValid : 2;
  } CommandSetSupport;
  struct {
    USHORT SmartCommands : 1;
    USHORT SecurityMode : 1;
    USHORT RemovableMediaFeature : 1;
    USHORT PowerManagement : 1;
    USHORT Reserved1 : 1;
    USHORT WriteCache : 1;
    USHORT LookAhead : 1;
    USHORT ReleaseInterrupt : 1;
    USHORT ServiceInterrupt : 1;
    USHORT DeviceReset : 1;
    USHORT HostProtectedArea : 1;
    USHORT Obsolete1 : 1;
    USHORT WriteBuffer : 1;
    USHORT ReadBuffer : 1;
    USHORT Nop : 1;
    USHORT Obsolete2 : 1;
    USHORT DownloadMicrocode : 1;
    USHORT DmaQueued : 1;
    USHORT Cfa : 1;
    USHORT AdvancedPm : 1;
    USHORT Msn : 1;
    USHORT PowerUpInStandby : 1;
    USHORT ManualPowerUp : 1;
    USHORT Reserved2 : 1;
    USHORT SetMax : 1;
    USHORT Acoustics : 1;
    USHORT BigLba : 1;
    USHORT DeviceConfigOverlay : 1;
    USHORT FlushCache : 1;
    USHORT FlushCacheExt : 1;
    USHORT Resrved3 : 1;
    USHORT Words119_120Valid : 1;
    USHORT SmartErrorLog : 1;
    USHORT SmartSelfTest : 1;
    USHORT MediaSerialNumber : 1;
    USHORT MediaCardPassThrough : 1;
    USHORT StreamingFeature : 1;
    USHORT GpLogging : 1;
    USHORT WriteFua : 1;
    USHORT WriteQueuedFua : 1;
    USHORT WWN64Bit : 1;
    USHORT URGReadStream : 1;
    USHORT URGWriteStream : 1;
    USHORT ReservedForTechReport : 2;
    USHORT IdleWithUnloadFeature : 1;
    USHORT Reserved4 : 2;
  } CommandSetActive;
  /* 88 */
  USHORT UltraDMASupport : 8;
  USHORT UltraDMAActive : 8;
  USHORT ReservedWords89[36];
  /* 125 */
  USHORT AtapiZeroByteCount;
  USHORT ReservedWord126;
  /* 127 */
  USHORT MsnSupport : 2;
  USHORT ReservedWord127 : 14;
  /* 128 */
  USHORT SecurityStatus;
  USHORT VendorSpecific[31];
  USHORT ReservedWords160[95];
  /* 255 */
  USHORT Signature : 8;
  USHORT CheckSum : 8;
} IDENTIFY_PACKET_DATA, *PIDENTIFY_PACKET_DATA;
C_ASSERT(sizeof(IDENTIFY_PACKET_DATA) == 512);

/* Log pages begin with a revision and their number. */
typedef struct _DEVICE_STATISTICS_LOG_PAGE_HEADER {
  USHORT RevisionNumber;
  UCHAR PageNumber;
  UCHAR Reserved[5];
} DEVICE_STATISTICS_LOG_PAGE_HEADER, *PDEVICE_STATISTICS_LOG_PAGE_HEADER;

typedef struct _IDENTIFY_DEVICE_DATA_LOG_PAGE_HEADER {
  USHORT RevisionNumber;
  UCHAR PageNumber;
  UCHAR Reserved[5];
} IDENTIFY_DEVICE_DATA_LOG_PAGE_HEADER, *PIDENTIFY_DEVICE_DATA_LOG_PAGE_HEADER;

/* A statistic: a value of some width, and the flags of its highest byte. */
typedef struct _GP_LOG_GENERAL_STATISTICS {
  DEVICE_STATISTICS_LOG_PAGE_HEADER Header;
  struct {
    ULONGLONG Count : 32;
    ULONGLONG Reserved : 24;
    ULONGLONG ReservedFlags : 3;
    ULONGLONG MonitoredConditionMet : 1;
    ULONGLONG SupportsDsn : 1;
    ULONGLONG Normalized : 1;
    ULONGLONG ValidValue : 1;
    ULONGLONG Supported : 1;
  } LifeTimePoweronResets;
  struct {
    ULONGLONG Count : 32;
    ULONGLONG Reserved : 24;
    ULONGLONG ReservedFlags : 3;
    ULONGLONG MonitoredConditionMet : 1;
    ULONGLONG SupportsDsn : 1;
    ULONGLONG Normalized : 1;
    ULONGLONG ValidValue : 1;
    ULONGLONG Supported : 1;
  } PoweronHours;
  struct {
    ULONGLONG Count : 48;
    ULONGLONG Reserved : 8;
    ULONGLONG ReservedFlags : 3;
    ULONGLONG MonitoredConditionMet : 1;
    ULONGLONG SupportsDsn : 1;
    ULONGLONG Normalized : 1;
    ULONGLONG ValidValue : 1;
    ULONGLONG Supported : 1;
  } LogicalSectorsWritten;
  struct {
    ULONGLONG Count : 48;
    ULONGLONG Reserved : 8;
    ULONGLONG ReservedFlags : 3;
    ULONGLONG MonitoredConditionMet : 1;
    ULONGLONG SupportsDsn : 1;
    ULONGLONG Normalized : 1;
    ULONGLONG ValidValue : 1;
    ULONGLONG Supported : 1;
  } WriteCommandCount;
  struct {
    ULONGLONG Count : 48;
    ULONGLONG Reserved : 8;
    ULONGLONG ReservedFlags : 3;
    ULONGLONG MonitoredConditionMet : 1;
    ULONGLONG SupportsDsn : 1;
    ULONGLONG Normalized : 1;
    ULONGLONG ValidValue : 1;
    ULONGLONG Supported : 1;
  } LogicalSectorsRead;
  struct {
    ULONGLONG Count : 48;
    ULONGLONG Reserved : 8;
    ULONGLONG ReservedFlags : 3;
    ULONGLONG MonitoredConditionMet : 1;
    ULONGLONG SupportsDsn : 1;
    ULONGLONG Normalized : 1;
    ULONGLONG ValidValue : 1;
    ULONGLONG Supported : 1;
  } ReadCommandCount;
  struct {
    ULONGLONG TimeStamp : 48;
    ULONGLONG Reserved : 8;
    ULONGLONG ReservedFlags : 3;
    ULONGLONG MonitoredConditionMet : 1;
    ULONGLONG SupportsDsn : 1;
    ULONGLONG Normalized : 1;
    ULONGLONG ValidValue : 1;
    ULONGLONG Supported : 1;
  } DateAndTime;
  struct {
    ULONGLONG Count : 32;
    ULONGLONG Reserved : 24;
    ULONGLONG ReservedFlags : 3;
    ULONGLONG MonitoredConditionMet : 1;
    ULONGLONG SupportsDsn : 1;
    ULONGLONG Normalized : 1;
    ULONGLONG ValidValue : 1;
    ULONGLONG Supported : 1;
  } PendingErrorCount;
  struct {
    ULONGLONG Value : 16;
    ULONGLONG Reserved : 40;
    ULONGLONG ReservedFlags : 3;
    ULONGLONG MonitoredConditionMet : 1;
    ULONGLONG SupportsDsn : 1;
    ULONGLONG Normalized : 1;
    ULONGLONG ValidValue : 1;
    ULONGLONG Supported : 1;
  } WorkloadUtilizaton;
  struct {
    ULONGLONG Value : 56;
    ULONGLONG ReservedFlags : 3;
    ULONGLONG MonitoredConditionMet : 1;
    ULONGLONG SupportsDsn : 1;
    ULONGLONG Normalized : 1;
    ULONGLONG ValidValue : 1;
    ULONGLONG Supported : 1;
  } UtilizationUsageRate;
  UCHAR Reserved[424];
} GP_LOG_GENERAL_STATISTICS, *PGP_LOG_GENERAL_STATISTICS;
C_ASSERT(sizeof(GP_LOG_GENERAL_STATISTICS) == 512);

typedef struct _GP_LOG_TEMPERATURE_STATISTICS {
  DEVICE_STATISTICS_LOG_PAGE_HEADER Header;
  struct {
    CHAR Value;
    UCHAR Reserved[6];
    UCHAR ReservedFlags : 3;
    UCHAR MonitoredConditionMet : 1;
    UCHAR SupportsDsn : 1;
    UCHAR Normalized : 1;
    UCHAR ValidValue : 1;
    UCHAR Supported : 1;
  } CurrentTemperature;
  struct {
    CHAR Value;
    UCHAR Reserved[6];
    UCHAR ReservedFlags : 3;
    UCHAR MonitoredConditionMet : 1;
    UCHAR SupportsDsn : 1;
    UCHAR Normalized : 1;
    UCHAR ValidValue : 1;
    UCHAR Supported : 1;
  } AverageShortTermTemperature;
  struct {
    CHAR Value;
    UCHAR Reserved[6];
    UCHAR ReservedFlags : 3;
    UCHAR MonitoredConditionMet : 1;
    UCHAR SupportsDsn : 1;
    UCHAR Normalized : 1;
    UCHAR ValidValue : 1;
    UCHAR Supported : 1;
  } AverageLongTermTemperature;
  struct {
    CHAR Value;
    UCHAR Reserved[6];
    UCHAR ReservedFlags : 3;
    UCHAR MonitoredConditionMet : 1;
    UCHAR SupportsDsn : 1;
    UCHAR Normalized : 1;
    UCHAR ValidValue : 1;
    UCHAR Supported : 1;
  } HighestTemperature;
  struct {
    CHAR Value;
    UCHAR Reserved[6];
    UCHAR ReservedFlags : 3;
    UCHAR MonitoredConditionMet : 1;
    UCHAR SupportsDsn : 1;
    UCHAR Normalized : 1;
    UCHAR ValidValue : 1;
    UCHAR Supported : 1;
  } LowestTemperature;
  struct {
    CHAR Value;
    UCHAR Reserved[6];
    UCHAR ReservedFlags : 3;
    UCHAR MonitoredConditionMet : 1;
    UCHAR SupportsDsn : 1;
    UCHAR Normalized : 1;
    UCHAR ValidValue : 1;
    UCHAR Supported : 1;
  } HighestAverageShortTermTemperature;
  struct {
    CHAR Value;
    UCHAR Reserved[6];
    UCHAR ReservedFlags : 3;
    UCHAR MonitoredConditionMet : 1;
    UCHAR SupportsDsn : 1;
    UCHAR Normalized : 1;
    UCHAR ValidValue : 1;
    UCHAR Supported : 1;
  } LowestAverageShortTermTemperature;
  struct {
    CHAR Value;
    UCHAR Reserved[6];
    UCHAR ReservedFlags : 3;
    UCHAR MonitoredConditionMet : 1;
    UCHAR SupportsDsn : 1;
    UCHAR Normalized : 1;
    UCHAR ValidValue : 1;
    UCHAR Supported : 1;
  } HighestAverageLongTermTemperature;
  struct {
    CHAR Value;
    UCHAR Reserved[6];
    UCHAR ReservedFlags : 3;
    UCHAR MonitoredConditionMet : 1;
    UCHAR SupportsDsn : 1;
    UCHAR Normalized : 1;
    UCHAR ValidValue : 1;
    UCHAR Supported : 1;
  } LowestAverageLongTermTemperature;
  struct {
    ULONGLONG Count : 32;
    ULONGLONG Reserved : 24;
    ULONGLONG ReservedFlags : 3;
    ULONGLONG MonitoredConditionMet : 1;
    ULONGLONG SupportsDsn : 1;
    ULONGLONG Normalized : 1;
    ULONGLONG ValidValue : 1;
    ULONGLONG Supported : 1;
  } TimeInOverTemperature;
  struct {
    CHAR Value;
    UCHAR Reserved[6];
    UCHAR ReservedFlags : 3;
    UCHAR MonitoredConditionMet : 1;
    UCHAR SupportsDsn : 1;
    UCHAR Normalized : 1;
    UCHAR ValidValue : 1;
    UCHAR Supported : 1;
  } SpecifiedMaximumOperatingTemperature;
  struct {
    ULONGLONG Count : 32;
    ULONGLONG Reserved : 24;
    ULONGLONG ReservedFlags : 3;
    ULONGLONG MonitoredConditionMet : 1;
    ULONGLONG SupportsDsn : 1;
    ULONGLONG Normalized : 1;
    ULONGLONG ValidValue : 1;
    ULONGLONG Supported : 1;
  } TimeInUnderTemperature;
  struct {
    CHAR Value;
    UCHAR Reserved[6];
    UCHAR ReservedFlags : 3;
    UCHAR MonitoredConditionMet : 1;
    UCHAR SupportsDsn : 1;
    UCHAR Normalized : 1;
    UCHAR ValidValue : 1;
    UCHAR Supported : 1;
  } SpecifiedMinimumOperatingTemperature;
  UCHAR Reserved[400];
} GP_LOG_TEMPERATURE_STATISTICS, *PGP_LOG_TEMPERATURE_STATISTICS;
C_ASSERT(sizeof(GP_LOG_TEMPERATURE_STATISTICS) == 512);

typedef struct _IDENTIFY_DEVICE_DATA_LOG_PAGE_SUPPORTED_CAPABILITIES {
  IDENTIFY_DEVICE_DATA_LOG_PAGE_HEADER Header;
  ULONGLONG SupportedCapabilities;
  struct {
    ULONGLONG DmImmediateSupported : 1;
    ULONGLONG DmOffsetsImmediateSupported : 1;
    ULONGLONG DmOffsetsDeferredSupported : 1;
    ULONGLONG Reserved0 : 5;
    ULONGLONG DmMinTransferSize : 16;
    ULONGLONG DmMaxTransferSize : 16;
    ULONGLONG Reserved1 : 23;
    ULONGLONG Valid : 1;
  } DownloadMicrocodeCapabilities;
  UCHAR Others[488];
} IDENTIFY_DEVICE_DATA_LOG_PAGE_SUPPORTED_CAPABILITIES,
    *PIDENTIFY_DEVICE_DATA_LOG_PAGE_SUPPORTED_CAPABILITIES;

/* Why commands of the native queue failed. */
typedef struct _GP_LOG_NCQ_COMMAND_ERROR {
  UCHAR NcqTag : 5;
  UCHAR Reserved0 : 1;
  UCHAR UNL : 1;
  UCHAR NonQueuedCmd : 1;
  UCHAR Reserved1;
  UCHAR Status;
  UCHAR Error;
  UCHAR LBA7_0;
  UCHAR LBA15_8;
  UCHAR LBA23_16;
  UCHAR Device;
  UCHAR LBA31_24;
  UCHAR LBA39_32;
  UCHAR LBA47_40;
  UCHAR Reserved2;
  UCHAR Count7_0;
  UCHAR Count15_8;
  UCHAR SenseKey;
  UCHAR ASC;
  UCHAR ASCQ;
  UCHAR Reserved3[239];
  UCHAR Vendor[255];
  UCHAR Checksum;
} GP_LOG_NCQ_COMMAND_ERROR, *PGP_LOG_NCQ_COMMAND_ERROR;

/* Which subcommands a device has. */
typedef struct _GP_LOG_NCQ_NON_DATA {
  struct {
    ULONG AbortNcq : 1;
    ULONG AbortAll : 1;
    ULONG AbortStreaming : 1;
    ULONG AbortNonStreaming : 1;
    ULONG AbortSelectedTTag : 1;
    ULONG Reserved : 27;
  } SubCmd0;
  struct {
    ULONG DeadlineHandling : 1;
    ULONG WriteDataNotContinue : 1;
    ULONG ReadDataNotContinue : 1;
    ULONG Reserved : 29;
  } SubCmd1;
  struct {
    ULONG HybridDemoteBySize : 1;
    ULONG Reserved : 31;
  } SubCmd2;
  struct {
    ULONG HybridChangeByLbaRange : 1;
    ULONG Reserved : 31;
  } SubCmd3;
  struct {
    ULONG HybridControl : 1;
    ULONG Reserved : 31;
  } SubCmd4;
  ULONG Reserved[123];
} GP_LOG_NCQ_NON_DATA, *PGP_LOG_NCQ_NON_DATA;

typedef struct _GP_LOG_NCQ_SEND_RECEIVE {
  struct {
    ULONG DataSetManagement : 1;
    ULONG HybridEvict : 1;
    ULONG Reserved : 30;
  } SubCmd;
  struct {
    ULONG Trim : 1;
    ULONG Reserved : 31;
  } DataSetManagement;
  ULONG Reserved[126];
} GP_LOG_NCQ_SEND_RECEIVE, *PGP_LOG_NCQ_SEND_RECEIVE;

/* Hybrid information: a disk with a cache of non-volatile memory. */
#define HYBRID_INFORMATION_DISABLED 0x00
#define HYBRID_INFORMATION_DISABLE_IN_PROCESS 0x80
#define HYBRID_INFORMATION_ENABLED 0xFF

typedef struct _GP_LOG_HYBRID_INFORMATION_HEADER {
  UCHAR HybridInfoDescrCount : 4;
  UCHAR Reserved0 : 4;
  UCHAR Reserved1;
  UCHAR Enabled;
  UCHAR HybridHealth;
  UCHAR DirtyLowThreshold;
  UCHAR DirtyHighThreshold;
  UCHAR OptimalWriteGranularity;
  UCHAR MaximumHybridPriorityLevel : 4;
  UCHAR Reserved2 : 4;
  UCHAR PowerCondidtion;
  UCHAR CachingMediumEnabled;
  struct {
    UCHAR MaximumPriorityBehavior : 1;
    UCHAR SupportCacheBehavior : 1;
    UCHAR Reserved : 6;
  } SupportedOptions;
  UCHAR Reserved3;
  ULONG TimeSinceEnabled;
  ULONGLONG NVMSize;
  ULONGLONG EnableCount;
  USHORT MaximumEvictionCommands : 5;
  USHORT Reserved4 : 11;
  USHORT MaximumEvictionDataBlocks;
  UCHAR Reserved5[28];
} GP_LOG_HYBRID_INFORMATION_HEADER, *PGP_LOG_HYBRID_INFORMATION_HEADER;

typedef struct _GP_LOG_HYBRID_INFORMATION_DESCRIPTOR {
  UCHAR HybridPriority;
  UCHAR ConsumedNVMSizeFraction;
  UCHAR ConsumedMappingResourcesFraction;
  UCHAR ConsumedNVMSizeForDirtyDataFraction;
  UCHAR ConsumedMappingResourcesForDirtyDataFraction;
  UCHAR Reserved[11];
} GP_LOG_HYBRID_INFORMATION_DESCRIPTOR, *PGP_LOG_HYBRID_INFORMATION_DESCRIPTOR;

typedef struct _GP_LOG_HYBRID_INFORMATION {
  GP_LOG_HYBRID_INFORMATION_HEADER Header;
  GP_LOG_HYBRID_INFORMATION_DESCRIPTOR Descriptor[16];
} GP_LOG_HYBRID_INFORMATION, *PGP_LOG_HYBRID_INFORMATION;

/* What a queued command says of the data that it moves. */
typedef union _ATA_HYBRID_INFO_FIELDS {
  struct {
    UCHAR HybridPriority : 4;
    UCHAR Reserved : 1;
    UCHAR InfoValid : 1;
    UCHAR Reserved1 : 2;
  };
  UCHAR AsUchar;
} ATA_HYBRID_INFO_FIELDS, *PATA_HYBRID_INFO_FIELDS;

typedef struct _CURRENT_DEVICE_INTERNAL_STATUS_LOG {
  UCHAR LogAddress;
  UCHAR Reserved0[3];
  ULONG OrganizationID;
  USHORT Area1LastLogPage;
  USHORT Area2LastLogPage;
  USHORT Area3LastLogPage;
  UCHAR Reserved2[368];
  UCHAR SavedDataAvailable;
  UCHAR SavedDataGenerationNumber;
  UCHAR ReasonIdentifier[128];
} CURRENT_DEVICE_INTERNAL_STATUS_LOG, *PCURRENT_DEVICE_INTERNAL_STATUS_LOG;

/* The answer to GET PHYSICAL ELEMENT STATUS. */
typedef struct _ATA_PHYSICAL_ELEMENT_STATUS_DESCRIPTOR {
  UCHAR Reserved1[4];
  ULONG ElementIdentifier;
  UCHAR Reserved2[6];
  UCHAR PhysicalElementType;
  UCHAR PhysicalElementHealth;
  ULONGLONG AssociatedCapacity;
  UCHAR Reserved3[8];
} ATA_PHYSICAL_ELEMENT_STATUS_DESCRIPTOR,
    *PATA_PHYSICAL_ELEMENT_STATUS_DESCRIPTOR;

typedef struct _ATA_GET_PHYSICAL_ELEMENT_STATUS_PARAMETER_DATA {
  ULONG NumberOfDescriptors;
  ULONG NumberOfDescriptorsReturned;
  ULONG ElementIdentifierBeingDepoped;
  UCHAR Reserved[20];
  ATA_PHYSICAL_ELEMENT_STATUS_DESCRIPTOR Descriptors[ANYSIZE_ARRAY];
} ATA_GET_PHYSICAL_ELEMENT_STATUS_PARAMETER_DATA,
    *PATA_GET_PHYSICAL_ELEMENT_STATUS_PARAMETER_DATA;

#pragma pack(pop)

#endif /* SPINPAIR_WDK_ATA_H */
