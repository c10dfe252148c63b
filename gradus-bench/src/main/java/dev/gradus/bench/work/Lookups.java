package dev.gradus.bench.work;

import dev.gradus.GradOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.bench.Goal;
import dev.gradus.bench.Limit;
import dev.gradus.bench.Line;
import java.util.List;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Rows of a table picked by numbers, as words are: what the table gets back.
final class Lookups {
  private static final int ROWS = 10_000;
  private static final int WIDTH = 256;
  private static final int BATCH = 64;
  private static final int STEPS = 128;

  private Lookups() {}

  /// The gradients are read once, the table's written; most rows get none or one.
  static List<Line> lines() {
    return List.of(
        Line.of(
            "embedding gradient, table 10 000×256, 64×128 numbers",
            Limit.floats((double) WIDTH * (BATCH * STEPS + ROWS)),
            Goal.ratio(1),
            Lookups::gradient,
            Lookups::peerGradient));
  }

  private static long[] numbers() {
    return Data.labels(BATCH * STEPS, ROWS, 1);
  }

  private static Calls.Scoped gradient() {
    Tensor table = Data.tensor(2, ROWS, WIDTH).requiresGrad_();
    Tensor y = Gradus.embedding(Gradus.tensor(numbers()).view(BATCH, STEPS), table);
    List<Tensor> by = List.of(table);
    List<Tensor> of = List.of(y);
    List<Tensor> g = List.of(Data.tensor(3, BATCH, STEPS, WIDTH));
    return new Calls.Scoped(() -> Gradus.grad(of, by, g, GradOptions.retaining())[0]);
  }

  private static Calls.ManyClosed peerGradient() {
    var table = Torch.tensor(2, ROWS, WIDTH).set_requires_grad(true);
    var y = torch.embedding(table, torch.tensor(numbers()).reshape(BATCH, STEPS));
    var by = new TensorVector(table);
    var of = new TensorVector(y);
    var g = new TensorVector(Torch.tensor(3, BATCH, STEPS, WIDTH));
    return new Calls.ManyClosed(
        () -> torch.grad(of, by, g, new BoolOptional(true), false, false).get(0));
  }
}
