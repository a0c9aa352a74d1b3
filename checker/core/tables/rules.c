/* Rule table. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "spinpair/rules.h"

#include <string.h>

#define MSI(short_name) short_name, "storport.msi." short_name
#define KERNEL(short_name) "Windows" short_name, "windows.spinlock." short_name
#define SPIN(short_name) "Spinlock" short_name, "storport.spinlock." short_name
#define OPTIN(short_name) short_name, "optin.storport.msi." short_name
#define DOC(short_name) "docs/rules/" short_name ".md"

static const sp_rule_row rows[SP_RULE_COUNT] = {
    [SP_RULE_LEAK] =
        {MSI("Leak"), "A path ends with an MSI spin lock held",
         "The next acquire of that message's lock, usually in its interrupt "
         "routine, spins for ever at device IRQL. Release the lock on every "
         "path, or give the caller the saved IRQL so that it can.",
         DOC("Leak"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 667},
    [SP_RULE_DOUBLE_ACQUIRE] =
        {MSI("DoubleAcquire"), "An MSI spin lock is acquired while it is held",
         "Spin locks are not recursive: the processor waits for itself at "
         "device IRQL and the machine hangs. Release the lock first, or take "
         "it in one place only.",
         DOC("DoubleAcquire"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 764},
    [SP_RULE_DOUBLE_RELEASE] =
        {MSI("DoubleRelease"), "An MSI spin lock is released twice",
         "The second release frees a lock that another processor may have "
         "taken in between, and sets an IRQL that is no longer right. Release "
         "the lock once on every path.",
         DOC("DoubleRelease"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 765},
    [SP_RULE_RELEASE_NOT_HELD] =
        {MSI("ReleaseNotHeld"),
         "An MSI spin lock is released that was never acquired",
         "The release frees a lock that another processor may hold and sets "
         "the IRQL to a value that nobody saved. Acquire the lock on every "
         "path that releases it.",
         DOC("ReleaseNotHeld"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 832},
    [SP_RULE_FAILED_ACQUIRE] =
        {MSI("FailedAcquire"),
         "An MSI spin lock is released though its acquire failed",
         "An acquire that fails leaves the lock untaken and OldIrql unset, so "
         "the release frees what is not held and sets a random IRQL. Release "
         "only where the acquire returned STOR_STATUS_SUCCESS.",
         DOC("FailedAcquire"), SP_PRECISION_HIGH, SP_SEVERITY_LOW, 832},
    [SP_RULE_MESSAGE_ID_MISMATCH] =
        {MSI("MessageIdMismatch"),
         "The message released is not the message acquired",
         "The lock that is held stays held, and one that is not is freed under "
         "its owner's feet. Release with the MessageId of the acquire.",
         DOC("MessageIdMismatch"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 832},
    [SP_RULE_EXTENSION_MISMATCH] =
        {MSI("ExtensionMismatch"),
         "The lock is released on another adapter than it was acquired on",
         "The lock that is held stays held, and another adapter's is freed "
         "under its owner's feet. Release with the HwDeviceExtension of the "
         "acquire.",
         DOC("ExtensionMismatch"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 832},
    [SP_RULE_OLD_IRQL_MISMATCH] =
        {MSI("OldIrqlMismatch"),
         "An MSI spin lock is released with an IRQL that its acquire did not "
         "save",
         "The processor goes on at the wrong IRQL: too low and it is "
         "interrupted where it must not be, too high and it never schedules "
         "again. Give back the value that this acquire stored in OldIrql.",
         DOC("OldIrqlMismatch"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 628},
    [SP_RULE_RELEASE_ORDER] =
        {MSI("ReleaseOrder"),
         "An outer MSI spin lock is released before an inner one with its own "
         "saved IRQL",
         "The IRQL drops below device level while the inner lock is held; its "
         "interrupt then spins on the processor that holds it. Release the "
         "inner lock first, or swap the saved IRQLs (hand-over-hand).",
         DOC("ReleaseOrder"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 667},
    [SP_RULE_NULL_ARGUMENT] =
        {MSI("NullArgument"),
         "HwDeviceExtension or the OldIrql pointer of a lock function is NULL",
         "With a NULL HwDeviceExtension the call fails and no lock is taken or "
         "released; a NULL OldIrql is written through. Pass both.",
         DOC("NullArgument"), SP_PRECISION_HIGH, SP_SEVERITY_MEDIUM, 476},
    [SP_RULE_LOCK_ORDER] =
        {MSI("LockOrder"),
         "A lock is taken in the wrong order while an MSI spin lock is held",
         "A processor that takes the locks in the right order, and this one, "
         "wait for each other for ever. MSI spin locks come after those of the "
         "port driver, and among themselves in one order everywhere. Release "
         "the MSI spin lock first, or take the other lock before it.",
         DOC("LockOrder"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 833},
    [SP_RULE_IRQL_TOO_HIGH] =
        {MSI("IrqlTooHigh"),
         "A routine is called at device IRQL that is limited to a lower one",
         "Who holds an MSI spin lock is at device IRQL. There the routine may "
         "wait for what cannot run, page, or lower the IRQL under the lock. "
         "Call it after the release, or from a DPC or a work item.",
         DOC("IrqlTooHigh"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 667},
    [SP_RULE_FORBIDDEN_CALLBACK] =
        {MSI("ForbiddenCallback"),
         "A lock is taken in a callback that may take none",
         "The port driver calls the callback before the locks are there, or "
         "holds the interrupt lock already, which is every message's lock: the "
         "processor waits for itself. Move what needs the lock to StartIo, a "
         "DPC or the interrupt routine of the message.",
         DOC("ForbiddenCallback"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 833},
    [SP_RULE_SYNC_MODE] =
        {MSI("SyncMode"),
         "An MSI spin lock is used though the driver never asks for "
         "InterruptSynchronizePerMessage",
         "Without that mode the messages have no locks of their own, and the "
         "interrupt routine does not hold the one that the driver takes: they "
         "run side by side. Set InterruptSynchronizationMode in "
         "HwStorFindAdapter, or take InterruptLock.",
         DOC("SyncMode"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 662},
    [SP_RULE_SPIN_LEAK] =
        {SPIN("Leak"),
         "A path ends with a lock of StorPortAcquireSpinLock held",
         "The next acquire of the lock, by this driver or by the port driver, "
         "spins for ever. Release the lock on every path, or give the caller "
         "the handle so that it can.",
         DOC("SpinlockLeak"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 667},
    [SP_RULE_SPIN_DOUBLE_ACQUIRE] =
        {SPIN("DoubleAcquire"),
         "A lock of StorPortAcquireSpinLock is acquired while it is held",
         "Spin locks are not recursive: the processor waits for itself and the "
         "machine hangs. Release the lock first, or take it in one place only.",
         DOC("SpinlockDoubleAcquire"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH,
         764},
    [SP_RULE_SPIN_DOUBLE_RELEASE] =
        {SPIN("DoubleRelease"),
         "A lock is released twice by StorPortReleaseSpinLock",
         "The second release frees a lock that another processor may have "
         "taken in between. Release the lock once on every path.",
         DOC("SpinlockDoubleRelease"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH,
         765},
    [SP_RULE_SPIN_RELEASE_NOT_HELD] =
        {SPIN("ReleaseNotHeld"),
         "StorPortReleaseSpinLock is called with a handle that no acquire "
         "filled",
         "The release frees whatever lock the memory of the handle names, and "
         "sets the IRQL to what stands there. Acquire the lock on every path "
         "that releases it.",
         DOC("SpinlockReleaseNotHeld"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH,
         832},
    [SP_RULE_SPIN_HANDLE_MISMATCH] =
        {SPIN("HandleMismatch"),
         "A lock is released by another handle than its acquire filled, or as "
         "a lock of another kind",
         "The lock that is held stays held, and one that is not is freed under "
         "its owner's feet. Release with the handle of the acquire, and by the "
         "function that belongs to it.",
         DOC("SpinlockHandleMismatch"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH,
         832},
    [SP_RULE_SPIN_RELEASE_ORDER] =
        {SPIN("ReleaseOrder"),
         "A lock is released by StorPortReleaseSpinLock before an inner one "
         "that is held at device IRQL",
         "The IRQL drops below device level while the inner lock is held; its "
         "interrupt then spins on the processor that holds it. Release the "
         "inner lock first.",
         DOC("SpinlockReleaseOrder"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 667},
    [SP_RULE_SPIN_LOCK_ORDER] =
        {SPIN("LockOrder"),
         "A lock is taken, or waited for, while InterruptLock is held, which "
         "comes last",
         "InterruptLock is the lock of every message, and comes after DpcLock "
         "and StartIoLock: the processor waits for itself, or for one that "
         "takes the locks in the right order. Take the other lock before "
         "InterruptLock, or release that first.",
         DOC("SpinlockLockOrder"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 833},
    [SP_RULE_SHARED_OLD_IRQL] =
        {MSI("SharedOldIrql"),
         "One place in shared memory saves the IRQL of different messages",
         "Two processors that hold different locks at once write to the same "
         "OldIrql, and the first one gives back what the second one found. "
         "Save the IRQL in a local variable, or in a place for each message.",
         DOC("SharedOldIrql"), SP_PRECISION_HIGH, SP_SEVERITY_MEDIUM, 362},
    [SP_RULE_KERNEL_LEAK] =
        {KERNEL("Leak"), "A path ends with a spin lock of the driver held",
         "The next acquire of the lock spins for ever, and the processor stays "
         "at DISPATCH_LEVEL. Release the lock on every path, or give the "
         "caller "
         "the saved IRQL or the handle so that it can.",
         DOC("WindowsLeak"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 667},
    [SP_RULE_KERNEL_DOUBLE_ACQUIRE] =
        {KERNEL("DoubleAcquire"),
         "A spin lock of the driver is acquired while it is held",
         "Spin locks are not recursive: the processor waits for itself and the "
         "machine hangs. Release the lock first, or take it in one place only.",
         DOC("WindowsDoubleAcquire"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 764},
    [SP_RULE_KERNEL_DOUBLE_RELEASE] =
        {KERNEL("DoubleRelease"), "A spin lock of the driver is released twice",
         "The second release frees a lock that another processor may have "
         "taken in between. Release the lock once on every path.",
         DOC("WindowsDoubleRelease"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 765},
    [SP_RULE_KERNEL_RELEASE_NOT_HELD] =
        {KERNEL("ReleaseNotHeld"),
         "A spin lock of the driver is released that was never acquired",
         "The release frees a lock that another processor may hold, and sets "
         "an IRQL that nobody saved. Acquire the lock on every path that "
         "releases it.",
         DOC("WindowsReleaseNotHeld"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH,
         832},
    [SP_RULE_KERNEL_LOCK_MISMATCH] =
        {KERNEL("LockMismatch"),
         "Another spin lock is released than was acquired",
         "The lock that is held stays held, and one that is not is freed under "
         "its owner's feet. Name the same lock in the acquire and the release.",
         DOC("WindowsLockMismatch"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 832},
    [SP_RULE_KERNEL_OLD_IRQL_MISMATCH] =
        {KERNEL("OldIrqlMismatch"),
         "A spin lock is released with an IRQL that its acquire did not save",
         "KeReleaseSpinLock sets the processor to the IRQL it is given, and "
         "wants the one that KeAcquireSpinLock saved. Keep one variable for "
         "each lock that is held.",
         DOC("WindowsOldIrqlMismatch"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH,
         628},
    [SP_RULE_KERNEL_HANDLE_MISMATCH] =
        {KERNEL("HandleMismatch"),
         "A queued spin lock is released by another handle than its acquire "
         "filled",
         "The lock that is held stays held, and the queue of another one is "
         "damaged. Release with the handle of the acquire.",
         DOC("WindowsHandleMismatch"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH,
         832},
    [SP_RULE_KERNEL_WRONG_FORM] =
        {KERNEL("WrongForm"),
         "A spin lock is acquired or released by a routine of the wrong form",
         "The forms for DISPATCH_LEVEL leave the IRQL alone; the others raise "
         "and restore it. Queued and plain routines keep the lock in different "
         "ways. Release with the routine of the same form.",
         DOC("WindowsWrongForm"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 628},
    [SP_RULE_KERNEL_RELEASE_ORDER] =
        {KERNEL("ReleaseOrder"),
         "A queued spin lock is released before an inner one",
         "The IRQL drops to what was saved first while the inner lock is held. "
         "Queued spin locks are to be released in reverse order.",
         DOC("WindowsReleaseOrder"), SP_PRECISION_HIGH, SP_SEVERITY_MEDIUM,
         667},
    [SP_RULE_KERNEL_LOCK_ORDER] =
        {KERNEL("LockOrder"), "Spin locks are nested in both orders",
         "A processor that holds the one and a processor that holds the other "
         "wait for each other for ever. Take the locks in one order "
         "everywhere, or release the first before the second is taken.",
         DOC("WindowsLockOrder"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 833},
    [SP_RULE_KERNEL_IRQL_TOO_HIGH] =
        {KERNEL("IrqlTooHigh"),
         "A routine is called under a spin lock that is limited to a lower "
         "IRQL than DISPATCH_LEVEL",
         "Who holds a spin lock is at DISPATCH_LEVEL. There the routine may "
         "wait for what cannot run, or page. Call it after the release.",
         DOC("WindowsIrqlTooHigh"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 667},
    [SP_RULE_KERNEL_FORBIDDEN_CALL] =
        {KERNEL("ForbiddenCall"),
         "A routine is called under a spin lock that may never be called with "
         "one held",
         "IoCompleteRequest runs the completion routines of the drivers above, "
         "which may come back to this driver and wait for the lock that it "
         "holds. Release the lock before the call.",
         DOC("WindowsForbiddenCall"), SP_PRECISION_HIGH, SP_SEVERITY_HIGH, 833},
    [SP_RULE_UNCHECKED_STATUS] =
        {OPTIN("UncheckedStatus"),
         "The status of acquiring an MSI spin lock is ignored",
         "An acquire may fail with STOR_STATUS_NOT_IMPLEMENTED or "
         "STOR_STATUS_INVALID_PARAMETER, and then nothing is locked. Test the "
         "status. Shipping drivers ignore it, so the rule is off by default.",
         DOC("UncheckedStatus"), SP_PRECISION_MEDIUM, SP_SEVERITY_LOW, 252},
};

const sp_rule_row *sp_rule_get(sp_rule rule) { return &rows[rule]; }

sp_rule sp_rule_find(const char *name) {
  for (int i = 0; i < SP_RULE_COUNT; i++)
    if (strcmp(rows[i].checker, name) == 0 || strcmp(rows[i].name, name) == 0)
      return (sp_rule)i;
  return SP_RULE_NONE;
}

const char *sp_severity_name(sp_severity severity) {
  static const char *const names[] = {"low", "medium", "high"};
  return names[severity];
}

const char *sp_severity_score(sp_severity severity) {
  static const char *const scores[] = {"3.0", "5.0", "7.5"};
  return scores[severity];
}

const char *sp_precision_name(sp_precision precision) {
  static const char *const names[] = {"medium", "high"};
  return names[precision];
}
