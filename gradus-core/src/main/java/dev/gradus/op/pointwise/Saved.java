package dev.gradus.op.pointwise;

import java.util.Arrays;

/// What the gradients of a row read, found once for each set of inputs that require grad.
final class Saved {
  private static final long RESULT = 1L << 62;
  private static final long UNKNOWN = -1;

  /// Sets of more inputs than this are looked through each time.
  private static final int FEW = 4;

  private final Row row;
  private final int inputs;
  private final boolean complex;

  // By set of inputs. Losing a race only finds the same thing twice.
  private final long[] known;

  /// @param inputs how many inputs the row has; 0 if it has no gradient
  /// @param complex whether gradients are those for complex numbers
  Saved(Row row, int inputs, boolean complex) {
    this.row = row;
    this.inputs = inputs;
    this.complex = complex;
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
        Vjp v = complex ? row.complex().vjp(i) : row.vjp(i);
        saved |= v.usesInputs() | (v.usesResult() ? RESULT : 0);
      }
    }
    return saved;
  }
}
