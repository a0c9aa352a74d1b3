#ifndef REGISTERING_H
#define REGISTERING_H
#include <storport.h>

typedef struct _EXT EXT, *PEXT;
typedef VOID (*PFN)(PEXT Ext);
struct _EXT {
  ULONG Count;
  PFN Callback;
  PFN Table[4];
};

VOID registerMember(PEXT Ext, PFN Run);
VOID registerGlobal(PFN Run);
VOID registerAt(PEXT Ext, ULONG I, PFN Run);
VOID runMember(PEXT Ext);
VOID runGlobal(PEXT Ext);
VOID runAt(PEXT Ext, ULONG I);
VOID registerAndRun(PEXT Ext, PFN Run);
#endif
