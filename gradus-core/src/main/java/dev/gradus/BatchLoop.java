package dev.gradus;

import java.util.ArrayList;
import java.util.List;

/// `vmap` for operations that state no batching rule: one example after another.
final class BatchLoop {
  private BatchLoop() {}

  static Tensor[] run(Operation op, Batching b, Tensor[] v) {
    announce(op);
    List<List<Tensor>> columns = new ArrayList<>();
    for (long e = 0; e < b.size(); e++) {
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
    for (long e = 0; e < b.size(); e++) {
      Call.inPlace(op, example(b, v, e));
    }
  }

  private static Tensor[] example(Batching b, Tensor[] v, long e) {
    Tensor[] x = v.clone();
    for (int i = 0; i < x.length; i++) {
      x[i] = b.has(i) ? v[i].select(0, e) : v[i];
    }
    return x;
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
