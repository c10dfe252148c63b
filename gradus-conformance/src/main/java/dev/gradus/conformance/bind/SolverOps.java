package dev.gradus.conformance.bind;

import dev.gradus.CompactLu;
import dev.gradus.Gradus;
import dev.gradus.LeastSquares;
import dev.gradus.Linalg;
import dev.gradus.LuFactors;
import dev.gradus.ResultAndInfo;
import dev.gradus.SignAndLogDet;
import dev.gradus.Tensor;
import dev.gradus.TriangularSolve;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.Call;
import dev.gradus.conformance.run.Dtypes;
import java.util.List;

/// Determinants, inverses, triangular factors and the solvers by them.
final class SolverOps {
  private SolverOps() {}

  static void bind(Bindings<Tensor> b) {
    determinants(b);
    solvers(b);
    cholesky(b);
    lu(b);
  }

  private static void op(Bindings<Tensor> b, String names, String signature, Call<Tensor> call) {
    b.op(Dtypes.ALL, names, signature, call);
  }

  private static void determinants(Bindings<Tensor> b) {
    op(b, "linalg.det", "A: tensor", a -> Linalg.det(a.tensor("A")));
    op(b, "det", "input: tensor", a -> a.tensor("input").det());
    op(b, "linalg.slogdet", "A: tensor", a -> both(Linalg.slogdet(a.tensor("A"))));
    op(b, "slogdet", "input: tensor", a -> both(a.tensor("input").slogdet()));
    op(b, "logdet", "input: tensor", a -> a.tensor("input").logdet());
    op(b, "linalg.inv", "A: tensor", a -> Linalg.inv(a.tensor("A")));
    op(b, "inverse", "input: tensor", a -> a.tensor("input").inverse());
    op(
        b,
        "linalg.inv_ex",
        "A: tensor, check_errors: bool = False",
        a -> both(Linalg.invEx(a.tensor("A"), a.flag("check_errors"))));
  }

  private static void solvers(Bindings<Tensor> b) {
    op(
        b,
        "linalg.lstsq",
        "A: tensor, B: tensor, rcond: number = None, driver: str = None",
        SolverOps::leastSquares);
    op(
        b,
        "linalg.solve",
        "A: tensor, B: tensor, left: bool = True",
        a -> Linalg.solve(a.tensor("A"), a.tensor("B"), a.flag("left")));
    op(
        b,
        "linalg.solve_ex",
        "A: tensor, B: tensor, left: bool = True, check_errors: bool = False",
        a ->
            both(
                Linalg.solveEx(
                    a.tensor("A"), a.tensor("B"), a.flag("left"), a.flag("check_errors"))));
    op(
        b,
        "linalg.solve_triangular",
        "A: tensor, B: tensor, upper: bool, left: bool = True, unitriangular: bool = False",
        a ->
            Linalg.solveTriangular(
                a.tensor("A"),
                a.tensor("B"),
                a.flag("upper"),
                a.flag("left"),
                a.flag("unitriangular")));
    op(
        b,
        "triangular_solve",
        "input: tensor, A: tensor, upper: bool = True, transpose: bool = False, unitriangular: bool = False",
        a ->
            both(
                a.tensor("input")
                    .triangularSolve(
                        a.tensor("A"),
                        a.flag("upper"),
                        a.flag("transpose"),
                        a.flag("unitriangular"))));
  }

  private static List<Tensor> leastSquares(Arguments<Tensor> a) {
    LeastSquares all =
        Linalg.lstsq(
            a.tensor("A"),
            a.tensor("B"),
            a.isNone("rcond") ? null : a.real("rcond"),
            a.textOrNull("driver"));
    return List.of(all.solution(), all.residuals(), all.rank(), all.singularValues());
  }

  private static void cholesky(Bindings<Tensor> b) {
    op(
        b,
        "linalg.cholesky",
        "A: tensor, upper: bool = False",
        a -> Linalg.cholesky(a.tensor("A"), a.flag("upper")));
    op(
        b,
        "cholesky",
        "input: tensor, upper: bool = False",
        a -> a.tensor("input").cholesky(a.flag("upper")));
    op(
        b,
        "linalg.cholesky_ex",
        "A: tensor, upper: bool = False, check_errors: bool = False",
        a -> both(Linalg.choleskyEx(a.tensor("A"), a.flag("upper"), a.flag("check_errors"))));
    op(
        b,
        "cholesky_inverse",
        "L: tensor, upper: bool = False",
        a -> a.tensor("L").choleskyInverse(a.flag("upper")));
    op(
        b,
        "cholesky_solve",
        "B: tensor, L: tensor, upper: bool = False",
        a -> a.tensor("B").choleskySolve(a.tensor("L"), a.flag("upper")));
  }

  private static void lu(Bindings<Tensor> b) {
    op(b, "linalg.lu", "A: tensor, pivot: bool = True", SolverOps::factors);
    op(
        b,
        "linalg.lu_factor",
        "A: tensor, pivot: bool = True",
        a -> two(Linalg.luFactor(a.tensor("A"), a.flag("pivot"))));
    op(
        b,
        "linalg.lu_factor_ex",
        "A: tensor, pivot: bool = True, check_errors: bool = False",
        a -> three(Linalg.luFactorEx(a.tensor("A"), a.flag("pivot"), a.flag("check_errors"))));
    op(
        b,
        "lu",
        "A: tensor, pivot: bool = True, get_infos: bool = False",
        a -> {
          CompactLu lu = a.tensor("A").lu(a.flag("pivot"));
          return a.flag("get_infos") ? three(lu) : two(lu);
        });
    op(
        b,
        "linalg.lu_solve",
        "LU: tensor, pivots: tensor, B: tensor, left: bool = True, adjoint: bool = False",
        a ->
            Linalg.luSolve(
                a.tensor("LU"),
                a.tensor("pivots"),
                a.tensor("B"),
                a.flag("left"),
                a.flag("adjoint")));
    op(
        b,
        "lu_solve",
        "b: tensor, LU_data: tensor, LU_pivots: tensor",
        a -> a.tensor("b").luSolve(a.tensor("LU_data"), a.tensor("LU_pivots")));
    op(
        b,
        "lu_unpack",
        "LU_data: tensor, LU_pivots: tensor, unpack_data: bool = True, unpack_pivots: bool = True",
        a -> {
          LuFactors parts =
              Gradus.luUnpack(
                  a.tensor("LU_data"),
                  a.tensor("LU_pivots"),
                  a.flag("unpack_data"),
                  a.flag("unpack_pivots"));
          return List.of(parts.p(), parts.l(), parts.u());
        });
  }

  private static List<Tensor> factors(Arguments<Tensor> a) {
    LuFactors parts = Linalg.lu(a.tensor("A"), a.flag("pivot"));
    return Processed.lu(parts.l(), parts.u());
  }

  private static List<Tensor> both(SignAndLogDet result) {
    return List.of(result.sign(), result.logabsdet());
  }

  private static List<Tensor> both(ResultAndInfo result) {
    return List.of(result.result(), result.info());
  }

  private static List<Tensor> both(TriangularSolve result) {
    return List.of(result.solution(), result.clonedCoefficient());
  }

  private static List<Tensor> two(CompactLu result) {
    return List.of(result.lu(), result.pivots());
  }

  private static List<Tensor> three(CompactLu result) {
    return List.of(result.lu(), result.pivots(), result.info());
  }
}
