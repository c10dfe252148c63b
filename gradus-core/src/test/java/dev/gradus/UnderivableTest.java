package dev.gradus;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.error.GradusUnsupportedException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Functions without a derivative leave a node that refuses backward, and no silent constant.
class UnderivableTest {
  /// A function, the node that it leaves, and what backward says.
  record Missing(String name, String node, String sentence, UnaryOperator<Tensor> function) {
    static Missing listed(String name, String node, UnaryOperator<Tensor> function) {
      return new Missing(
          name, node, "the derivative for '" + name + "' is not implemented.", function);
    }

    static Missing unlisted(String name, UnaryOperator<Tensor> function) {
      return new Missing(
          name,
          "torch::autograd::NotImplemented",
          "derivative for aten::" + name + " is not implemented",
          function);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final Tensor OTHER = Gradus.tensor("[[0.5, 1.5], [2, 0.25]]");

  static Stream<Missing> missing() {
    return Stream.of(
        Missing.listed("_unique2", "Unique2Backward0", x -> x.unique().values()),
        Missing.listed("unique_dim", "UniqueDimBackward0", x -> x.unique(0).values()),
        Missing.listed(
            "unique_consecutive",
            "UniqueConsecutiveBackward0",
            x -> x.uniqueConsecutive().values()),
        Missing.listed(
            "unique_consecutive",
            "UniqueConsecutiveBackward0",
            x -> x.uniqueConsecutive(1).values()),
        Missing.listed("histc", "HistcBackward0", x -> x.histc(3, 0, 3)),
        Missing.listed("igamma: input", "IgammaBackward0", x -> x.igamma(OTHER)),
        Missing.listed("igammac: input", "IgammacBackward0", x -> x.igammac(OTHER)),
        Missing.listed("zeta", "SpecialZetaBackward0", x -> Special.zeta(x.add(1), OTHER)),
        Missing.unlisted("histogram", x -> x.histogram(3).hist()),
        Missing.unlisted("histogram", x -> x.histogram(3).binEdges()),
        Missing.unlisted("_histogramdd_from_bin_cts", x -> Gradus.histogramdd(x, 2, 2).hist()),
        Missing.unlisted("heaviside", x -> x.heaviside(OTHER)),
        Missing.unlisted("bincount", x -> Gradus.arange(4).bincount(x.flatten(), 0)),
        Missing.unlisted("floor_divide", x -> x.floorDivide(OTHER)),
        Missing.listed(
            "_standard_gamma_grad",
            "StandardGammaGradBackward0",
            x -> Gradus.standardGammaGrad(x, OTHER)));
  }

  @ParameterizedTest
  @MethodSource("missing")
  void keepItsPlaceInTheGraph(Missing m) {
    Tensor x = Gradus.tensor("[[0.5, 2], [1, 1.5]]").requiresGrad_();
    Tensor y = m.function.apply(x);
    assertThat(y.requiresGrad()).isTrue();
    assertThat(requireNonNull(y.gradFn()).name()).isEqualTo(m.node);
    assertThatThrownBy(() -> y.sum().backward())
        .isInstanceOf(GradusUnsupportedException.class)
        .hasMessageStartingWith(m.sentence);
    assertThat(x.grad()).isNull();
  }

  @ParameterizedTest
  @MethodSource("missing")
  void leaveNoNodeWhereNothingIsRecorded(Missing m) {
    Tensor x = Gradus.tensor("[[0.5, 2], [1, 1.5]]");
    assertThat(m.function.apply(x).requiresGrad()).isFalse();
    Tensor leaf = x.clone().requiresGrad_();
    Tensor y = Gradus.noGrad(() -> m.function.apply(leaf));
    assertThat(y.requiresGrad()).isFalse();
    assertThat(y.toList()).isEqualTo(m.function.apply(leaf).detach().toList());
  }

  @Test
  void wholeResultsStayOutsideTheGraph() {
    Tensor x = Gradus.tensor("[[0.5, 2], [0.5, 1.5]]").requiresGrad_();
    Distinct found = x.unique();
    for (Tensor whole : List.of(found.inverse(), found.counts(), x.argmax(), x.nonzero())) {
      assertThat(whole.requiresGrad()).isFalse();
      assertThat(whole.gradFn()).isNull();
    }
    assertThat(found.inverse().toList()).isEqualTo(Gradus.tensor("[[0, 2], [0, 1]]").toList());
  }
}
