package dev.gradus.op.matrix;

import dev.gradus.Call;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import org.jspecify.annotations.Nullable;

/// Layers that are products with a weight.
public final class Linear {
  private Linear() {}

  /// A fully connected layer: x·Wᵀ + b.
  public static Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
    Tensor w = Call.autocast("linear", weight); // the parameter itself, whose copy is kept
    Tensor turned = w.dim() == 2 ? w.t() : w;
    if (bias == null) {
      return x.matmul(turned);
    }
    if (x.dim() == 2 && weight.dim() == 2) {
      return bias.addmm(x, turned);
    }
    if (x.isContiguous() && weight.dim() == 2 && x.dim() > 0) {
      long[] out = x.shape();
      long rows = 1;
      for (int d = 0; d + 1 < out.length; d++) {
        rows *= out[d];
      }
      Tensor flat = x.reshape(rows, out[out.length - 1]);
      out[out.length - 1] = weight.size(0);
      return bias.addmm(flat, turned).view(out);
    }
    return x.matmul(turned).add(Call.autocast("linear", bias));
  }

  /// x1ᵀ·W·x2 + b for each row of W.
  public static Tensor bilinear(Tensor x1, Tensor x2, Tensor weight, @Nullable Tensor bias) {
    if (x1.dim() != x2.dim()) {
      throw new GradusArgumentException(
          "bilinear(): input dimensions do not match: got " + x1.dim() + " and " + x2.dim());
    }
    for (int d = 0; d + 1 < x1.dim(); d++) {
      if (x1.size(d) != x2.size(d)) {
        throw new GradusArgumentException(
            "bilinear(): input batch dimensions do not match at dim "
                + d
                + ": got "
                + x1.size(d)
                + " and "
                + x2.size(d));
      }
    }
    if (x1.size(-1) != weight.size(1)) {
      throw new GradusArgumentException(
          "bilinear(): input1 size does not match weight size: got "
              + x1.size(-1)
              + " but expected "
              + weight.size(1));
    }
    if (x2.size(-1) != weight.size(2)) {
      throw new GradusArgumentException(
          "bilinear(): input2 size does not match weight size: got "
              + x2.size(-1)
              + " but expected "
              + weight.size(2));
    }
    if (bias != null && bias.size(0) != weight.size(0)) {
      throw new GradusArgumentException(
          "bilinear(): bias size does not match weight size: got "
              + bias.size(0)
              + " but expected "
              + weight.size(0));
    }
    long o = weight.size(0);
    long a = weight.size(1);
    long b = weight.size(2);
    long[] out = x1.shape();
    out[out.length - 1] = o;
    long n = 1;
    for (int d = 0; d + 1 < out.length; d++) {
      n *= out[d];
    }
    Tensor half = x1.reshape(n, a).mm(weight.permute(1, 0, 2).reshape(a, o * b)).view(n, o, b);
    Tensor y = half.mul(x2.reshape(n, 1, b)).sum(new int[] {-1}, false, x1.dtype()).view(out);
    return bias == null ? y : y.add(bias);
  }
}
