package dev.gradus.kernel;

/// A matrix inside an array: element `(i, j)` is at `offset + i·row + j·column`.
record Strided(Object array, int offset, int row, int column) implements RightFactor {

  @Override
  public int at(int i, int j) {
    return offset + i * row + j * column;
  }

  /// The part whose first element is `(i, j)`.
  @Override
  public Strided from(int i, int j) {
    return new Strided(array, at(i, j), row, column);
  }

  @Override
  public boolean hasContiguousRows() {
    return column == 1;
  }

  Strided transposed() {
    return new Strided(array, offset, column, row);
  }
}
