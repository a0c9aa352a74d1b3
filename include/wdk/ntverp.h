/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * ntverp.h: spinpair model header.
 *
 * The version of the kit, which resource files ask for. The numbers here are
 * the model's own.
 *
 * Source: how public drivers use these names in their version resources.
 *
 * For parsing and analysing only. Do not build drivers with it.
 */
#ifndef SPINPAIR_WDK_NTVERP_H
#define SPINPAIR_WDK_NTVERP_H

#define VER_PRODUCTMAJORVERSION 10
#define VER_PRODUCTMINORVERSION 0
#define VER_PRODUCTBUILD 26100
#define VER_PRODUCTBUILD_QFE 1
#define VER_PRODUCTVERSION                                                     \
  VER_PRODUCTMAJORVERSION, VER_PRODUCTMINORVERSION, VER_PRODUCTBUILD,          \
      VER_PRODUCTBUILD_QFE
#define VER_PRODUCTVERSION_STR "10.0.26100.1"
#define VER_COMPANYNAME_STR ""
#define VER_PRODUCTNAME_STR ""

#endif /* SPINPAIR_WDK_NTVERP_H */
