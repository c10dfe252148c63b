package dev.gradus.bench.work;

import dev.gradus.Tensor;
import dev.gradus.bench.Goal;
import dev.gradus.bench.Limit;
import dev.gradus.bench.Line;
import java.util.List;
import java.util.function.UnaryOperator;

/// Reductions of all elements and of one dimension.
final class Reductions {
  private static final int SIZE = 1024;
  private static final int[] COLUMNS = {1};

  private Reductions() {}

  static List<Line> lines() {
    return List.of(
        line("sum over dimension 0 of 1024×1024", x -> x.sum(0), x -> x.sum(0)),
        line("sum over dimension 1 of 1024×1024", x -> x.sum(1), x -> x.sum(1)),
        line("norm of 1024×1024", Tensor::norm, x -> x.norm()),
        line(
            "maximum over dimension 1 of 1024×1024",
            x -> x.amax(COLUMNS, false),
            x -> x.amax(new long[] {1}, false)));
  }

  private static Line line(
      String name, UnaryOperator<Tensor> own, UnaryOperator<org.bytedeco.pytorch.Tensor> peer) {
    return Line.of(
        name,
        Limit.floats(1.0 * SIZE * SIZE),
        Goal.ratio(1),
        () -> {
          Tensor x = Data.tensor(1, SIZE, SIZE);
          return new Calls.Scoped(() -> own.apply(x));
        },
        () -> {
          var x = Torch.tensor(1, SIZE, SIZE);
          return new Calls.Closed(() -> peer.apply(x));
        });
  }
}
