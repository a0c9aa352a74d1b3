/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * bugcodes.h: spinpair model header.
 *
 * Bug check codes that concern locks, memory and storage.
 *
 * Source: the public Bug Check Code Reference (Microsoft).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_BUGCODES_H
#define SPINPAIR_WDK_BUGCODES_H

#define APC_INDEX_MISMATCH 0x1
#define INVALID_SOFTWARE_INTERRUPT 0x7
#define IRQL_NOT_DISPATCH_LEVEL 0x8
#define IRQL_NOT_GREATER_OR_EQUAL 0x9
#define IRQL_NOT_LESS_OR_EQUAL 0xA
#define SPIN_LOCK_ALREADY_OWNED 0xF
#define SPIN_LOCK_NOT_OWNED 0x10
#define TRAP_CAUSE_UNKNOWN 0x12
#define KMODE_EXCEPTION_NOT_HANDLED 0x1E
#define INACCESSIBLE_BOOT_DEVICE 0x7B
#define PAGE_FAULT_IN_NONPAGED_AREA 0x50
#define KERNEL_DATA_INPAGE_ERROR 0x7A
#define BAD_POOL_HEADER 0x19
#define BAD_POOL_CALLER 0xC2
#define DRIVER_IRQL_NOT_LESS_OR_EQUAL 0xD1
#define DRIVER_POWER_STATE_FAILURE 0x9F
#define INTERNAL_POWER_ERROR 0xA0
#define MANUALLY_INITIATED_CRASH 0xE2
#define DRIVER_VERIFIER_DETECTED_VIOLATION 0xC4
#define CRITICAL_STRUCTURE_CORRUPTION 0x109
#define DPC_WATCHDOG_VIOLATION 0x133
#define PORT_DRIVER_INTERNAL 0x2C
#define SCSI_DISK_DRIVER_INTERNAL 0x2D
#define DATA_BUS_ERROR 0x2E

#endif /* SPINPAIR_WDK_BUGCODES_H */
