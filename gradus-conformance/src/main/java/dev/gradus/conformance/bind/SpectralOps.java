package dev.gradus.conformance.bind;

import dev.gradus.EigenPairs;
import dev.gradus.Gradus;
import dev.gradus.Linalg;
import dev.gradus.PolarFactors;
import dev.gradus.RankOptions;
import dev.gradus.SvdFactors;
import dev.gradus.SvdTriple;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.Call;
import dev.gradus.conformance.run.Dtypes;
import dev.gradus.dtype.DType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Singular values, eigenvalues, functions of matrices by them, norms and ranks.
final class SpectralOps {
  private static final String TOLERANCES = "atol = None, rtol = None, hermitian: bool = False";

  private SpectralOps() {}

  static void bind(Bindings<Tensor> b) {
    singularValues(b);
    eigenvalues(b);
    functions(b);
    ranks(b);
    conditions(b);
    norms(b);
  }

  private static void op(Bindings<Tensor> b, String names, String signature, Call<Tensor> call) {
    b.op(Dtypes.ALL, names, signature, call);
  }

  private static void singularValues(Bindings<Tensor> b) {
    op(
        b,
        "linalg.svd",
        "A: tensor, full_matrices: bool = True, driver: none = None",
        a -> {
          SvdFactors all = Linalg.svd(a.tensor("A"), a.flag("full_matrices"));
          return Processed.svd(
              all.u(), all.s(), all.vh(), a.tensor("A").dim(), a.recordedOutputs());
        });
    op(
        b,
        "svd",
        "input: tensor, some: bool = True, compute_uv: bool = True",
        a -> {
          SvdTriple all = a.tensor("input").svd(a.flag("some"), a.flag("compute_uv"));
          return List.of(all.u(), all.s(), all.v());
        });
    op(b, "linalg.svdvals", "A: tensor, driver: none = None", a -> Linalg.svdvals(a.tensor("A")));
  }

  private static void eigenvalues(Bindings<Tensor> b) {
    op(
        b,
        "linalg.eigh",
        "A: tensor, UPLO: str = 'L'",
        a -> pairs(Linalg.eigh(a.tensor("A"), a.text("UPLO"))));
    op(
        b,
        "linalg.eigvalsh",
        "A: tensor, UPLO: str = 'L'",
        a -> Linalg.eigvalsh(a.tensor("A"), a.text("UPLO")));
    op(b, "linalg.eig", "A: tensor", a -> pairs(Linalg.eig(a.tensor("A"))));
    op(b, "linalg.eigvals", "A: tensor", a -> Linalg.eigvals(a.tensor("A")));
  }

  private static List<Tensor> pairs(EigenPairs pairs) {
    return Processed.eigen(pairs.eigenvalues(), pairs.eigenvectors());
  }

  private static void functions(Bindings<Tensor> b) {
    op(b, "matrix_exp linalg.matrix_exp", "A: tensor", a -> a.tensor("A").matrixExp());
    op(b, "linalg.matrix_sqrth", "A: tensor", a -> Linalg.matrixSqrth(a.tensor("A")));
    op(
        b,
        "linalg.polar",
        "A: tensor",
        a -> {
          PolarFactors both = Linalg.polar(a.tensor("A"));
          return List.of(both.u(), both.h());
        });
  }

  private static void ranks(Bindings<Tensor> b) {
    op(
        b,
        "linalg.matrix_rank",
        "A: tensor, " + TOLERANCES,
        a -> Linalg.matrixRank(a.tensor("A"), tolerances(a)));
    op(
        b,
        "linalg.matrix_rank",
        "A: tensor, tol, hermitian: bool = False",
        a ->
            Linalg.matrixRank(
                a.tensor("A"),
                RankOptions.DEFAULT
                    .withAtol(tolerance(a, "tol"))
                    .withRtol(0)
                    .withHermitian(a.flag("hermitian"))));
    op(b, "linalg.pinv", "A: tensor, B: tensor", SpectralOps::ofProduct);
    op(
        b,
        "linalg.pinv",
        "A: tensor, " + TOLERANCES,
        a -> Linalg.pinv(a.tensor("A"), tolerances(a)));
    op(
        b,
        "linalg.pinv",
        "A: tensor, rcond, hermitian: bool = False",
        a ->
            Linalg.pinv(
                a.tensor("A"),
                RankOptions.DEFAULT
                    .withAtol(0)
                    .withRtol(tolerance(a, "rcond"))
                    .withHermitian(a.flag("hermitian"))));
    op(
        b,
        "pinverse",
        "input: tensor, rcond: number = 1e-15",
        a -> a.tensor("input").pinverse(a.real("rcond")));
  }

  /// Two matrices were recorded for their product, of low rank; else the second is a tolerance.
  private static Tensor ofProduct(Arguments<Tensor> a) {
    Tensor second = a.tensor("B");
    return second.dim() >= 2
        ? Linalg.pinv(a.tensor("A").matmul(second.mT()))
        : Linalg.pinv(a.tensor("A"), RankOptions.DEFAULT.withAtol(0).withRtol(second));
  }

  private static RankOptions tolerances(Arguments<Tensor> a) {
    return new RankOptions(tolerance(a, "atol"), tolerance(a, "rtol"), a.flag("hermitian"));
  }

  private static @Nullable Tensor tolerance(Arguments<Tensor> a, String name) {
    if (a.isNone(name)) {
      return null;
    }
    return a.isTensor(name) ? a.tensor(name) : Gradus.scalarTensor(a.real(name), DType.FLOAT64);
  }

  private static void conditions(Bindings<Tensor> b) {
    op(b, "linalg.cond", "A: tensor, p: str", a -> Linalg.cond(a.tensor("A"), a.text("p")));
    op(
        b,
        "linalg.cond",
        "A: tensor, p: number = None",
        a -> a.isNone("p") ? Linalg.cond(a.tensor("A")) : Linalg.cond(a.tensor("A"), a.real("p")));
  }

  private static void norms(Bindings<Tensor> b) {
    String options = ", dim: ints = None, keepdim: bool = False, dtype: dtype = None";
    op(
        b,
        "linalg.norm",
        "A: tensor, ord: number = None" + options,
        a -> {
          DType dtype = a.dtypeOrNull("dtype");
          Tensor x = a.tensor("A");
          return a.isNone("ord")
              ? Linalg.norm(x, dims(a), a.flag("keepdim"), dtype)
              : Linalg.norm(x, a.real("ord"), dims(a), a.flag("keepdim"), dtype);
        });
    op(
        b,
        "linalg.norm",
        "A: tensor, ord: str" + options,
        a ->
            Linalg.norm(
                a.tensor("A"), a.text("ord"), dims(a), a.flag("keepdim"), a.dtypeOrNull("dtype")));
    op(
        b,
        "linalg.matrix_norm",
        "A: tensor, ord: number" + options,
        a ->
            Linalg.matrixNorm(
                a.tensor("A"),
                a.real("ord"),
                twoDims(a),
                a.flag("keepdim"),
                a.dtypeOrNull("dtype")));
    op(
        b,
        "linalg.matrix_norm",
        "A: tensor, ord: str = 'fro'" + options,
        a ->
            Linalg.matrixNorm(
                a.tensor("A"),
                a.text("ord"),
                twoDims(a),
                a.flag("keepdim"),
                a.dtypeOrNull("dtype")));
  }

  private static int @Nullable [] dims(Arguments<Tensor> a) {
    return a.isNone("dim") ? null : a.ints("dim");
  }

  private static int[] twoDims(Arguments<Tensor> a) {
    return a.isNone("dim") ? new int[] {-2, -1} : a.ints("dim");
  }
}
