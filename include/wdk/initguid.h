/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * initguid.h: spinpair model header.
 *
 * From here on, DEFINE_GUID defines the GUID that it names. Without an include
 * guard: each time it is included, it says so again.
 *
 * Source: the public documentation "Including GUIDs in Driver Code".
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef INITGUID
#define INITGUID
#endif
#include "guiddef.h"
#undef DEFINE_GUID
#define DEFINE_GUID SPINPAIR_DEFINED_GUID
