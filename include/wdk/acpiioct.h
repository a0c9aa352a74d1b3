/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * acpiioct.h: spinpair model header.
 *
 * What a control method of the ACPI firmware is given, and what it answers.
 *
 * Source: the public DDI reference of acpiioct.h (Microsoft's
 * windows-driver-docs-ddi); the signatures read as the ACPI driver writes them
 * in memory, "AeiB" and its relatives.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_ACPIIOCT_H
#define SPINPAIR_WDK_ACPIIOCT_H

#include "devioctl.h"
#include "ntdef.h"

/* As four characters, the lowest byte first: AeiB, AeiC, AeoB. */
#define ACPI_EVAL_INPUT_BUFFER_SIGNATURE 0x42696541
#define ACPI_EVAL_INPUT_BUFFER_COMPLEX_SIGNATURE 0x43696541
#define ACPI_EVAL_OUTPUT_BUFFER_SIGNATURE 0x426F6541

#define ACPI_METHOD_ARGUMENT_INTEGER 0
#define ACPI_METHOD_ARGUMENT_STRING 1
#define ACPI_METHOD_ARGUMENT_BUFFER 2
#define ACPI_METHOD_ARGUMENT_PACKAGE 3
#define ACPI_METHOD_ARGUMENT_PACKAGE_EX 4

typedef struct _ACPI_METHOD_ARGUMENT_V1 {
  USHORT Type;
  USHORT DataLength;
  union {
    ULONG Argument;
    UCHAR Data[ANYSIZE_ARRAY];
  };
} ACPI_METHOD_ARGUMENT_V1, *PACPI_METHOD_ARGUMENT_V1, ACPI_METHOD_ARGUMENT,
    *PACPI_METHOD_ARGUMENT;

typedef struct _ACPI_EVAL_INPUT_BUFFER_V1 {
  ULONG Signature;
  union {
    UCHAR MethodName[4];
    ULONG MethodNameAsUlong;
  };
} ACPI_EVAL_INPUT_BUFFER_V1, *PACPI_EVAL_INPUT_BUFFER_V1,
    ACPI_EVAL_INPUT_BUFFER, *PACPI_EVAL_INPUT_BUFFER;

typedef struct _ACPI_EVAL_INPUT_BUFFER_COMPLEX_V1 {
  ULONG Signature;
  union {
    UCHAR MethodName[4];
    ULONG MethodNameAsUlong;
  };
  ULONG Size;
  ULONG ArgumentCount;
  ACPI_METHOD_ARGUMENT Argument[ANYSIZE_ARRAY];
} ACPI_EVAL_INPUT_BUFFER_COMPLEX_V1, *PACPI_EVAL_INPUT_BUFFER_COMPLEX_V1,
    ACPI_EVAL_INPUT_BUFFER_COMPLEX, *PACPI_EVAL_INPUT_BUFFER_COMPLEX;

typedef struct _ACPI_EVAL_OUTPUT_BUFFER_V1 {
  ULONG Signature;
  ULONG Length;
  ULONG Count;
  ACPI_METHOD_ARGUMENT Argument[ANYSIZE_ARRAY];
} ACPI_EVAL_OUTPUT_BUFFER_V1, *PACPI_EVAL_OUTPUT_BUFFER_V1,
    ACPI_EVAL_OUTPUT_BUFFER, *PACPI_EVAL_OUTPUT_BUFFER;

/* An argument is as long as its data, and has room for an integer at least. */
#define ACPI_METHOD_ARGUMENT_LENGTH(DataLength)                                \
  (__builtin_offsetof(ACPI_METHOD_ARGUMENT, Data) +                            \
   ((DataLength) > sizeof(ULONG) ? (DataLength) : sizeof(ULONG)))
#define ACPI_METHOD_ARGUMENT_LENGTH_FROM_ARGUMENT(Given)                       \
  ACPI_METHOD_ARGUMENT_LENGTH((Given)->DataLength)
#define ACPI_METHOD_NEXT_ARGUMENT(Given)                                       \
  ((PACPI_METHOD_ARGUMENT)((PUCHAR)(Given) +                                   \
                           ACPI_METHOD_ARGUMENT_LENGTH((Given)->DataLength)))
#define ACPI_METHOD_SET_ARGUMENT_INTEGER(Given, Value)                         \
  ((Given)->Type = ACPI_METHOD_ARGUMENT_INTEGER,                               \
   (Given)->DataLength = sizeof(ULONG), (Given)->Argument = (Value))

#endif /* SPINPAIR_WDK_ACPIIOCT_H */
