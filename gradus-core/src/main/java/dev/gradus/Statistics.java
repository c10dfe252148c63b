package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.dtype.Promotion;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.op.pointwise.Overwrite;
import dev.gradus.op.reduce.Dist;
import dev.gradus.op.reduce.ExtremePair;
import dev.gradus.op.reduce.LogSumExp;
import dev.gradus.op.reduce.NanSum;
import dev.gradus.op.reduce.Prod;
import dev.gradus.op.reduce.Renorm;
import dev.gradus.op.reduce.Sum;
import dev.gradus.op.reduce.Variance;
import dev.gradus.op.reduce.VectorNorm;
import dev.gradus.shape.Axes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Further reductions: products, variances, norms, counts.
///
/// **Shape**: as for [Reduction]; an empty array of dimensions means all.
public sealed interface Statistics permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor fractions() {
    return self().dtype().isIntegral() ? self().to(Globals.defaultDtype()) : self();
  }

  /// The product of all elements. **Dtype**: integers and bool give int64. **Gradient**: g times
  /// the product of the other elements, zeros included. **Source**: torch.prod.
  default Tensor prod() {
    Tensor x = Call.autocast("prod", self());
    return x.prod(Sum.resultDtype(x));
  }

  /// The product of all elements, multiplied in another dtype.
  default Tensor prod(DType dtype) {
    return Call.run(new Prod(0, Reduction.ALL, false, dtype), self());
  }

  /// The product along a dimension.
  default Tensor prod(int dim, boolean keepdim) {
    Tensor x = Call.autocast("prod", self());
    return x.prod(dim, keepdim, Sum.resultDtype(x));
  }

  /// The product along a dimension, multiplied in another dtype.
  default Tensor prod(int dim, boolean keepdim, DType dtype) {
    int[] dims = {Axes.wrap(dim, self().dim())};
    return Call.run(new Prod(1, dims, keepdim, dtype), self());
  }

  /// The sum of all elements that are not nan. **Gradient**: g, 0 at a nan. **Source**:
  /// torch.nansum.
  default Tensor nansum() {
    return nansum(Reduction.ALL, false);
  }

  /// The sum over dimensions of the elements that are not nan.
  default Tensor nansum(int[] dims, boolean keepdim) {
    if (self().dtype().isComplex()) {
      throw new GradusUnsupportedException(
          "nansum does not support complex inputs\nnansum: sum real() and imag() apart.");
    }
    return Call.run(new NanSum(dims.clone(), keepdim, Sum.resultDtype(self())), self());
  }

  /// The mean of all elements that are not nan. **Errors**: integers. **Source**: torch.nanmean.
  default Tensor nanmean() {
    return nanmean(Reduction.ALL, false);
  }

  /// The mean over dimensions of the elements that are not nan.
  default Tensor nanmean(int[] dims, boolean keepdim) {
    if (self().dtype().isIntegral()) {
      throw new GradusArgumentException(
          "nanmean(): expected input to have floating point or complex dtype but got "
              + self().dtype().scalarName());
    }
    Tensor count = self().detach().isnan().logicalNot().sum(dims, keepdim);
    return nansum(dims, keepdim).div(count);
  }

  /// The variance of all elements, divided by n - 1. **Gradient**: g · 2 (x - mean) / (n - 1).
  /// **Errors**: integers. **Source**: torch.var.
  default Tensor var() {
    return var(Reduction.ALL, 1, false);
  }

  /// The variance over dimensions, divided by n - correction.
  default Tensor var(int[] dims, double correction, boolean keepdim) {
    return variance(false, false, dims, correction, keepdim)[0];
  }

  /// The standard deviation of all elements: the root of [#var()]. **Gradient**: 0 where it is 0.
  /// **Errors**: integers. **Source**: torch.std.
  default Tensor std() {
    return std(Reduction.ALL, 1, false);
  }

  /// The standard deviation over dimensions: the root of [#var(int\[\], double, boolean)].
  default Tensor std(int[] dims, double correction, boolean keepdim) {
    return variance(true, false, dims, correction, keepdim)[0];
  }

  /// Variance and mean over dimensions. **Source**: torch.var\_mean.
  default SpreadAndMean varMean(int[] dims, double correction, boolean keepdim) {
    Tensor[] both = variance(false, true, dims, correction, keepdim);
    return new SpreadAndMean(both[0], both[1]);
  }

  /// Standard deviation and mean over dimensions. **Source**: torch.std\_mean.
  default SpreadAndMean stdMean(int[] dims, double correction, boolean keepdim) {
    Tensor[] both = variance(true, true, dims, correction, keepdim);
    return new SpreadAndMean(both[0], both[1]);
  }

  private Tensor[] variance(
      boolean root, boolean withMean, int[] dims, double correction, boolean keepdim) {
    Variance op = new Variance(root, withMean, dims.clone(), correction, keepdim);
    if (self().dtype().isIntegral()) {
      throw new GradusArgumentException(
          op.name()
              + ": input dtype should be either floating point or complex"
              + "\nThe tensor has dtype "
              + self().dtype()
              + "; convert it first with to(float32).");
    }
    return Call.runAll(op, self());
  }

  /// The logarithm of the sum of exponentials over dimensions, without overflow. **Gradient**: g ·
  /// exp(x - y). **Source**: torch.logsumexp.
  default Tensor logsumexp(int[] dims, boolean keepdim) {
    return Call.run(new LogSumExp(dims.clone(), keepdim), fractions());
  }

  /// The logarithm of the sum of exponentials along a dimension.
  default Tensor logsumexp(int dim) {
    return logsumexp(new int[] {dim}, false);
  }

  /// The Euclidean norm of all elements. **Gradient**: g · x / y, 0 at 0. **Source**: torch.norm.
  default Tensor norm() {
    return norm(2, Reduction.ALL, false);
  }

  /// The norm of order p of all elements.
  default Tensor norm(double order) {
    return norm(order, Reduction.ALL, false);
  }

  /// The norm `fro`, the root of the sum of squares of all elements, or `nuc`, the sum of the
  /// singular values of a matrix. **Gradient**: g · x / y; g · U·Vᴴ. **Source**: torch.norm.
  default Tensor norm(String order) {
    return norm(order, null, false);
  }

  /// As [#norm(String)] over dimensions; null for all. **Errors**: another order; for `nuc` other
  /// than two dimensions.
  default Tensor norm(String order, int @Nullable [] dims, boolean keepdim) {
    if (order.equals("fro") && (dims == null || dims.length <= 2)) {
      return norm(2, dims == null ? Reduction.ALL : dims, keepdim);
    }
    int[] all = new int[self().dim()];
    Arrays.setAll(all, d -> d);
    return Linalg.matrixNorm(self(), order, dims == null ? all : dims, keepdim, null);
  }

  /// The norm of order p over dimensions, taken as one vector: (Σ |x|^p)^(1/p); order 0 counts what
  /// is not 0, infinite orders give the extremes. **Gradient**: g · sign(x) (|x| / y)^(p-1), 0
  /// where x or y is 0; for infinite orders shared by equal elements. **Errors**: integers.
  /// **Source**: torch.linalg.vector\_norm.
  default Tensor norm(double order, int[] dims, boolean keepdim) {
    if (self().dtype().isIntegral()) {
      throw new GradusArgumentException(
          "linalg.vector_norm: Expected a floating point or complex tensor as input. Got "
              + self().dtype().scalarName());
    }
    if (self().numel() == 0 && (order < 0 || order == Double.POSITIVE_INFINITY)) {
      Checks.normHasIdentity(self(), order, dims);
    }
    return Call.run(new VectorNorm(order, dims.clone(), keepdim), self());
  }

  /// How many elements are not 0. **Dtype**: int64. **Source**: torch.count\_nonzero.
  default Tensor countNonzero(int... dims) {
    return self().detach().ne(0).sum(dims, false);
  }

  /// The smallest and the largest element. **Gradient**: shared evenly by equal elements.
  /// **Errors**: no elements. **Source**: torch.aminmax.
  default MinMax aminmax() {
    return pair(new ExtremePair(Reduction.ALL, false));
  }

  /// The smallest and the largest elements along a dimension.
  default MinMax aminmax(int dim, boolean keepdim) {
    return pair(new ExtremePair(new int[] {Axes.wrap(dim, self().dim())}, keepdim));
  }

  private MinMax pair(ExtremePair op) {
    Tensor[] both = Call.runAll(op, self());
    return new MinMax(both[0], both[1]);
  }

  /// The covariances of variables, one a row, over their observations. **Shape**: (variables,
  /// variables); of one variable none. **Gradient**: that of the products of differences from the
  /// means. **Source**: torch.cov.
  default Tensor cov() {
    return cov(1, null, null);
  }

  /// As [#cov()] with weights, how often an observation was made and how important it is.
  /// **Gradient**: to the weights too. **Errors**: more than two dimensions, bool, weights that are
  /// negative, of another count or kind. **Source**: torch.cov.
  ///
  /// @param correction what is taken off the number of observations
  /// @param fweights integers or null
  /// @param aweights real numbers or null
  default Tensor cov(long correction, @Nullable Tensor fweights, @Nullable Tensor aweights) {
    return Covariance.of(self(), correction, fweights, aweights);
  }

  /// The correlations of variables, one a row, between -1 and 1. **Gradient**: that of the
  /// covariances over the deviations, 0 where cut off. **Source**: torch.corrcoef.
  default Tensor corrcoef() {
    return Covariance.correlation(self());
  }

  /// The norm of order p of the difference of two tensors, which are broadcast. **Gradient**: g ·
  /// sign(d) (|d| / y)^(p-1) of the difference d. **Source**: torch.dist.
  default Tensor dist(Tensor other, double p) {
    if (self().dtype().isIntegral() && other.dtype().isIntegral()) {
      throw new GradusArgumentException(
          "linalg.vector_norm: Expected a floating point or complex tensor as input. Got "
              + Promotion.promote(self().dtype(), other.dtype()).scalarName());
    }
    return Call.run(new Dist(p), self(), other);
  }

  /// The slices along `dim` whose norm of order p exceeds `maxnorm`, shortened to it. **Gradient**:
  /// g where a slice is kept, else that of maxnorm · x / norm. **Errors**: an order that is not
  /// positive, a negative norm, fewer than two dimensions. **Source**: torch.renorm.
  default Tensor renorm(double p, int dim, double maxnorm) {
    return Call.run(Renorm.of(self(), p, dim, maxnorm), self());
  }

  /// [#renorm(double, int, double)] in place.
  default Tensor renorm_(double p, int dim, double maxnorm) {
    return Call.inPlace(new Overwrite(Renorm.of(self(), p, dim, maxnorm)), self());
  }
}
