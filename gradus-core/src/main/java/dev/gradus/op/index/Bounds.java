package dev.gradus.op.index;

import dev.gradus.error.GradusIndexException;

/// What an operation says of a position outside its range, and whether negative ones count from the
/// end.
enum Bounds {
  /// Indexing by tensors; PyTorch numbers the index tensors here, not the dimensions.
  OF_INDEX(true),
  /// `gather`, `scatter` and their kin.
  STRICT(false),
  /// `index_fill`, `index_copy`.
  WRAPPING(true),
  /// `index_select`, `index_add`.
  IN_SELF(false),
  /// `take`, `put`.
  FLAT(true);

  private final boolean wraps;

  Bounds(boolean wraps) {
    this.wraps = wraps;
  }

  boolean wraps() {
    return wraps;
  }

  GradusIndexException error(long value, int term, int dim, long size) {
    return new GradusIndexException(
        switch (this) {
          case OF_INDEX -> outOfBounds(value, term, size) + where(dim);
          case STRICT ->
              outOfBounds(value, dim, size) + "\nNegative positions are not allowed here.";
          case WRAPPING -> outOfBounds(value, dim, size);
          case IN_SELF ->
              "index out of range in self\n"
                  + outOfBounds(value, dim, size)
                  + "; it must be 0 or more.";
          case FLAT ->
              "out of range: tried to access index "
                  + value
                  + " on a tensor of "
                  + size
                  + " elements.";
        });
  }

  private static String outOfBounds(long value, int dim, long size) {
    return "index " + value + " is out of bounds for dimension " + dim + " with size " + size;
  }

  private static String where(int dim) {
    return "\nThe index tensor of dimension " + dim + " holds it.";
  }
}
