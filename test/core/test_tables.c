/* The rule table and the routine table.
 *
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#include "spinpair/families.h"
#include "spinpair/limits.h"
#include "spinpair/routines.h"
#include "spinpair/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool starts_with(const char *text, const char *prefix) {
  return strncmp(text, prefix, strlen(prefix)) == 0;
}

static bool is_empty(const char *text) { return !text || !*text; }

/* ---- rules ---- */

static const sp_rule_row *row_of(int rule) {
  return sp_rule_get((sp_rule)rule);
}

static void test_rule_names(void **state) {
  (void)state;
  for (int r = 0; r < SP_RULE_COUNT; r++) {
    const sp_rule_row *row = row_of(r);
    assert_false(is_empty(row->name));
    for (int s = 0; s < r; s++) {
      assert_string_not_equal(row->name, row_of(s)->name);
      assert_string_not_equal(row->checker, row_of(s)->checker);
      assert_string_not_equal(row->summary, row_of(s)->summary);
    }
  }
}

static void test_rule_checkers(void **state) {
  (void)state;
  for (int r = 0; r < SP_RULE_COUNT; r++) {
    const sp_rule_row *row = row_of(r);
    char checker[100];
    /* What the name begins with says the family. */
    static const char *const begins[SP_FAMILY_COUNT] = {"", "Spinlock",
                                                        "Windows"};
    const sp_family_id family = sp_family_of_rule((sp_rule)r);
    assert_true(starts_with(row->name, begins[family]));
    snprintf(checker, sizeof checker, "%s%s.%s",
             r == SP_RULE_UNCHECKED_STATUS ? "optin." : "",
             sp_family_get(family)->prefix, row->name + strlen(begins[family]));
    assert_string_equal(row->checker, checker);
  }
}

static void test_rule_of_message(void **state) {
  (void)state;
  for (int r = 0; r < SP_RULE_COUNT; r++) {
    sp_rule other = sp_rule_of_message((sp_rule)r);
    if (other == (sp_rule)r)
      continue;
    if (r == SP_RULE_KERNEL_LOCK_MISMATCH ||
        r == SP_RULE_KERNEL_HANDLE_MISMATCH)
      continue; /* what another family names is no lock, or no handle */
    char name[100];
    snprintf(name, sizeof name, "%s%s",
             sp_family_of_rule((sp_rule)r) == SP_FAMILY_KERNEL ? "Windows"
                                                               : "Spinlock",
             row_of(other)->name);
    assert_string_equal(row_of(r)->name, name);
  }
  assert_int_equal(sp_rule_of_message(SP_RULE_SPIN_LEAK), SP_RULE_LEAK);
  assert_int_equal(sp_rule_of_message(SP_RULE_LEAK), SP_RULE_LEAK);
}

static void test_lock_forms(void **state) {
  (void)state;
  for (int k = 0; k < SP_KIND_COUNT; k++) {
    const sp_lock_kind kind = (sp_lock_kind)k;
    const sp_lock_form *form = sp_lock_form_of(kind);
    assert_in_range(form->family, 0, SP_FAMILY_COUNT - 1);
    assert_int_equal(sp_family_of(kind), form->family);
    assert_int_equal(sp_kind_is_of_message(kind),
                     form->family == SP_FAMILY_MSI);
    assert_int_equal(sp_kind_has_handle(kind),
                     form->carrier == SP_CARRIED_BY_HANDLE);
    assert_non_null(sp_family_get(form->family)->category);
  }
  assert_int_equal(sp_lock_form_of(SP_KIND_MESSAGE)->held, SP_IRQL_DIRQL);
  assert_int_equal(sp_lock_form_of(SP_KIND_INTERRUPT)->held, SP_IRQL_DIRQL);
  assert_true(sp_kind_has_handle(SP_KIND_DPC));
  assert_false(sp_kind_has_handle(SP_KIND_MESSAGE));
  /* One lock, which nothing names, and which has a name of its own. */
  for (int k = 0; k < SP_KIND_COUNT; k++) {
    const sp_lock_kind kind = (sp_lock_kind)k;
    assert_int_equal(sp_kind_is_single(kind), kind == SP_KIND_CANCEL);
    assert_int_equal(sp_kind_name(kind) != NULL, kind == SP_KIND_CANCEL);
  }
  assert_true(sp_kind_has_opaque(SP_KIND_CANCEL));
  assert_false(sp_kind_may_share(SP_KIND_CANCEL, SP_KIND_EXECUTIVE));
}

static void test_rule_of_family(void **state) {
  (void)state;
  for (int r = 0; r < SP_RULE_COUNT; r++) {
    const sp_rule rule = (sp_rule)r;
    assert_int_equal(sp_rule_of_family(rule, SP_FAMILY_MSI), rule);
    /* A rule stands under the prefix of its family. */
    const char *prefix = sp_family_get(sp_family_of_rule(rule))->prefix;
    const char *checker = row_of(r)->checker;
    if (starts_with(checker, "optin."))
      checker += strlen("optin.");
    assert_true(starts_with(checker, prefix));
    assert_int_equal(checker[strlen(prefix)], '.');
  }
  assert_int_equal(sp_rule_of_family(SP_RULE_LEAK, SP_FAMILY_STORPORT),
                   SP_RULE_SPIN_LEAK);
  assert_int_equal(
      sp_rule_of_family(SP_RULE_FAILED_ACQUIRE, SP_FAMILY_STORPORT),
      SP_RULE_SPIN_RELEASE_NOT_HELD);
  assert_int_equal(sp_rule_of_family(SP_RULE_NULL_ARGUMENT, SP_FAMILY_STORPORT),
                   SP_RULE_NULL_ARGUMENT);
}

static void test_rule_docs(void **state) {
  (void)state;
  for (int r = 0; r < SP_RULE_COUNT; r++) {
    char doc[100];
    snprintf(doc, sizeof doc, "docs/rules/%s.md", row_of(r)->name);
    assert_string_equal(row_of(r)->doc, doc);
  }
}

