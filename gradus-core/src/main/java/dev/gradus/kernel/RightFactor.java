package dev.gradus.kernel;

/// The right factor of a packed product: a matrix that is there, or one that is only described.
sealed interface RightFactor permits Strided, Patches {
  /// The array that holds the elements.
  Object array();

  /// Where element `(i, j)` is.
  int at(int i, int j);

  /// The part whose first element is `(i, j)`.
  RightFactor from(int i, int j);

  /// Whether each row is one piece of the array.
  boolean hasContiguousRows();

  /// From row to row, if they are contiguous.
  int row();
}
