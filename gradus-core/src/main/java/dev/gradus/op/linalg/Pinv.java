package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.RankOptions;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.shape.Sizes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The pseudo-inverse, by singular values of which the small ones count as zero. Inputs: the
/// matrices, and the tolerances that are given. Gradient: [PinvGradient].
///
/// @param hermitian whether the matrices are, so that eigenvalues do
/// @param atol whether an absolute tolerance is given
/// @param rtol whether a relative one is
public record Pinv(boolean hermitian, boolean atol, boolean rtol) implements SingleOperation {
  private static final String NAME = "torch.linalg.pinv";

  /// Checks the matrices and computes.
  public static Tensor of(Tensor matrix, RankOptions options) {
    Tensor a = Call.autocast("linalg_pinv", matrix);
    boolean possible = !a.dtype().isIntegral() && a.dtype().itemSize() > 2;
    if (!possible || a.dim() < 2) {
      throw new GradusUnsupportedException(
          "linalg.pinv("
              + a.dtype().scalarName()
              + "{"
              + Sizes.text(a.layout().sizes())
              + "}): expected a tensor with 2 or more dimensions of float, double, cfloat or cdouble types");
    }
    Tolerances.of(NAME, a, options);
    List<Tensor> in = new ArrayList<>();
    in.add(a);
    for (Tensor t : new @Nullable Tensor[] {options.atol(), options.rtol()}) {
      if (t != null) {
        in.add(t.detach());
      }
    }
    Pinv op = new Pinv(options.hermitian(), options.atol() != null, options.rtol() != null);
    return Call.run(op, in.toArray(Tensor[]::new));
  }

  @Override
  public String name() {
    return "linalg_pinv";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    Tensor absolute = atol ? x[1] : null;
    Tensor relative = rtol ? x[x.length - 1] : null;
    RankOptions options = new RankOptions(absolute, relative, hermitian);
    return Call.unrecorded(() -> inverse(x[0].detach(), options));
  }

  @Override
  public @Nullable Tensor batch(Batching b, Tensor[] x) {
    int rank = b.rank(0) - 2;
    Tensor[] all = new Tensor[x.length];
    all[0] = b.front(x, 0);
    for (int i = 1; i < x.length; i++) {
      if (b.rank(i) > rank) {
        return null;
      }
      all[i] = b.padded(x, i, rank);
    }
    return Call.run(this, all);
  }

  /// In float64 throughout, so that small values are not those of rounded vectors.
  private Tensor inverse(Tensor a, RankOptions options) {
    Tolerances tolerances = Tolerances.of(NAME, a, options);
    boolean complex = a.dtype().isComplex();
    Tensor wide = a.to(complex ? DType.COMPLEX128 : DType.FLOAT64);
    Tensor left;
    Tensor right;
    Tensor values;
    Tensor most;
    if (hermitian) {
      Tensor[] both = Eigh.of(wide, "L");
      values = both[0];
      left = both[1];
      right = left.mH();
      most = largest(values.abs());
    } else {
      Tensor[] all = Svd.of(wide, false);
      values = all[1];
      left = all[2].mH();
      right = all[0].mH();
      most = values.narrow(-1, 0, Math.min(1, values.size(-1)));
    }
    Tensor inverse = values.reciprocal();
    if (a.numel() > 0) {
      Tensor counts = tolerances.above(values.abs(), most);
      inverse = inverse.maskedFill(counts.logicalNot(), 0);
    }
    return left.mul(inverse.unsqueeze(-2)).matmul(right).to(a.dtype());
  }

  private static Tensor largest(Tensor values) {
    return values.numel() == 0 ? values : values.amax(new int[] {-1}, true);
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    @Nullable Tensor[] out = new @Nullable Tensor[b.inputs()];
    out[0] = PinvGradient.of(g, b.y(), b.x(0));
    return out;
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return 1;
  }
}
