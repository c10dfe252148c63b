package dev.gradus;

import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Arithmetic;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.shape.Axes;
import java.util.Arrays;

/// Integrals by the trapezoidal rule among the statics of [Gradus].
abstract sealed class Integration extends ProductCalls permits SpacedCalls {
  /// The integral along the last dimension with steps of 1. **Gradient**: that of the sums.
  /// **Source**: torch.trapezoid.
  public static Tensor trapezoid(Tensor y) {
    return trapezoid(y, 1, -1);
  }

  /// The integral along a dimension with steps `dx`.
  public static Tensor trapezoid(Tensor y, double dx, int dim) {
    Checks.notBool("trapezoid", y);
    int d = Axes.wrap(dim, y.dim());
    if (y.size(d) == 0) {
      return without(y, d);
    }
    Tensor ends = y.select(d, 0).add(y.select(d, -1)).mul(0.5);
    return Call.run(Arithmetic.MUL_SCALAR.with(Scalar.of(dx)), y.sum(d).sub(ends));
  }

  /// The integral along a dimension over points x: one vector, or one for each element.
  public static Tensor trapezoid(Tensor y, Tensor x, int dim) {
    int d = Axes.wrap(dim, y.dim());
    if (y.size(d) == 0) {
      return without(y, d);
    }
    Tensor pairs = pairs("trapezoid", y, x, d);
    return halved(pairs.sum(new int[] {d - y.dim() + pairs.dim()}, false));
  }

  /// Another name of [#trapezoid(Tensor)]. **Source**: torch.trapz.
  public static Tensor trapz(Tensor y) {
    return trapezoid(y);
  }

  /// The running integral along the last dimension with steps of 1. **Gradient**: that of the sums.
  /// **Source**: torch.cumulative\_trapezoid.
  public static Tensor cumulativeTrapezoid(Tensor y) {
    return cumulativeTrapezoid(y, 1, -1);
  }

  /// The running integral along a dimension with steps `dx`.
  public static Tensor cumulativeTrapezoid(Tensor y, double dx, int dim) {
    Checks.notBool("cumulative_trapezoid", y);
    int d = Axes.wrap(dim, y.dim());
    return sums(y, d).mul(dx / 2).cumsum(d);
  }

  /// The running integral along a dimension over points x.
  public static Tensor cumulativeTrapezoid(Tensor y, Tensor x, int dim) {
    int d = Axes.wrap(dim, y.dim());
    Tensor pairs = pairs("cumulative_trapezoid", y, x, d);
    return halved(pairs.cumsum(d - y.dim() + pairs.dim()));
  }

  private static Tensor halved(Tensor x) {
    return Call.run(Arithmetic.DIV_SCALAR.with(Scalar.of(2.0)), x);
  }

  private static Tensor without(Tensor y, int dim) {
    long[] sizes = y.shape();
    System.arraycopy(sizes, dim + 1, sizes, dim, sizes.length - dim - 1);
    return Gradus.zeros(y.dtype(), Arrays.copyOf(sizes, sizes.length - 1));
  }

  private static Tensor sums(Tensor y, int d) {
    long n = y.size(d);
    return y.narrow(d, 0, Math.max(n - 1, 0)).add(y.narrow(d, Math.min(1, n), Math.max(n - 1, 0)));
  }

  private static Tensor pairs(String op, Tensor y, Tensor x, int d) {
    if (y.dtype() == DType.BOOL || x.dtype() == DType.BOOL) {
      throw new GradusArgumentException(
          op + ": received a bool input for `x` or `y`, but bool is not supported");
    }
    Tensor points = x;
    if (x.dim() == 1) {
      if (x.size(0) != y.size(d)) {
        throw new GradusArgumentException(
            op
                + ": There must be one `x` value for each sample point"
                + "\nx has "
                + x.size(0)
                + " values, y "
                + y.size(d)
                + " along dimension "
                + d
                + ".");
      }
      long[] sizes = new long[y.dim()];
      Arrays.fill(sizes, 1);
      sizes[d] = x.size(0);
      points = x.view(sizes);
    } else if (x.dim() < y.dim()) {
      long[] sizes = new long[y.dim()];
      Arrays.fill(sizes, 1);
      System.arraycopy(x.shape(), 0, sizes, y.dim() - x.dim(), x.dim());
      points = x.view(sizes);
    }
    int along = d - y.dim() + points.dim();
    long n = points.size(along);
    Tensor steps = points.narrow(along, 1, n - 1).sub(points.narrow(along, 0, n - 1));
    return steps.mul(sums(y, d));
  }
}
