package dev.gradus.kernel;

/// One matrix for every head of every sample: element (b, h, i, j) is at `offset + b·batch + h·head
/// + i·row + j·column`.
public record Heads(Object array, int offset, int batch, int head, int row, int column) {
  /// Such matrices side by side in row-major order.
  public static Heads contiguous(Object array, int heads, int rows, int columns) {
    return new Heads(array, 0, heads * rows * columns, rows * columns, columns, 1);
  }

  Strided matrix(int b, int h) {
    return new Strided(array, offset + b * batch + h * head, row, column);
  }
}
