package dev.gradus.kernel;

import org.jspecify.annotations.Nullable;

/// Convolutions of row-major arrays of float, double or long, as products of matrices.
///
/// With the columns of a sample below each other (see [ConvColumns]), `y = W·columns`; the gradient
/// by the weights is `g·columnsᵀ`, that by the input the sum of the columns `Wᵀ·g`. At stride 1 the
/// latter is a convolution too, with reversed filters, and is done as one where planes are large;
/// for small ones see [ConvFold]. Columns are taken in blocks (see [ConvBlocks]) and, of
/// floating-point numbers, straight from the input into the panels of the product (see
/// [ConvPatches]); a filter of one tap has none. Groups with few channels and filters are no
/// products; see [ConvDirect].
public final class Convolution {
  private final ConvGeometry s;
  private final ConvBlocks blocks;
  private final boolean pointwise;
  private final @Nullable ConvPatches patches;

  /// @param type an array of the type of numbers
  private Convolution(ConvGeometry s, Object type) {
    this.s = s;
    this.blocks = ConvBlocks.of(s);
    this.pointwise = s.isPointwise() && blocks.samples() == 1;
    this.patches = pointwise ? null : ConvPatches.of(s, blocks.samples(), type);
  }

  /// `y` from `x` and the weights; all of `y` is written.
  public static void forward(
      ConvGeometry s, Object x, int xo, Object w, int wo, @Nullable Object bias, int bo, Object y) {
    if (isDirect(s, x)) {
      ConvDirect.forward(s, x, xo, w, wo, bias, bo, y);
      return;
    }
    int row = s.depth();
    Strided weights = new Strided(w, wo, row, 1);
    new Convolution(s, x).apply(x, xo, weights, s.filters() * row, bias, bo, y);
  }

  /// Compiles the vector kernels of direct convolutions now, for programs that measure time and for
  /// tests.
  ///
  /// @param type an array of the type of numbers
  public static void warmUp(Object type) {
    VectorTaps.of(type).warmUp();
    VectorRows.of(type).warmUp();
    VectorPlanes.of(type).warmUp(3, 3);
  }

  private static boolean isDirect(ConvGeometry s, Object type) {
    return !(type instanceof long[]) && ConvDirect.suits(s);
  }

  /// The gradient by the input, `gx`, from `g` and the weights; `gx` must be zeros if this
  /// [#addsToInput].
  public static void inputGradient(
      ConvGeometry s,
      Object g,
      int go,
      Object w,
      int wo,
      @Nullable Object bias,
      int bo,
      Object gx) {
    if (isDirect(s, g)) {
      ConvDirect.inputGradient(s, g, go, w, wo, bias, bo, gx);
    } else if (ConvFold.suits(s) && !(g instanceof long[])) {
      ConvFold.run(s, g, go, w, wo, bias, bo, gx);
    } else if (isReversed(s)) {
      reversed(s, g, go, w, wo, bias, bo, gx);
    } else {
      new Convolution(s, g).scatter(g, go, w, wo, bias, bo, gx);
    }
  }

  private static void reversed(
      ConvGeometry s,
      Object g,
      int go,
      Object w,
      int wo,
      @Nullable Object bias,
      int bo,
      Object gx) {
    ConvGeometry r = s.reversed();
    int row = s.depth();
    boolean pointwise = s.taps() == 1;
    int count = pointwise ? 0 : s.groups() * s.filters() * row;
    try (ConvBlocks.Buffers turned = ConvBlocks.Buffers.take(w, count, 0)) {
      Strided weights =
          pointwise ? new Strided(w, wo, 1, row) : new Strided(turned.columns, 0, r.depth(), 1);
      if (!pointwise) {
        reverseFilters(s, w, wo, turned.columns);
      }
      new Convolution(r, g).apply(g, go, weights, s.filters() * row, bias, bo, gx);
    }
  }

  /// Whether the gradient by the input is added to what is there.
  ///
  /// @param real whether it is of floats or doubles
  public static boolean addsToInput(ConvGeometry s, boolean real) {
    return !isReversed(s) && !(real && ConvDirect.suits(s));
  }

  /// Whether the gradient by the input is a convolution with reversed filters, which writes all of
  /// it: at stride 1, unless filters are so many that their columns cost more than sums into the
  /// input, or the border is most of the work.
  private static boolean isReversed(ConvGeometry s) {
    return s.hasUnitStride()
        && (s.filters() <= 4 * s.channels() || s.taps() == 1)
        && !ConvFold.suits(s);
  }

  /// The gradient by the weights, `gw`, from `g` and `x`; all of `gw` is written.
  public static void weightGradient(ConvGeometry s, Object g, int go, Object x, int xo, Object gw) {
    if (isDirect(s, x)) {
      if (ConvPlanes.suits(s)) {
        new ConvPlaneWeights(s, g, go, x, xo).run(gw);
      } else {
        new ConvDirectWeights(s, g, go, x, xo).run(gw);
      }
      return;
    }
    new ConvWeights(s, x).run(g, go, x, xo, gw);
  }

  /// For each group, channels × filters × taps in reverse.
  private static void reverseFilters(ConvGeometry s, Object w, int wo, Object to) {
    int taps = s.taps();
    int o = 0;
    for (int group = 0; group < s.groups(); group++) {
      for (int c = 0; c < s.channels(); c++) {
        for (int f = 0; f < s.filters(); f++) {
          int from = wo + ((group * s.filters() + f) * s.channels() + c) * taps;
          ConvRows.copy(w, from + taps - 1, -1, to, o, taps);
          o += taps;
        }
      }
    }
  }

