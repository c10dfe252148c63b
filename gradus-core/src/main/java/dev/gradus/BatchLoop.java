package dev.gradus;

import java.util.ArrayList;
import java.util.List;

/// `vmap` for operations that state no batching rule: one example after another.
final class BatchLoop {
  private BatchLoop() {}

  static Tensor[] announced(Operation op, Batching b, Tensor[] v) {
    announce(op);
    return run(op, b, v, false);
  }

  /// Computes example after example.
  ///
  /// @param sameNumbers whether each draws the same random numbers
  static Tensor[] run(Operation op, Batching b, Tensor[] v, boolean sameNumbers) {
    Tensor state = sameNumbers ? Gradus.getRngState() : null;
    List<List<Tensor>> columns = new ArrayList<>();
    for (long e = 0; e < b.size(); e++) {
      if (state != null) {
        Gradus.setRngState(state);
      }
      Tensor[] y = Call.all(op, example(b, v, e));
      for (int k = 0; k < y.length; k++) {
        if (columns.size() == k) {
          columns.add(new ArrayList<>());
        }
        columns.get(k).add(y[k]);
      }
    }
    return columns.stream().map(c -> Gradus.stack(c, 0)).toArray(Tensor[]::new);
  }

  static void runInPlace(InPlaceOperation op, Batching b, Tensor[] v) {
    announce(op);
    runInPlace(op, b, v, false);
  }

  static void runInPlace(InPlaceOperation op, Batching b, Tensor[] v, boolean sameNumbers) {
    Tensor state = sameNumbers ? Gradus.getRngState() : null;
    for (long e = 0; e < b.size(); e++) {
      if (state != null) {
        Gradus.setRngState(state);
      }
      Call.inPlace(op, example(b, v, e));
    }
  }

  private static Tensor[] example(Batching b, Tensor[] v, long e) {
    Tensor[] x = v.clone();
    for (int i = 0; i < x.length; i++) {
      x[i] = b.has(i) ? slice(v[i], e) : v[i];
    }
    return x;
  }

  // A slice without elements may lie behind the end of its memory.
  private static Tensor slice(Tensor x, long e) {
    Tensor slice = x.select(0, e);
    return slice.numel() == 0 ? slice.clone() : slice;
  }

  private static void announce(Operation op) {
    Globals.warn(
        "vmap:" + op.name(),
        "There is a performance drop because we have not yet implemented the batching rule for aten::"
            + op.name()
            + ". Please file us an issue on GitHub so that we can prioritize its implementation."
            + "\nvmap: "
            + op.name()
            + " is computed for one example after another.");
  }
}
