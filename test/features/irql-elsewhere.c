// An IRQL that is read from a member that nothing writes, to give a lock back whose acquire saves
// it in another one, is no saved one: neither in an SRB extension nor in that of the device.
// RUN: %spinpair %s --report json=%t.json -- -I%wdk
// RUN: %python %S/../tool/Inputs/check_verdicts.py %t.json giveOther=undecided giveFromOther=undecided giveFromDevice=undecided take=proved give=proved takeBySrb=proved giveBySrb=proved takeSpin=proved giveUnknown=proved giveSet=proved setsIrql=proved
#include <storport.h>

typedef struct _SRB_EXT {
  ULONG Irql;
  ULONG Id;
} SRB_EXT, *PSRB_EXT;
typedef struct _EXT {
  KSPIN_LOCK Lock, Unknown;
  KIRQL Old, Other, Set;
  ULONG DeviceIrql;
} EXT, *PEXT;

void take(PEXT Ext) { KeAcquireSpinLock(&Ext->Lock, &Ext->Old); }
void give(PEXT Ext) { KeReleaseSpinLock(&Ext->Lock, Ext->Old); }
void giveOther(PEXT Ext) { KeReleaseSpinLock(&Ext->Lock, Ext->Other); }
void takeSpin(PEXT Ext, PKIRQL Irql) { KeAcquireSpinLock(&Ext->Lock, Irql); }

void takeBySrb(PEXT Ext, PSCSI_REQUEST_BLOCK Srb) {
  StorPortAcquireMSISpinLock(Ext, 1, &((PSRB_EXT)Srb->SrbExtension)->Irql);
}
void giveBySrb(PEXT Ext, PSCSI_REQUEST_BLOCK Srb) {
  StorPortReleaseMSISpinLock(Ext, 1, ((PSRB_EXT)Srb->SrbExtension)->Irql);
}
void giveFromOther(PEXT Ext, PSCSI_REQUEST_BLOCK Srb) {
  StorPortReleaseMSISpinLock(Ext, 1, ((PSRB_EXT)Srb->SrbExtension)->Id);
}
void giveFromDevice(PEXT Ext) { StorPortReleaseMSISpinLock(Ext, 1, Ext->DeviceIrql); }

// The acquire may be in code that is not at hand, and so may be what writes the member.
void giveUnknown(PEXT Ext) { KeReleaseSpinLock(&Ext->Unknown, Ext->Other); }
// Some code does.
void setsIrql(PEXT Ext) {
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  Ext->Set = Irql;
  KeReleaseSpinLock(&Ext->Lock, Irql);
}
void giveSet(PEXT Ext) { KeReleaseSpinLock(&Ext->Lock, Ext->Set); }
