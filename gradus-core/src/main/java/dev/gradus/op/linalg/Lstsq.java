package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.kernel.Dense;
import dev.gradus.kernel.LeastSquares;
import dev.gradus.memory.Storage;
import dev.gradus.shape.Broadcast;
import dev.gradus.shape.Layout;
import dev.gradus.shape.Sizes;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The X with the least |B − A·X|, the squares of what remains, the rank, and the singular values.
///
/// Gradient: with P the pseudo-inverse, of B Pᴴ·g; of A that of P at g·Bᴴ; of the squares 2 r · g
/// and −2 r · g·Xᴴ with r = B − A·X.
///
/// @param vector whether B holds vectors
/// @param rcond what is smaller than this part of the largest counts as zero
/// @param driver LAPACK's way
public record Lstsq(boolean vector, double rcond, Driver driver) implements Operation {
  /// LAPACK's ways of solving.
  public enum Driver {
    /// Full rank, by reflections.
    GELS,
    /// By reflections with exchanged columns.
    GELSY,
    /// By singular values.
    GELSD,
    /// By singular values.
    GELSS;

    private boolean hasValues() {
      return this == GELSD || this == GELSS;
    }
  }

  /// The solution, squares, ranks, singular values and int32 numbers.
  ///
  /// @param driver in any case; null for gelsy
  /// @param rcond null for the eps of the dtype times the larger side
  public static Tensor[] of(
      Tensor matrixIn, Tensor rightIn, @Nullable Double rcond, @Nullable String driver) {
    Tensor a = Call.autocast("linalg_lstsq", matrixIn);
    Tensor b = Call.autocast("linalg_lstsq", rightIn);
    LstsqChecks.operands(a, b);
    Driver way =
        driver == null
            ? Driver.GELSY
            : Driver.valueOf(LstsqChecks.driver(driver).toUpperCase(Locale.ROOT));
    double part =
        rcond != null ? rcond : Gradus.finfo(a.dtype()).eps() * Math.max(a.size(-2), a.size(-1));
    return Call.runAll(new Lstsq(SolveEx.isVector(a, b), part, way), a, b);
  }

  @Override
  public String name() {
    return "linalg_lstsq";
  }

  @Override
  public int outputs() {
    return 5;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Tensor right = vector ? Call.unrecorded(() -> x[1].unsqueeze(-1)) : x[1];
    long[] own = Matrices.batch(x[0]);
    long[] batch = Broadcast.sizes(own, Matrices.batch(right));
    Matrices a = Matrices.of(x[0], batch);
    int m = a.rows();
    int n = a.columns();
    int k = Math.min(m, n);
    Matrices b = Matrices.of(right, batch);
    Matrices y = Matrices.zeros(a.dtype(), batch, Math.max(m, n), b.columns());
    int[] places = Matrices.places(own, batch);
    int count = (int) Sizes.numel(own);
    long[] ranks = new long[count];
    int[] infos = new int[count];
    double[] values = new double[driver.hasValues() ? count * k : 0];
    y.each(
        (long) m * n * k,
        t -> {
          Dense matrix = a.matrix(t);
          Dense solution = y.matrix(t);
          solution.part(0, 0, m, b.columns()).copy(b.matrix(t));
          int place = places[t];
          switch (driver) {
            case GELS -> infos[place] = LeastSquares.fullRank(matrix, solution);
            case GELSY -> ranks[place] = LeastSquares.byColumns(matrix, solution, rcond);
            case GELSD, GELSS ->
                ranks[place] =
                    LeastSquares.bySingularValues(matrix, solution, rcond, values, place * k);
          }
        });
    boolean squares = m > n && driver != Driver.GELSY;
    if (driver.hasValues()) {
      squares &= Arrays.stream(ranks).allMatch(rank -> rank == n);
    }
    DType real = a.dtype().toReal();
    return new Tensor[] {
      solution(y, n),
      squares ? squares(y, n) : Tensor.empty(real, 0),
      driver == Driver.GELS ? Tensor.empty(DType.INT64, 0) : longs(ranks, own),
      driver.hasValues()
          ? Matrices.reals(values, real, Matrices.with(own, k))
          : Tensor.empty(real, 0),
      Matrices.ints(infos, own)
    };
  }

