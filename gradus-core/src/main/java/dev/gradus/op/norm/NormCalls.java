package dev.gradus.op.norm;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.g;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;
import static dev.gradus.op.norm.NormChecks.require;

import dev.gradus.AvgPoolOptions;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.LocalResponseOptions;
import dev.gradus.NormOptions;
import dev.gradus.NormResult;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.expr.Expr;
import dev.gradus.op.norm.NormForm.Kind;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.op.pointwise.Widened;
import dev.gradus.shape.Axes;
import dev.gradus.shape.ChannelsLast;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Checks normalisation by layers, groups and lengths.
public final class NormCalls {
  // Of an element and the mean of the squares around it. A quotient in PyTorch.
  private static final Expr SIZE = x(1).mul(p(0)).add(p(1));

  private static final Expr QUOTIENT = x(0).div(SIZE.pow(p(2)));
  private static final Row RESPONSE =
      Row.of("local_response_norm", QUOTIENT)
          .node("DivBackward0")
          .gradient(
              1, p(2).eq(0).select(c(0), g().neg().mul(QUOTIENT).mul(p(2)).mul(p(0)).div(SIZE)));

  private NormCalls() {}

  /// By the last dimensions.
  public static NormResult layer(Tensor x, long[] shape, NormOptions o) {
    DType parameters = NormChecks.parameters(x, o.weight(), o.bias());
    int axis = NormChecks.rows(x, shape, o.weight(), o.bias(), ", ");
    NormChecks.floating(x, "LayerNormKernelImpl");
    NormForm form = rows(Kind.ROWS, "native_layer_norm", x, axis, shape, o.eps());
    return run(form, x, o.weight(), o.bias(), parameters);
  }

  private static NormForm rows(
      Kind kind, String name, Tensor x, int axis, long[] shape, double eps) {
    long[] sizes = x.layout().sizes();
    long[] statistics = sizes.clone();
    Arrays.fill(statistics, axis, sizes.length, 1);
    return new NormForm(kind, name, NormForm.rowView(sizes, axis), shape.clone(), statistics, eps);
  }

  private static NormResult run(
      NormForm form, Tensor x, @Nullable Tensor w, @Nullable Tensor b, DType parameters) {
    Normalise op =
        new Normalise(form, Operation.nodeName(form.name(), 0), w != null, b != null, parameters);
    Tensor[] y;
    if (w == null) {
      y = b == null ? Call.runAll(op, x) : Call.runAll(op, x, b);
    } else {
      y = b == null ? Call.runAll(op, x, w) : Call.runAll(op, x, w, b);
    }
    return new NormResult(y[0], y[1], y[2]);
  }

  /// By the channels of groups, as `F.group_norm`.
  public static Tensor group(Tensor x, long groups, NormOptions o) {
    require(
        x.dim() >= 2, "Expected at least 2 dimensions for input tensor but received " + x.dim());
    long[] sizes = x.layout().sizes();
    if (groups != 0) {
      long[] verified = sizes.clone();
      verified[0] = Math.floorDiv(sizes[0] * sizes[1], groups);
      verified[1] = groups;
      NormChecks.moreThanOne(verified, Sizes.text(verified));
    }
    long spatial = 1;
    for (int d = 2; d < sizes.length; d++) {
      spatial *= sizes[d];
    }
    return groups(x, new long[] {sizes[0], sizes[1], spatial}, groups, o).output();
  }

  /// By the channels of groups, as ATen's operation.
  ///
  /// @param sizes how many samples, channels, and elements of a channel
  public static NormResult groups(Tensor x, long[] sizes, long groups, NormOptions o) {
    NormChecks.groups(x, o.weight(), o.bias(), sizes[1], sizes[2], groups);
    DType parameters = NormChecks.parameters(x, o.weight(), o.bias());
    NormChecks.floating(x, "GroupNormKernelImpl");
    require(
        x.numel() == sizes[0] * sizes[1] * sizes[2],
        "native_group_norm: the input has %d elements, not %d · %d · %d; give its own sizes."
            .formatted(x.numel(), sizes[0], sizes[1], sizes[2]));
    long[] view = {sizes[0], groups, sizes[1] / groups, sizes[2]};
    long[] statistics = {sizes[0], groups};
    NormForm form =
        new NormForm(
            Kind.GROUPS, "native_group_norm", view, new long[] {sizes[1]}, statistics, o.eps());
    return run(form, x, o.weight(), o.bias(), parameters);
  }

