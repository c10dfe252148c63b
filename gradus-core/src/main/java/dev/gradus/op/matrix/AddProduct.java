package dev.gradus.op.matrix;

import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Complex;
import dev.gradus.Gradus;
import dev.gradus.InPlaceOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.pointwise.Row;
import dev.gradus.op.pointwise.Scalar;
import dev.gradus.op.view.SumToSize;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// β · x + α · a·b for matrices, vectors and batches of matrices, rounded once in half precision.
/// With β = 0 the values of x do not count, nan included.
///
/// Gradient: conj(β) · g; that of the product, times conj(α).
///
/// @param kind which product
public record AddProduct(Kind kind, Complex beta, Complex alpha) implements InPlaceOperation {
  private static final Row SUM = Row.of("addmm", x(0).mul(p(0)).add(x(1).mul(p(1))));

  /// Which product is added.
  public enum Kind {
    /// Matrix times matrix.
    ADDMM,
    /// Matrix times vector.
    ADDMV,
    /// Column times row.
    ADDR,
    /// The sum of the products of two batches.
    ADDBMM,
    /// The products of two batches.
    BADDBMM
  }

  @Override
  public String name() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private Tensor product(Tensor a, Tensor b) {
    return switch (kind) {
      case ADDMM -> a.mm(b);
      case ADDMV -> a.mv(b);
      case ADDR -> a.unsqueeze(1).mul(b.unsqueeze(0));
      case ADDBMM -> a.bmm(b).sum(new int[] {0}, false, a.dtype());
      case BADDBMM -> a.bmm(b);
    };
  }

  @Override
  public Tensor forward(Tensor[] x) {
    check(x);
    return Call.unrecorded(() -> {
      DType dtype = x[0].dtype();
      boolean half = dtype == DType.FLOAT16 || dtype == DType.BFLOAT16;
      Tensor y =
          half
              ? computed(x[0].to(DType.FLOAT32), x[1].to(DType.FLOAT32), x[2].to(DType.FLOAT32))
              : computed(x[0], x[1], x[2]);
      return half ? y.to(dtype) : y;
    });
  }

  private Tensor computed(Tensor x, Tensor a, Tensor b) {
    if (kind == Kind.ADDMM && isOne(alpha) && isOne(beta) && Product.goesOnto(x, a, b)) {
      return Product.onto(x, a, b);
    }
    return composed(x, a, b);
  }

  // Of operations alone, so that it can be said of tensors without memory of their own, too.
  private Tensor composed(Tensor x, Tensor a, Tensor b) {
    Tensor product = product(a, b);
    Tensor own = x.expand(product.layout().sizes());
    if (isZero(beta)) {
      return scaled(product, alpha).contiguous();
    }
    boolean floats = x.isFloatingPoint() && product.isFloatingPoint();
    Tensor sum =
        floats && beta.im() == 0 && alpha.im() == 0
            ? Call.run(SUM.with(Scalar.of(beta.re()), Scalar.of(alpha.re())), own, product)
            : scaled(own, beta).add(scaled(product, alpha));
    return sum.contiguous();
  }

  private static boolean isOne(Complex c) {
    return c.re() == 1 && c.im() == 0;
  }

  private static boolean isZero(Complex c) {
    return c.re() == 0 && c.im() == 0;
  }

  static Tensor scaled(Tensor t, Complex by) {
    if (by.im() != 0) {
      return t.mul(by);
    }
    if (by.re() == 1) {
      return t;
    }
    if (t.dtype() == DType.BOOL) {
      return by.re() == 0 ? t.logicalAnd(Gradus.zerosLike(t)) : t;
    }
    return t.dtype().isIntegral() ? t.mul((long) by.re()) : t.mul(by.re());
  }