  /// The first `n` rows of each matrix.
  private Tensor solution(Matrices y, int n) {
    Tensor whole = y.tensor();
    return Call.unrecorded(() -> {
      Tensor part = whole.narrow(-2, 0, n);
      if (!vector) {
        return Tensor.wrap(part.storage(), part.layout(), part.dtype());
      }
      Tensor flat = part.squeeze(-1);
      return Tensor.wrap(flat.storage(), flat.layout(), flat.dtype());
    });
  }

  private static Tensor squares(Matrices y, int n) {
    return Call.unrecorded(() -> {
      Tensor rest = y.tensor().narrow(-2, n, y.rows() - n);
      Tensor sizes = rest.dtype().isComplex() ? rest.abs() : rest;
      return sizes.mul(sizes).sum(-2);
    });
  }

  private static Tensor longs(long[] values, long... sizes) {
    return Tensor.wrap(Storage.wrap(values), Layout.contiguous(sizes), DType.INT64);
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    Tensor a = b.x(0);
    Tensor right = vector ? b.x(1).unsqueeze(-1) : b.x(1);
    Tensor ofA = null;
    Tensor ofB = null;
    if (g[0] != null) {
      Tensor gx = vector ? g[0].unsqueeze(-1) : g[0];
      long m = a.size(-2);
      Tensor identity = Gradus.eye(m).to(a.dtype());
      Tensor p = Call.runAll(new Lstsq(false, rcond, Driver.GELSY), a, identity)[0];
      ofB = p.mH().matmul(gx);
      ofA = b.needs(0) ? PinvGradient.of(gx.matmul(right.mH()), p, a) : null;
    }
    Tensor squares = g[1];
    if (squares != null && squares.numel() > 0) {
      Tensor x = vector ? b.y(0).unsqueeze(-1) : b.y(0);
      Tensor rest = right.sub(a.matmul(x)).mul(squares.unsqueeze(-2)).mul(2.0);
      ofB = ofB == null ? rest : ofB.add(rest);
      Tensor more = rest.matmul(x.mH()).neg();
      ofA = ofA == null ? more : ofA.add(more);
    }
    return new @Nullable Tensor[] {ofA, ofB == null || !vector ? ofB : ofB.squeeze(-1)};
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    if (vector) {
      return b.allWithin(e -> {
        Lstsq op = new Lstsq(false, rcond, driver);
        Tensor[] y = Call.runAll(op, e[0], e[1].unsqueeze(-1)).clone();
        y[0] = y[0].squeeze(-1);
        return y;
      });
    }
    Tensor[] y = Call.runAll(this, b.padded(x)).clone();
    long[] matrix = b.sizes(0);
    long[] batch = Arrays.copyOf(matrix, matrix.length - 2);
    int k = (int) Math.min(matrix[matrix.length - 2], matrix[matrix.length - 1]);
    for (int i = 1; i < y.length; i++) {
      // What is not computed has no elements and no batch.
      boolean absent = y[i].dim() == 1 && y[i].numel() == 0;
      if (absent) {
        y[i] = y[i].expand(b.sizes(0L));
      } else if (i > 1) {
        y[i] = y[i].reshape(b.sizes(i == 3 ? Matrices.with(batch, k) : batch));
      }
    }
    return y;
  }

  @Override
  public long savesInputs(long needs) {
    return 3;
  }

  @Override
  public long savesOutputs(long needs) {
    return 1;
  }

  @Override
  public boolean isDifferentiable(int k) {
    return k < 2;
  }
}
