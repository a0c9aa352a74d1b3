/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * devpkey.h: spinpair model header.
 *
 * Keys of device properties. The model has none; the type is here.
 *
 * Source: the public reference of DEVPROPKEY (Microsoft).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_DEVPKEY_H
#define SPINPAIR_WDK_DEVPKEY_H

#include "guiddef.h"

typedef GUID DEVPROPGUID, *PDEVPROPGUID;
typedef ULONG DEVPROPID, *PDEVPROPID;
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

#endif /* SPINPAIR_WDK_DEVPKEY_H */
