package dev.gradus.kernel;

import org.jspecify.annotations.Nullable;

/// The gradient of a convolution by its weights: the sum over all samples of `g·columnsᵀ`.
///
/// Runs of blocks are summed side by side and the sums added in order. The sizes decide how many
/// runs there are, so that the result does not depend on the number of threads.
final class ConvWeights {
  private static final int MOST_RUNS = 16;

  /// Elements that the sums of all runs may have.
  private static final int SUMS = 1 << 22;

  private final ConvGeometry s;
  private final ConvBlocks blocks;
  private final boolean pointwise;
  private final @Nullable ConvPatches patches;

  /// @param type an array of the type of numbers
  ConvWeights(ConvGeometry s, Object type) {
    this.s = s;
    this.blocks = ConvBlocks.of(s);
    this.pointwise = s.isPointwise() && blocks.samples() == 1;
    this.patches = pointwise ? null : ConvPatches.of(s, blocks.samples(), type);
  }

  void run(Object g, int go, Object x, int xo, Object gw) {
    int weights = s.groups() * s.filters() * s.depth();
    int count = blocks.count();
    if (count == 0 || weights == 0 || s.outVolume() == 0) {
      ConvRows.clear(gw, 0, weights);
      return;
    }
    int runs = s.work() < 1L << 20 ? 1 : Math.min(count, Math.clamp(SUMS / weights, 1, MOST_RUNS));
    try (ConvBlocks.Buffers others = ConvBlocks.Buffers.take(gw, (runs - 1) * weights, 0)) {
      run(runs, weights, g, go, x, xo, gw, others.columns);
    }
  }

  private void run(
      int runs, int weights, Object g, int go, Object x, int xo, Object gw, Object sums) {
    int count = blocks.count();
    int tasks = runs * s.groups();
    ConvBlocks.share(
        tasks,
        s.work(),
        t -> {
          int group = t % s.groups();
          int run = t / s.groups();
          Object to = run == 0 ? gw : sums;
          int start = Math.max(0, run - 1) * weights + group * s.filters() * s.depth();
          Strided sum = new Strided(to, start, s.depth(), 1);
          int first = (int) ((long) run * count / runs);
          int end = (int) ((run + 1L) * count / runs);
          for (int block = first; block < end; block++) {
            addBlock(g, go, x, xo, group, block, sum, block > first, tasks == 1);
          }
        });
    for (int run = 1; run < runs; run++) {
      ConvRows.add(sums, (run - 1) * weights, gw, 0, 1, weights);
    }
  }

  private void addBlock(
      Object g,
      int go,
      Object x,
      int xo,
      int group,
      int block,
      Strided sum,
      boolean add,
      boolean alone) {
    int n = block / blocks.columnBlocks() * blocks.samples();
    int count = Math.min(blocks.samples(), s.samples() - n);
    int places = s.outVolume();
    int from = block % blocks.columnBlocks() * blocks.columns();
    int to = Math.min(places, from + blocks.columns());
    int width = count * (to - from);
    int depth = s.depth();
    int copied = count > 1 ? s.filters() * width : 0;
    int seen = patches != null ? patches.copied(count) : pointwise ? 0 : depth * width;
    try (var buffers = ConvBlocks.Buffers.take(sum.array(), seen, copied)) {
      Strided rows = rows(s, g, go, group, n, count, from, to, buffers.rows);
      RightFactor columns;
      if (pointwise) {
        columns = new Strided(x, xo + s.inputAt(n, group) + from, 1, places);
      } else if (patches != null) {
        columns = patches.rows(x, xo, group, n, count, from, buffers.columns);
      } else {
        for (int b = 0; b < count; b++) {
          int sample = xo + s.inputAt(n + b, group);
          ConvColumns.gather(s, x, sample, from, to, buffers.columns, b * places, width);
        }
        columns = new Strided(buffers.columns, 0, 1, width);
      }
      if (alone) {
        ConvBlocks.sharedProduct(sum.array(), s.filters(), depth, width, rows, columns, sum, add);
      } else {
        ConvBlocks.product(sum.array(), s.filters(), depth, width, rows, columns, sum, add);
      }
    }
  }

  /// Places `from … to` of the filters of a group, of several samples side by side: where they lie
  /// or, of several samples, copied.
  static Strided rows(
      ConvGeometry s,
      Object g,
      int go,
      int group,
      int n,
      int count,
      int from,
      int to,
      Object copy) {
    int places = s.outVolume();
    if (count == 1) {
      return new Strided(g, go + s.outputAt(n, group) + from, places, 1);
    }
    int width = count * places;
    for (int b = 0; b < count; b++) {
      for (int f = 0; f < s.filters(); f++) {
        int row = go + s.outputAt(n + b, group) + f * places;
        ConvRows.copy(g, row, 1, copy, f * width + b * places, places);
      }
    }
    return new Strided(copy, 0, width, 1);
  }
}
