package dev.gradus.kernel;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The kernels of depthwise convolutions that go through planes without a copy of them, each as
/// soon as it is compiled.
final class VectorPlanes {
  /// Taps of a plane, and of a row, that a kernel has at most: their weights stay in registers.
  static final int MOST_TAPS = 25;

  static final int WIDEST = 8;

  /// Vectors narrower than that are of processors without masks.
  private static final int LEAST_BITS = 256;

  private static final int WARM_ROWS = 9;
  private static final int WARM_WIDTH = 17;
  private static final int WARM_PLANES = 3;

  private final boolean wide;
  private final Object zeros;
  private final Map<PlaneGenerator.Kind, Compiled<PlaneKernel>> planes = new ConcurrentHashMap<>();
  private final Map<List<Integer>, Compiled<PlaneDotsKernel>> dots = new ConcurrentHashMap<>();

  private VectorPlanes(boolean wide) {
    this.wide = wide;
    this.zeros = array(PlaneKernel.ZEROS);
  }

  private static final VectorPlanes FLOATS = new VectorPlanes(false);

  /// Apart, since most programs need none.
  private static final class Doubles {
    private static final VectorPlanes PLANES = new VectorPlanes(true);
  }

  static VectorPlanes of(Object type) {
    return type instanceof double[] ? Doubles.PLANES : FLOATS;
  }

  /// What kernels read in place of rows outside.
  Object zeros() {
    return zeros;
  }

  /// Elements of a vector.
  int lanes() {
    return GemmKernels.Width.preferred() / (wide ? Double.SIZE : Float.SIZE);
  }

  /// The kernel; null if it is not ready, and then so much work counts as done without it.
  @Nullable PlaneKernel kernel(PlaneGenerator.Kind kind, long work) {
    return canMask() ? of(kind).ready(work) : null;
  }

  /// The kernel of so many rows of taps; null if it is not ready.
  @Nullable PlaneDotsKernel dots(int height, int width, long work) {
    return canMask() ? dots(height, width).ready(work) : null;
  }

  private static boolean canMask() {
    return GemmKernels.vectorsAllowed() && GemmKernels.Width.preferred() >= LEAST_BITS;
  }

  /// Compiles the kernels for so many taps now.
  void warmUp(int height, int width) {
    if (canMask()) {
      dots(height, width).now();
      for (boolean back : new boolean[] {false, true}) {
        for (boolean biased : new boolean[] {false, true}) {
          of(new PlaneGenerator.Kind(height, width, back, biased)).now();
        }
      }
    }
  }

  private Compiled<PlaneKernel> of(PlaneGenerator.Kind kind) {
    return planes.computeIfAbsent(
        kind,
        k ->
            new Compiled<>(
                bits -> PlaneGenerator.generate(wide, bits, k), kernel -> exercise(kernel, k)));
  }

  private Compiled<PlaneDotsKernel> dots(int height, int width) {
    return dots.computeIfAbsent(
        List.of(height, width),
        _ ->
            new Compiled<>(
                bits -> PlaneDotsGenerator.generate(wide, bits, height, width),
                kernel -> exercise(kernel, height, width)));
  }

  private WarmUp.Exercise exercise(PlaneKernel kernel, PlaneGenerator.Kind kind) {
    int[] sizes = new int[PlaneKernel.SIZES];
    sizes[PlaneKernel.IN_ROWS] = WARM_ROWS;
    sizes[PlaneKernel.IN_WIDTH] = WARM_WIDTH;
    sizes[PlaneKernel.OUT_ROWS] = WARM_ROWS;
    sizes[PlaneKernel.OUT_WIDTH] = WARM_WIDTH;
    sizes[PlaneKernel.TOP] = kind.back() ? kind.height() / 2 : -kind.height() / 2;
    sizes[PlaneKernel.LEFT] = kind.back() ? kind.width() / 2 : -kind.width() / 2;
    sizes[PlaneKernel.GROUPS] = WARM_PLANES;
    sizes[PlaneKernel.TAPS] = kind.taps();
    sizes[PlaneKernel.X_AT] = PlaneKernel.ZEROS;
    sizes[PlaneKernel.Y_AT] = PlaneKernel.ZEROS;
    Object x = warmPlanes();
    Object y = warmPlanes();
    Object w = array(WARM_PLANES * kind.taps());
    int steps = WARM_PLANES * WARM_ROWS * Math.ceilDiv(WARM_WIDTH, lanes());
    return new WarmUp.Exercise(
        () -> kernel.run(0, WARM_PLANES, sizes, x, w, kind.biased() ? w : null, y, zeros),
        steps * (2 * kind.taps() + 2));
  }

  private WarmUp.Exercise exercise(PlaneDotsKernel kernel, int height, int width) {
    int[] sizes = new int[PlaneDotsKernel.SIZES];
    sizes[PlaneDotsKernel.IN_ROWS] = WARM_ROWS;
    sizes[PlaneDotsKernel.IN_WIDTH] = WARM_WIDTH;
    sizes[PlaneDotsKernel.OUT_WIDTH] = WARM_WIDTH;
    sizes[PlaneDotsKernel.TOP] = -height / 2;
    sizes[PlaneDotsKernel.LEFT] = -width / 2;
    sizes[PlaneDotsKernel.END] = WARM_ROWS;
    sizes[PlaneDotsKernel.G_AT] = PlaneKernel.ZEROS;
    sizes[PlaneDotsKernel.G_STEP] = WARM_ROWS * WARM_WIDTH;
    sizes[PlaneDotsKernel.X_AT] = PlaneKernel.ZEROS;
    sizes[PlaneDotsKernel.X_STEP] = WARM_ROWS * WARM_WIDTH;
    Object g = warmPlanes();
    Object x = warmPlanes();
    Object to = array(height * width * PlaneDotsKernel.LANES);
    int steps = WARM_PLANES * WARM_ROWS * Math.ceilDiv(2 * WARM_WIDTH, lanes());
    return new WarmUp.Exercise(
        () -> kernel.run(WARM_PLANES, sizes, g, x, to, zeros), steps * (2 * height * width + 2));
  }

  private Object warmPlanes() {
    return array(2 * PlaneKernel.ZEROS + WARM_PLANES * WARM_ROWS * WARM_WIDTH);
  }

  private Object array(int length) {
    return wide ? new double[length] : new float[length];
  }
}
