package dev.gradus.op.loss;

import dev.gradus.Call;
import dev.gradus.CrossEntropyOptions;
import dev.gradus.LossReduction;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Arithmetic;
import dev.gradus.op.pointwise.RowCall;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cross entropy of scores: the log-softmax against classes or against probabilities of classes.
public final class CrossEntropy {
  private CrossEntropy() {}

  /// Runs the loss.
  public static Tensor run(Tensor x, Tensor target, CrossEntropyOptions o) {
    if (o.labelSmoothing() < 0 || o.labelSmoothing() > 1) {
      throw new GradusArgumentException(
          "label_smoothing must be between 0.0 and 1.0. Got: " + o.labelSmoothing());
    }
    int dim = x.dim() == 1 ? 0 : 1;
    boolean probabilities = x.layout().sameSizes(target.layout());
    if (probabilities && !target.dtype().isFloatingPoint()) {
      throw new GradusArgumentException(
          "Expected floating point type for target with class probabilities, got "
              + target.dtype().scalarName());
    }
    Tensor logs = x.logSoftmax(dim);
    if (probabilities) {
      return ofProbabilities(logs, target, dim, o);
    }
    if (o.labelSmoothing() == 0) {
      return NllLoss.run(logs, target, o.weight(), o.ignoreIndex(), o.reduction());
    }
    return smoothed(logs, target, dim, o);
  }

  private static Tensor ofProbabilities(
      Tensor logs, Tensor target, int dim, CrossEntropyOptions o) {
    long classes = logs.size(dim);
    double s = o.labelSmoothing();
    Tensor weight = o.weight();
    Tensor[] in =
        weight == null
            ? new Tensor[] {logs, target}
            : new Tensor[] {logs, target, along(weight, logs.dim(), dim)};
    RowCall term =
        s > 0
            ? (weight == null ? LossRows.CLASS_SMOOTHED : LossRows.CLASS_SMOOTHED_WEIGHTED)
                .with(Scalar.of(1 - s), Scalar.of(s / classes))
            : (weight == null ? LossRows.CLASS : LossRows.CLASS_WEIGHTED).call();
    return switch (o.reduction()) {
      case NONE -> Call.run(term, in).sum(new int[] {dim}, false).neg();
      case SUM -> total(term, in);
      case MEAN -> divided(total(term, in), (double) Math.max(0, logs.numel() / classes));
    };
  }

  private static Tensor total(RowCall term, Tensor[] in) {
    return PointwiseLoss.chain(term, LossReduction.SUM, in).neg();
  }

  private static Tensor divided(Tensor x, double n) {
    return Call.run(Arithmetic.DIV_SCALAR.with(Scalar.of(n)), x);
  }

  // (1 − s) · nll + s / classes · Σ of all log-probabilities, weighed and ignored alike.
  private static Tensor smoothed(Tensor logs, Tensor target, int dim, CrossEntropyOptions o) {
    Tensor weight = o.weight();
    Tensor nll = NllLoss.run(logs, target, weight, o.ignoreIndex(), o.reduction());
    Tensor smooth = overClasses(logs, weight, dim).neg();
    Tensor ignored = target.eq(o.ignoreIndex());
    smooth = smooth.maskedFill(ignored, 0);
    Tensor reduced =
        switch (o.reduction()) {
          case NONE -> smooth;
          case SUM -> smooth.sum();
          case MEAN -> smooth.sum().div(total(logs, target, weight, o.ignoreIndex()));
        };
    double share = o.labelSmoothing() / logs.size(dim);
    return nll.mul(1 - o.labelSmoothing()).add(reduced.mul(share));
  }

  // The weighted sums of all log-probabilities; in two dimensions a product without a result of
  // all.
  private static Tensor overClasses(Tensor logs, @Nullable Tensor weight, int dim) {
    if (weight == null) {
      return logs.sum(new int[] {dim}, false);
    }
    boolean product = logs.dim() == 2 && weight.dim() == 1 && weight.dtype() == logs.dtype();
    return product
        ? logs.mv(weight)
        : logs.mul(along(weight, logs.dim(), dim)).sum(new int[] {dim}, false);
  }

  // The sum of the weights of the classes that count.
  private static Tensor total(Tensor logs, Tensor target, @Nullable Tensor weight, long ignored) {
    if (weight == null) {
      return target.ne(ignored).sum().to(logs.dtype());
    }
    return Call.unrecorded(() ->
        NllLoss.run(
                along(weight.detach().to(logs.dtype()), logs.dim(), logs.dim() == 1 ? 0 : 1)
                    .expand(logs.shape()),
                target,
                null,
                ignored,
                LossReduction.SUM)
            .neg());
  }

  private static Tensor along(Tensor weight, int rank, int dim) {
    long[] sizes = new long[rank];
    Arrays.fill(sizes, 1);
    sizes[dim] = weight.numel();
    if (weight.dim() != 1) {
      throw new GradusArgumentException(
          "cross_entropy: weight has shape "
              + Sizes.text(weight.layout().sizes())
              + "; it must be one-dimensional, one number per class.");
    }
    return weight.view(sizes);
  }
}
