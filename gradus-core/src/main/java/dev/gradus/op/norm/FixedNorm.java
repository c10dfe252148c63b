package dev.gradus.op.norm;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.expr.Expr;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.op.pointwise.Widened;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Channels less a given mean, divided by the root of a given variance, then weighed; and two empty
/// tensors in place of statistics.
///
/// Inputs: the elements, the mean, the variance, weight and bias, if there are any. Mean and
/// variance are constants, as in PyTorch. Gradient: w · f · g with f = 1 / sqrt(variance + eps); of
/// the weight the sum of g · f · (x − mean), of the bias that of g.
///
/// @param name PyTorch's
/// @param node the name of the node
/// @param weight whether there is a weight
/// @param bias whether there is a bias
/// @param eps what is added to the variance
/// @param parameters the dtype of the empty tensors
record FixedNorm(
    String name, String node, boolean weight, boolean bias, double eps, DType parameters)
    implements Operation {
  private static final List<String> NAMES =
      List.of("input", "running_mean", "running_var", "weight", "bias");
  private static final Expr H = x(0).sub(x(1)).mul(c(1).div(x(2).add(p(0)).sqrt()));
  private static final Row STANDARD = Row.of("standardise", H);

  /// What an element adds to the gradient of its weight.
  private static final Row SHARE = Row.of("standardise", x(0).mul(x(1).sub(x(2)).mul(x(3))));

  private static final Row WEIGHED = Row.of("standardise", H.mul(x(3)).add(x(4)));

  @Override
  public String inputName(int i) {
    return NAMES.get(i);
  }

  @Override
  public int outputs() {
    return 3;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Tensor y = Call.unrecorded(() -> standardised(x));
    return new Tensor[] {y, Tensor.empty(parameters, 0), Tensor.empty(parameters, 0)};
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return b.allWithin(e -> {
      Tensor none = Gradus.zeros(parameters, 0);
      return new Tensor[] {standardised(e), none, none.clone()};
    });
  }

  private Tensor standardised(Tensor[] x) {
    DType wide = Widened.type(x[0].dtype());
    Tensor[] in = new Tensor[weight || bias ? 5 : 3];
    in[0] = x[0].to(wide);
    in[1] = along(x[0], x[1].detach().to(wide));
    in[2] = along(x[0], x[2].detach().to(wide));
    if (in.length == 5) {
      in[3] = along(x[0], weight ? x[3].to(wide) : Gradus.onesLike(x[1], wide));
      in[4] = along(x[0], bias ? x[x.length - 1].to(wide) : Gradus.zerosLike(x[1], wide));
    }
    Row row = in.length == 5 ? WEIGHED : STANDARD;
    return Call.run(row.with(Scalar.of(eps)), in).to(x[0].dtype());
  }

  // One number for each channel.
  private static Tensor along(Tensor x, Tensor v) {
    long[] sizes = new long[x.dim()];
    Arrays.fill(sizes, 1);
    sizes[1] = v.numel();
    return v.reshape(sizes);
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] arrived) {
    @Nullable Tensor[] out = new @Nullable Tensor[b.inputs()];
    if (arrived[0] == null) {
      return out;
    }
    Tensor x = b.x(0);
    DType wide = Widened.type(x.dtype());
    Tensor g = arrived[0].to(wide);
    Tensor factor = along(x, b.x(2).detach().to(wide).add(eps).rsqrt());
    if (b.needs(0)) {
      out[0] = g.mul(weight ? factor.mul(along(x, b.x(3).to(wide))) : factor);
    }
    int[] others = new int[x.dim() - 1];
    for (int d = 1; d < others.length; d++) {
      others[d] = d + 1;
    }
    if (weight && b.needs(3)) {
      Tensor mean = along(x, b.x(1).detach().to(wide));
      out[3] = Call.run(SHARE.call(), g, x.to(wide), mean, factor).sum(others, false);
    }
    if (bias && b.needs(out.length - 1)) {
      out[out.length - 1] = g.sum(others, false);
    }
    return out;
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k == 0;
  }

  @Override
  public long savesInputs(long needs) {
    return weight ? 15 : 7;
  }
}
