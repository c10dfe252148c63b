package dev.gradus.kernel;

/// A matrix whose element `(i, j)` is at `offset + rows[top + i] + columns[left + j]`: what the
/// places of a convolution see at its taps, or that turned, without a copy of it.
record Patches(Object array, int offset, int[] rows, int top, int[] columns, int left)
    implements RightFactor {
  @Override
  public int at(int i, int j) {
    return offset + rows[top + i] + columns[left + j];
  }

  @Override
  public Patches from(int i, int j) {
    return new Patches(array, offset, rows, top + i, columns, left + j);
  }

  @Override
  public boolean hasContiguousRows() {
    return false;
  }

  @Override
  public int row() {
    throw new IllegalStateException("the rows of patches are not contiguous");
  }

  /// The ends of the pieces of the array that the first `count` columns are made of, and in the
  /// last place how many pieces there are.
  int[] pieces(int count) {
    int[] ends = new int[count + 1];
    int pieces = 0;
    for (int q = 0; q < count; q++) {
      if (q + 1 == count || columns[left + q + 1] != columns[left + q] + 1) {
        ends[pieces++] = q + 1;
      }
    }
    ends[count] = pieces;
    return ends;
  }

  /// Whether the eight rows from `i` on see neighbours.
  boolean hasNeighbours(int i) {
    return rows[top + i + 7] == rows[top + i] + 7;
  }
}
