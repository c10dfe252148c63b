package dev.gradus.nn;

import static dev.gradus.Gradus.ones;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What is done with layers and sequences is refused in PyTorch's words.
class RefusedUtilitiesTest {
  private static void refused(ThrowingCallable call, String sentence) {
    assertThatThrownBy(call).isInstanceOf(GradusException.class).hasMessageStartingWith(sentence);
  }

  @Test
  void sequences() {
    Tensor x = ones(4, 3, 2);

    refused(
        () -> Sequences.packPaddedSequence(ones(0, 3, 2), new long[] {1, 1, 1}, false),
        "Cannot pack empty tensors.");
    refused(
        () -> Sequences.packPaddedSequence(ones(4, 0, 2), new long[0], false),
        "Cannot pack empty tensors.");
    refused(
        () -> Sequences.packPaddedSequence(x, new long[] {4, 2}, false),
        "Expected `len(lengths)` to be equal to batch_size, but got 2 (batch_size=3)");
    refused(
        () -> Sequences.packPaddedSequence(x, new long[] {2, 4, 0}, false),
        "Length of all samples has to be greater than 0, but found an element in 'lengths' that is"
            + " <= 0");
    refused(
        () -> Sequences.packPaddedSequence(x, new long[] {2, 4, 1}, false),
        "`lengths` array must be sorted in decreasing order when `enforce_sorted` is True.");
    refused(
        () -> Sequences.packPaddedSequence(x, new long[] {5, 2, 1}, false),
        "packPaddedSequence: a length is 5, but the sequences are filled up to 4 steps.");
    refused(
        () -> Sequences.padSequence(List.of(), false, 0), "received an empty list of sequences");
    PackedSequence packed = Sequences.packPaddedSequence(x, new long[] {4, 3, 2}, false);
    refused(
        () -> Sequences.padPackedSequence(packed, false, 0, 3),
        "Expected total_length to be at least the length of the longest sequence in input, but got"
            + " total_length=3 and max sequence length being 4");
    refused(
        () -> new RNN(5, 3).withState(packed, null),
        "input.size(-1) must be equal to input_size. Expected 5, got 2");
    assertThat(Sequences.invertPermutation(Gradus.tensor(new long[] {2, 0, 1})).toLongArray())
        .containsExactly(1, 2, 0);
  }

  @Test
  void pruning() {
    refused(
        () -> Prune.l1Unstructured(new Linear(3, 2), "weight", 1.5),
        "amount=1.5 should either be a float in the range [0, 1] or a non-negative integer");
    refused(
        () -> Prune.l1Unstructured(new Linear(3, 2), "weight", -1L),
        "amount=-1 should either be a float in the range [0, 1] or a non-negative integer");
    refused(
        () -> Prune.l1Unstructured(new Linear(3, 2), "weight", 7L),
        "amount=7 should be smaller than the number of parameters to prune=6");
    refused(
        () -> Prune.lnStructured(new Linear(3, 4), "weight", 0.5, 2, 2),
        "Invalid index 2 for tensor of size torch.Size([4, 3])");
    refused(
        () -> Prune.randomStructured(new Linear(3, 4), "bias", 1L, 0),
        "Structured pruning can only be applied to multidimensional tensors. Found tensor of shape"
            + " torch.Size([4]) with 1 dims");
  }

  @Test
  void parametrisations() {
    String sentence =
        "Module 'Linear(in_features=2, out_features=3, bias=False)' has no parameter or buffer with"
            + " name 'bias'";
    Linear linear = new Linear(2, 3, false);

    refused(() -> Parametrizations.orthogonal(linear, "bias", null, true), sentence);
    refused(() -> Parametrizations.spectralNorm(linear, "bias", 1, 1e-12, null), sentence);
    refused(() -> Parametrizations.weightNorm(linear, "bias", 0), sentence);
  }

  private static final class Open extends Layer {
    void add(String kind, String name) {
      switch (kind) {
        case "parameter" -> parameter(name, ones(1));
        case "buffer" -> buffer(name, ones(1));
        default -> layer(name, new Identity());
      }
    }

    @Override
    public Tensor forward(Tensor x) {
      return x;
    }
  }

  @Test
  void names() {
    Open open = new Open();
    open.add("buffer", "taken");

    for (String kind : new String[] {"parameter", "buffer", "module"}) {
      refused(() -> open.add(kind, "a.b"), kind + " name can't contain \".\"");
      refused(() -> open.add(kind, ""), kind + " name can't be empty string \"\"");
    }
    refused(() -> open.add("parameter", "taken"), "attribute 'taken' already exists");
    refused(() -> open.add("module", "a.b"), "module name can't contain \".\", got: a.b");
  }

  @Test
  void numbersOfInputs() {
    refused(
        () -> new Open().call(ones(1), ones(1)),
        "Open.forward() takes 2 positional arguments but 3 were given");
    refused(
        () -> new Sequential().call(ones(1), ones(1), ones(1)),
        "Sequential.forward() takes 2 positional arguments but 4 were given");
    refused(
        () -> new ModuleList().call(ones(1)),
        "Module [ModuleList] is missing the required \"forward\" function");
  }
}
