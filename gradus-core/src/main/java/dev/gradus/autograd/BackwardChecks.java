package dev.gradus.autograd;

import dev.gradus.GradOptions;
import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradCheckException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a gradient must do beyond having the right values.
record BackwardChecks(TensorsFunction f, Tensor[] x, GradCheckOptions options) {
  void run() {
    List<Tensor> wanted = Arrays.stream(x).filter(Tensor::requiresGrad).toList();
    repeats(wanted);
    isLinear(wanted);
    if (options.checkUndefinedGrad()) {
      acceptsNothing(wanted);
    }
    if (options.checkBatchedGrad()) {
      batches(wanted);
    }
  }

  private void repeats(List<Tensor> wanted) {
    List<Tensor> y = GradCheck.differentiable(f.apply(x));
    List<Tensor> seeds = seeds(y);
    @Nullable Tensor[] first = grad(y, wanted, seeds);
    @Nullable Tensor[] second = grad(y, wanted, seeds);
    for (int i = 0; i < first.length; i++) {
      Tensor a = first[i];
      Tensor b = second[i];
      if (a != null
          && b != null
          && a.numel() > 0
          && !a.sub(b)
              .abs()
              .max()
              .le(options.nondetTol())
              .logicalOr(a.isnan().any())
              .itemBoolean()) {
        throw new GradCheckException(
            "Backward is not reentrant, i.e., running backward with same input and grad_output multiple times gives different values, although analytical gradient matches numerical gradient.The tolerance for nondeterminism was "
                + options.nondetTol()
                + ".");
      }
    }
  }

  // Nothing in, nothing out: a gradient is linear in what arrives.
  private void isLinear(List<Tensor> wanted) {
    List<Tensor> y = GradCheck.differentiable(f.apply(x));
    List<Tensor> zeros = y.stream().map(Gradus::zerosLike).map(Tensor::detach).toList();
    @Nullable Tensor[] g = grad(y, wanted, zeros);
    for (int i = 0; i < g.length; i++) {
      Tensor found = g[i];
      if (found == null) {
        continue;
      }
      if (found.ne(0).any().itemBoolean()) {
        throw new GradCheckException("backward not multiplied by grad_output");
      }
      if (found.dtype() != wanted.get(i).dtype()) {
        throw new GradCheckException("grad is incorrect type");
      }
      if (!Arrays.equals(found.shape(), wanted.get(i).shape())) {
        throw new GradCheckException("grad is incorrect size");
      }
    }
  }

  private void acceptsNothing(List<Tensor> wanted) {
    int count = GradCheck.differentiable(f.apply(x)).size();
    for (int only = 0; count > 1 && only < count; only++) {
      List<Tensor> y = GradCheck.differentiable(f.apply(x));
      Tensor one = y.get(only);
      try {
        grad(List.of(one), wanted, seeds(List.of(one)));
      } catch (NullPointerException e) {
        throw new GradCheckException(
            "Expected backward function to handle undefined output grads. Please look at \"Notes about undefined output gradients\" in \"tools/autograd/derivatives.yaml\"\n"
                + e);
      }
    }
  }

  private void batches(List<Tensor> wanted) {
    Tensor y = GradCheck.differentiable(f.apply(x)).get(0);
    List<Tensor> each = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      each.add(GradCheck.direction(y, 300 + k));
    }
    @Nullable Tensor[] together =
        Gradus.grad(
            List.of(y),
            wanted,
            List.of(Gradus.stack(each, 0)),
            GradOptions.retaining().withAllowUnused(true).withIsGradsBatched(true));
    for (int k = 0; k < each.size(); k++) {
      @Nullable Tensor[] alone = grad(List.of(y), wanted, List.of(each.get(k)));
      for (int i = 0; i < alone.length; i++) {
        Tensor a = alone[i];
        Tensor b = together[i];
        if (a != null
            && (b == null || !b.select(0, k).allclose(a, options.rtol(), options.atol(), true))) {
          throw new GradCheckException(
              "For output 0 and batched gradient "
                  + k
                  + ", the gradient of input "
                  + i
                  + " differs from the one computed alone:\nbatched:"
                  + (b == null ? "none" : b.select(0, k).toString())
                  + "\nalone:"
                  + a);
        }
      }
    }
  }

  private static List<Tensor> seeds(List<Tensor> y) {
    List<Tensor> seeds = new ArrayList<>();
    for (int k = 0; k < y.size(); k++) {
      seeds.add(GradCheck.direction(y.get(k), 17 + k));
    }
    return seeds;
  }

  private static @Nullable Tensor[] grad(List<Tensor> y, List<Tensor> wanted, List<Tensor> seeds) {
    return Gradus.grad(y, wanted, seeds, GradOptions.retaining().withAllowUnused(true));
  }
}
