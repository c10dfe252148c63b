package dev.gradus;

import static dev.gradus.Gradus.backward;
import static dev.gradus.Gradus.cat;
import static dev.gradus.Gradus.grad;
import static dev.gradus.Gradus.noGrad;
import static dev.gradus.Gradus.ones;
import static dev.gradus.Gradus.stack;
import static dev.gradus.Gradus.tensor;
import static dev.gradus.Gradus.zeros;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import dev.gradus.error.GradusStateException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// PyTorch's sentences for what is refused, to the character; those of hooks, flags and changes in
/// place are in the tests of these. A refused call leaves values, versions and history as they
/// were.
class ErrorTextsTest {
  private final Tensor x = leaf("[1., 2]");

  private static void assertArgument(String sentence, ThrowingCallable call) {
    assertRefused(GradusArgumentException.class, sentence, call);
  }

  private static void assertState(String sentence, ThrowingCallable call) {
    assertRefused(GradusStateException.class, sentence, call);
  }

  private static void assertIndex(String sentence, ThrowingCallable call) {
    assertRefused(GradusIndexException.class, sentence, call);
  }

  @Test
  void whereBackwardStarts() {
    Tensor y = x.mul(x);
    assertArgument("grad can be implicitly created only for scalar outputs", y::backward);
    assertArgument("grad can be implicitly created only for scalar outputs", () -> grad(y, x));
    assertArgument(
        "Mismatch in shape: grad_output[0] has a shape of torch.Size([3]) and output[0] has a shape of torch.Size([2]).",
        () -> y.backward(ones(3)));
    assertArgument(
        "For complex Tensors, both grad_output and output are required to have the same dtype. Mismatch in dtype: grad_output[0] has a dtype of torch.complex64 and output[0] has a dtype of torch.float32.",
        () -> y.backward(zeros(DType.COMPLEX64, 2)));
    assertArgument(
        "got 2 tensors and 1 gradients", () -> backward(List.of(y, y), List.of(ones(2))));
    assertArgument(
        "`inputs` argument to `backward()` cannot be empty.",
        () -> y.backward(ones(2), BackwardOptions.only()));
    assertArgument(
        "`inputs` argument to `grad()` cannot be empty.",
        () -> grad(List.of(y), List.of(), List.of(ones(2)), GradOptions.DEFAULT));
    assertState(
        "One of the differentiated Tensors does not require grad", () -> grad(y.sum(), ones(2)));
    assertArgument(
        "If `is_grads_batched=True`, we interpret the first dimension of each grad_output as the batch dimension. The sizes of the remaining dimensions are expected to match the shape of corresponding output, but a mismatch was detected: grad_output[0] has a shape of torch.Size([]) and output[0] has a shape of torch.Size([2]). If you only want some tensors in `grad_output` to be considered batched, consider using vmap.",
        () ->
            grad(
                List.of(y),
                List.of(x),
                List.of(ones()),
                GradOptions.DEFAULT.withIsGradsBatched(true)));
    assertThat(x.grad()).isNull();
    y.backward(ones(2));
    assertEqual(x.grad(), "[2., 4]");
  }

  @Test
  void aRootWithoutHistory() {
    String sentence = "element 0 of tensors does not require grad and does not have a grad_fn";
    assertState(sentence, () -> ones(1).backward());
    assertState(sentence, () -> x.sum().detach().backward());
    assertState(sentence, () -> noGrad(x::sum).backward());
    assertState(sentence, () -> ones(2, 2).backward());
    assertState(
        sentence.replace("element 0", "element 1"),
        () -> backward(List.of(x.sum(), ones(1)), null));
    assertThat(x.grad()).isNull();
  }

  @Test
  void savedValuesThatAreGone() {
    Tensor y = x.exp();
    OpNode node = (OpNode) Seen.node(y);
    Seen.assertSame(node.savedOutput(0).detach(), y.detach());
    y.sum().backward();
    assertState(
        "Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.",
        () -> node.savedOutput(0));
  }

  @Test
  void ourOwnLinesSayWhatToDo() {
    record Case(ThrowingCallable call, String remedy) {}
    Tensor y = x.mul(x);
    Tensor used = x.exp().sum();
    used.backward();
    for (Case c :
        List.of(
            new Case(y::backward, "sum()"),
            new Case(() -> ones(1).backward(), "Call requiresGrad_() on the leaves"),
            new Case(used::backward, "retainGraph true"),
            new Case(() -> x.add_(1), "noGrad()"),
            new Case(() -> x.select(0, 0).add_(1), "clone()"),
            new Case(() -> y.unbind(0)[0].add_(1), "select()"),
            new Case(() -> noGrad(() -> y.view(2)).add_(1), "outside noGrad()"),
            new Case(() -> zeros(DType.INT64, 2).requiresGrad_(), "to(float32)"),
            new Case(() -> grad(y.sum(), ones(2)), "requiresGrad_()"),
            new Case(() -> grad(y.sum(), leaf("1.")), "withAllowUnused(true)"))) {
      String message = String.valueOf(catchThrowable(c.call).getMessage());
      List<String> lines = message.lines().toList();
      assertThat(lines).as(message).hasSizeGreaterThan(1);
      assertThat(String.join("\n", lines.subList(1, lines.size()))).contains(c.remedy);
    }
  }

  @Test
  void valuesAndShapes() {
    Tensor m = ones(2, 3);
    assertArgument("a Tensor with 2 elements cannot be converted to Scalar", x::item);
    assertArgument(
        "The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 1",
        () -> m.add(ones(2, 4)));
    assertArgument("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", () -> m.matmul(m));
    assertArgument(
        "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.",
        () -> m.t().view(6));
    assertArgument("shape '[7]' is invalid for input of size 6", () -> m.view(7));
    assertIndex(
        "Dimension out of range (expected to be in range of [-1, 0], but got 2)", () -> x.sum(2));
    assertIndex("index 5 is out of bounds for dimension 0 with size 3", () -> ones(3).get(5));
    assertIndex("too many indices for tensor of dimension 1", () -> x.get(0, 0));
    assertArgument(
        "Sizes of tensors must match except in dimension 0. Expected size 3 but got size 4 for tensor number 1 in the list.",
        () -> cat(List.of(m, ones(2, 4)), 0));
    assertArgument(
        "stack expects each tensor to be equal size, but got [2] at entry 0 and [3] at entry 1",
        () -> stack(List.of(ones(2), ones(3)), 0));
    assertArgument(
        "mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: Long",
        () -> tensor("[1, 2]").mean());
    assertArgument(
        "expected m1 and m2 to have the same dtype, but got: float != double",
        () -> m.mm(ones(DType.FLOAT64, 3, 2)));
    assertArgument("expected sequence of length 2 at dim 1 (got 1)", () -> tensor("[[1, 2], [3]]"));
  }
}
