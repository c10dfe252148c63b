package dev.gradus.shape;

import java.util.Arrays;

/// Where the elements of a tensor lie in its storage: sizes, strides and the offset of the first.
///
/// Immutable; the arrays that the accessors return must not be written to. Units: elements.
public final class Layout {
  /// A zero-dimensional tensor at offset 0.
  public static final Layout SCALAR = new Layout(Sizes.SCALAR, Sizes.SCALAR, 0);

  private final long[] sizes;
  private final long[] strides;
  private final long offset;
  private final long numel;
  private final boolean contiguous;

  private Layout(long[] sizes, long[] strides, long offset) {
    this.sizes = sizes;
    this.strides = strides;
    this.offset = offset;
    this.numel = Sizes.numel(sizes);
    this.contiguous = isRowMajor(sizes, strides, numel);
  }

  /// Row-major from offset 0.
  public static Layout contiguous(long... sizes) {
    return sizes.length == 0 ? SCALAR : new Layout(sizes, Sizes.rowMajor(sizes), 0);
  }

  /// Any layout.
  public static Layout of(long[] sizes, long[] strides, long offset) {
    return new Layout(sizes, strides, offset);
  }

  private static boolean isRowMajor(long[] sizes, long[] strides, long numel) {
    if (numel == 0) {
      return true;
    }
    long step = 1;
    for (int d = sizes.length - 1; d >= 0; d--) {
      if (sizes[d] != 1 && strides[d] != step) {
        return false;
      }
      step *= sizes[d];
    }
    return true;
  }

  /// The size of every dimension.
  public long[] sizes() {
    return sizes;
  }

  /// The step between neighbours along every dimension.
  public long[] strides() {
    return strides;
  }

  /// The index of the first element in the storage.
  public long offset() {
    return offset;
  }

  /// The number of elements.
  public long numel() {
    return numel;
  }

  /// The number of dimensions.
  public int rank() {
    return sizes.length;
  }

  /// Whether elements lie in row-major order without gaps.
  public boolean isContiguous() {
    return contiguous;
  }

  /// Whether this is a matrix, or a batch of them, whose columns are contiguous and not its rows.
  public boolean isTurned() {
    int n = sizes.length;
    return !contiguous && n >= 2 && strides[n - 2] == 1 && strides[n - 1] != 1;
  }

  /// Whether this starts at 0 and is contiguous, so that it can serve a fresh result as it is.
  public boolean isPlain() {
    return contiguous && offset == 0;
  }

  /// Whether both have the same sizes.
  public boolean sameSizes(Layout other) {
    return sizes == other.sizes || Arrays.equals(sizes, other.sizes);
  }

  /// Whether elements fill a block of memory without gaps or overlaps, in whatever order.
  public boolean isDense() {
    if (contiguous) {
      return true;
    }
    Integer[] order = new Integer[sizes.length];
    Arrays.setAll(order, d -> d);
    Arrays.sort(order, (a, b) -> Long.compare(strides[a], strides[b]));
    long step = 1;
    for (int d : order) {
      if (sizes[d] == 1) {
        continue;
      }
      if (strides[d] != step) {
        return false;
      }
      step *= sizes[d];
    }
    return true;
  }

  /// Whether two elements surely share a place: a dimension of several elements has stride 0.
  public boolean overlapsItself() {
    for (int d = 0; d < sizes.length; d++) {
      if (sizes[d] > 1 && strides[d] == 0) {
        return true;
      }
    }
    return false;
  }

  /// Whether two elements may share a place: false is certain.
  public boolean mayOverlap() {
    if (contiguous || numel <= 1) {
      return false;
    }
    Integer[] order = new Integer[sizes.length];
    Arrays.setAll(order, d -> d);
    Arrays.sort(order, (a, b) -> Long.compare(strides[a], strides[b]));
    long reach = 0;
    for (int d : order) {
      if (sizes[d] == 1) {
        continue;
      }
      if (strides[d] <= reach) {
        return true;
      }
      reach += (sizes[d] - 1) * strides[d];
    }
    return false;
  }

  /// The largest index in the storage that is used, or -1 if there are no elements.
  public long lastIndex() {
    if (numel == 0) {
      return -1;
    }
    long last = offset;
    for (int d = 0; d < sizes.length; d++) {
      last += Math.max(0, (sizes[d] - 1) * strides[d]);
    }
    return last;
  }

  /// The same sizes and strides at another offset.
  public Layout at(long newOffset) {
    return newOffset == offset ? this : new Layout(sizes, strides, newOffset);
  }

  /// Sizes and strides equal, offsets too.
  public boolean sameAs(Layout other) {
    return this == other
        || offset == other.offset
            && Arrays.equals(sizes, other.sizes)
            && Arrays.equals(strides, other.strides);
  }

  @Override
  public String toString() {
    return "sizes "
        + Arrays.toString(sizes)
        + ", strides "
        + Arrays.toString(strides)
        + ", offset "
        + offset;
  }
}
