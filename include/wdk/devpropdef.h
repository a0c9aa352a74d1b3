/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * devpropdef.h: spinpair model header.
 *
 * What a device property is: its key, and the type of its value.
 *
 * Source: the public reference of DEVPROPKEY and DEVPROPTYPE (Microsoft).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_DEVPROPDEF_H
#define SPINPAIR_WDK_DEVPROPDEF_H

#include "guiddef.h"

typedef GUID DEVPROPGUID, *PDEVPROPGUID;
typedef ULONG DEVPROPID, *PDEVPROPID;
typedef ULONG DEVPROPTYPE, *PDEVPROPTYPE;
typedef struct _DEVPROPKEY {
  DEVPROPGUID fmtid;
  DEVPROPID pid;
} DEVPROPKEY, *PDEVPROPKEY;

#ifdef INITGUID
#define DEFINE_DEVPROPKEY(Name, L, W1, W2, B1, B2, B3, B4, B5, B6, B7, B8,     \
                          Number)                                              \
  EXTERN_C const DEVPROPKEY DECLSPEC_SELECTANY Name = {                        \
      {L, W1, W2, {B1, B2, B3, B4, B5, B6, B7, B8}}, Number}
#else
#define DEFINE_DEVPROPKEY(Name, L, W1, W2, B1, B2, B3, B4, B5, B6, B7, B8,     \
                          Number)                                              \
  EXTERN_C const DEVPROPKEY Name
#endif

#endif /* SPINPAIR_WDK_DEVPROPDEF_H */
