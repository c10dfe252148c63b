package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.dtype.Promotion;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.op.pointwise.RowCall;
import dev.gradus.shape.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// What happens to results that go into tensors which exist.
///
/// The operation runs as always; its results are checked and copied. It is watched, because the
/// checks ask for its name and its inputs.
final class OutCalls {
  private static final Set<String> OWN_SENTENCES = Set.of("amin", "amax", "complex", "polar");

  private final List<Tensor> inputs = new ArrayList<>();
  private String name = "out";
  private boolean elementwise = true;

  private OutCalls() {}

  static void run(List<Tensor> to, Supplier<List<Tensor>> operation) {
    OutCalls seen = new OutCalls();
    to.forEach(OutCalls::checkMemory);
    List<Tensor> results;
    try (var _ = OperationWatch.open(OperationWatch.seeing(seen::called))) {
      results = operation.get();
    }
    if (results.size() != to.size()) {
      throw new GradusArgumentException(
          "out: the operation has %d results, and %d tensors are given for them."
              .formatted(results.size(), to.size()));
    }
    for (int k = 0; k < to.size(); k++) {
      seen.check(to.get(k), results.get(k));
    }
    for (int k = 0; k < to.size(); k++) {
      Tensor from = results.get(k);
      Tensor target = to.get(k);
      Call.unrecorded(() -> write(target, from));
    }
  }

  private void called(Operation op, Tensor[] x) {
    name = op.name();
    elementwise &= op instanceof RowCall;
    inputs.addAll(Arrays.asList(x));
  }

  private static void checkMemory(Tensor to) {
    if (to.layout().overlapsItself()) {
      throw new GradusArgumentException(
          "unsupported operation: more than one element of the written-to tensor refers to a single memory location. Please clone() the tensor before performing the operation.\nout: the tensor has "
              + to.layout()
              + ".");
    }
  }

  private void check(Tensor to, Tensor result) {
    if (ThreadState.current().gradEnabled && (to.requiresGrad() || result.requiresGrad())) {
      throw new GradusStateException(
          name
              + "(): functions with out=... arguments don't support automatic differentiation, but one of the arguments requires grad.\nout: take the result itself, or compute it under noGrad().");
    }
    checkDType(to.dtype(), result.dtype());
    for (Tensor x : inputs) {
      boolean same = elementwise && x.layout().sameAs(to.layout());
      if (x.storage() == to.storage() && !same && InPlaceCalls.meet(to, x)) {
        throw new GradusArgumentException(
            "unsupported operation: some elements of the input tensor and the written-to tensor refer to a single memory location. Please clone() the tensor before performing the operation.\n%s: the tensor has %s, an input has %s."
                .formatted(name, to.layout(), x.layout()));
      }
    }
  }

  private void checkDType(DType to, DType result) {
    boolean own = OWN_SENTENCES.contains(name);
    if (to == result || elementwise && !own && Promotion.canCast(result, to)) {
      return;
    }
    String start =
        switch (name) {
          case "amin", "amax" ->
              "Expected the dtype for input and out to match, but got %s for input's dtype and %s for out's dtype."
                  .formatted(result.scalarName(), to.scalarName());
          case "complex", "polar" ->
              "Expected object of scalar type %s but got scalar type %s for argument 'out'"
                  .formatted(result.scalarName(), to.scalarName());
          default ->
              elementwise
                  ? "result type %s can't be cast to the desired output type %s"
                      .formatted(result.scalarName(), to.scalarName())
                  : "Expected out tensor to have dtype %s, but got %s instead"
                      .formatted(Warnings.lowerDtype(result), Warnings.lowerDtype(to));
        };
    throw new GradusArgumentException(
        "%s\n%s: convert the result, or give a tensor of dtype %s.".formatted(start, name, result));
  }

  private static Tensor write(Tensor to, Tensor result) {
    if (!Arrays.equals(to.shape(), result.shape())) {
      if (to.numel() != 0) {
        Warnings.once(
            "An output with one or more elements was resized since it had shape %s, which does not match the required output shape %s. This behavior is deprecated, and in a future PyTorch release outputs will not be resized unless they have zero elements. You can explicitly reuse an out tensor t by resizing it, inplace, to zero elements with t.resize_(0)."
                .formatted(Sizes.text(to.shape()), Sizes.text(result.shape())));
      }
      to.setData(Gradus.empty(to.dtype(), result.shape()));
    }
    return to.copy_(result);
  }
}
