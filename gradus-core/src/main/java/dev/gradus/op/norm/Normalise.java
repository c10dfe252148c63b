package dev.gradus.op.norm;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.op.norm.NormForm.Kind;
import dev.gradus.op.pointwise.Arranged;
import dev.gradus.op.pointwise.Widened;
import dev.gradus.shape.Sizes;
import org.jspecify.annotations.Nullable;

/// Elements less the mean of their row, channel or group, divided by the root of the variance, then
/// weighed; and the means and factors.
///
/// Results: the elements, the means, the factors and, of batches, the variances. Of these only
/// those of groups have gradients, as in PyTorch. Inputs: the elements, weight and bias, if there
/// are any.
///
/// Gradient: w · f · (g − mean(g) − h · mean(g · h)), where f is the factor and h what is weighed;
/// of the weight the sum of g · h, of the bias that of g.
///
/// @param form what is normalised together
/// @param node the name of the node
/// @param weight whether there is a weight
/// @param bias whether there is a bias
/// @param parameters the dtype of the means and factors
record Normalise(NormForm form, String node, boolean weight, boolean bias, DType parameters)
    implements Operation {
  @Override
  public String name() {
    return form.name();
  }

  @Override
  public int outputs() {
    return form.kind() == Kind.BATCH ? 4 : 3;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Tensor[] y = form.forward(x[0], weight ? x[1] : null, bias ? x[x.length - 1] : null);
    Tensor[] out = new Tensor[outputs()];
    out[0] = form.kind() == Kind.GROUPS ? Arranged.like(y[0], x[0].layout()) : y[0];
    for (int k = 1; k < out.length; k++) {
      out[k] = Widened.back(y[k], parameters);
    }
    return out;
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    @Nullable Tensor[] out = new @Nullable Tensor[b.inputs()];
    Tensor arrived = g[0];
    if (arrived != null) {
      boolean params = weight && b.needs(1) || bias && b.needs(out.length - 1);
      NormGradient op = new NormGradient(form, weight, params);
      Tensor mean = b.y(1).detach();
      Tensor factor = b.y(2).detach();
      Tensor x = b.x(0);
      Tensor[] d =
          weight
              ? Call.runAll(op, arrived, x, mean, factor, b.x(1))
              : Call.runAll(op, arrived, x, mean, factor);
      out[0] = d[0];
      if (weight && params) {
        out[1] = d[1];
      }
      if (bias && params) {
        out[out.length - 1] = d[2];
      }
    }
    if (form.kind() == Kind.GROUPS && b.needs(0)) {
      out[0] = withStatistics(b, out[0], g[1], g[2]);
    }
    return out;
  }

  // The slope of a mean is 1 / n, that of a factor f is −f² h / n.
  private @Nullable Tensor withStatistics(
      Backward b, @Nullable Tensor so, @Nullable Tensor toMean, @Nullable Tensor toFactor) {
    Tensor sum = so;
    double n = form.count();
    long[] sizes = b.sizes(0);
    if (toMean != null) {
      Tensor even = toMean.reshape(form.means()).div(n).expand(form.view()).reshape(sizes);
      sum = sum == null ? even : sum.add(even);
    }
    if (toFactor != null) {
      Tensor f = b.y(2).reshape(form.means());
      Tensor h = b.x(0).reshape(form.view()).sub(b.y(1).reshape(form.means())).mul(f);
      Tensor slope = toFactor.reshape(form.means()).mul(f).mul(f).div(-n).mul(h).reshape(sizes);
      sum = sum == null ? slope : sum.add(slope);
    }
    return sum;
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k == 0 || form.kind() == Kind.GROUPS;
  }

  @Override
  public long savesInputs(long needs) {
    return weight ? 3 : 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return 6;
  }

  // In the operations that it is made of.
  @Override
  public Tensor @Nullable [] batchAll(Batching b, Tensor[] x) {
    return Sizes.numel(form.view()) == 0 ? null : b.allWithin(this::composed);
  }

  private Tensor[] composed(Tensor[] in) {
    DType wide = Widened.type(in[0].dtype());
    Tensor x = in[0].to(wide).reshape(form.view());
    int[] dims = form.reduced();
    Tensor mean = x.mean(dims, true);
    Tensor off = form.centred() ? x.sub(mean) : x;
    Tensor variance = off.square().mean(dims, true);
    Tensor factor = variance.add(form.eps()).rsqrt();
    Tensor y = off.mul(factor);
    y = weight ? y.mul(in[1].to(wide).reshape(form.affine())) : y;
    y = bias ? y.add(in[in.length - 1].to(wide).reshape(form.affine())) : y;
    Tensor centre = form.centred() ? mean : Gradus.zerosLike(mean);
    Tensor[] all = {y, centre, factor, variance};
    Tensor[] out = new Tensor[outputs()];
    out[0] = y.reshape(in[0].shape()).to(in[0].dtype());
    for (int k = 1; k < out.length; k++) {
      out[k] = all[k].reshape(form.statistics()).to(parameters);
    }
    return out;
  }
}