  private void apply(
      Object x, int xo, Strided weights, int groupStep, @Nullable Object bias, int bo, Object y) {
    int tasks = blocks.count() * s.groups();
    ConvBlocks.share(
        tasks,
        s.work(),
        t -> {
          int group = t % s.groups();
          int block = t / s.groups();
          Strided w =
              new Strided(
                  weights.array(),
                  weights.offset() + group * groupStep,
                  weights.row(),
                  weights.column());
          applyBlock(x, xo, w, group, block, bias, bo, y, tasks == 1);
        });
  }

  private void applyBlock(
      Object x,
      int xo,
      Strided w,
      int group,
      int block,
      @Nullable Object bias,
      int bo,
      Object y,
      boolean alone) {
    int n = block / blocks.columnBlocks() * blocks.samples();
    int count = Math.min(blocks.samples(), s.samples() - n);
    int places = s.outVolume();
    int from = block % blocks.columnBlocks() * blocks.columns();
    int to = Math.min(places, from + blocks.columns());
    int width = count * (to - from);
    int depth = s.depth();
    boolean many = count > 1;
    int result = many ? s.filters() * width : 0;
    int copied = patches != null ? patches.copied(count) : pointwise ? 0 : depth * width;
    try (var buffers = ConvBlocks.Buffers.take(y, copied, result)) {
      RightFactor columns;
      if (pointwise) {
        columns = new Strided(x, xo + s.inputAt(n, group) + from, places, 1);
      } else if (patches != null) {
        columns = patches.columns(x, xo, group, n, count, from, buffers.columns);
      } else {
        for (int b = 0; b < count; b++) {
          int sample = xo + s.inputAt(n + b, group);
          ConvColumns.gather(s, x, sample, from, to, buffers.columns, b * places, width);
        }
        columns = new Strided(buffers.columns, 0, width, 1);
      }
      Strided c =
          many
              ? new Strided(buffers.rows, 0, width, 1)
              : new Strided(y, s.outputAt(n, group) + from, places, 1);
      if (alone) {
        ConvBlocks.sharedProduct(y, s.filters(), width, depth, w, columns, c, false);
      } else {
        ConvBlocks.product(y, s.filters(), width, depth, w, columns, c, false);
      }
      if (many) {
        copyRows(buffers.rows, n, count, group, bias, bo, y);
      } else if (bias != null) {
        addBias(bias, bo, group, n, from, to, y);
      }
    }
  }

  /// Rows of several samples side by side become rows of each, with the bias added on the way.
  private void copyRows(
      Object rows, int n, int count, int group, @Nullable Object bias, int bo, Object y) {
    int places = s.outVolume();
    for (int b = 0; b < count; b++) {
      for (int f = 0; f < s.filters(); f++) {
        int row = s.outputAt(n + b, group) + f * places;
        int at = (f * count + b) * places;
        if (bias == null) {
          ConvRows.copy(rows, at, 1, y, row, places);
        } else {
          int number = bo + group * s.filters() + f;
          ConvRows.copyPlus(bias, number, rows, at, y, row, places);
        }
      }
    }
  }

  private void addBias(Object bias, int bo, int group, int n, int from, int to, Object y) {
    for (int f = 0; f < s.filters(); f++) {
      int row = s.outputAt(n, group) + f * s.outVolume() + from;
      ConvRows.addNumber(bias, bo + group * s.filters() + f, y, row, to - from);
    }
  }

  // Blocks of places overlap in the input, so one task does all of its samples.
  private void scatter(
      Object g, int go, Object w, int wo, @Nullable Object bias, int bo, Object gx) {
    int tasks = blocks.sampleBlocks() * s.groups();
    ConvBlocks.share(
        tasks,
        s.work(),
        t -> {
          int group = t % s.groups();
          int n = t / s.groups() * blocks.samples();
          int count = Math.min(blocks.samples(), s.samples() - n);
          Strided weights = new Strided(w, wo + group * s.filters() * s.depth(), 1, s.depth());
          for (int from = 0; from < s.outVolume(); from += blocks.columns()) {
            int to = Math.min(s.outVolume(), from + blocks.columns());
            scatterBlock(g, go, weights, group, n, count, from, to, gx, tasks == 1);
          }
          for (int b = 0; bias != null && b < count; b++) {
            for (int c = 0; c < s.channels(); c++) {
              int row = s.inputAt(n + b, group) + c * s.inVolume();
              ConvRows.addNumber(bias, bo + group * s.channels() + c, gx, row, s.inVolume());
            }
          }
        });
  }

  private void scatterBlock(
      Object g,
      int go,
      Strided weights,
      int group,
      int n,
      int count,
      int from,
      int to,
      Object gx,
      boolean alone) {
    int width = count * (to - from);
    int depth = s.depth();
    int places = s.outVolume();
    int copied = count > 1 ? s.filters() * width : 0;
    try (var buffers = ConvBlocks.Buffers.take(gx, depth * width, copied)) {
      Strided rows = ConvWeights.rows(s, g, go, group, n, count, from, to, buffers.rows);
      Strided columns = new Strided(buffers.columns, 0, width, 1);
      if (alone) {
        ConvBlocks.sharedProduct(gx, depth, width, s.filters(), weights, rows, columns, false);
      } else {
        ConvBlocks.product(gx, depth, width, s.filters(), weights, rows, columns, false);
      }
      for (int b = 0; b < count; b++) {
        int sample = s.inputAt(n + b, group);
        ConvColumns.scatter(s, buffers.columns, b * places, width, from, to, gx, sample);
      }
    }
  }
}
