package dev.gradus.kernel;

import dev.gradus.dtype.DType;
import java.util.function.IntConsumer;

/// One reduction: what is read and where the results go, and the order of work that suits the
/// layout.
///
/// If some kept dimension is contiguous, results side by side in it are formed together, row by row
/// (`columns`). Else each result is formed alone, its elements read along the reduced dimensions
/// (`row`).
final class ReductionJob {
  /// Results formed together; with all lanes they fill the first-level cache.
  private static final int STRIP = 256;

  /// Elements for which a second thread pays.
  private static final int SHARE = 1 << 17;

  /// The part that depends on the type of the sums.
  interface Tree extends Range {
    /// Forms the result whose first element is at `at`, and writes it to `y[to]`.
    void row(int at, int to);

    /// The job that this is part of.
    ReductionJob job();

    /// Forms the results from number `first` to `end - 1`, each alone.
    @Override
    default void rows(int first, int end) {
      for (int i = first; i < end; i++) {
        row(job().at(i), job().to(i));
      }
    }

    /// Forms `width` results that start side by side at `at`; writes them to `y[to + i·toStep]`.
    void columns(int at, int width, int to, int toStep);
  }

  final DType in;
  final Object x;
  final Axes reduced;
  final int xo;
  private final Axes kept;
  private final int yo;

  ReductionJob(
      DType in,
      long[] keptSizes,
      long[] keptStrides,
      long[] reducedSizes,
      long[] reducedStrides,
      Object x,
      long xo,
      int yo) {
    this.in = in;
    this.x = x;
    this.xo = Math.toIntExact(xo);
    this.yo = yo;
    this.reduced = Axes.of(reducedSizes, reducedStrides);
    this.kept = Axes.of(keptSizes, keptStrides);
  }

  /// Elements read.
  long work() {
    return (long) kept.count() * reduced.count();
  }

  /// Whether there is a single result, so that only its own parts can be shared among threads.
  boolean isSingle() {
    return kept.count() == 1;
  }

  void run(Tree tree) {
    int column = columnAxis();
    if (column >= 0) {
      runColumns(tree, column);
    } else {
      runRows(tree);
    }
  }

  /// Forms every result alone.
  void runRows(Tree tree) {
    share(kept.count(), tree);
  }

  /// Where the elements of result number `i` begin.
  int at(int i) {
    return xo + kept.at(i);
  }

  /// Where result number `i` is written.
  int to(int i) {
    return yo + i;
  }

  /// How many results from number `i` on are of elements that are as far apart as [#step].
  int run(int i) {
    return kept.run(i);
  }

  /// How far apart the elements of neighbouring results are.
  int step() {
    return kept.innerStride();
  }

  private int columnAxis() {
    if (reduced.innerStride() == 1 && reduced.rank() > 0) {
      return -1;
    }
    for (int d = kept.rank() - 1; d >= 0; d--) {
      if (kept.stride(d) == 1) {
        return d;
      }
    }
    return -1;
  }

  private void runColumns(Tree tree, int column) {
    int size = kept.size(column);
    int inner = 1;
    for (int d = column + 1; d < kept.rank(); d++) {
      inner *= kept.size(d);
    }
    int step = inner;
    Axes others = kept.without(column);
    int strips = (size + STRIP - 1) / STRIP;
    share(
        others.count() * strips,
        (start, end) -> {
          for (int t = start; t < end; t++) {
            int other = t / strips;
            int first = t % strips * STRIP;
            int width = Math.min(STRIP, size - first);
            int to = yo + other / step * step * size + other % step + first * step;
            tree.columns(xo + others.at(other) + first, width, to, step);
          }
        });
  }

  /// Tasks from the first number on, up to but without the second.
  interface Range {
    void rows(int first, int end);
  }

  private void share(int tasks, Range range) {
    int pieces = (int) Math.min(Math.min(4L * Parallel.threads(), tasks), work() / SHARE);
    if (pieces <= 1 || Parallel.threads() == 1) {
      range.rows(0, tasks);
      return;
    }
    Parallel.run(pieces, new Share(range, tasks, pieces));
  }

  private record Share(Range range, int tasks, int pieces) implements IntConsumer {
    @Override
    public void accept(int piece) {
      range.rows((int) ((long) piece * tasks / pieces), (int) ((piece + 1L) * tasks / pieces));
    }
  }
}
