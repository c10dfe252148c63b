package dev.gradus.nn;

import static dev.gradus.dtype.DType.FLOAT32;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.AutocastOptions;
import dev.gradus.Generator;
import dev.gradus.Gradus;
import dev.gradus.IstftOptions;
import dev.gradus.Linalg;
import dev.gradus.LstmState;
import dev.gradus.StftOptions;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Larger functions under autocast have the dtypes that PyTorch's lists for the CPU give, forward
/// and backward.
@ResourceLock("dev.gradus.Globals")
final class AutocastLayersTest {
  /// What a function gives, and which of it is to be in float32 instead of the narrow dtype.
  record Case(String name, boolean wide, UnaryOperator<Tensor> body, long... sizes) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case narrow(String name, UnaryOperator<Tensor> body, long... sizes) {
    return new Case(name, false, body, sizes);
  }

  private static Case wide(String name, UnaryOperator<Tensor> body, long... sizes) {
    return new Case(name, true, body, sizes);
  }

  private static Tensor normal(long... sizes) {
    return Gradus.randn(new Generator().manualSeed(3), sizes);
  }

  private static final RecurrentSettings TWO =
      RecurrentSettings.DEFAULT.withNumLayers(2).withBidirectional(true);

  private static LstmState projected(Tensor x) {
    return new LSTM(3, 5, TWO.withProjSize(2)).withState(x).last();
  }

  private static Tensor packed(Tensor x) {
    PackedSequence packed = Sequences.packPaddedSequence(x, new long[] {4, 2}, false, true);
    return new LSTM(3, 5).withState(packed, null).output().data();
  }

  private static Tensor attended(Tensor x) {
    return new MultiheadAttention(6, 2).call(x, x, x);
  }

  private static List<Case> cases() {
    Tensor classes = Gradus.tensor(new long[][] {{1, 2}, {2, 1}});
    long[] lengths = {4, 4};
    long[] two = {2, 2};
    StftOptions spectra = StftOptions.of(8).withReturnComplex(true).withWindow(normal(8).abs());
    IstftOptions back = IstftOptions.of(8).withWindow(Gradus.ones(8));
    Tensor w = normal(3, 3);
    return List.of(
        narrow("LSTM", new LSTM(3, 5)::call, 4, 2, 3),
        narrow("LSTM cells", x -> new LSTM(3, 5).withState(x).last().cell(), 4, 2, 3),
        narrow("LSTM of two layers", new LSTM(3, 5, TWO)::call, 4, 2, 3),
        wide("LSTM projected, cells", x -> projected(x).cell(), 4, 2, 3),
        narrow("LSTM projected, hidden", x -> projected(x).hidden(), 4, 2, 3),
        wide("LSTM of packed sequences", AutocastLayersTest::packed, 4, 2, 3),
        narrow("LSTM projected", new LSTM(3, 5, TWO.withProjSize(2))::call, 4, 2, 3),
        wide("GRU", new GRU(3, 5, TWO)::call, 4, 2, 3),
        narrow("RNN", new RNN(3, 5, TWO)::call, 4, 2, 3),
        wide("LSTMCell", x -> new LSTMCell(3, 5).withState(x, null).hidden(), 2, 3),
        wide("GRUCell", x -> new GRUCell(3, 5).call(x), 2, 3),
        narrow("RNNCell", x -> new RNNCell(3, 5).call(x), 2, 3),
        wide("ctc", x -> Gradus.ctcLoss(x.logSoftmax(-1), classes, lengths, two), 4, 2, 3),
        wide("stft", x -> Gradus.stft(x, spectra).abs(), 32),
        wide("istft", x -> Gradus.istft(Gradus.complex(x.to(FLOAT32), x.to(FLOAT32)), back), 5, 9),
        narrow("multiDot", x -> Linalg.multiDot(List.of(x, w, w)), 2, 3),
        narrow("multiDot of vectors", x -> Linalg.multiDot(List.of(x, w, normal(3))), 3),
        narrow("attention", AutocastLayersTest::attended, 4, 2, 6),
        narrow("attention's core", x -> Gradus.scaledDotProductAttention(x, x, x), 2, 4, 6),
        narrow("Conv1d", new Conv1d(3, 4, 3)::call, 2, 3, 8),
        narrow("Conv2d", new Conv2d(3, 4, 3)::call, 2, 3, 8, 8),
        narrow("Conv3d", new Conv3d(1, 2, 2)::call, 1, 1, 4, 4, 4),
        narrow("ConvTranspose2d", new ConvTranspose2d(3, 4, 3)::call, 2, 3, 4, 4),
        wide("Bilinear", x -> new Bilinear(3, 3, 2).call(x, x), 4, 3),
        narrow("einsum", x -> Gradus.einsum("ij,jk->ik", x, w), 2, 3),
        narrow("Linear", new Linear(3, 4)::call, 2, 5, 3));
  }

  private static Stream<Arguments> both() {
    List<Arguments> all = new ArrayList<>();
    for (Case c : cases()) {
      all.add(Arguments.of(c, DType.BFLOAT16));
      all.add(Arguments.of(c, DType.FLOAT16));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("both")
  void resultsHaveTheListedDTypeAndGradientsTheInputs(Case c, DType dtype) {
    Gradus.manualSeed(1);
    Tensor x = normal(c.sizes).requiresGrad_();
    Tensor y;
    try (var _ = Gradus.autocast(dtype)) {
      y = c.body.apply(x);
    }
    assertThat(y.dtype()).isEqualTo(c.wide ? FLOAT32 : dtype);
    y.to(FLOAT32).square().sum().backward();
    Tensor g = requireNonNull(x.grad());
    assertThat(g.dtype()).isEqualTo(FLOAT32);
    Tensor exact = x.detach().clone().requiresGrad_();
    Gradus.manualSeed(1);
    c.body.apply(exact).square().sum().backward();
    Tensor expected = requireNonNull(exact.grad());
    double scale = expected.abs().max().item();
    assertThat(g.sub(expected).abs().max().item()).isLessThan(0.06 * Math.max(scale, 0.1));
  }

  @ParameterizedTest
  @MethodSource("both")
  void inputsMayBeNarrowAlreadyAndParametersFloat32(Case c, DType dtype) {
    Tensor x = normal(c.sizes).requiresGrad_();
    Tensor y;
    try (var _ = Gradus.autocast(dtype)) {
      y = c.body.apply(x.to(dtype));
    }
    if (!c.wide) {
      assertThat(y.dtype()).isEqualTo(dtype);
    }
    y.to(FLOAT32).square().sum().backward();
    assertThat(requireNonNull(x.grad()).isfinite().all().item()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void determinantsAreInNoListAndWantFloat32(boolean cast) {
    Tensor a = normal(3, 3).to(DType.BFLOAT16);
    try (var _ = Gradus.autocast(AutocastOptions.DEFAULT.withEnabled(cast))) {
      assertThatThrownBy(() -> Linalg.det(a))
          .hasMessageStartingWith("linalg.det: Low precision dtypes not supported. Got BFloat16");
      assertThatThrownBy(() -> Linalg.slogdet(a))
          .hasMessageStartingWith(
              "linalg.slogdet: Low precision dtypes not supported. Got BFloat16");
    }
  }
}