static void test_rule_texts(void **state) {
  (void)state;
  for (int r = 0; r < SP_RULE_COUNT; r++) {
    const sp_rule_row *row = row_of(r);
    assert_false(is_empty(row->summary));
    assert_null(strchr(row->summary, '\n'));
    assert_int_not_equal(row->summary[strlen(row->summary) - 1], '.');
    assert_false(is_empty(row->help));
    assert_int_equal(row->help[strlen(row->help) - 1], '.');
    /* The literals are put together from lines. */
    assert_null(strstr(row->summary, "  "));
    assert_null(strstr(row->help, "  "));
  }
}

static void test_rule_severities(void **state) {
  (void)state;
  static const struct {
    sp_rule rule;
    const char *severity;
    unsigned cwe;
  } rows[] = {
      {SP_RULE_LEAK, "high", 667},
      {SP_RULE_DOUBLE_ACQUIRE, "high", 764},
      {SP_RULE_DOUBLE_RELEASE, "high", 765},
      {SP_RULE_RELEASE_NOT_HELD, "high", 832},
      {SP_RULE_FAILED_ACQUIRE, "low", 832},
      {SP_RULE_MESSAGE_ID_MISMATCH, "high", 832},
      {SP_RULE_EXTENSION_MISMATCH, "high", 832},
      {SP_RULE_OLD_IRQL_MISMATCH, "high", 628},
      {SP_RULE_RELEASE_ORDER, "high", 667},
      {SP_RULE_NULL_ARGUMENT, "medium", 476},
      {SP_RULE_LOCK_ORDER, "high", 833},
      {SP_RULE_IRQL_TOO_HIGH, "high", 667},
      {SP_RULE_FORBIDDEN_CALLBACK, "high", 833},
      {SP_RULE_SYNC_MODE, "high", 662},
      {SP_RULE_SPIN_LEAK, "high", 667},
      {SP_RULE_SPIN_DOUBLE_ACQUIRE, "high", 764},
      {SP_RULE_SPIN_DOUBLE_RELEASE, "high", 765},
      {SP_RULE_SPIN_RELEASE_NOT_HELD, "high", 832},
      {SP_RULE_SPIN_HANDLE_MISMATCH, "high", 832},
      {SP_RULE_SPIN_RELEASE_ORDER, "high", 667},
      {SP_RULE_SPIN_LOCK_ORDER, "high", 833},
      {SP_RULE_SHARED_OLD_IRQL, "medium", 362},
      {SP_RULE_KERNEL_LEAK, "high", 667},
      {SP_RULE_KERNEL_DOUBLE_ACQUIRE, "high", 764},
      {SP_RULE_KERNEL_DOUBLE_RELEASE, "high", 765},
      {SP_RULE_KERNEL_RELEASE_NOT_HELD, "high", 832},
      {SP_RULE_KERNEL_LOCK_MISMATCH, "high", 832},
      {SP_RULE_KERNEL_OLD_IRQL_MISMATCH, "high", 628},
      {SP_RULE_KERNEL_HANDLE_MISMATCH, "high", 832},
      {SP_RULE_KERNEL_WRONG_FORM, "high", 628},
      {SP_RULE_KERNEL_RELEASE_ORDER, "medium", 667},
      {SP_RULE_KERNEL_LOCK_ORDER, "high", 833},
      {SP_RULE_KERNEL_IRQL_TOO_HIGH, "high", 667},
      {SP_RULE_KERNEL_FORBIDDEN_CALL, "high", 833},
      {SP_RULE_UNCHECKED_STATUS, "low", 252},
  };
  assert_int_equal(COUNT(rows), SP_RULE_COUNT);
  for (size_t i = 0; i < COUNT(rows); i++) {
    const sp_rule_row *row = sp_rule_get(rows[i].rule);
    assert_string_equal(sp_severity_name(row->severity), rows[i].severity);
    assert_int_equal(row->cwe, rows[i].cwe);
  }
}

static void test_rule_scores(void **state) {
  (void)state;
  assert_string_equal(sp_severity_score(SP_SEVERITY_LOW), "3.0");
  assert_string_equal(sp_severity_score(SP_SEVERITY_MEDIUM), "5.0");
  assert_string_equal(sp_severity_score(SP_SEVERITY_HIGH), "7.5");
  for (int r = 0; r < SP_RULE_COUNT; r++)
    assert_string_equal(sp_precision_name(row_of(r)->precision),
                        r == SP_RULE_UNCHECKED_STATUS ? "medium" : "high");
}

static void test_rule_find(void **state) {
  (void)state;
  for (int r = 0; r < SP_RULE_COUNT; r++) {
    assert_int_equal(sp_rule_find(row_of(r)->name), r);
    assert_int_equal(sp_rule_find(row_of(r)->checker), r);
  }
  static const char *const unknown[] = {"",
                                        "leak",
                                        "Lea",
                                        "Leaks",
                                        "msi.Leak",
                                        "storport.msi.",
                                        "storport.msi.leak",
                                        "storport.msi.UncheckedStatus"};
  for (size_t i = 0; i < COUNT(unknown); i++)
    assert_int_equal(sp_rule_find(unknown[i]), SP_RULE_NONE);
}

/* ---- routines ---- */

static void check_row(const sp_routine *row, sp_routine wanted) {
  assert_non_null(row);
  assert_string_equal(row->name, wanted.name);
  assert_int_equal(row->arity, wanted.arity);
  assert_int_equal(row->effect, wanted.effect);
  assert_int_equal(row->adapter, wanted.adapter);
  assert_int_equal(row->message, wanted.message);
  assert_int_equal(row->old_irql, wanted.old_irql);
  assert_int_equal(row->runs, wanted.runs);
  assert_int_equal(row->max_irql, wanted.max_irql);
  assert_int_equal(row->spin_lock, wanted.spin_lock);
  assert_int_equal(row->ranks_below, wanted.ranks_below);
  assert_int_equal(row->stated, wanted.stated);
  assert_in_range(row->excludes + 1, 0, 2);
  assert_int_equal(row->kind, wanted.kind);
}

