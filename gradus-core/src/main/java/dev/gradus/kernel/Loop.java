package dev.gradus.kernel;

/// A compiled loop; its subclasses are generated.
///
/// It walks `m` rows of `n` elements. Operand `k` (outputs first, then inputs) starts at
/// `offsets[k]`, steps by `inner[k]` along a row and by `outer[k]` from row to row. A loop compiled
/// for contiguous or broadcast operands does not look at `inner`.
abstract class Loop {
  abstract void run(
      int n, int m, Object[] arrays, int[] offsets, int[] inner, int[] outer, long[] params);
}
