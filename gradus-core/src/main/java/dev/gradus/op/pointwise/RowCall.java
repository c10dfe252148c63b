package dev.gradus.op.pointwise;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.InPlaceOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.dtype.Promotion;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.kernel.PointwiseLoop;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Layout;
import dev.gradus.shape.ResultLayout;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row together with its parameters: an operation.
public final class RowCall implements InPlaceOperation {
  private static final Scalar[] NONE = {};
  private static final long[] NO_BITS = {};

  private final Row row;
  private final Scalar[] params;

  RowCall(Row row, Scalar... params) {
    this.row = row;
    this.params = params.length == 0 ? NONE : params;
  }

  @Override
  public String name() {
    return row.name();
  }

  @Override
  public String node() {
    return row.node();
  }

  @Override
  public boolean isDifferentiable(int k) {
    return row.rule() != Rule.BOOL;
  }

  @Override
  public boolean onlyReadsGradient() {
    return true;
  }

  /// The parameters.
  public Scalar[] params() {
    return params.clone();
  }

  @Override
  public String inputName(int i) {
    return row.inputName(i);
  }

  @Override
  public Map<String, Object> attributes() {
    return ParameterNames.of(row, params);
  }

  // --- Dtypes ---

  private DType common(Tensor[] x) {
    DType first = x[0].dtype();
    if (x.length == 1 && params.length == 0) {
      return first;
    }
    boolean simple = row.flags() == 0 && paramsStayBelow(first);
    for (int i = 1; simple && i < x.length; i++) {
      simple = x[i].dtype() == first;
    }
    return simple ? first : promoted(x);
  }

  private boolean paramsStayBelow(DType dtype) {
    for (Scalar p : params) {
      if (p.kind().compareTo(dtype.kind()) > 0) {
        return false;
      }
    }
    return true;
  }

  private DType promoted(Tensor[] x) {
    DType tensors = null;
    DType zeroDim = null;
    DType numbers = null;
    for (int i = 0; i < x.length; i++) {
      if ((row.flags() >>> i & 1) != 0) {
        continue;
      }
      DType d = x[i].dtype();
      if (x[i].dim() > 0) {
        tensors = tensors == null ? d : Promotion.promote(tensors, d);
      } else {
        zeroDim = zeroDim == null ? d : Promotion.promote(zeroDim, d);
      }
    }
    for (Scalar p : params) {
      DType d = p.dtype(Row.defaultFloat());
      numbers = numbers == null ? d : Promotion.promote(numbers, d);
    }
    return Promotion.resultType(tensors, zeroDim, numbers);
  }

  // --- Computing ---

  @Override
  public Tensor forward(Tensor[] x) {
    DType computing = row.rule().computing(common(x));
    DType result = row.rule().result(computing);
    Layout layout = layout(x);
    if (layout.numel() >= Launch.REHEARSED && !computing.isComplex()) {
      Launch.rehearse(loop(computing, result, x), layout, result, x, bits(computing));
    }
    Tensor y = Tensor.unfilled(layout, result);
    run(computing, y, x);
    return y;
  }

  @Override
  public void checkInto(Tensor target, Tensor[] x) {
    DType computing = row.rule().computing(common(x));
    DType result = row.rule().result(computing);
    if (!Promotion.canCast(result, target.dtype())) {
      throw new GradusArgumentException(
          "result type "
              + result.scalarName()
              + " can't be cast to the desired output type "
              + target.dtype().scalarName()
              + "\n"
              + name()
              + "_: the tensor has dtype "
              + target.dtype()
              + ". Use the operation without underscore, or convert the tensor first.");
    }
    long[] sizes = sizes(x);
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
    run(row.rule().computing(common(x)), target, x);
  }

  private void run(DType computing, Tensor y, Tensor[] x) {
    if (computing.isComplex()) {
      ComplexLaunch.run(row, computing, y, x, params);
      return;
    }
    Launch.run(loop(computing, y.dtype(), x), y, x, bits(computing));
  }

  private PointwiseLoop loop(DType computing, DType out, Tensor[] x) {
    return isUniform(computing, out, x) ? row.loop(computing) : row.loop(computing, out, dtypes(x));
  }

  private static boolean isUniform(DType computing, DType out, Tensor[] x) {
    boolean same = out == computing;
    for (int i = 0; same && i < x.length; i++) {
      same = x[i].dtype() == computing;
    }
    return same;
  }

  private static DType[] dtypes(Tensor[] x) {
    DType[] in = new DType[x.length];
    for (int i = 0; i < x.length; i++) {
      in[i] = x[i].dtype();
    }
    return in;
  }

  private long[] bits(DType computing) {
    if (params.length == 0) {
      return NO_BITS;
    }
    boolean floating = computing.isFloatingPoint();
    long[] p = new long[params.length];
    for (int i = 0; i < p.length; i++) {
      p[i] = params[i].bits(floating);
    }
    return p;
  }