#define NONE SP_NO_ARGUMENT
#define ROUTINE(name, ...)                                                     \
  check_row(sp_routine_find(name),                                             \
            (sp_routine){name, __VA_ARGS__, 0, 0, SP_KIND_MESSAGE})
#define STORPORT(name, ...)                                                    \
  check_row(sp_routine_find(name),                                             \
            (sp_routine){name, __VA_ARGS__, 0, 0, SP_KIND_SPIN})
#define EXTENDED(name, ...)                                                    \
  check_row(sp_routine_find_extended(name),                                    \
            (sp_routine){name, __VA_ARGS__, 0, 0, SP_KIND_MESSAGE})

static const struct ddi {
  const char *name;
  int adapter;
  sp_irql max_irql;
} ddi[] = {
#define DDI(name, adapter, irql) {#name, adapter, SP_IRQL_##irql},
#define DDI_TAKES DDI
#define DDI_GIVES DDI
#include "tables/ddi.inc"
#undef DDI
#undef DDI_TAKES
#undef DDI_GIVES
};

/* Does the routine have a row that says more than its line in ddi.inc? */
static bool has_more(const char *name) {
  static const char *const names[] = {"KeBugCheck",
                                      "KeBugCheckEx",
                                      "KeSynchronizeExecution",
                                      "StorPortAcquireMSISpinLock",
                                      "StorPortReleaseMSISpinLock",
                                      "StorPortSynchronizeAccess"};
  for (size_t i = 0; i < COUNT(names); i++)
    if (strcmp(names[i], name) == 0)
      return true;
  return false;
}

static void test_ddi_is_sorted(void **state) {
  (void)state;
  for (size_t i = 1; i < COUNT(ddi); i++)
    if (strcmp(ddi[i - 1].name, ddi[i].name) >= 0)
      fail_msg("%s must stand before %s", ddi[i].name, ddi[i - 1].name);
}

static void test_ddi_is_found(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(ddi); i++) {
    const sp_routine *row = sp_routine_find(ddi[i].name);
    if (!row)
      fail_msg("%s is not found", ddi[i].name);
    if (has_more(ddi[i].name))
      assert_int_equal(row->adapter, ddi[i].adapter);
    else
      check_row(row,
                (sp_routine){ddi[i].name, -1, SP_EFFECT_NONE, ddi[i].adapter,
                             NONE, NONE, NONE, ddi[i].max_irql, NONE, false, 0,
                             0, SP_KIND_MESSAGE});
  }
}

static void test_ddi_adapter_is_of_a_port_driver(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT(ddi); i++) {
    assert_in_range(ddi[i].adapter + 1, 0, 2);
    if (ddi[i].adapter != NONE && !starts_with(ddi[i].name, "StorPort") &&
        !starts_with(ddi[i].name, "ScsiPort"))
      fail_msg("%s takes no HwDeviceExtension", ddi[i].name);
  }
}

static void test_lock_routines(void **state) {
  (void)state;
  ROUTINE("StorPortAcquireMSISpinLock", 3, SP_EFFECT_ACQUIRE, 0, 1, 2, NONE,
          SP_IRQL_ANY, NONE, false);
  ROUTINE("StorPortReleaseMSISpinLock", 3, SP_EFFECT_RELEASE, 0, 1, 2, NONE,
          SP_IRQL_ANY, NONE, false);
}

