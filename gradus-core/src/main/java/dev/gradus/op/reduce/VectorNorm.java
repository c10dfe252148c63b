package dev.gradus.op.reduce;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.x;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Operation;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.op.pointwise.Row;
import org.jspecify.annotations.Nullable;

/// The norm of order p of the elements over dimensions: (Σ |x|^p)^(1/p).
///
/// Powers are added up in float64; where they overflow or vanish, they are powers of elements
/// divided by the largest. Gradient: g · sign(x) (|x| / y)^(p-1), 0 where x or y is 0; for infinite
/// p shared by equal elements.
///
/// @param order p: 0 counts what is not 0, infinities give the extremes
/// @param dims the dimensions; none means all
/// @param keepdim whether they stay with size 1
public record VectorNorm(double order, int[] dims, boolean keepdim) implements SingleOperation {
  private static final double LEAST = 0x1p-960;
  private static final double MOST = 0x1p1020;

  // Gradients of orders 1 and 2: of g, x and y. Products in PyTorch.
  private static final Row SIGNS =
      Row.of("norm_backward", x(0).mul(x(1).sign())).node("MulBackward0");

  private static final Row DIRECTIONS =
      Row.of("norm_backward", x(2).eq(0).select(c(0), x(0).mul(x(1).div(x(2)))))
          .node("MulBackward0");

  @Override
  public String name() {
    return "linalg_vector_norm";
  }

  @Override
  public String node() {
    return Operation.nodeName("linalg_vector_norm", 0);
  }

  @Override
  public Tensor forward(Tensor[] in) {
    DType dtype = in[0].dtype().toReal();
    return Call.unrecorded(() -> {
      Tensor x = in[0].dtype().isComplex() ? in[0].to(DType.COMPLEX128).abs() : in[0];
      return norm(x).to(dtype);
    });
  }

  private Tensor norm(Tensor x) {
    if (order == 0) {
      return x.ne(0).sum(dims, keepdim);
    }
    if (order == 1) {
      return Reduce.terms(false, x, dims, keepdim);
    }
    if (order == 2) {
      return euclidean(x);
    }
    if (order == Double.POSITIVE_INFINITY) {
      return Reduce.maxSize(x, dims, keepdim);
    }
    if (order == Double.NEGATIVE_INFINITY) {
      return Reduce.extreme(false, x.abs(), dims, keepdim);
    }
    return power(x.to(DType.FLOAT64).abs());
  }

  private Tensor euclidean(Tensor x) {
    Tensor squares = Reduce.terms(true, x, dims, keepdim);
    boolean safe = x.dtype() != DType.FLOAT64 || inRange(squares);
    return safe ? squares.sqrt() : scaled(x.abs());
  }

  /// Whether no power can have overflowed, and none that counts have vanished.
  private static boolean inRange(Tensor powers) {
    return powers.ge(LEAST).logicalAnd(powers.le(MOST)).all().itemBoolean();
  }

  private Tensor power(Tensor x) {
    Tensor powers = x.pow(order).sum(dims, keepdim);
    return inRange(powers) ? powers.pow(1 / order) : scaled(x);
  }

  private Tensor scaled(Tensor x) {
    if (x.numel() == 0) {
      return x.sum(dims, keepdim);
    }
    Tensor top = Reduce.extreme(true, x, dims, true);
    top = top.maskedFill(top.eq(0).logicalOr(top.isfinite().logicalNot()), 1.0);
    Tensor ratio = x.div(top);
    Tensor root =
        order == 2
            ? ratio.square().sum(dims, true).sqrt().mul(top)
            : ratio.pow(order).sum(dims, true).pow(1 / order).mul(top);
    return keepdim ? root : root.reshape(new Dims(x, dims).result(false));
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor arrived) {
    long[] sizes = b.sizes(0);
    Tensor x = b.x(0);
    Tensor g = Dims.restored(arrived, sizes, dims, keepdim);
    Tensor y = Dims.restored(b.y(), sizes, dims, keepdim);
    return new Tensor[] {gradient(x, y, g)};
  }

  /// The gradient of x.
  ///
  /// @param y the norm, where reduced dimensions have size 1 or all dimensions were reduced
  /// @param g its gradient, of the same sizes
  Tensor gradient(Tensor x, Tensor y, Tensor g) {
    if (order == 0) {
      return x.mul(0).mul(g);
    }
    if (order == 1) {
      return x.isComplex() ? g.mul(x.sgn()) : SIGNS.apply(g, x);
    }
    if (Double.isInfinite(order)) {
      Tensor equal = x.detach().abs().eq(y.detach()).to(g.dtype());
      return g.mul(x.sgn()).mul(equal.div(equal.sum(dims, true)));
    }
    if (order == 2 && !x.isComplex()) {
      return DIRECTIONS.apply(g, x, y);
    }
    Tensor none = y.detach().eq(0);
    if (order == 2) {
      return g.mul(x.div(y).maskedFill(none, 0));
    }
    Tensor ratio = x.abs().div(y.maskedFill(none, 1));
    Tensor powers = ratio.pow(order - 1).maskedFill(x.detach().eq(0), 0).mul(x.sgn());
    return powers.mul(g.maskedFill(none, 0));
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return 1;
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return b.along(x[0], t -> Call.run(new VectorNorm(order, b.dims(dims), keepdim), t));
  }
}