  private static Layout layout(Tensor[] x) {
    Layout first = x[0].layout();
    if (x.length == 1) {
      return first.isPlain() ? first : ResultLayout.of(first.sizes(), first);
    }
    boolean same = first.isPlain();
    for (int i = 1; same && i < x.length; i++) {
      Layout l = x[i].layout();
      same = l == first || l.isContiguous() && l.sameSizes(first);
    }
    if (same) {
      return first;
    }
    Layout[] operands = new Layout[x.length];
    for (int i = 0; i < x.length; i++) {
      operands[i] = x[i].layout();
    }
    return ResultLayout.of(sizes(x), operands);
  }

  private static long[] sizes(Tensor[] x) {
    long[] sizes = x[0].layout().sizes();
    for (int i = 1; i < x.length; i++) {
      sizes = Broadcast.sizes(sizes, x[i].layout().sizes());
    }
    return sizes;
  }

  // --- For a batch ---

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, inCommon(b, x));
  }

  @Override
  public void checkBatchInPlace(Tensor[] x) {
    checkInto(x[0], x);
  }

  @Override
  public boolean batchInPlace(Batching b, Tensor[] x) {
    Tensor[] all = inCommon(b, x);
    all[0] = x[0];
    Call.inPlace(this, all);
    return true;
  }

  @Override
  public boolean isArithmetic() {
    return true;
  }

  // A number of each example is a vector of the batch, but still takes part in promotion as a
  // tensor without dimensions.
  private Tensor[] inCommon(Batching b, Tensor[] x) {
    Tensor[] all = b.aligned(x);
    if (x.length == 1 && params.length == 0) {
      return all;
    }
    DType wanted = common(b.examples());
    if (common(all) != wanted) {
      for (int i = 0; i < all.length; i++) {
        all[i] = (row.flags() >>> i & 1) != 0 ? all[i] : all[i].to(wanted);
      }
    }
    return all;
  }

  // --- Differentiating ---

  @Override
  public long savesInputs(long needs) {
    return row.saved().inputs(needs);
  }

  @Override
  public long savesInputs(Tensor[] x, long needs) {
    return saved(x).inputs(needs);
  }

  @Override
  public long savesOutputs(long needs) {
    return row.saved().result(needs) ? 1 : 0;
  }

  @Override
  public long savesOutputs(Tensor[] x, long needs) {
    return saved(x).result(needs) ? 1 : 0;
  }

  private Saved saved(Tensor[] x) {
    return anyComplex(x) ? row.complex().saved() : row.saved();
  }

  private static boolean anyComplex(Tensor[] x) {
    for (Tensor t : x) {
      if (t.dtype().isComplex()) {
        return true;
      }
    }
    return false;
  }

  private Vjp vjp(int i, boolean complex) {
    return complex ? row.complex().vjp(i) : row.vjp(i);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor[] out = new Tensor[row.inputs()];
    for (int i = 0; i < out.length; i++) {
      if (b.needs(i)) {
        boolean complex =
            g.dtype().isComplex() || row.rule() == Rule.REAL && b.dtype(i).isComplex();
        out[i] = term(vjp(i, complex), g, b);
      }
    }
    return out;
  }

  private Tensor term(Vjp v, Tensor g, Backward b) {
    if (v.isIdentity()) {
      return g;
    }
    if (v.isZero()) {
      return Gradus.zerosLike(g);
    }
    int[] sources = v.sources();
    Tensor[] x = new Tensor[sources.length];
    for (int k = 0; k < x.length; k++) {
      x[k] = sources[k] == -1 ? g : sources[k] == -2 ? b.y() : b.x(sources[k]);
    }
    return v.row().apply(params, x);
  }

  @Override
  public @Nullable Tensor jvp(Tensor[] x, Tensor y, @Nullable Tensor[] t) {
    Tensor sum = null;
    for (int i = 0; i < x.length; i++) {
      Tensor ti = t[i];
      if (ti == null) {
        continue;
      }
      boolean complex = y.dtype().isComplex() || x[i].dtype().isComplex();
      Vjp v = complex ? row.complex().tangent(i) : row.vjp(i);
      if (v == null) {
        return InPlaceOperation.super.jvp(x, y, t);
      }
      if (v.isZero()) {
        continue;
      }
      Tensor term = v.isIdentity() ? ti : tangentTerm(v, ti, x, y);
      sum = sum == null ? term : sum.add(term);
    }
    if (sum == null) {
      return null;
    }
    Tensor typed = sum.dtype() == y.dtype() ? sum : Call.run(new Cast(y.dtype()), sum);
    return typed.layout().sameSizes(y.layout()) ? typed : typed.expand(y.layout().sizes());
  }

  private Tensor tangentTerm(Vjp v, Tensor ti, Tensor[] x, Tensor y) {
    int[] sources = v.sources();
    Tensor[] in = new Tensor[sources.length];
    for (int k = 0; k < in.length; k++) {
      in[k] = sources[k] == -1 ? ti : sources[k] == -2 ? y : x[sources[k]];
    }
    return v.row().apply(params, in);
  }
}
