package dev.gradus.bench.work;

import dev.gradus.GradOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.bench.Goal;
import dev.gradus.bench.Limit;
import dev.gradus.bench.Line;
import dev.gradus.bench.Workload;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Operations that touch every element once, and the sum of all.
final class Elementwise {
  static final int MILLION = 1_000_000;

  private Elementwise() {}

  static List<Line> lines() {
    return List.of(
        add("add 10k", 10_000, Goal.ratio(1), Calls.Scoped::new),
        add("add 10k, left to the collector", 10_000, Goal.NONE, Calls.Collected::new),
        add("add 1M", MILLION, Goal.ratio(1), Calls.Scoped::new),
        add("add 1M, left to the collector", MILLION, Goal.NONE, Calls.Collected::new),
        add("add 16M", 16 * MILLION, Goal.ratio(4), Calls.Scoped::new),
        million("tanh 1M", Goal.ratio(4), Tensor::tanh, x -> x.tanh()),
        million("exp 1M", Goal.ratio(2.5), Tensor::exp, x -> x.exp()),
        million("gelu(tanh) 1M", Goal.ratio(2.3), x -> x.gelu("tanh"), x -> torch.gelu(x, "tanh")),
        sum(),
        Line.of(
            "gelu(tanh) 1M, second derivative",
            Limit.floats(2 * MILLION),
            Goal.ratio(1),
            Elementwise::secondDerivative,
            Elementwise::peerSecondDerivative));
  }

  private static Line add(
      String name, int count, Goal goal, Function<Supplier<Tensor>, Workload> calls) {
    return Line.of(
        name,
        Limit.floats(3.0 * count),
        goal,
        () -> {
          Tensor a = Data.tensor(1, count);
          Tensor b = Data.tensor(2, count);
          return calls.apply(() -> a.add(b));
        },
        () -> {
          var a = Torch.tensor(1, count);
          var b = Torch.tensor(2, count);
          return new Calls.Closed(() -> a.add(b));
        });
  }

  private static Line million(
      String name,
      Goal goal,
      UnaryOperator<Tensor> ours,
      UnaryOperator<org.bytedeco.pytorch.Tensor> theirs) {
    return Line.of(
        name,
        Limit.floats(2 * MILLION),
        goal,
        () -> {
          Tensor x = Data.tensor(1, MILLION);
          return new Calls.Scoped(() -> ours.apply(x));
        },
        () -> {
          var x = Torch.tensor(1, MILLION);
          return new Calls.Closed(() -> theirs.apply(x));
        });
  }

  private static Line sum() {
    return Line.of(
        "sum 1M",
        Limit.floats(MILLION),
        Goal.ratio(1),
        () -> {
          Tensor x = Data.tensor(1, MILLION);
          return new Calls.Scoped(x::sum);
        },
        () -> {
          var x = Torch.tensor(1, MILLION);
          return new Calls.Closed(x::sum);
        });
  }

  // Value, gradient and gradient of the gradient: a loop too long for the compiler would show here.
  private static Calls.Scoped secondDerivative() {
    Tensor x = Data.tensor(1, MILLION).requiresGrad_();
    Tensor ones = Gradus.ones(MILLION);
    return new Calls.Scoped(() -> {
      List<Tensor> of = List.of(x);
      Tensor y = x.gelu("tanh");
      Tensor g = Gradus.grad(List.of(y), of, List.of(ones), GradOptions.creating())[0];
      return Gradus.grad(List.of(g), of, List.of(ones), GradOptions.DEFAULT)[0];
    });
  }

  private static Calls.ManyClosed peerSecondDerivative() {
    var x = Torch.tensor(1, MILLION).set_requires_grad(true);
    var of = new TensorVector(x);
    var ones = new TensorVector(torch.ones(MILLION));
    var keep = new BoolOptional(true);
    var free = new BoolOptional(false);
    return new Calls.ManyClosed(() -> {
      var y = new TensorVector(torch.gelu(x, "tanh"));
      TensorVector g = torch.grad(y, of, ones, keep, true, false);
      return torch.grad(g, of, ones, free, false, false).get(0);
    });
  }
}
