package dev.gradus;

import static dev.gradus.Gradus.complex128;
import static dev.gradus.Gradus.complex64;
import static dev.gradus.Gradus.float32;
import static dev.gradus.Gradus.float64;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.grad;
import static dev.gradus.Seen.nodeName;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Parts, conjugates, casts and dtypes of complex tensors.
class ComplexNumbersTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  private static Tensor pair() {
    return tensor("[1+2j, -3-0.5j]", complex128);
  }

  private static double[] numbers(Tensor x) {
    return x.detach().toDoubleArray();
  }

  @Test
  void partsAreViews() {
    Tensor z = pair();
    z.real().mul_(2L);
    z.imag().zero_();
    assertThat(numbers(z)).containsExactly(2, 0, -6, 0);
    z.viewAsReal().select(1, 1).fill_(7L);
    assertThat(numbers(z)).containsExactly(2, 7, -6, 7);
    Tensor pairs = tensor("[[1., 2], [3, 4]]");
    pairs.viewAsComplex().mul_(Complex.I);
    assertThat(numbers(pairs)).containsExactly(-2, 1, -4, 3);
    assertThat(z.real().isView()).isTrue();
    assertThat(z.real().stride()).containsExactly(2);
  }

  @Test
  void aConjugateIsACopy() {
    Tensor z = pair();
    Tensor c = z.conj();
    c.zero_();
    assertThat(numbers(z)).containsExactly(1, 2, -3, -0.5);
    assertThat(z.isConj() || z.isNeg()).isFalse();
    assertThat(z.resolveConj()).isSameAs(z);
    assertThat(z.conjPhysical_()).isSameAs(z);
    assertThat(numbers(z)).containsExactly(1, -2, -3, 0.5);
    Tensor real = tensor("[1., 2]");
    assertThat(real.conj()).isSameAs(real);
    assertThat(real.real()).isSameAs(real);
  }

  @Test
  void nodes() {
    Tensor z = pair().requiresGrad_();
    Tensor x = tensor("[1., 2]").requiresGrad_();
    assertThat(nodeName(z.conj())).isEqualTo("ConjBackward0");
    assertThat(nodeName(z.conjPhysical())).isEqualTo("ConjPhysicalBackward0");
    assertThat(nodeName(z.real())).isEqualTo("SelectBackward0");
    assertThat(nodeName(z.viewAsReal())).isEqualTo("ViewAsRealBackward0");
    assertThat(nodeName(z.viewAsReal().viewAsComplex())).isEqualTo("ViewAsComplexBackward0");
    assertThat(nodeName(z.abs())).isEqualTo("AbsBackward0");
    assertThat(nodeName(z.angle())).isEqualTo("AngleBackward0");
    assertThat(nodeName(z.sgn())).isEqualTo("SgnBackward0");
    assertThat(nodeName(Gradus.complex(x, x))).isEqualTo("ComplexBackward0");
    assertThat(nodeName(Gradus.polar(x, x))).isEqualTo("PolarBackward0");
    assertThat(nodeName(z.vdot(z))).isEqualTo("VdotBackward0");
  }

  @Test
  void dtypesOfResults() {
    Tensor z = tensor("1j", complex64);
    Tensor x = tensor("[1., 2]", float64);
    assertThat(z.add(x).dtype()).isEqualTo(complex128);
    assertThat(tensor("[1j]", complex64).add(tensor(1.0, float64)).dtype()).isEqualTo(complex64);
    assertThat(tensor("[1j]", complex64).mul(2.5).dtype()).isEqualTo(complex64);
    assertThat(tensor("[1., 2]").mul(Complex.I).dtype()).isEqualTo(complex64);
    assertThat(x.add(Complex.I).dtype()).isEqualTo(complex128);
    assertThat(tensor("[1, 2]").add(Complex.I).dtype()).isEqualTo(complex64);
    assertThat(tensor("[True]").mul(Complex.I).dtype()).isEqualTo(complex64);
    assertThat(z.abs().dtype()).isEqualTo(float32);
    assertThat(z.angle().dtype()).isEqualTo(float32);
    assertThat(tensor("[1, -1]").angle().dtype()).isEqualTo(float32);
    assertThat(z.floatPower(2.0).dtype()).isEqualTo(complex128);
    assertThat(pair().norm().dtype()).isEqualTo(float64);
    assertThat(pair().var().dtype()).isEqualTo(float64);
    assertThat(pair().eq(pair()).dtype()).isEqualTo(DType.BOOL);
  }

  @Test
  @ResourceLock("globals")
  void castsToRealDropTheImaginaryPartAndSaySo() {
    List<String> heard = new ArrayList<>();
    Gradus.onWarning(heard::add);
    try {
      assertThat(pair().to(float64).toDoubleArray()).containsExactly(1, -3);
      assertThat(pair().to(DType.INT64).toLongArray()).containsExactly(1, -3);
    } finally {
      Gradus.onWarning(Seen::toLog);
    }
    assertThat(heard).containsOnly("Casting complex values to real discards the imaginary part");
    assertThat(tensor("[0j, 1j, 2]", complex64).to(DType.BOOL).toBooleanArray())
        .containsExactly(false, true, true);
    assertThat(numbers(tensor("[2, -1]").to(complex128))).containsExactly(2, 0, -1, 0);
    assertThat(numbers(Gradus.zeros(complex128, 2, 2).copy_(pair())))
        .containsExactly(1, 2, -3, -0.5, 1, 2, -3, -0.5);
  }

  @Test
  void aRealInputReceivesARealGradient() {
    Tensor x = tensor("[1., 2]", float64).requiresGrad_();
    x.mul(pair()).mul(new Complex(0, 1)).real().sum().backward();
    assertThat(grad(x).dtype()).isEqualTo(float64);
    assertThat(numbers(grad(x))).containsExactly(-2, 0.5);
    Tensor narrow = tensor("[1., 2]").requiresGrad_();
    narrow.mul(pair()).imag().sum().backward();
    assertThat(grad(narrow).dtype()).isEqualTo(float32);
  }

  @Test
  void gradientsAtZero() {
    for (String function : List.of("abs", "angle", "sgn")) {
      Tensor z = tensor("[0j]", complex128).requiresGrad_();
      Tensor y =
          switch (function) {
            case "abs" -> z.abs();
            case "angle" -> z.angle();
            default -> z.sgn().real();
          };
      y.sum().backward();
      assertThat(numbers(grad(z))).as(function).containsExactly(0, 0);
    }
    Tensor z = tensor("[3+4j]", complex128).requiresGrad_();
    z.abs().sum().backward();
    assertThat(numbers(grad(z))).containsExactly(0.6, 0.8);
    Tensor square = tensor("[1+2j]", complex128).requiresGrad_();
    square.mul(square).real().sum().backward();
    assertThat(numbers(grad(square))).containsExactly(2, -4); // the conjugate of 2 z
  }

  @Test
  void infinitiesMeetWrittenZerosAsInPyTorch() {
    Tensor z = Gradus.tensor(new Complex(INF, 1));
    Complex scaled = z.mul(2.0).itemComplex();
    assertThat(scaled.re()).isEqualTo(INF);
    assertThat(scaled.im()).isNaN();
    assertThat(z.isinf().itemBoolean()).isTrue();
    assertThat(z.isfinite().itemBoolean()).isFalse();
    Tensor fixed = Gradus.tensor(new Complex(INF, Double.NaN)).to(complex64).nanToNum();
    assertThat(fixed.itemComplex()).isEqualTo(new Complex(Float.MAX_VALUE, 0));
  }

  @Test
  void layoutsDoNotChangeBits() {
    Tensor steps = Gradus.arange(99.0).view(9, 11);
    Tensor z = Gradus.complex(steps.sin(), steps.cos().mul(3.0));
    Tensor w = Gradus.complex(steps.mul(0.7).cos(), steps.add(1).log());
    for (UnaryOperator<Tensor> f :
        List.<UnaryOperator<Tensor>>of(
            x -> x.add(w), x -> x.sub(w), x -> x.mul(w), Tensor::exp, Tensor::conj, Tensor::abs)) {
      double[] wanted = numbers(f.apply(z));
      Tensor turned = z.t().contiguous().t();
      Tensor spread = Gradus.stack(List.of(z, z), 2).select(2, 1);
      assertThat(numbers(f.apply(turned))).isEqualTo(wanted);
      assertThat(numbers(f.apply(spread))).isEqualTo(wanted);
    }
    double[] row = numbers(z.add(w.select(0, 3)).select(0, 5));
    assertThat(numbers(z.select(0, 5).add(w.select(0, 3)))).isEqualTo(row);
  }

  @Test
  void numbersInAndOut() {
    assertThat(Gradus.tensor(new Complex(1, -2))).hasToString("tensor(1.-2.j)");
    assertThat(Gradus.tensor(Complex.I, new Complex(2, 0))).hasToString("tensor([0.+1.j, 2.+0.j])");
    assertThat(Gradus.tensor(List.of(List.of(Complex.I, 3.0))))
        .hasToString("tensor([[0.+1.j, 3.+0.j]])");
    assertThat(pair().select(0, 1).itemComplex()).isEqualTo(new Complex(-3, -0.5));
    assertThat(tensor(2.0).itemComplex()).isEqualTo(new Complex(2, 0));
    assertThat(Gradus.full(new long[] {2}, Complex.I)).hasToString("tensor([0.+1.j, 0.+1.j])");
    assertThat(Complex.I).hasToString("(0.0+1.0j)");
    assertThat(numbers(Gradus.linspace(new Complex(0, 1), new Complex(2, -1), 3, complex128)))
        .containsExactly(0, 1, 1, 0, 2, -1);
    assertThat(numbers(Gradus.logspace(Complex.I, new Complex(2, 0), 2, Math.E, complex128)))
        .containsExactly(
            new double[] {Math.cos(1), Math.sin(1), Math.E * Math.E, 0},
            org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void refusals() {
    Tensor real = tensor("[1., 2]");
    assertRefused(
        GradusArgumentException.class,
        "imag is not implemented for tensors with non-complex dtypes.",
        real::imag);
    assertRefused(
        GradusArgumentException.class,
        "view_as_real is only supported for complex tensors",
        real::viewAsReal);
    assertRefused(
        GradusArgumentException.class,
        "Tensor must have a last dimension of size 2",
        () -> tensor("[1., 2, 3]").viewAsComplex());
    assertRefused(
        GradusArgumentException.class,
        "Tensor must have a last dimension with stride 1",
        () -> tensor("[[1., 2], [3, 4]]").t().viewAsComplex());
    assertRefused(
        GradusArgumentException.class,
        "Tensor must have a storage_offset divisible by 2",
        () -> tensor("[1., 2, 3]").narrow(0, 1, 2).viewAsComplex());
    assertRefused(
        GradusArgumentException.class,
        "Input tensor must have one or more dimensions",
        () -> tensor(1.0).viewAsComplex());
    assertRefused(
        GradusArgumentException.class,
        "result type ComplexFloat can't be cast to the desired output type Float",
        () -> real.add_(Complex.I));
    assertRefused(
        GradusArgumentException.class,
        "value cannot be converted to type float without overflow",
        () -> real.fill_(Complex.I));
    assertRefused(
        GradusArgumentException.class,
        "For non-complex input tensors, argument alpha must not be a complex number.",
        () -> real.add(real, Complex.I));
    assertRefused(
        GradusArgumentException.class,
        "Expected object of scalar type Float but got scalar type Double for second argument",
        () -> Gradus.complex(real, real.to(float64)));
  }
}
