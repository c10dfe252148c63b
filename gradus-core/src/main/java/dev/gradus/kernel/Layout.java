package dev.gradus.kernel;

/// What a loop knows about the strides along a row: bit `k` of `broadcast` says that operand `k`
/// stands still; the others step by one, or by any number if the layout is `strided`.
record Layout(boolean strided, long broadcast) {
  /// Any strides.
  static final Layout STRIDED = new Layout(true, 0);

  /// Every operand steps by one.
  static final Layout CONTIGUOUS = new Layout(false, 0);

  boolean isBroadcast(int operand) {
    return (broadcast >>> operand & 1) != 0;
  }

  /// The layout of a pass over some arrays, of which those from `callers` on are contiguous
  /// temporaries.
  Layout of(int[] arrays, int callers) {
    boolean any = false;
    long still = 0;
    for (int k = 0; k < arrays.length; k++) {
      if (arrays[k] < callers) {
        any = true;
        still |= (broadcast >>> arrays[k] & 1) << k;
      }
    }
    return strided && any ? STRIDED : new Layout(false, still);
  }
}
