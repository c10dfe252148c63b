package dev.gradus.conformance.bind;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Backward;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.autograd.TensorsFunction;
import dev.gradus.dtype.DType;
import dev.gradus.memory.Elements;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is planted wrong is found by the check that is there for it.
class PlantedDerivativesTest {
  /// A cube whose parts can be spoilt.
  private record Cube(double factor, boolean cut, boolean wrongTangent) implements SingleOperation {
    @Override
    public String name() {
      return "cube";
    }

    @Override
    public Tensor forward(Tensor[] x) {
      return Call.unrecorded(() -> x[0].detach().pow(3));
    }

    @Override
    public @Nullable Tensor[] backward(Backward b, Tensor g) {
      Tensor x = cut ? b.x(0).detach() : b.x(0);
      return new @Nullable Tensor[] {g.mul(x.square().mul(factor))};
    }

    @Override
    public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
      Tensor tangent = t[0];
      return tangent == null ? null : tangent.mul(x[0].square().mul(wrongTangent ? 2.9 : factor));
    }

    @Override
    public long savesInputs(long needs) {
      return 1;
    }
  }

  private static TensorsFunction of(SingleOperation op) {
    return x -> new Tensor[] {Call.run(op, x[0])};
  }

  private static Tensor[] point() {
    return new Tensor[] {
      Gradus.tensor(new double[] {0.5, -1.2, 2, 0.3, 1.1, -0.7}).view(2, 3).requiresGrad_()
    };
  }

  @Test
  void theRightOnePasses() {
    TensorsFunction f = of(new Cube(3, false, false));
    DerivativeChecks.differences(f, point());
    DerivativeChecks.forwardAgainstReverse(f, point());
    DerivativeChecks.layouts(f, point());
    DerivativeChecks.edges(f, point());
  }

  @Test
  void aWrongDerivative() {
    assertThatThrownBy(
            () -> DerivativeChecks.firstDifferences(of(new Cube(3.01, false, false)), point()))
        .hasMessageContaining("Jacobian mismatch for output 0 with respect to input 0");
  }

  @Test
  void aMissingSecondDerivative() {
    DerivativeChecks.firstDifferences(of(new Cube(3, true, false)), point());
    assertThatThrownBy(() -> DerivativeChecks.differences(of(new Cube(3, true, false)), point()))
        .hasMessageContaining("mismatch");
  }

  @Test
  void aWrongTangent() {
    TensorsFunction f = of(new Cube(3, false, true));
    assertThatThrownBy(() -> DerivativeChecks.firstDifferences(f, point()))
        .hasMessageContaining("computed with forward mode mismatch");
    assertThatThrownBy(() -> DerivativeChecks.forwardAgainstReverse(f, point()))
        .hasMessageContaining("forward mode says");
  }

  @Test
  void elementsReadPastTheStrides() {
    TensorsFunction f =
        x -> {
          Tensor raw = Tensor.empty(DType.FLOAT64, x[0].shape());
          for (int i = 0; i < raw.numel(); i++) {
            double v = Elements.getDouble(x[0].storage(), DType.FLOAT64, i);
            Elements.setDouble(raw.storage(), DType.FLOAT64, i, v);
          }
          return new Tensor[] {x[0].mul(raw)};
        };
    assertThatThrownBy(() -> DerivativeChecks.layouts(f, point()))
        .hasMessageContaining("transposed input 0: result or gradient 0");
  }

  @Test
  void nothingToRead() {
    TensorsFunction f =
        x -> {
          double first = Elements.getDouble(x[0].storage(), DType.FLOAT64, 0);
          return new Tensor[] {x[0].mul(first)};
        };
    assertThatThrownBy(() -> DerivativeChecks.edges(f, point()))
        .hasMessageContaining("neither a result nor a refusal");
  }
}
