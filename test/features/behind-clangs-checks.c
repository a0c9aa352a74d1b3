// What clang's own checks end a path at hides no finding: a null pointer that is
// followed, a register at a fixed address, a function that they take by its name
// for one that never returns, and a division by zero.
// RUN: %analyze -verify=both,core %s
// RUN: %analyze_only -analyzer-checker=storport -verify=both %s
// RUN: %analyze -analyzer-config storport:Alone=true -verify=both %s
#include <storport.h>

void halt(const char *text);
void db_error(const char *text);

typedef struct _CARD { ULONG Depth; BOOLEAN Gone; } CARD;

ULONG whileNull(CARD *card, ULONG *count) {
  ULONG irql;
  if (count)
    ++card->Depth;
  StorPortAcquireMSISpinLock(card, 2, &irql);
  *count = 0; // core-warning {{Dereference of null pointer}}
  if (card->Gone)
    return 1; // both-warning {{MSI spin lock for message '2' is still held on return}}
  StorPortReleaseMSISpinLock(card, 2, irql);
  return 0;
}

void named(CARD *card) {
  ULONG irql;
  StorPortAcquireMSISpinLock(card, 3, &irql);
  if (card->Gone) {
    halt("gone");
    return; // both-warning {{MSI spin lock for message '3' is still held on return}}
  }
  StorPortReleaseMSISpinLock(card, 3, irql);
}

void namedBefore(CARD *card) {
  ULONG irql;
  db_error("always");
  StorPortAcquireMSISpinLock(card, 4, &irql);
  StorPortReleaseMSISpinLock(card, 4, irql);
  StorPortReleaseMSISpinLock(card, 4, irql); // both-warning {{MSI spin lock for message '4' is released again, but was released before}}
}

void namedRight(CARD *card) {
  ULONG irql;
  StorPortAcquireMSISpinLock(card, 5, &irql);
  if (card->Gone)
    halt("gone");
  StorPortReleaseMSISpinLock(card, 5, irql);
}