  private void check(Tensor[] x) {
    switch (kind) {
      case ADDMM -> MatrixChecks.mm(x[1], x[2]);
      case ADDMV -> MatrixChecks.mv(x[1], x[2]);
      case ADDR -> {
        if (x[1].dim() != 1 || x[2].dim() != 1) {
          throw new GradusArgumentException(
              "addr: Expected 1-D argument vec1, but got "
                  + x[1].dim()
                  + "-D\naddr: both vectors must have one dimension; the second has "
                  + x[2].dim()
                  + ".");
        }
      }
      case ADDBMM, BADDBMM -> MatrixChecks.bmm(x[1], x[2]);
    }
    if (kind != Kind.ADDR && x[0].dtype() != x[1].dtype()) {
      throw new GradusArgumentException(
          "self and mat2 must have the same dtype, but got "
              + x[0].dtype().scalarName()
              + " and "
              + x[2].dtype().scalarName());
    }
    if (beta.im() != 0 || alpha.im() != 0) {
      if (!x[0].isComplex()) {
        throw new GradusArgumentException(
            "value cannot be converted to type "
                + x[0].dtype().scalarName().toLowerCase(Locale.ROOT)
                + " without overflow\n"
                + name()
                + ": beta and alpha must be real for real tensors.");
      }
    }
  }

  @Override
  public void checkInto(Tensor target, Tensor[] x) {
    check(x);
    long[] sizes =
        switch (kind) {
          case ADDMM, ADDBMM -> new long[] {x[1].size(-2), x[2].size(-1)};
          case ADDMV -> new long[] {x[1].size(0)};
          case ADDR -> new long[] {x[1].size(0), x[2].size(0)};
          case BADDBMM -> new long[] {x[1].size(0), x[1].size(1), x[2].size(2)};
        };
    if (!Arrays.equals(sizes, target.layout().sizes())) {
      throw new GradusArgumentException(
          "output with shape "
              + Sizes.text(target.layout().sizes())
              + " doesn't match the broadcast shape "
              + Sizes.text(sizes));
    }
  }

  @Override
  public void forwardInto(Tensor target, Tensor[] x) {
    Tensor y = forward(x);
    Call.unrecorded(() -> target.detach().copy_(y));
  }

  // --- Differentiating ---

  @Override
  public boolean onlyReadsGradient() {
    return true;
  }

  @Override
  public long savesInputs(long needs) {
    return ((needs >>> 1 & 1) << 2) | ((needs >>> 2 & 1) << 1);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor first = b.needs(0) ? SumToSize.apply(scaled(g, conj(beta)), b.sizes(0)) : null;
    Tensor scaled = scaled(g, conj(alpha));
    Tensor second = b.needs(1) ? ofLeft(b, scaled, b.x(2)) : null;
    Tensor third = b.needs(2) ? ofRight(b, scaled, b.x(1)) : null;
    return new @Nullable Tensor[] {first, second, third};
  }

  private Tensor ofLeft(Backward b, Tensor g, Tensor right) {
    Tensor r = right.conj();
    return switch (kind) {
      case ADDMM, BADDBMM -> ProductGradient.ofLeft(b, 1, g, right);
      case ADDMV -> g.unsqueeze(1).mul(r.unsqueeze(0));
      case ADDR -> g.mv(r);
      case ADDBMM -> ProductGradient.ofLeft(b, 1, whole(g, r.size(0)), right);
    };
  }

  private Tensor ofRight(Backward b, Tensor g, Tensor left) {
    Tensor l = left.conj();
    return switch (kind) {
      case ADDMM, BADDBMM -> ProductGradient.ofRight(b, 2, left, g);
      case ADDMV -> l.t().mv(g);
      case ADDR -> g.t().mv(l);
      case ADDBMM -> ProductGradient.ofRight(b, 2, left, whole(g, l.size(0)));
    };
  }

  private static Tensor whole(Tensor g, long batch) {
    return g.unsqueeze(0).expand(batch, g.size(0), g.size(1));
  }

  private static Complex conj(Complex c) {
    return c.im() == 0 ? c : new Complex(c.re(), -c.im());
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return b.within(t -> composed(t[0], t[1], t[2]));
  }
}
