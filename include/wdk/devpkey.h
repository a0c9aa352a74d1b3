/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * devpkey.h: spinpair model header.
 *
 * Keys of device properties. The model has none.
 *
 * Source: the public reference of DEVPROPKEY (Microsoft).
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_DEVPKEY_H
#define SPINPAIR_WDK_DEVPKEY_H

#include "devpropdef.h"

#endif /* SPINPAIR_WDK_DEVPKEY_H */
