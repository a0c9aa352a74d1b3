/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ntddmmc.h: spinpair model header.
 *
 * Multimedia commands: the head of what GET CONFIGURATION answers.
 *
 * Source: the MMC standard (T10), and the public DDI reference of ntddmmc.h
 * for the names.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_NTDDMMC_H
#define SPINPAIR_WDK_NTDDMMC_H

#include "ntdef.h"

typedef enum _FEATURE_NUMBER {
  FeatureProfileList = 0x0000,
  FeatureCore = 0x0001,
  FeatureMorphing = 0x0002,
  FeatureRemovableMedium = 0x0003,
  FeatureWriteProtect = 0x0004,
  FeatureRandomReadable = 0x0010,
  FeatureMultiRead = 0x001D,
  FeatureCdRead = 0x001E,
  FeatureDvdRead = 0x001F,
  FeatureRandomWritable = 0x0020
} FEATURE_NUMBER,
    *PFEATURE_NUMBER;

typedef enum _FEATURE_PROFILE_TYPE {
  ProfileInvalid = 0x0000,
  ProfileNonRemovableDisk = 0x0001,
  ProfileRemovableDisk = 0x0002,
  ProfileCdrom = 0x0008,
  ProfileCdRecordable = 0x0009,
  ProfileCdRewritable = 0x000A,
  ProfileDvdRom = 0x0010,
  ProfileDvdRecordable = 0x0011
} FEATURE_PROFILE_TYPE,
    *PFEATURE_PROFILE_TYPE;

typedef struct _GET_CONFIGURATION_HEADER {
  UCHAR DataLength[4];
  UCHAR Reserved[2];
  UCHAR CurrentProfile[2];
  UCHAR Data[];
} GET_CONFIGURATION_HEADER, *PGET_CONFIGURATION_HEADER;

typedef struct _FEATURE_HEADER {
  UCHAR FeatureCode[2];
  UCHAR Current : 1;
  UCHAR Persistent : 1;
  UCHAR Version : 4;
  UCHAR Reserved0 : 2;
  UCHAR AdditionalLength;
} FEATURE_HEADER, *PFEATURE_HEADER;

#endif /* SPINPAIR_WDK_NTDDMMC_H */
