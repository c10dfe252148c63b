package dev.gradus.op.norm;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;
import static dev.gradus.op.norm.NormChecks.require;

import dev.gradus.BatchNormOptions;
import dev.gradus.Call;
import dev.gradus.NormResult;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusIndexException;
import dev.gradus.op.norm.NormForm.Kind;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.shape.Sizes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks batch and instance normalisation, and keeps running statistics.
public final class BatchCalls {
  /// (1 − p0) · x0 + p0 · x1, the second less precise by nothing.
  private static final Row RUNNING =
      Row.of("running", x(1).mul(p(0)).add(c(1).sub(p(0)).mul(x(0)))).notDifferentiable();

  private BatchCalls() {}

  /// As `F.batch_norm`.
  public static Tensor batch(
      Tensor x, @Nullable Tensor mean, @Nullable Tensor variance, BatchNormOptions o) {
    if (o.training()) {
      require(x.dim() > 0, "tuple index out of range\nbatch_norm: the input has no dimensions.");
      NormChecks.moreThanOne(x.layout().sizes(), Sizes.torchSize(x.layout().sizes()));
    }
    return checked(x, mean, variance, o);
  }

  private static Tensor checked(
      Tensor x, @Nullable Tensor mean, @Nullable Tensor variance, BatchNormOptions o) {
    if (x.numel() == 0) {
      Tensor y = x.clone();
      y = o.weight() == null ? y : y.mul(o.weight().select(0, 0));
      return o.bias() == null ? y : y.add(o.bias().select(0, 0));
    }
    long channels = channels(x);
    require(o.training() || mean != null, "running_mean must be defined in evaluation mode");
    NormChecks.count("running_mean", mean, channels);
    require(o.training() || variance != null, "running_var must be defined in evaluation mode");
    NormChecks.count("running_var", variance, channels);
    NormChecks.count("weight", o.weight(), channels);
    NormChecks.count("bias", o.bias(), channels);
    return natively("native_batch_norm", 0, x, mean, variance, o).output();
  }

  private static long channels(Tensor x) {
    if (x.dim() < 2) {
      throw new GradusIndexException(
          "Dimension out of range (expected to be in range of [-1, 0], but got 1)"
              + "\nbatch_norm: the input has sizes "
              + Sizes.text(x.layout().sizes())
              + "; dimension 1 must be that of the channels.");
    }
    return x.size(1);
  }

  /// As ATen's operations, which look at less.
  ///
  /// @param overload the number in the node's name
  public static NormResult natively(
      String name,
      int overload,
      Tensor x,
      @Nullable Tensor mean,
      @Nullable Tensor variance,
      BatchNormOptions o) {
    long channels = channels(x);
    NormChecks.floating(x, "batch_norm");
    DType parameters = NormChecks.parameters(x, o.weight(), o.bias(), mean, variance);
    NormChecks.count("running_mean", mean, channels);
    NormChecks.count("running_var", variance, channels);
    NormChecks.count("weight", o.weight(), channels);
    NormChecks.count("bias", o.bias(), channels);
    String node = Operation.nodeName(name, overload);
    if (!o.training()) {
      require(mean != null, "running_mean must be defined in evaluation mode");
      require(variance != null, "running_var must be defined in evaluation mode");
      FixedNorm op =
          new FixedNorm(name, node, o.weight() != null, o.bias() != null, o.eps(), parameters);
      Tensor[] y = Call.runAll(op, inputs(x, mean, variance, o.weight(), o.bias()));
      return new NormResult(y[0], y[1], y[2]);
    }
    require(
        x.numel() != 0,
        "input tensor must have at least one element, but got input_sizes = "
            + Sizes.text(x.layout().sizes()));
    long n = x.numel() / channels;
    long[] view = {x.size(0), channels, n / x.size(0)};
    long[] vector = {channels};
    NormForm form = new NormForm(Kind.BATCH, name, view, vector, vector, o.eps());
    Normalise op = new Normalise(form, node, o.weight() != null, o.bias() != null, parameters);
    Tensor[] y = Call.runAll(op, inputs(x, null, null, o.weight(), o.bias()));
    follow(mean, y[1], 1, o.momentum());
    follow(variance, y[3], n / (n - 1.0), o.momentum());
    return new NormResult(y[0], y[1], y[2]);
  }

  // Moves a running statistic towards that of a batch.
  private static void follow(
      @Nullable Tensor running, Tensor batch, double factor, double momentum) {
    if (running != null) {
      var _ =
          Call.unrecorded(() -> {
            Tensor v = batch.detach().reshape(running.layout().sizes());
            return Call.inPlace(
                RUNNING.with(Scalar.of(momentum)), running, factor == 1 ? v : v.mul(factor));
          });
    }
  }

  private static Tensor[] inputs(@Nullable Tensor... all) {
    List<Tensor> given = new ArrayList<>();
    for (Tensor t : all) {
      if (t != null) {
        given.add(t);
      }
    }
    return given.toArray(new Tensor[0]);
  }

  /// As `F.instance_norm`: each channel of each sample is a channel of its own.
  public static Tensor instance(
      Tensor x, @Nullable Tensor mean, @Nullable Tensor variance, BatchNormOptions o) {
    long[] sizes = x.layout().sizes();
    if (o.training()) {
      long product = 1;
      for (int d = 2; d < sizes.length; d++) {
        product *= sizes[d];
      }
      require(
          product != 1,
          "Expected more than 1 spatial element when training, got input size "
              + Sizes.torchSize(sizes));
    }
    require(
        o.training() || mean != null && variance != null,
        "Expected running_mean and running_var to be defined when use_input_stats is false");
    long channels = channels(x);
    long[] one = sizes.clone();
    one[0] = 1;
    one[1] = sizes[0] * channels;
    BatchNormOptions repeated =
        o.withWeight(repeat(o.weight(), sizes[0])).withBias(repeat(o.bias(), sizes[0]));
    Tensor m = repeat(mean, sizes[0]);
    Tensor v = repeat(variance, sizes[0]);
    Tensor y = checked(x.contiguous().view(one), m, v, repeated);
    average(mean, m, sizes[0], channels);
    average(variance, v, sizes[0], channels);
    return y.view(sizes);
  }

  private static @Nullable Tensor repeat(@Nullable Tensor t, long times) {
    return t == null ? null : t.repeat(times);
  }

  // What became of a running statistic in all samples.
  private static void average(
      @Nullable Tensor running, @Nullable Tensor repeated, long samples, long channels) {
    if (running != null && repeated != null) {
      var _ =
          Call.unrecorded(() ->
              running.copy_(repeated.detach().view(samples, channels).mean(new int[] {0}, false)));
    }
  }
}
