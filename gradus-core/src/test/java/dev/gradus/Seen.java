package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.dtype.DType;
import dev.gradus.graph.Edge;
import dev.gradus.graph.Node;
import dev.gradus.memory.Elements;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/// What the tests of recording look at.
final class Seen {
  private Seen() {}

  /// A leaf that requires grad, from text.
  static Tensor leaf(String text) {
    return Gradus.tensor(text).requiresGrad_();
  }

  /// A float64 leaf that requires grad, from text.
  static Tensor leaf64(String text) {
    return Gradus.tensor(text, DType.FLOAT64).requiresGrad_();
  }

  /// The gradient, which must be there.
  static Tensor grad(Tensor x) {
    return Objects.requireNonNull(x.grad(), "no gradient");
  }

  /// The only gradient of a scalar by one input.
  static Tensor gradOf(Tensor y, Tensor x) {
    return Objects.requireNonNull(Gradus.grad(y, x)[0], "no gradient");
  }

  /// The elements in row-major order.
  static double[] values(Tensor x) {
    Tensor flat = Call.unrecorded(() -> x.contiguous());
    double[] out = new double[(int) flat.numel()];
    for (int i = 0; i < out.length; i++) {
      int slot = (int) flat.storageOffset() + i;
      out[i] = Elements.getDouble(flat.storage(), flat.dtype(), slot);
    }
    return out;
  }

  /// Sizes and elements equal those of the text, exactly; nan equals nan.
  static void assertEqual(@Nullable Tensor x, String text) {
    if (x == null) {
      throw new AssertionError("no tensor; wanted " + text);
    }
    Tensor wanted = Gradus.tensor(text, DType.FLOAT64);
    assertThat(x.shape()).as("sizes of %s", x).isEqualTo(wanted.shape());
    assertThat(values(x)).as("elements of %s", x).isEqualTo(values(wanted));
  }

  /// Sizes, dtype and bits are the same.
  static void assertSame(Tensor x, Tensor wanted) {
    assertThat(x.dtype()).isEqualTo(wanted.dtype());
    assertThat(x.shape()).isEqualTo(wanted.shape());
    assertThat(bits(x)).as("%s and %s", x, wanted).isEqualTo(bits(wanted));
  }

  static long[] bits(Tensor x) {
    return Arrays.stream(values(x)).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  /// The node of a tensor, which must be there.
  static Node<Tensor> node(Tensor x) {
    return Objects.requireNonNull(x.gradFn(), "no grad_fn");
  }

  /// The name of a tensor's node.
  static String nodeName(Tensor x) {
    return node(x).name();
  }

  /// The names of the nodes that come next; those of inputs without gradient are left out.
  static List<String> nextNames(Node<Tensor> node) {
    return Arrays.stream(node.edges())
        .filter(Objects::nonNull)
        .map(Edge::node)
        .map(Node::name)
        .toList();
  }

  /// Where warnings go when no test listens.
  static void toLog(String warning) {
    System.getLogger("dev.gradus").log(System.Logger.Level.WARNING, warning);
  }

  /// The call throws, and the first line of the message is this to the character.
  static void assertRefused(
      Class<? extends Throwable> kind, String sentence, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(kind)
        .satisfies(
            e -> assertThat(String.valueOf(e.getMessage()).lines().findFirst()).hasValue(sentence));
  }
}
