package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `grad` for a batch of output gradients: one pass for all of them, under `vmap`.
final class Batched {
  private Batched() {}

  static @Nullable Tensor[] grad(
      List<? extends GraphPoint> outputs,
      List<? extends GraphPoint> inputs,
      @Nullable List<? extends @Nullable Tensor> gradients,
      GradOptions options) {
    if (gradients == null || gradients.size() < outputs.size()) {
      throw new GradusArgumentException(
          "got "
              + outputs.size()
              + " tensors and "
              + (gradients == null ? 0 : gradients.size())
              + " gradients");
    }
    long batch = check(outputs, gradients);
    GradOptions each =
        new GradOptions(
            options.keepsGraph(),
            options.createGraph(),
            options.allowUnused(),
            false,
            options.materializeGrads());
    try (VmapLevel level = VmapLevel.open(batch, Randomness.ERROR)) {
      List<@Nullable Tensor> rows = new ArrayList<>();
      for (Tensor g : gradients) {
        rows.add(g == null ? null : level.wrap(g));
      }
      @Nullable Tensor[] found = Autograd.grad(outputs, inputs, rows, each);
      for (int i = 0; i < found.length; i++) {
        Tensor g = found[i];
        found[i] = g == null ? null : level.unwrap(g);
      }
      return found;
    }
  }

  private static long check(
      List<? extends GraphPoint> outputs, List<? extends @Nullable Tensor> gradients) {
    long batch = -1;
    for (int i = 0; i < outputs.size(); i++) {
      Tensor g = gradients.get(i);
      if (g == null) {
        continue;
      }
      long[] sizes = g.layout().sizes();
      long[] wanted =
          switch (outputs.get(i)) {
            case Tensor t -> t.layout().sizes();
            case GradientEdge e -> e.meta().sizes();
          };
      boolean fits =
          sizes.length == wanted.length + 1
              && Arrays.equals(Arrays.copyOfRange(sizes, 1, sizes.length), wanted);
      if (!fits) {
        throw new GradusArgumentException(
            "If `is_grads_batched=True`, we interpret the first dimension of each grad_output as the batch dimension. The sizes of the remaining dimensions are expected to match the shape of corresponding output, but a mismatch was detected: grad_output["
                + i
                + "] has a shape of "
                + g.sizeText()
                + " and output["
                + i
                + "] has a shape of "
                + Sizes.torchSize(wanted)
                + ". If you only want some tensors in `grad_output` to be considered batched, consider using vmap.");
      }
      if (batch >= 0 && batch != sizes[0]) {
        throw new GradusArgumentException(
            "vmap: Expected all tensors to have the same size in the mapped dimension, got sizes ["
                + batch
                + ", "
                + sizes[0]
                + "] for the mapped dimension");
      }
      batch = sizes[0];
    }
    return Math.max(batch, 1);
  }
}