static void test_kernel_routines(void **state) {
  (void)state;
#define KERNEL(name, arity, effect, lock, irql, max, kind)                     \
  check_row(sp_routine_find(name),                                             \
            (sp_routine){name, arity, SP_EFFECT_##effect, NONE, lock, irql,    \
                         NONE, SP_IRQL_##max, NONE, false, 0, 0,               \
                         SP_KIND_##kind})
  KERNEL("KeAcquireSpinLock", 2, ACQUIRE, 0, 1, DISPATCH, EXECUTIVE);
  KERNEL("KeAcquireSpinLockRaiseToDpc", 1, ACQUIRE, 0, SP_RESULT, DISPATCH,
         EXECUTIVE);
  KERNEL("KfAcquireSpinLock", 1, ACQUIRE, 0, SP_RESULT, DISPATCH, EXECUTIVE);
  KERNEL("KeReleaseSpinLock", 2, RELEASE, 0, 1, DISPATCH, EXECUTIVE);
  KERNEL("KfReleaseSpinLock", 2, RELEASE, 0, 1, DISPATCH, EXECUTIVE);
  KERNEL("KeAcquireSpinLockAtDpcLevel", 1, ACQUIRE, 0, NONE, UNKNOWN,
         EXECUTIVE_DPC);
  KERNEL("KefAcquireSpinLockAtDpcLevel", 1, ACQUIRE, 0, NONE, UNKNOWN,
         EXECUTIVE_DPC);
  KERNEL("KeReleaseSpinLockFromDpcLevel", 1, RELEASE, 0, NONE, DISPATCH,
         EXECUTIVE_DPC);
  KERNEL("KefReleaseSpinLockFromDpcLevel", 1, RELEASE, 0, NONE, DISPATCH,
         EXECUTIVE_DPC);
  KERNEL("KeAcquireInStackQueuedSpinLock", 2, ACQUIRE, 0, 1, DISPATCH, QUEUED);
  KERNEL("KeReleaseInStackQueuedSpinLock", 1, RELEASE, NONE, 0, DISPATCH,
         QUEUED);
  KERNEL("KeAcquireInStackQueuedSpinLockAtDpcLevel", 2, ACQUIRE, 0, 1, UNKNOWN,
         QUEUED_DPC);
  KERNEL("KeReleaseInStackQueuedSpinLockFromDpcLevel", 1, RELEASE, NONE, 0,
         UNKNOWN, QUEUED_DPC);
  check_row(sp_routine_find("KeTryToAcquireSpinLockAtDpcLevel"),
            (sp_routine){"KeTryToAcquireSpinLockAtDpcLevel", 1,
                         SP_EFFECT_ACQUIRE, NONE, 0, NONE, NONE,
                         SP_IRQL_DISPATCH, NONE, false, SP_TRIES, 0,
                         SP_KIND_EXECUTIVE_DPC});
  KERNEL("KeAcquireSpinLockForDpc", 1, ACQUIRE, 0, SP_RESULT, DISPATCH,
         FOR_DPC);
  KERNEL("KeReleaseSpinLockForDpc", 2, RELEASE, 0, 1, DISPATCH, FOR_DPC);
  KERNEL("KeAcquireInStackQueuedSpinLockForDpc", 2, ACQUIRE, 0, 1, DISPATCH,
         QUEUED_FOR_DPC);
  KERNEL("KeReleaseInStackQueuedSpinLockForDpc", 1, RELEASE, NONE, 0, DISPATCH,
         QUEUED_FOR_DPC);
  KERNEL("KeAcquireInterruptSpinLock", 1, ACQUIRE, 0, SP_RESULT, DIRQL, DEVICE);
  KERNEL("KeReleaseInterruptSpinLock", 2, RELEASE, 0, 1, UNKNOWN, DEVICE);
  KERNEL("ExAcquireSpinLockExclusive", 1, ACQUIRE, 0, SP_RESULT, DISPATCH,
         EXCLUSIVE);
  KERNEL("ExReleaseSpinLockExclusive", 2, RELEASE, 0, 1, DISPATCH, EXCLUSIVE);
  KERNEL("ExAcquireSpinLockShared", 1, ACQUIRE, 0, SP_RESULT, DISPATCH, SHARED);
  KERNEL("ExReleaseSpinLockShared", 2, RELEASE, 0, 1, DISPATCH, SHARED);
  KERNEL("ExAcquireSpinLockExclusiveAtDpcLevel", 1, ACQUIRE, 0, NONE, UNKNOWN,
         EXCLUSIVE_DPC);
  KERNEL("ExReleaseSpinLockExclusiveFromDpcLevel", 1, RELEASE, 0, NONE, UNKNOWN,
         EXCLUSIVE_DPC);
  KERNEL("ExAcquireSpinLockSharedAtDpcLevel", 1, ACQUIRE, 0, NONE, UNKNOWN,
         SHARED_DPC);
  KERNEL("ExReleaseSpinLockSharedFromDpcLevel", 1, RELEASE, 0, NONE, UNKNOWN,
         SHARED_DPC);
  KERNEL("WdfSpinLockAcquire", 1, ACQUIRE, 0, NONE, DISPATCH, FRAMEWORK);
  KERNEL("WdfSpinLockRelease", 1, RELEASE, 0, NONE, DISPATCH, FRAMEWORK);
  KERNEL("WdfObjectAcquireLock", 1, ACQUIRE, 0, NONE, DISPATCH, OBJECT);
  KERNEL("WdfObjectReleaseLock", 1, RELEASE, 0, NONE, DISPATCH, OBJECT);
  KERNEL("WdfInterruptAcquireLock", 1, ACQUIRE, 0, NONE, DIRQL, OF_INTERRUPT);
  KERNEL("WdfInterruptReleaseLock", 1, RELEASE, 0, NONE, UNKNOWN, OF_INTERRUPT);
  KERNEL("NdisAcquireSpinLock", 1, ACQUIRE, 0, NONE, DISPATCH, NETWORK);
  KERNEL("NdisReleaseSpinLock", 1, RELEASE, 0, NONE, DISPATCH, NETWORK);
  KERNEL("NdisDprAcquireSpinLock", 1, ACQUIRE, 0, NONE, DISPATCH, NETWORK_DPC);
  KERNEL("NdisDprReleaseSpinLock", 1, RELEASE, 0, NONE, DISPATCH, NETWORK_DPC);
  KERNEL("IoAcquireCancelSpinLock", 1, ACQUIRE, NONE, 0, DISPATCH, CANCEL);
  KERNEL("IoReleaseCancelSpinLock", 1, RELEASE, NONE, 0, DISPATCH, CANCEL);
#undef KERNEL
  /* Each kind that a pointer names has a routine for both, but for those that
   * authors have routines for. */
  for (int k = 0; k < SP_KIND_COUNT; k++)
    for (int takes = 0; takes < 2; takes++) {
      const sp_routine *row = sp_routine_of_kind((sp_lock_kind)k, takes);
      assert_int_equal(row != NULL, sp_kind_has_pointer((sp_lock_kind)k) &&
                                        k < SP_KIND_STATED);
      if (row)
        assert_int_equal(row->effect,
                         takes ? SP_EFFECT_ACQUIRE : SP_EFFECT_RELEASE);
    }
}

static void test_extended_routines(void **state) {
  (void)state;
  EXTENDED("ExtFunctionAcquireMSISpinLock", 3, SP_EFFECT_ACQUIRE, 0, 1, 2, NONE,
           SP_IRQL_ANY, NONE, false);
  EXTENDED("ExtFunctionReleaseMSISpinLock", 3, SP_EFFECT_RELEASE, 0, 1, 2, NONE,
           SP_IRQL_ANY, NONE, false);
  ROUTINE("StorPortExtendedFunction", -1, SP_EFFECT_NONE, 1, NONE, NONE, NONE,
          SP_IRQL_UNKNOWN, NONE, false);
  assert_true(sp_routine_is_extended("StorPortExtendedFunction"));
  assert_false(sp_routine_is_extended("StorPortExtendedFunctionEx"));
  assert_false(sp_routine_is_extended("ExtFunctionAcquireMSISpinLock"));
  assert_false(sp_routine_is_extended(""));
}

static void routines_that_put_pointers(void **state) {
  (void)state;
  assert_false(sp_routine_may_put_pointer("StorPortAllocatePool"));
  assert_true(sp_routine_may_put_pointer("InterlockedExchangePointer"));
  assert_true(sp_routine_may_put_pointer("SomebodyElses"));
}

static void test_added_routines(void **state) {
  (void)state;
  assert_null(sp_routine_added("Lock"));
  assert_null(sp_routine_added_at(0));
  enum { MOST = 20 };
  char name[16];
  for (int i = 0; i < MOST; i++) {
    snprintf(name, sizeof name, "Lock%d", i);
    const sp_routine row = {name,      -1,   SP_EFFECT_ACQUIRE, 0,    1,
                            i,         NONE, SP_IRQL_ANY,       NONE, false,
                            SP_STATED, 0,    SP_KIND_MESSAGE};
    assert_true(sp_routine_add(&row));
  }
  for (int i = 0; i < MOST; i++) {
    snprintf(name, sizeof name, "Lock%d", i);
    const sp_routine *row = sp_routine_added(name);
    assert_ptr_equal(row, sp_routine_added_at((size_t)i));
    check_row(row, (sp_routine){name, -1, SP_EFFECT_ACQUIRE, 0, 1, i, NONE,
                                SP_IRQL_ANY, NONE, false, SP_STATED, 0,
                                SP_KIND_MESSAGE});
    assert_null(sp_routine_find(name));
  }
  assert_null(sp_routine_added_at(MOST));
}

static void test_what_can_be_stated(void **state) {
  (void)state;
  static const struct {
    sp_effect effect;
    int adapter, message, old_irql;
    unsigned more;
    const char *why; /* its beginning; NULL: nothing is missing */
    sp_lock_kind kind;
  } rows[] = {
      {SP_EFFECT_NONE, NONE, NONE, NONE, 0, NULL, SP_KIND_MESSAGE},
      {SP_EFFECT_NONE, NONE, NONE, 0, 0, "a balanced function",
       SP_KIND_MESSAGE},
      {SP_EFFECT_NONE, NONE, NONE, NONE, SP_STATED_STATUS,
       "a balanced function", SP_KIND_MESSAGE},
      {SP_EFFECT_ACQUIRE, 0, 1, 2, 0, NULL, SP_KIND_MESSAGE},
      {SP_EFFECT_ACQUIRE, 0, 1, 2, SP_STATED_STATUS, NULL, SP_KIND_MESSAGE},
      {SP_EFFECT_ACQUIRE, 0, 1, SP_RESULT, 0, NULL, SP_KIND_MESSAGE},
      {SP_EFFECT_ACQUIRE, 0, 1, SP_RESULT, SP_STATED_STATUS, "the result",
       SP_KIND_MESSAGE},
      {SP_EFFECT_ACQUIRE, NONE, 1, 2, 0, "it does not say which argument",
       SP_KIND_MESSAGE},
      {SP_EFFECT_RELEASE, 0, NONE, 2, 0, "it does not say which argument",
       SP_KIND_MESSAGE},
      {SP_EFFECT_RELEASE, 0, 1, NONE, 0, "it does not say where",
       SP_KIND_MESSAGE},
      {SP_EFFECT_RELEASE, 0, 1, 1, 0, "it gives one argument", SP_KIND_MESSAGE},
      {SP_EFFECT_RELEASE, 0, 1, 2, 0, NULL, SP_KIND_MESSAGE},
      {SP_EFFECT_RELEASE, 0, 1, 2, SP_STATED_STATUS, "only an acquire",
       SP_KIND_MESSAGE},
      {SP_EFFECT_RELEASE, 0, 1, SP_RESULT, 0, "a release is given",
       SP_KIND_MESSAGE},
      {SP_EFFECT_ACQUIRE, NONE, NONE, 2, 0,
       "it does not say which argument is the lock, or", SP_KIND_MESSAGE},
      {SP_EFFECT_ACQUIRE, 0, 1, 2, SP_TRIES, "'taken' is for a lock",
       SP_KIND_MESSAGE},
      {SP_EFFECT_NONE, NONE, NONE, NONE, SP_TRIES, "a balanced function",
       SP_KIND_MESSAGE},
      {SP_EFFECT_NONE, NONE, 0, NONE, 0, "a balanced", SP_KIND_STATED_PLAIN},
      {SP_EFFECT_ACQUIRE, NONE, 0, 1, 0, NULL, SP_KIND_STATED},
      {SP_EFFECT_ACQUIRE, NONE, 0, SP_RESULT, 0, NULL, SP_KIND_STATED},
      {SP_EFFECT_ACQUIRE, NONE, 0, 1, SP_TRIES, NULL, SP_KIND_STATED},
      {SP_EFFECT_ACQUIRE, NONE, 0, 1, SP_STATED_STATUS, NULL, SP_KIND_STATED},
      {SP_EFFECT_ACQUIRE, NONE, 0, 1, SP_STATED_STATUS | SP_TRIES,
       "the result is 0 or another value", SP_KIND_STATED},
      {SP_EFFECT_ACQUIRE, NONE, 0, SP_RESULT, SP_TRIES,
       "the result is the irql or says", SP_KIND_STATED},
      {SP_EFFECT_ACQUIRE, NONE, 0, 0, 0, "it gives one", SP_KIND_STATED},
      {SP_EFFECT_ACQUIRE, NONE, 0, NONE, 0, NULL, SP_KIND_STATED_PLAIN},
      {SP_EFFECT_RELEASE, NONE, 0, NONE, 0, NULL, SP_KIND_STATED_PLAIN},
      {SP_EFFECT_RELEASE, NONE, 0, NONE, SP_TRIES, "only an acquire",
       SP_KIND_STATED_PLAIN},
      {SP_EFFECT_ACQUIRE, NONE, 0, 1, 0, NULL, SP_KIND_STATED_QUEUED},
      {SP_EFFECT_ACQUIRE, NONE, NONE, 1, 0, "it does not say which argument",
       SP_KIND_STATED_QUEUED},
      {SP_EFFECT_RELEASE, NONE, NONE, 0, 0, NULL, SP_KIND_STATED_QUEUED},
      {SP_EFFECT_RELEASE, NONE, 0, 1, 0, "a release by the handle",
       SP_KIND_STATED_QUEUED},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    const sp_routine row = {"F",
                            -1,
                            rows[i].effect,
                            rows[i].adapter,
                            rows[i].message,
                            rows[i].old_irql,
                            NONE,
                            SP_IRQL_UNKNOWN,
                            NONE,
                            false,
                            SP_STATED | rows[i].more,
                            0,
                            rows[i].kind};
    const char *why = sp_routine_lacks(&row);
    if (!why != !rows[i].why || (why && !starts_with(why, rows[i].why)))
      fail_msg("row %zu: %s", i, why ? why : "nothing is missing");
  }
}

static void test_routines_that_run_a_callback(void **state) {
  (void)state;
  ROUTINE("StorPortSynchronizeAccess", 3, SP_EFFECT_NONE, 0, NONE, NONE, 1,
          SP_IRQL_UNKNOWN, NONE, true);
  /* With the lock held of what the first argument names. */
  const sp_routine *runs = sp_routine_find("KeSynchronizeExecution");
  assert_non_null(runs);
  assert_int_equal(runs->runs, 1);
  assert_int_equal(runs->message, 0);
  assert_int_equal(runs->kind, SP_KIND_DEVICE);
  assert_false(sp_routine_is_lock(runs));
}

static void test_limits_by_value(void **state) {
  (void)state;
  static const char *const names[] = {"ExAllocatePool2", "KeLowerIrql",
                                      "KeSetEvent", "WdfTimerStop",
                                      "WdfWaitLockAcquire"};
  for (size_t i = 0; i < COUNT(names); i++) {
    const sp_limit *limit = sp_limit_by_value(names[i]);
    assert_non_null(limit);
    assert_true(sp_limit_is_named(limit->row.name));
    assert_ptr_equal(sp_routine_find(limit->row.name), &limit->row);
    assert_false(sp_limit_is_named(sp_routine_find(names[i])->name));
  }
  assert_null(sp_limit_by_value("StorPortFreePool"));
}

static void test_routines_that_take_a_lock_briefly(void **state) {
  (void)state;
  const sp_routine *row = sp_routine_find("ExInterlockedInsertTailList");
  assert_non_null(row);
  assert_int_equal(row->effect, SP_EFFECT_BRIEF);
  assert_int_equal(row->message, 2);
  assert_false(sp_routine_is_lock(row));
  const sp_routine *takes = sp_routine_of_kind(row->kind, true);
  assert_string_equal(takes->name, "KeAcquireSpinLockAtDpcLevel");
}

static void test_routines_that_take_a_lock(void **state) {
  (void)state;
  STORPORT("StorPortAcquireSpinLock", 4, SP_EFFECT_ACQUIRE, 0, 1, 3, NONE,
           SP_IRQL_UNKNOWN, 1, false);
  STORPORT("StorPortAcquireSpinLockEx", 4, SP_EFFECT_ACQUIRE, 0, 1, 3, NONE,
           SP_IRQL_UNKNOWN, 1, false);
  STORPORT("StorPortReleaseSpinLock", 2, SP_EFFECT_RELEASE, 0, NONE, 1, NONE,
           SP_IRQL_UNKNOWN, NONE, false);
  ROUTINE("StorPortGetLogicalUnit", 4, SP_EFFECT_NONE, 0, NONE, NONE, NONE,
          SP_IRQL_UNKNOWN, NONE, true);
  const sp_routine *take = sp_routine_find("StorPortAcquireSpinLock");
  assert_ptr_equal(sp_routine_of_notification("AcquireSpinLock"), take);
  assert_ptr_equal(sp_routine_of_notification("ReleaseSpinLock"),
                   sp_routine_find("StorPortReleaseSpinLock"));
  assert_null(sp_routine_of_notification("RequestTimerCall"));
  assert_true(sp_routine_is_notification("StorPortNotification"));
  assert_false(sp_routine_is_notification("StorPortAcquireSpinLock"));
}

static void test_what_a_lock_rules_out(void **state) {
  (void)state;
  static const struct {
    const char *name;
    int64_t spin_lock;
    sp_rule rule;
  } rows[] = {
      {"StorPortAcquireSpinLock", SP_DPC_LOCK, SP_RULE_LOCK_ORDER},
      {"StorPortAcquireSpinLock", SP_START_IO_LOCK, SP_RULE_LOCK_ORDER},
      {"StorPortAcquireSpinLockEx", SP_INTERRUPT_LOCK, SP_RULE_LOCK_ORDER},
      {"StorPortAcquireSpinLock", -1, SP_RULE_NONE},
      {"StorPortAcquireSpinLock", 4, SP_RULE_NONE},
      {"StorPortSynchronizeAccess", -1, SP_RULE_LOCK_ORDER},
      {"StorPortGetLogicalUnit", -1, SP_RULE_LOCK_ORDER},
      {"StorPortFreePool", -1, SP_RULE_IRQL_TOO_HIGH},       /* DISPATCH */
      {"KeDelayExecutionThread", -1, SP_RULE_IRQL_TOO_HIGH}, /* APC */
      {"EtwRegister", -1, SP_RULE_IRQL_TOO_HIGH},            /* PASSIVE */
      {"KeAcquireInterruptSpinLock", -1, SP_RULE_NONE},      /* DIRQL */
      {"EtwWrite", -1, SP_RULE_NONE},                        /* any */
      {"StorPortNotification", -1, SP_RULE_NONE},            /* unknown */
      {"StorPortReleaseSpinLock", -1, SP_RULE_NONE},
      {"StorPortAcquireMSISpinLock", -1, SP_RULE_NONE},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    const sp_routine *row = sp_routine_find(rows[i].name);
    assert_non_null(row);
    if (sp_routine_under_lock(row, rows[i].spin_lock) != rows[i].rule)
      fail_msg("%s with %d", rows[i].name, (int)rows[i].spin_lock);
    /* Of a lock that it takes, the automaton says it; that it takes one at
     * device IRQL, too, is not known. */
    const sp_rule spin = strcmp(rows[i].name, "StorPortSynchronizeAccess") == 0
                             ? SP_RULE_SPIN_LOCK_ORDER
                         : rows[i].rule == SP_RULE_IRQL_TOO_HIGH
                             ? SP_RULE_IRQL_TOO_HIGH
                             : SP_RULE_NONE;
    if (sp_routine_under_interrupt_lock(row) != spin)
      fail_msg("%s under InterruptLock", rows[i].name);
  }
  assert_string_equal(sp_irql_name(SP_IRQL_PASSIVE), "PASSIVE_LEVEL");
  assert_string_equal(sp_irql_name(SP_IRQL_DISPATCH), "DISPATCH_LEVEL");
  assert_string_equal(sp_irql_name(SP_IRQL_ANY), "");
  assert_string_equal(sp_irql_name(SP_IRQL_UNKNOWN), "");
  assert_string_equal(sp_spin_lock_name(SP_START_IO_LOCK), "StartIoLock");
  assert_string_equal(sp_spin_lock_name(0), "");
  assert_string_equal(sp_spin_lock_name(4), "");
}

static void test_routines_that_exclude(void **state) {
  (void)state;
  static const struct {
    const char *name;
    int excludes;
  } rows[] = {
      {"KeAcquireSpinLock", 1},
      {"KeReleaseSpinLock", -1},
      {"KeWaitForSingleObject", 1},
      {"ExAcquireResourceExclusiveLite", 1},
      {"ExIsResourceAcquiredSharedLite", 1}, /* its caller has it */
      {"ExReleaseResourceLite", -1},
      {"KeSynchronizeExecution", 1},
      {"StorPortSynchronizeAccess", 1},
      {"StorPortAcquireSpinLock", 1},
      {"StorPortReleaseMSISpinLock", -1},
      {"StorPortGetLogicalUnit", 0},
      {"StorPortFreePool", 0},
      {"KeInitializeSpinLock", 0},
      {"SqAcquireSpinLock", 0}, /* of the driver */
  };
  for (size_t i = 0; i < COUNT(rows); i++)
    if (sp_routine_excludes(rows[i].name) != rows[i].excludes)
      fail_msg("%s", rows[i].name);
}

static void test_routines_that_fail(void **state) {
  (void)state;
  static const char *const names[] = {"RtlAssert", "DbgRaiseAssertionFailure",
                                      "KeBugCheck", "KeBugCheckEx"};
  for (size_t i = 0; i < COUNT(names); i++) {
    const sp_routine *row = sp_routine_find(names[i]);
    assert_non_null(row);
    assert_int_equal(row->effect, SP_EFFECT_FAILS);
    assert_int_equal(row->arity, -1);
    assert_int_equal(row->adapter, NONE);
    assert_int_equal(row->runs, NONE);
  }
}

/* An enumerator is no routine, and a routine is no enumerator. */
static void test_unknown_routines(void **state) {
  (void)state;
  static const char *const names[] = {"",
                                      "A",
                                      "zzz",
                                      "main",
                                      "storportacquiremsispinlock",
                                      "StorPortAcquireMSISpinLoc",
                                      "StorPortAcquireMSISpinLockX",
                                      "ExtFunctionAcquireMSISpinLock",
                                      "ExtFunctionReleaseMSISpinLock"};
  for (size_t i = 0; i < COUNT(names); i++)
    assert_null(sp_routine_find(names[i]));
  static const char *const enumerators[] = {"",
                                            "ExtFunctionAllocatePool",
                                            "ExtFunctionAcquireMSISpinLoc",
                                            "extFunctionAcquireMSISpinLock",
                                            "StorPortAcquireMSISpinLock",
                                            "StorPortExtendedFunction"};
  for (size_t i = 0; i < COUNT(enumerators); i++)
    assert_null(sp_routine_find_extended(enumerators[i]));
}

/* ---- callbacks ---- */

static void test_callback_members(void **state) {
  (void)state;
  /* HW_INITIALIZATION_DATA and PORT_CONFIGURATION_INFORMATION of storport.h */
  static const char *const members[] = {"HwInitialize",
                                        "HwStartIo",
                                        "HwInterrupt",
                                        "HwFindAdapter",
                                        "HwResetBus",
                                        "HwAdapterState",
                                        "HwAdapterControl",
                                        "HwBuildIo",
                                        "HwFreeAdapterResources",
                                        "HwProcessServiceRequest",
                                        "HwCompleteServiceIrp",
                                        "HwInitializeTracing",
                                        "HwCleanupTracing",
                                        "HwTracingEnabled",
                                        "HwUnitControl",
                                        "HwDmaStarted",
                                        "HwStateChange",
                                        "HwMSInterruptRoutine",
                                        "HwTimer"};
  for (size_t i = 0; i < COUNT(members); i++)
    if (!sp_callback_of_member(members[i]))
      fail_msg("%s is no callback", members[i]);
  static const char *const others[] = {
      "",          "hwStartIo", "HwStart", "HwStartIoEx", "DeviceExtensionSize",
      "HW_STARTIO"};
  for (size_t i = 0; i < COUNT(others); i++)
    assert_null(sp_callback_of_member(others[i]));
}

static void test_callback_roles(void **state) {
  (void)state;
  static const char *const roles[] = {"HW_INITIALIZE",
                                      "HW_PASSIVE_INITIALIZE_ROUTINE",
                                      "HW_BUILDIO",
                                      "HW_STARTIO",
                                      "HW_INTERRUPT",
                                      "HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE",
                                      "HW_TIMER",
                                      "HW_TIMER_EX",
                                      "HW_FIND_ADAPTER",
                                      "VIRTUAL_HW_FIND_ADAPTER",
                                      "HW_RESET_BUS",
                                      "HW_ADAPTER_CONTROL",
                                      "HW_UNIT_CONTROL",
                                      "HW_DPC_ROUTINE",
                                      "HW_FREE_ADAPTER_RESOURCES",
                                      "HW_PROCESS_SERVICE_REQUEST",
                                      "HW_COMPLETE_SERVICE_IRP",
                                      "HW_INITIALIZE_TRACING",
                                      "HW_CLEANUP_TRACING",
                                      "HW_TRACING_ENABLED",
                                      "HW_STATE_CHANGE",
                                      "HW_WORKITEM"};
  for (size_t i = 0; i < COUNT(roles); i++)
    if (!sp_callback_of_role(roles[i]))
      fail_msg("%s is no role of a callback", roles[i]);
  static const char *const others[] = {"", "hw_startio", "HW_START",
                                       "PHW_STARTIO", "HwStartIo"};
  for (size_t i = 0; i < COUNT(others); i++)
    assert_null(sp_callback_of_role(others[i]));
}

static void test_what_callbacks_forbid(void **state) {
  (void)state;
  static const struct {
    const char *name;
    bool message, spin;
  } rows[] = {
      {"HwStorFindAdapter", true, true},
      {"HwStorInitialize", true, true},
      {"HwStorPassiveInitializeRoutine", true, true},
      {"HwStorInterrupt", true, false}, /* has InterruptLock */
      {"VirtualHwStorFindAdapter", true, false},
      {"HwMSInterruptRoutine", false, false},
      {"HwStorStartIo", false, false},
      {"HwStorDpcRoutine", false, false},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    const sp_callback *callback = sp_callback_named(rows[i].name);
    assert_non_null(callback);
    if (sp_callback_forbids(callback, false) != rows[i].message ||
        sp_callback_forbids(callback, true) != rows[i].spin)
      fail_msg("%s", rows[i].name);
  }
}

static void test_what_is_known_of_callbacks(void **state) {
  (void)state;
  assert_int_equal(sp_callback_of_member("HwFindAdapter")->kind,
                   SP_CALLBACK_FIND_ADAPTER);
  assert_int_equal(sp_callback_of_role("HW_INTERRUPT")->kind,
                   SP_CALLBACK_LOCKLESS);
  assert_int_equal(sp_callback_of_member("HwStartIo")->kind, SP_CALLBACK_PLAIN);
  assert_int_equal(sp_callback_of_member("HwMSInterruptRoutine")->kind,
                   SP_CALLBACK_OF_MESSAGE);
  assert_int_equal(sp_callback_given_to(
                       sp_routine_find("StorPortEnablePassiveInitialization"))
                       ->kind,
                   SP_CALLBACK_LOCKLESS);
  assert_int_equal(
      sp_callback_given_to(sp_routine_find("StorPortInitializeDpc"))->kind,
      SP_CALLBACK_PLAIN);
  assert_string_equal(
      sp_callback_given_to(sp_routine_find("StorPortInitializeDpc"))->name,
      "HwStorDpcRoutine");
  assert_string_equal(
      sp_callback_given_to(sp_routine_find("StorPortReadPortUchar"))->name, "");
  assert_ptr_equal(sp_callback_named("HwStorStartIo"),
                   sp_callback_of_member("HwStartIo"));
  assert_string_equal(
      sp_callback_given_to(sp_routine_find("IoSetCancelRoutine"))->name,
      SP_CANCEL_CALLBACK);
  assert_true(sp_callback_gives_cancel(sp_callback_of_role("DRIVER_CANCEL")));
  assert_false(
      sp_callback_gives_cancel(sp_callback_of_role("DRIVER_DISPATCH")));
  assert_string_equal(sp_routine_writes_member("IoSetCancelRoutine"),
                      "CancelRoutine");
  assert_string_equal(sp_routine_writes_member("IoMarkIrpPending"), "");
  assert_null(sp_routine_writes_member("IoSetCompletionRoutine"));
  assert_int_equal(sp_routine_find(sp_routine_annotated(SP_IRQL_APC))->max_irql,
                   SP_IRQL_APC);
  assert_null(sp_routine_annotated(SP_IRQL_DIRQL));
  assert_null(sp_callback_named("StartIo"));
  assert_null(sp_callback_named(""));
  const char *mode = "InterruptSynchronizationMode";
  assert_int_equal(sp_mode_asked(mode, "InterruptSynchronizePerMessage"),
                   SP_MODE_PER_MESSAGE);
  assert_int_equal(sp_mode_asked(mode, "InterruptSynchronizeAll"),
                   SP_MODE_OTHER);
  assert_int_equal(sp_mode_asked(mode, ""), SP_MODE_UNKNOWN);
  assert_int_equal(sp_mode_asked("Mode", "InterruptSynchronizeAll"),
                   SP_MODE_NONE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(routines_that_put_pointers),
      cmocka_unit_test(test_rule_names),
      cmocka_unit_test(test_rule_checkers),
      cmocka_unit_test(test_rule_docs),
      cmocka_unit_test(test_rule_of_message),
      cmocka_unit_test(test_lock_forms),
      cmocka_unit_test(test_rule_of_family),
      cmocka_unit_test(test_rule_texts),
      cmocka_unit_test(test_rule_severities),
      cmocka_unit_test(test_rule_scores),
      cmocka_unit_test(test_rule_find),
      cmocka_unit_test(test_ddi_is_sorted),
      cmocka_unit_test(test_ddi_is_found),
      cmocka_unit_test(test_ddi_adapter_is_of_a_port_driver),
      cmocka_unit_test(test_lock_routines),
      cmocka_unit_test(test_kernel_routines),
      cmocka_unit_test(test_extended_routines),
      cmocka_unit_test(test_added_routines),
      cmocka_unit_test(test_what_can_be_stated),
      cmocka_unit_test(test_routines_that_run_a_callback),
      cmocka_unit_test(test_limits_by_value),
      cmocka_unit_test(test_routines_that_take_a_lock_briefly),
      cmocka_unit_test(test_routines_that_take_a_lock),
      cmocka_unit_test(test_what_a_lock_rules_out),
      cmocka_unit_test(test_routines_that_exclude),
      cmocka_unit_test(test_routines_that_fail),
      cmocka_unit_test(test_unknown_routines),
      cmocka_unit_test(test_callback_members),
      cmocka_unit_test(test_callback_roles),
      cmocka_unit_test(test_what_callbacks_forbid),
      cmocka_unit_test(test_what_is_known_of_callbacks),
  };
  return cmocka_run_group_tests_name("core.tables", tests, NULL, NULL);
}
