package dev.gradus.op.reduce;

import static dev.gradus.expr.Expr.x;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.kernel.SoftmaxRows;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Widened;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Layout;
import java.lang.ref.Reference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Exponentials along a dimension divided by their sum, or the logarithms of that. The largest
/// element is subtracted first, so that nothing overflows. Along the last dimension that is one
/// pass of [SoftmaxRows]; the operations one by one have the same bits.
///
/// Gradient: [SoftmaxGradient].
///
/// @param log whether the logarithm
/// @param minus whether of the elements negated; not with the logarithm
/// @param dim the dimension
public record Softmax(boolean log, boolean minus, int dim) implements SingleOperation {
  /// Along other dimensions than the last; apart, because rows are several classes more.
  private static final class Steps {
    private static final Row POWERS =
        Row.of("softmax_powers", x(0).sub(x(1)).exp()).notDifferentiable();
    private static final Row LOGARITHMS =
        Row.of("softmax_logarithms", x(0).sub(x(1)).sub(x(2))).notDifferentiable();
  }

  /// Checks dimension and dtype.
  public static Softmax of(boolean log, Tensor x, int dim) {
    return of(log, false, x, dim);
  }

  /// Softmax of a tensor negated.
  public static Softmax ofMinus(Tensor x, int dim) {
    return of(false, true, x, dim);
  }

  private static Softmax of(boolean log, boolean minus, Tensor x, int dim) {
    String name = log ? "log_softmax" : "softmax";
    if (!x.dtype().isFloatingPoint()) {
      throw new GradusUnsupportedException(
          "\""
              + name
              + "_lastdim_kernel_impl\" not implemented for '"
              + x.dtype().scalarName()
              + "'\n"
              + name
              + ": the tensor has dtype "
              + x.dtype()
              + "; convert it first with to(float32).");
    }
    return new Softmax(log, minus, Axes.wrap(dim, x.dim()));
  }

  @Override
  public String name() {
    return log ? "_log_softmax" : "_softmax";
  }

  @Override
  public String node() {
    return Operation.nodeName(log ? "log_softmax" : "softmax", 0);
  }

  @Override
  public Tensor forward(Tensor[] x) {
    if (x[0].numel() == 0) {
      return Tensor.empty(x[0].dtype(), x[0].layout().sizes());
    }
    return Call.unrecorded(new Forward(this, x[0]));
  }

  /// A record where a lambda would do: Note [No lambda before the first result].
  private record Forward(Softmax op, Tensor x) implements Supplier<Tensor> {
    @Override
    public Tensor get() {
      return Widened.back(op.compute(Widened.of(x)), x.dtype());
    }
  }

  private Tensor compute(Tensor x) {
    if (inRows(x, dim)) {
      return computeRows(x);
    }
    int[] dims = {dim};
    Tensor top = Reduce.extreme(!minus, x, dims, true);
    Tensor powers =
        minus ? Call.run(Steps.POWERS.call(), top, x) : Call.run(Steps.POWERS.call(), x, top);
    Tensor sum = Reduce.sum(powers, dims, true, x.dtype());
    return log ? Call.run(Steps.LOGARITHMS.call(), x, top, sum.log()) : powers.div_(sum);
  }

  private Tensor computeRows(Tensor x) {
    SoftmaxRows rows = rows(x, log, minus);
    Object from = x.storage().array();
    int offset = (int) x.layout().offset();
    try {
      rows.rehearse(from, offset);
      return filled(rows, from, offset, Tensor.unfilled(shape(x), x.dtype()));
    } finally {
      Reference.reachabilityFence(x);
    }
  }

  private static Layout shape(Tensor x) {
    return Layout.contiguous(x.layout().sizes());
  }

  private static Tensor filled(SoftmaxRows rows, Object from, int offset, Tensor y) {
    try {
      rows.forward(from, offset, y.storage().array());
      return y;
    } finally {
      Reference.reachabilityFence(y);
    }
  }

  /// Whether the dimension makes rows that a kernel takes in one pass.
  static boolean inRows(Tensor x, int dim) {
    long[] sizes = x.layout().sizes();
    int last = sizes.length - 1;
    return dim == last
        && sizes[last] <= SoftmaxRows.LONGEST
        && x.numel() > 0
        && x.numel() <= Integer.MAX_VALUE;
  }

  /// The kernel for a contiguous tensor.
  static SoftmaxRows rows(Tensor x, boolean log, boolean minus) {
    long[] sizes = x.layout().sizes();
    int n = (int) sizes[sizes.length - 1];
    return new SoftmaxRows(x.dtype(), (int) (x.numel() / n), n, log, minus);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    return new Tensor[] {Call.run(new SoftmaxGradient(log, minus, dim), g, b.y())};
  }

  @Override
  public boolean onlyReadsGradient() {
    return true;
  }

  @Override
  public long savesOutputs(long needs) {
    return 1;
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    Tensor v = t[0];
    if (v == null) {
      return null;
    }
    int[] dims = {dim};
    if (log) {
      return v.sub(y.exp().mul(v).sum(dims, true));
    }
    Tensor yv = minus ? y.mul(v).neg() : y.mul(v);
    return yv.sub(y.mul(yv.sum(dims, true)));
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return b.along(x[0], t -> Call.run(new Softmax(log, minus, b.dims(dim)[0]), t));
  }
}
