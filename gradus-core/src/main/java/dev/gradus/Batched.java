package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `grad` for a batch of output gradients: one pass per entry, results stacked along dimension 0.
final class Batched {
  private Batched() {}

  static @Nullable Tensor[] grad(
      List<Tensor> outputs,
      List<Tensor> inputs,
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
            true, options.createGraph(), options.allowUnused(), false, options.materializeGrads());
    List<List<@Nullable Tensor>> columns = new ArrayList<>();
    inputs.forEach(_ -> columns.add(new ArrayList<>()));
    for (long b = 0; b < batch; b++) {
      List<@Nullable Tensor> row = new ArrayList<>();
      for (Tensor g : gradients) {
        row.add(g == null ? null : g.select(0, b));
      }
      boolean last = b == batch - 1;
      @Nullable Tensor[] found =
          Autograd.grad(
              outputs, inputs, row, last ? each.withRetainGraph(options.keepsGraph()) : each);
      for (int i = 0; i < found.length; i++) {
        columns.get(i).add(found[i]);
      }
    }
    @Nullable Tensor[] out = new @Nullable Tensor[inputs.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = stacked(columns.get(i));
    }
    return out;
  }

  private static @Nullable Tensor stacked(List<@Nullable Tensor> column) {
    List<Tensor> present = new ArrayList<>();
    for (Tensor t : column) {
      if (t != null) {
        present.add(t);
      }
    }
    return present.size() < column.size() || present.isEmpty() ? null : Gradus.stack(present, 0);
  }

  private static long check(List<Tensor> outputs, List<? extends @Nullable Tensor> gradients) {
    long batch = 1;
    for (int i = 0; i < outputs.size(); i++) {
      Tensor g = gradients.get(i);
      if (g == null) {
        continue;
      }
      long[] sizes = g.layout().sizes();
      long[] wanted = outputs.get(i).layout().sizes();
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
                + outputs.get(i).sizeText()
                + ". If you only want some tensors in `grad_output` to be considered batched, consider using vmap.");
      }
      batch = sizes[0];
    }
    return batch;
  }
}
