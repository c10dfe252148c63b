package dev.gradus.bench.work;

import dev.gradus.bench.Goal;
import dev.gradus.bench.Limit;
import dev.gradus.bench.Line;
import java.util.List;

/// Products of square matrices.
final class Products {
  private static final Goal LARGE =
      Goal.ratio(2.1).orAtFullWidth(0.95).andShare(0.9).andSpeedup(1.8);

  private Products() {}

  static List<Line> lines() {
    return List.of(
        matmul(64, Goal.NONE), matmul(512, LARGE), matmul(1024, LARGE), matmul(2048, LARGE));
  }

  private static Line matmul(int size, Goal goal) {
    return Line.of(
        "matmul " + size,
        Limit.flops(2.0 * size * size * size),
        goal,
        () -> {
          var a = Data.tensor(1, size, size);
          var b = Data.tensor(2, size, size);
          return new Calls.Scoped(() -> a.matmul(b));
        },
        () -> {
          var a = Torch.tensor(1, size, size);
          var b = Torch.tensor(2, size, size);
          return new Calls.Closed(() -> a.matmul(b));
        });
  }
}
