package dev.gradus.bench.work;

import dev.gradus.Tensor;
import dev.gradus.bench.Goal;
import dev.gradus.bench.Line;
import dev.gradus.bench.Workload;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;

/// What an operation costs when there is nothing to compute: small graphs are made of this.
final class Scalars {
  private static final Goal RECORDED = Goal.micros(0.1);
  private static final Goal UNRECORDED = Goal.micros(0.05);

  private Scalars() {}

  static List<Line> lines() {
    return List.of(
        call("one-element add", false, Tensor::add, org.bytedeco.pytorch.Tensor::add),
        call("one-element exp", false, (x, _) -> x.exp(), (x, _) -> x.exp()),
        call("one-element sum", false, (x, _) -> x.sum(), (x, _) -> x.sum()),
        call("one-element add, recorded", true, Tensor::add, org.bytedeco.pytorch.Tensor::add),
        call("one-element exp, recorded", true, (x, _) -> x.exp(), (x, _) -> x.exp()),
        call("one-element sum, recorded", true, (x, _) -> x.sum(), (x, _) -> x.sum()),
        Line.small(
            "2x⁴+x³+3x²+5x+1 at a scalar, forward and backward",
            Goal.micros(2).andRatio(25),
            Polynomial::new,
            PeerPolynomial::new));
  }

  private static Line call(
      String name,
      boolean recorded,
      BinaryOperator<Tensor> ours,
      BinaryOperator<org.bytedeco.pytorch.Tensor> theirs) {
    return Line.small(
        name,
        recorded ? RECORDED : UNRECORDED,
        () -> {
          Tensor x = Data.tensor(1, 1).requiresGrad_(recorded);
          Tensor other = Data.tensor(2, 1);
          return new Calls.Collected(() -> ours.apply(x, other));
        },
        () -> {
          var x = Torch.tensor(1, 1).set_requires_grad(recorded);
          var other = Torch.tensor(2, 1);
          return new Calls.Closed(() -> theirs.apply(x, other));
        });
  }

  /// The lesson's first program.
  private static final class Polynomial implements Workload {
    private final Tensor x = dev.gradus.Gradus.tensor(2.0).requiresGrad_();

    @Override
    public Object run() {
      x.setGrad(null);
      x.pow(4).mul(2).add(x.pow(3)).add(x.pow(2).mul(3)).add(x.mul(5)).add(1).backward();
      return x;
    }

    @Override
    public float[] numbers() {
      run();
      return Objects.requireNonNull(x.grad()).toFloatArray();
    }
  }

  private static final class PeerPolynomial implements Workload {
    private final Scalar one = new Scalar(1);
    private final Scalar two = new Scalar(2);
    private final Scalar three = new Scalar(3);
    private final Scalar four = new Scalar(4);
    private final Scalar five = new Scalar(5);
    private final org.bytedeco.pytorch.Tensor x = torch.tensor(2f).set_requires_grad(true);

    @Override
    public Object run() {
      try (PointerScope _ = new PointerScope()) {
        x.mutable_grad().reset();
        x.pow(four)
            .mul(two)
            .add(x.pow(three))
            .add(x.pow(two).mul(three))
            .add(x.mul(five))
            .add(one)
            .backward();
        return x;
      }
    }

    @Override
    public float[] numbers() {
      run();
      return Torch.floats(x.grad());
    }
  }
}