  /// By the root of the mean square of the last dimensions.
  public static Tensor root(Tensor x, long[] shape, @Nullable Tensor w, @Nullable Double eps) {
    int axis = NormChecks.rows(x, shape, w, null, "");
    DType dtype = x.dtype();
    if (!dtype.isComplex()) {
      NormChecks.floating(x, "rms_norm");
    }
    double least = eps != null ? eps : epsilon(dtype);
    boolean composite =
        dtype.isComplex() || ChannelsLast.of(x.layout()) || w != null && w.dtype() != dtype;
    if (composite) {
      return rootInParts(x, shape.length, w, least);
    }
    NormForm form = rows(Kind.ROOTS, "_fused_rms_norm", x, axis, shape, least);
    return run(form, x, w, null, dtype).output();
  }

  private static double epsilon(DType dtype) {
    DType wide = Widened.type(dtype).toReal();
    return wide == DType.FLOAT32 ? 0x1p-23 : 0x1p-52;
  }

  private static Tensor rootInParts(Tensor x, int last, @Nullable Tensor w, double eps) {
    int[] dims = new int[last];
    Arrays.setAll(dims, d -> x.dim() - 1 - d);
    Tensor wide = x.to(Widened.type(x.dtype()));
    Tensor y = wide.mul(wide.pow(2).mean(dims, true).add(eps).rsqrt());
    Tensor weighed = w == null ? y : y.mul(w);
    return (ChannelsLast.of(x.layout()) ? weighed : weighed.contiguous()).to(x.dtype());
  }

  // --- Lengths ---

  /// By the squares of neighbouring channels.
  public static Tensor localResponse(Tensor x, long size, LocalResponseOptions o) {
    int dim = x.dim();
    require(dim >= 3, "Expected 3D or higher dimensionality input (got " + dim + " dimensions)");
    if (x.numel() == 0) {
      return x;
    }
    long before = Math.floorDiv(size, 2L);
    long behind = Math.floorDiv(size - 1, 2L);
    Tensor squares = x.mul(x);
    Tensor mean;
    if (dim == 3) {
      Tensor padded = squares.unsqueeze(1).pad(0, 0, before, behind);
      AvgPoolOptions window = AvgPoolOptions.kernel(size, 1).withStride(1);
      mean = Gradus.avgPool2d(padded, window).squeeze(1);
    } else {
      long[] sizes = x.shape();
      Tensor padded =
          squares.view(sizes[0], 1, sizes[1], sizes[2], -1).pad(0, 0, 0, 0, before, behind);
      AvgPoolOptions window = AvgPoolOptions.kernel(size, 1, 1).withStride(1);
      mean = Gradus.avgPool3d(padded, window).squeeze(1).view(sizes);
    }
    Tensor[] both = {x, mean};
    return x.isFloatingPoint()
        ? Call.run(RESPONSE.with(Scalar.of(o.alpha()), Scalar.of(o.k()), Scalar.of(o.beta())), both)
        : x.div(mean.mul(o.alpha()).add(o.k()).pow(o.beta()));
  }

  /// Divided by lengths.
  public static Tensor lengths(Tensor x, double p, int dim, double eps) {
    return x.div(x.norm(p, new int[] {dim}, true).clampMin(eps).expandAs(x));
  }

  /// The lengths of what belongs to one index of a dimension; of everything for -1.
  public static Tensor normExcept(Tensor v, double p, int dim) {
    if (dim == -1) {
      return v.norm(p);
    }
    if (dim == 0) {
      long[] sizes = ones(v.dim());
      sizes[0] = v.size(0);
      return v.contiguous().view(v.size(0), -1).norm(p, new int[] {1}, false).view(sizes);
    }
    if (dim == v.dim() - 1) {
      long[] sizes = ones(v.dim());
      sizes[dim] = v.size(dim);
      return v.contiguous().view(-1, v.size(dim)).norm(p, new int[] {0}, false).view(sizes);
    }
    int at = Axes.wrap(dim, v.dim());
    return normExcept(v.transpose(0, at), p, 0).transpose(0, at);
  }

  private static long[] ones(int rank) {
    long[] sizes = new long[rank];
    Arrays.fill(sizes, 1);
    return sizes;
  }

  /// Directions with given lengths.
  public static Tensor weight(Tensor v, Tensor g, int dim) {
    require(
        v.dim() > 0 && dim >= -1 && dim < v.dim(),
        "dim must be within [-1, " + (v.dim() - 1) + "]\nweight_norm: got " + dim + ".");
    return v.mul(g.div(normExcept(v, 2, dim)));
  }
}
