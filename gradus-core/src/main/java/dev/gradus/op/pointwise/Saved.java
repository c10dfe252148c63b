package dev.gradus.op.pointwise;

import java.util.Arrays;

/// What the gradients of a row read, found once for each set of inputs that require grad.
final class Saved {
  private static final long RESULT = 1L << 62;
  private static final long UNKNOWN = -1;

  /// Sets of more inputs than this are looked through each time.
  private static final int FEW = 4;

  /// The gradient of one input.
  interface Gradients {
    Vjp of(int input);
  }

  private final int inputs;
  private final Gradients gradients;

  // By set of inputs. Losing a race only finds the same thing twice.
  private final long[] known;

  Saved(int inputs, Gradients gradients) {
    this.inputs = inputs;
    this.gradients = gradients;
    this.known = new long[inputs > FEW ? 0 : 1 << inputs];
    Arrays.fill(known, UNKNOWN);
  }

  /// The inputs that are read, as a bit set.
  long inputs(long needs) {
    return of(needs) & ~RESULT;
  }

  /// Whether the result is read.
  boolean result(long needs) {
    return (of(needs) & RESULT) != 0;
  }

  private long of(long needs) {
    if (needs >= known.length) {
      return find(needs);
    }
    long saved = known[(int) needs];
    if (saved == UNKNOWN) {
      saved = find(needs);
      known[(int) needs] = saved;
    }
    return saved;
  }

  private long find(long needs) {
    long saved = 0;
    for (int i = 0; i < inputs; i++) {
      if ((needs >>> i & 1) != 0) {
        Vjp v = gradients.of(i);
        saved |= v.usesInputs() | (v.usesResult() ? RESULT : 0);
      }
    }
    return saved;
  }
}
