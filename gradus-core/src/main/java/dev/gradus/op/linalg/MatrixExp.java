package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.SingleOperation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.MatrixExponential;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The exponential of a square matrix. Gradient: the upper right block of the exponential of (Aᴴ g;
/// 0 Aᴴ) (Mathias, A chain rule for matrix functions, 1996).
public record MatrixExp() implements SingleOperation {
  private static final String NAME = "linalg.matrix_exp";

  /// Checks the matrices and computes.
  public static Tensor of(Tensor a) {
    LinalgChecks.square(NAME, a);
    LinalgChecks.floating(NAME, a);
    return Call.run(new MatrixExp(), a);
  }

  @Override
  public String name() {
    return "linalg_matrix_exp";
  }

  @Override
  public Tensor forward(Tensor[] x) {
    DType dtype = x[0].dtype();
    boolean half = dtype.itemSize() == 2;
    Tensor wide = half ? Call.unrecorded(() -> x[0].detach().to(DType.FLOAT32)) : x[0];
    Matrices a = Matrices.of(wide);
    Matrices y = Matrices.zeros(a.dtype(), a.batch(), a.rows(), a.rows());
    a.each(
        20L * a.rows() * a.rows() * a.rows(), t -> MatrixExponential.run(a.matrix(t), y.matrix(t)));
    Tensor result = y.tensor();
    return Call.unrecorded(() -> result.contiguous().to(dtype));
  }

  @Override
  public @Nullable Tensor[] backward(Backward b, Tensor g) {
    Tensor a = b.x(0).mH();
    long n = a.size(-1);
    Tensor top = Gradus.cat(List.of(a, g), -1);
    Tensor bottom = Gradus.cat(List.of(Gradus.zerosLike(a), a), -1);
    Tensor all = Call.run(this, Gradus.cat(List.of(top, bottom), -2));
    return new Tensor[] {all.narrow(-2, 0, n).narrow(-1, n, n)};
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public Tensor batch(Batching b, Tensor[] x) {
    return Call.run(this, x[0]);
  }
}
