package dev.gradus.op.linalg;

import dev.gradus.Backward;
import dev.gradus.Batching;
import dev.gradus.Call;
import dev.gradus.Gradus;
import dev.gradus.Operation;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusUnsupportedException;
import dev.gradus.kernel.Dense;
import dev.gradus.kernel.Householder;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An orthonormal Q and an upper triangular R with A = Q·R.
///
/// Gradient where A has at least as many rows as columns: (gQ + Q·S)·R⁻ᴴ, where S is the upper
/// triangle of gR·Rᴴ − Qᴴ·gQ and its mirror image. A wide A is square columns and others: those
/// have the gradient Q·gR, and add to gQ.
///
/// @param computeQ whether Q is wanted, else it is empty
/// @param reduced whether Q has as many columns as A at most, else it is square
public record Qr(boolean computeQ, boolean reduced) implements Operation {
  /// Checks the matrices and computes.
  ///
  /// @param mode `reduced`, `complete` or `r`
  public static Tensor[] of(Tensor matrixIn, String mode) {
    Tensor a = Call.autocast("linalg_qr", matrixIn);
    LinalgChecks.matrix("linalg.qr", "A", a);
    LinalgChecks.floating("linalg.qr", a);
    Qr op =
        switch (mode) {
          case "reduced" -> new Qr(true, true);
          case "complete" -> new Qr(true, false);
          case "r" -> new Qr(false, true);
          default ->
              throw new GradusArgumentException(
                  "qr received unrecognized mode '"
                      + mode
                      + "' but expected one of 'reduced' (default), 'r', or 'complete'");
        };
    LinalgChecks.computable("geqrf_cpu", a);
    return Call.runAll(op, a);
  }

  @Override
  public String name() {
    return "linalg_qr";
  }

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public Tensor[] forwardAll(Tensor[] x) {
    Matrices a = Matrices.of(x[0]);
    int m = a.rows();
    int n = a.columns();
    int k = Math.min(m, n);
    Matrices tau = Matrices.zeros(a.dtype(), a.batch(), k, 1);
    Matrices q = Matrices.zeros(a.dtype(), a.batch(), m, computeQ ? (reduced ? k : m) : 0);
    Matrices r = Matrices.zeros(a.dtype(), a.batch(), reduced ? k : m, n);
    a.each(
        (long) m * n * k,
        t -> {
          Dense both = a.matrix(t);
          Householder.factor(both, tau.matrix(t));
          r.matrix(t).copy(both.part(0, 0, r.rows(), n));
          r.matrix(t).clear(false);
          if (computeQ) {
            Householder.form(both, tau.matrix(t), q.matrix(t));
          }
        });
    return new Tensor[] {computeQ ? q.tensor() : Tensor.empty(a.dtype(), 0), r.tensor()};
  }

  @Override
  public @Nullable Tensor[] backwardAll(Backward b, @Nullable Tensor[] g) {
    if (!computeQ) {
      throw new GradusUnsupportedException(
          "The derivative of linalg.qr depends on Q, which is not computed when mode='r'. Please use linalg.qr(A, mode='reduced') if you are going to differentiate through linalg.qr.");
    }
    Tensor q = b.y(0);
    Tensor r = b.y(1);
    long m = q.size(-2);
    long n = r.size(-1);
    if (!reduced && m > n) {
      throw new GradusUnsupportedException(
          "The QR decomposition is not differentiable when mode='complete' and nrows > ncols.");
    }
    Tensor gq = g[0];
    Tensor gr = g[1];
    if (gq == null && gr == null) {
      return new @Nullable Tensor[1];
    }
    if (m >= n) {
      return new Tensor[] {ofColumns(gq, gr, q, r)};
    }
    Tensor grBeside = gr == null ? null : gr.narrow(-1, m, n - m);
    if (grBeside != null) {
      Tensor more = q.matmul(r.narrow(-1, m, n - m).matmul(grBeside.mH()));
      gq = gq == null ? more : gq.add(more);
    }
    Tensor first = ofColumns(gq, gr == null ? null : gr.narrow(-1, 0, m), q, r.narrow(-1, 0, m));
    Tensor second =
        grBeside == null
            ? Gradus.zeros(q.dtype(), Matrices.with(Matrices.batch(q), m, n - m))
            : q.matmul(grBeside);
    return new Tensor[] {Gradus.cat(List.of(first, second), -1)};
  }

  private static Tensor ofColumns(@Nullable Tensor gq, @Nullable Tensor gr, Tensor q, Tensor r) {
    Tensor inner = gr == null ? null : gr.matmul(r.mH());
    if (gq != null) {
      Tensor own = q.mH().matmul(gq);
      inner = inner == null ? own.neg() : inner.sub(own);
    }
    Tensor whole = inner == null ? null : q.matmul(mirrored(inner));
    Tensor sum = whole == null || gq == null ? whole : gq.add(whole);
    SolveTriangular byR = new SolveTriangular(false, false, false);
    return Call.run(byR, r.mH(), Objects.requireNonNull(sum));
  }

  /// The upper triangle with its mirror image, the diagonal real.
  private static Tensor mirrored(Tensor x) {
    Tensor above = x.triu(1);
    Tensor diagonal = x.diagonal(0, -2, -1).real().to(x.dtype()).diagEmbed();
    return above.add(above.mH()).add(diagonal);
  }

  @Override
  public long savesOutputs(long needs) {
    return 3;
  }

  @Override
  public boolean isDifferentiable(int k) {
    return computeQ || k == 1;
  }

  @Override
  public Tensor[] batchAll(Batching b, Tensor[] x) {
    return Call.runAll(this, x[0]);
  }
}
