package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Broadcast;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The solution X of A·X = B, or of X·A = B. Gradient: of B that equation with Aᴴ and g; of A
/// −gB·Xᴴ, or −Xᴴ·gB.
///
/// Results: X, the factors and pivots of A for the gradient, and int32 numbers.
///
/// @param left whether A is on the left
/// @param vector whether B holds vectors
public record SolveEx(boolean left, boolean vector) implements Operation {
  private static final String NAME = "linalg.solve";

  /// Checks the operands and computes: X and int32 numbers.
  public static Tensor[] of(Tensor matrixIn, Tensor rightIn, boolean left) {
    Tensor a = Call.autocast("linalg_solve_ex", matrixIn);
    Tensor b = Call.autocast("linalg_solve_ex", rightIn);
    LinalgChecks.floating(NAME, a);
    LinalgChecks.sameDtype(NAME, "A", a, "B", b);
    boolean vector = isVector(a, b);
    LinalgChecks.solver(NAME, a, vector ? b.unsqueeze(-1) : b, left);
    if (vector && !left) {
      throw new GradusArgumentException(
          "linalg.solve: Vector broadcasting of the left hand side is not supported for left=False. In this case linalg.solve is equivalent to B / A.squeeze(-1)");
    }
    LinalgChecks.computable("lu_cpu", a);
    Tensor[] all = Call.runAll(new SolveEx(left, vector), a, b);
    return new Tensor[] {all[0], all[3]};
  }

  /// Whether the right-hand side is a vector or a batch of as many vectors as there are matrices.
  static boolean isVector(Tensor a, Tensor b) {
    if (b.dim() == 1) {
      return true;
    }
    return a.dim() > 0
        && a.dim() - 1 == b.dim()
        && Arrays.equals(b.layout().sizes(), Arrays.copyOf(a.layout().sizes(), b.dim()));
  }

  @Override
  public String name() {
    return "linalg_solve_ex";
  }

  @Override
  public int outputs() {
    return 4;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Tensor b = vector ? Call.unrecorded(() -> x[1].unsqueeze(-1)) : x[1];
    long[] batch = Broadcast.sizes(Matrices.batch(b), Matrices.batch(x[0]));
    LuBatch factors = LuBatch.ofEither(x[0]);
    Matrices y = left ? Matrices.of(b, batch) : Matrices.transposed(b, batch);
    factors.solve(!left, false, y);
    return new Tensor[] {
      result(y), factors.lu().tensor(), factors.pivotsTensor(), factors.infoTensor()
    };
  }

  private Tensor result(Matrices y) {
    if (!vector) {
      return left ? y.tensor() : y.transposedTensor();
    }
    // PyTorch lays a batch of vectors down as if it were a matrix, by columns.
    long[] sizes = Matrices.with(y.batch(), y.rows());
    Tensor rows = y.tensor(sizes, false);
    return sizes.length < 2
        ? rows
        : Call.unrecorded(
            () -> Tensor.emptyStrided(Matrices.byColumns(sizes), y.dtype()).copy_(rows));
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor arrived = g[0];
    if (arrived == null) {
      return new @Nullable Tensor[2];
    }
    Tensor a = b.x(0);
    Tensor gx = vector ? arrived.unsqueeze(-1) : arrived;
    Tensor gb;
    if (Gradus.isGradEnabled()) {
      gb = Call.runAll(new SolveEx(left, false), a.mH(), gx)[0];
    } else {
      LuSolve solve = new LuSolve(left, !LuBatch.isTransposed(a));
      gb = Call.run(solve, b.y(1), b.y(2), gx);
    }
    Tensor ga = null;
    if (b.needs(0)) {
      Tensor x = vector ? b.y(0).unsqueeze(-1) : b.y(0);
      ga = (left ? gb.matmul(x.mH()) : x.mH().matmul(gb)).neg();
    }
    return new @Nullable Tensor[] {ga, b.needs(1) ? (vector ? gb.squeeze(-1) : gb) : null};
  }

  @Override
  public long savesInputs(long needs) {
    return 1;
  }

  @Override
  public long savesOutputs(long needs) {
    return (needs & 1) | 6;
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k == 0;
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    if (vector) {
      return b.allWithin(e -> {
        Tensor[] y = Call.runAll(new SolveEx(left, false), e[0], e[1].unsqueeze(-1)).clone();
        y[0] = y[0].squeeze(-1);
        return y;
      });
    }
    Tensor[] y = Call.runAll(this, b.padded(x)).clone();
    long[] matrix = b.sizes(0);
    long[] batch = Arrays.copyOf(matrix, matrix.length - 2);
    y[1] = y[1].reshape(b.sizes(matrix));
    y[2] = y[2].reshape(b.sizes(Matrices.with(batch, matrix[matrix.length - 1])));
    y[3] = y[3].reshape(b.sizes(batch));
    return y;
  }
}
