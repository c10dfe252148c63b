package dev.gradus.kernel;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/// Depthwise convolutions of stride 1, and their gradients by the input, by [PlaneKernel]s: nothing
/// is copied, and results have the bits that [ConvDirect] gives by way of a [ConvCanvas].
final class ConvPlanes {
  /// Elements of planes that stay in the cache next to the core from column to column.
  private static final int NEAR = 1 << 12;

  private final ConvGeometry s;
  private final boolean back;
  private final PlaneKernel kernel;
  private final int lanes;
  private final Object zeros;

  private ConvPlanes(ConvGeometry s, boolean back, PlaneKernel kernel, Object type) {
    this.s = s;
    this.back = back;
    this.kernel = kernel;
    this.lanes = VectorPlanes.of(type).lanes();
    this.zeros = VectorPlanes.of(type).zeros();
  }

  /// Whether planes are seen one by one and without gaps.
  static boolean suits(ConvGeometry s) {
    return s.channels() == 1
        && s.filters() == 1
        && s.hasUnitStride()
        && s.dilation()[1] == 1
        && s.dilation()[2] == 1
        && s.kernel()[0] == 1
        && s.pad()[0] == 0
        && s.in()[0] == 1
        && s.kernel()[2] <= VectorPlanes.WIDEST
        && s.taps() <= VectorPlanes.MOST_TAPS
        && Math.min(s.in()[1], s.out()[1]) >= PlaneGenerator.MOST_ROWS;
  }

  /// Null where sizes do not suit or the kernel is not ready.
  static @Nullable ConvPlanes of(ConvGeometry s, boolean back, boolean biased, Object type) {
    if (!suits(s)) {
      return null;
    }
    var kind = new PlaneGenerator.Kind(s.kernel()[1], s.kernel()[2], back, biased);
    PlaneKernel kernel = VectorPlanes.of(type).kernel(kind, s.work());
    return kernel == null ? null : new ConvPlanes(s, back, kernel, type);
  }

  private int[] from() {
    return back ? s.out() : s.in();
  }

  private int[] to() {
    return back ? s.in() : s.out();
  }

  /// The first plane before which there is what a kernel reads.
  int first(int xo) {
    int before = back ? s.kernel()[2] - 1 - s.pad()[2] : s.pad()[2];
    int plane = Math.max(1, from()[1] * from()[2]);
    return before <= xo ? 0 : Math.ceilDiv(before - xo, plane);
  }

  /// The end of those planes behind which there is what a kernel reads and writes.
  int end(Object x, int xo, Object y) {
    int last = (Math.ceilDiv(to()[2], lanes) - 1) * lanes;
    int seen = last + (back ? s.pad()[2] : s.kernel()[2] - 1 - s.pad()[2]);
    int read = whole(Array.getLength(x) - xo, from(), seen);
    return Math.min(read, whole(Array.getLength(y), to(), last));
  }

  /// How many planes fit that are followed by a vector at `column` of the last row.
  private int whole(int length, int[] sizes, int column) {
    int beyond = Math.max(0, column + lanes - sizes[2]);
    return Math.max(0, length - beyond) / Math.max(1, sizes[1] * sizes[2]);
  }

  /// Makes planes `first` to `end - 1`.
  void run(
      int first,
      int end,
      Object x,
      int xo,
      Object w,
      int wo,
      @Nullable Object bias,
      int bo,
      Object y) {
    int[] sizes = new int[PlaneKernel.SIZES];
    sizes[PlaneKernel.IN_ROWS] = from()[1];
    sizes[PlaneKernel.IN_WIDTH] = from()[2];
    sizes[PlaneKernel.OUT_ROWS] = to()[1];
    sizes[PlaneKernel.OUT_WIDTH] = to()[2];
    sizes[PlaneKernel.TOP] = back ? s.pad()[1] : -s.pad()[1];
    sizes[PlaneKernel.LEFT] = back ? s.pad()[2] : -s.pad()[2];
    sizes[PlaneKernel.GROUPS] = s.groups();
    sizes[PlaneKernel.TAPS] = s.taps();
    sizes[PlaneKernel.X_AT] = xo;
    sizes[PlaneKernel.BIAS_AT] = bo;
    sizes[PlaneKernel.W_AT] = wo;
    int block = Math.max(1, NEAR / (to()[1] * to()[2]));
    for (int p = first; p < end; p += block) {
      kernel.run(p, Math.min(p + block, end), sizes, x, w, bias, y, zeros);
    }
  }
}
