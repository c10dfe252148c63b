package dev.gradus.kernel;

/// What a loop knows about its operands along a row.
///
/// @param strided whether those that do not stand still step by any number, else by one
/// @param broadcast bit `k` says that operand `k` stands still
/// @param together whether those that step start every row at the same index: Note [One index for
///   all]
record Layout(boolean strided, long broadcast, boolean together) {
  /// Any strides.
  static final Layout STRIDED = new Layout(true, 0, false);

  /// Every operand steps by one.
  static final Layout CONTIGUOUS = new Layout(false, 0);

  Layout(boolean strided, long broadcast) {
    this(strided, broadcast, false);
  }

  /// The same with operands that start together.
  Layout asTogether() {
    return new Layout(strided, broadcast, true);
  }

  /// Whether several of so many operands step by one, so that they may share an index.
  boolean canShareIndex(int operands) {
    return !strided && operands - Long.bitCount(broadcast) > 1;
  }

  /// Whether they do in these rows.
  boolean isTogether(int m, int[] offsets, int[] outer) {
    for (int k = 1; k < offsets.length; k++) {
      boolean same = offsets[k] == offsets[0] && (m == 1 || outer[k] == outer[0]);
      if (!same && !isBroadcast(k)) {
        return false;
      }
    }
    return true;
  }

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
