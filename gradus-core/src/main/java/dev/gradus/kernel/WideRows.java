package dev.gradus.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Adds runs of neighbours in one array of floats or doubles to runs in another, one run after the
/// other.
///
/// Threads share the targets, each of which is added to in the same order by whichever of them has
/// it: the bits are the same for every number of threads. docs/decisions/0037 says why they do not
/// share the columns.
///
/// @param loops what adds
/// @param x the array that is read
/// @param sources where each run begins in it
/// @param y the array that is added to, another one
/// @param targets where each run begins in it
/// @param n the elements of a run
/// @param apart whether any two targets are the same or have no element in common
/// @param fresh how many runs of `y`, from its first element on, are zeroed before; all targets are
///   among them if there are any
record WideRows(
    LaneLoops loops,
    Object x,
    int[] sources,
    Object y,
    int[] targets,
    int n,
    boolean apart,
    int fresh) {
  /// Shorter runs are left to plain loops.
  static final int LEAST = LaneLoops.LANES;

  /// Elements that are worth another thread.
  private static final int PER_TASK = 1 << 15;

  /// Runs that are zeroed in the time of an addition.
  private static final int ZEROED = 4;

  private static final int SAMPLES = 256;

  /// Adds those runs whose targets are at least `low` and less than `high`.
  private interface Piece {
    void add(int low, int high);
  }

  /// The loops for so many additions of so many elements.
  static LaneLoops loops(boolean wide, int additions, int n) {
    return ReductionLoops.choose(LaneOp.SUM, wide, (long) additions * n);
  }

  /// `y[targets[k] + j] += x[sources[k] + j]` for all k.
  void add() {
    share((low, high) -> {
      for (int k = 0; k < targets.length; k++) {
        int to = targets[k];
        if (to >= low && to < high) {
          loops.rows(1, n, x, sources[k], 0, y, to, 0);
        }
      }
    });
  }

  /// `y[targets[k] + j] += c[at[k]] · x[sources[k] + j]` for all k, of floats; the products are
  /// rounded. Without `c`, [#add()].
  void add(float @Nullable [] c, int[] at) {
    if (c == null) {
      add();
      return;
    }
    share((low, high) -> {
      float[] row = new float[n];
      for (int k = 0; k < targets.length; k++) {
        int to = targets[k];
        if (to >= low && to < high) {
          System.arraycopy(x, sources[k], row, 0, n);
          float factor = c[at[k]];
          for (int j = 0; j < row.length; j++) {
            row[j] *= factor;
          }
          loops.rows(1, n, row, 0, 0, y, to, 0);
        }
      }
    });
  }

  /// The same of doubles.
  void add(double @Nullable [] c, int[] at) {
    if (c == null) {
      add();
      return;
    }
    share((low, high) -> {
      double[] row = new double[n];
      for (int k = 0; k < targets.length; k++) {
        int to = targets[k];
        if (to >= low && to < high) {
          System.arraycopy(x, sources[k], row, 0, n);
          double factor = c[at[k]];
          for (int j = 0; j < row.length; j++) {
            row[j] *= factor;
          }
          loops.rows(1, n, row, 0, 0, y, to, 0);
        }
      }
    });
  }

  private void share(Piece piece) {
    long work = (targets.length + (long) fresh / ZEROED) * n / PER_TASK;
    int tasks = apart ? (int) Math.min(Parallel.threads(), work) : 1;
    if (tasks <= 1) {
      zero(0, fresh * n);
      piece.add(0, Integer.MAX_VALUE);
      return;
    }
    int[] sample = sample();
    Parallel.run(
        tasks,
        task -> {
          int low = task == 0 ? 0 : edge(sample, task, tasks);
          boolean last = task == tasks - 1;
          int end = last ? fresh * n : edge(sample, task + 1, tasks);
          if (fresh > 0) {
            zero(low, end);
          }
          piece.add(low, last ? Integer.MAX_VALUE : end);
        });
  }

  /// Targets and, by the time they take, runs that are zeroed, in their order: what lies between
  /// two of them is about as much work as between any other two.
  private int[] sample() {
    int additions = Math.min(SAMPLES, targets.length);
    long perTarget = Math.max(1, (long) targets.length * ZEROED);
    int zeroed = (int) Math.min(fresh, Math.min(4 * SAMPLES, fresh * (long) additions / perTarget));
    int[] sample = new int[additions + zeroed];
    for (int i = 0; i < additions; i++) {
      sample[i] = targets[(int) ((long) i * targets.length / additions)];
    }
    for (int i = 0; i < zeroed; i++) {
      sample[additions + i] = (int) ((long) i * fresh / zeroed) * n;
    }
    Arrays.sort(sample);
    return sample;
  }

  /// Where a task begins.
  private static int edge(int[] sample, int task, int tasks) {
    return sample[(int) ((long) sample.length * task / tasks)];
  }

  private void zero(int from, int to) {
    if (y instanceof float[] a) {
      Arrays.fill(a, from, to, 0f);
    } else {
      Arrays.fill((double[]) y, from, to, 0.0);
    }
  }
}
