void f(void *Ext) { // NOLINT
  g(Ext, "a // NOLINT", 'x'); // NOLINT(storport.msi.*, -storport.msi.Leak)
  // NOLINTNEXTLINE(storport.spinlock.Leak)
  h(Ext, R"x( /* )x", 0x1'0ull);
  /* NOLINTBEGIN(storport.*) */
#line 7 "other.c"
  if (Ext) { return; } // NOLINT( , -)
  /* NOLINTEND(storport.*) */ // NOLINTEND
}
int \
line(void) { return 1; /* NOLINTBEGIN
