package dev.gradus.op.norm;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.op.pointwise.Widened;
import dev.gradus.shape.Sizes;
import org.jspecify.annotations.Nullable;

/// The gradients of [Normalise] in one pass.
///
/// Inputs: what arrived, the elements, the means, the factors, the weight. Means and factors are
/// functions of the elements, whose gradient covers them.
///
/// @param form what is normalised together
/// @param weight whether there is a weight
/// @param params whether weight and bias have gradients
record NormGradient(NormForm form, boolean weight, boolean params) implements Operation {
  @Override
  public String name() {
    return form.name() + "_backward";
  }

  @Override
  public int outputs() {
    return params ? 3 : 1;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Tensor w = weight ? x[4] : null;
    Tensor[] d = form.backward(x[0], x[1], x[2], x[3], w, params);
    if (!params) {
      return new Tensor[] {d[0]};
    }
    DType dtype = w != null ? w.dtype() : x[2].dtype();
    return new Tensor[] {d[0], Widened.back(d[1], dtype), Widened.back(d[2], dtype)};
  }

  @Override
  public long savesInputs(long needs) {
    return weight ? 19 : 3;
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] t) {
    return new Second(b).gradients(b, t[0], params ? t[1] : null, params ? t[2] : null);
  }

  /// The gradients of gradients, in the view. J v = f · (v − mean(v) − h · mean(v · h)) is the
  /// gradient without a weight; J is symmetric.
  private final class Second {
    private final Tensor g;
    private final @Nullable Tensor w;

    /// The factors 1 / sqrt(variance + eps), as functions of the elements.
    private final Tensor f;

    /// The standardised elements.
    private final Tensor h;

    Second(Backward b) {
      DType wide = Widened.type(b.x(1).dtype());
      g = b.x(0).to(wide).reshape(form.view());
      w = weight ? b.x(4).to(wide).reshape(form.affine()) : null;
      Tensor x = b.x(1).to(wide).reshape(form.view());
      Tensor off = form.centred() ? x.sub(mean(x)) : x;
      f = mean(off.mul(off)).add(form.eps()).rsqrt();
      h = off.mul(f);
    }

    private Tensor mean(Tensor v) {
      return v.mean(form.reduced(), true);
    }

    private Tensor j(Tensor v) {
      Tensor rest = form.centred() ? v.sub(mean(v)) : v;
      return f.mul(rest.sub(h.mul(mean(v.mul(h)))));
    }

    private Tensor weighed(Tensor v) {
      return w == null ? v : v.mul(w);
    }

    /// @param tx what arrived at the gradient of the elements, and so on
    @Nullable Tensor[] gradients(
        Backward b, @Nullable Tensor tx, @Nullable Tensor tw, @Nullable Tensor tb) {
      @Nullable Tensor[] out = new @Nullable Tensor[b.inputs()];
      Tensor toG = null;
      Tensor toX = null;
      if (tx != null) {
        Tensor u = tx.to(g.dtype()).reshape(form.view());
        Tensor v = weighed(g);
        Tensor ju = j(u);
        toG = weighed(ju);
        if (b.needs(1)) {
          toX = bend(u, v, ju);
        }
        if (weight && b.needs(4)) {
          Tensor wsum = g.mul(ju).sumToSize(form.affine());
          out[4] = wsum.reshape(form.parameters());
        }
      }
      if (tw != null) {
        Tensor s = tw.to(g.dtype()).reshape(form.affine());
        toG = plus(toG, h.mul(s));
        if (b.needs(1)) {
          toX = plus(toX, j(g.mul(s)));
        }
      }
      if (tb != null) {
        Tensor even = tb.to(g.dtype()).reshape(form.affine()).expand(form.view());
        toG = plus(toG, even);
      }
      out[0] = toG == null ? null : toG.reshape(b.x(0).shape());
      out[1] = toX == null ? null : toX.reshape(b.x(1).shape());
      return out;
    }

    /// The gradient of ⟨u, J v⟩ by the elements: −f · (p · J v + q · J u + f · h · (mean(u v) −
    /// mean(u) mean(v) − p q)), where p = mean(u h) and q = mean(v h).
    private Tensor bend(Tensor u, Tensor v, Tensor ju) {
      Tensor p = mean(u.mul(h));
      Tensor q = mean(v.mul(h));
      Tensor inner = mean(u.mul(v)).sub(p.mul(q));
      if (form.centred()) {
        inner = inner.sub(mean(u).mul(mean(v)));
      }
      Tensor sum = p.mul(j(v)).add(q.mul(ju)).add(f.mul(inner).mul(h));
      return sum.mul(f).neg();
    }

    private static Tensor plus(@Nullable Tensor a, Tensor b) {
      return a == null ? b : a.add(b);
    }
  }

  // In the operations that it is made of.
  @Override
  public Tensor @Nullable [] batchAll(Batching b, Tensor[] x) {
    return Sizes.numel(form.view()) == 0 ? null : b.allWithin(this::composed);
  }

  private Tensor[] composed(Tensor[] in) {
    DType wide = Widened.type(in[1].dtype());
    int[] dims = form.reduced();
    Tensor g = in[0].to(wide).reshape(form.view());
    Tensor x = in[1].to(wide).reshape(form.view());
    Tensor off = form.centred() ? x.sub(x.mean(dims, true)) : x;
    Tensor factor = off.square().mean(dims, true).add(form.eps()).rsqrt();
    Tensor h = off.mul(factor);
    Tensor v = weight ? g.mul(in[4].to(wide).reshape(form.affine())) : g;
    Tensor rest = form.centred() ? v.sub(v.mean(dims, true)) : v;
    Tensor dx = factor.mul(rest.sub(h.mul(v.mul(h).mean(dims, true))));
    Tensor toX = dx.reshape(in[1].shape()).to(in[1].dtype());
    if (!params) {
      return new Tensor[] {toX};
    }
    DType dtype = weight ? in[4].dtype() : in[2].dtype();
    Tensor toWeight = g.mul(h).sumToSize(form.affine()).reshape(form.parameters());
    Tensor toBias = g.sumToSize(form.affine()).reshape(form.parameters());
    return new Tensor[] {toX, toWeight.to(dtype), toBias.to(dtype)};
  }
}
