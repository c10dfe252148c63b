package dev.gradus.kernel;

import dev.gradus.error.GradusArgumentException;

/// Runs over the lines of an array in blocks that a plan transforms together.
final class FourierLines {
  /// How many elements a block should have at most, so that it stays in the nearest caches.
  private static final int BLOCK = 2048;

  private static final int WIDEST = 16;
  private static final int LONGEST = 1 << 28;

  /// The buffers of one thread.
  static final class Buffers {
    final double[] re;
    final double[] im;
    final double[] workRe;
    final double[] workIm;

    Buffers(int size) {
      re = new double[size];
      im = new double[size];
      workRe = new double[size];
      workIm = new double[size];
    }

    void transform(FourierPlan plan, int count, boolean forward) {
      if (forward) {
        plan.run(count, re, im, workRe, workIm);
      } else {
        plan.run(count, im, re, workIm, workRe);
      }
    }
  }

  @FunctionalInterface
  interface Block {
    /// Transforms lines.
    ///
    /// @param first the number of the first
    /// @param count how many
    void run(Buffers buffers, int first, int count);
  }

  private FourierLines() {}

  /// The plan for a length.
  ///
  /// @throws GradusArgumentException if its tables would not fit in arrays
  static FourierPlan plan(int n) {
    if (n > LONGEST) {
      throw new GradusArgumentException(
          "fft: sequences of length " + n + " are too long; the longest is " + LONGEST + ".");
    }
    return FourierPlan.of(n);
  }

  /// Runs over all lines, on several threads if that pays.
  static void run(FourierPlan plan, int lines, Block block) {
    int room = plan.room();
    int width = Math.clamp(BLOCK / room, 1, Math.min(WIDEST, lines));
    int blocks = (lines + width - 1) / width;
    long work = (long) lines * room * (32 - Integer.numberOfLeadingZeros(room));
    int tasks = Math.clamp(work >> 16, 1, Math.min(blocks, 4 * Parallel.threads()));
    Parallel.run(
        tasks,
        task -> {
          Buffers buffers = new Buffers(room * width);
          int end = (int) ((long) blocks * (task + 1) / tasks);
          for (int k = (int) ((long) blocks * task / tasks); k < end; k++) {
            int first = k * width;
            block.run(buffers, first, Math.min(width, lines - first));
          }
        });
  }
}
