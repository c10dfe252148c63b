package dev.gradus.conformance.bind;

import dev.gradus.CompactLdl;
import dev.gradus.Linalg;
import dev.gradus.QrFactors;
import dev.gradus.Reflections;
import dev.gradus.Tensor;
import dev.gradus.conformance.run.Arguments;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.Call;
import dev.gradus.conformance.run.Dtypes;
import java.util.List;

/// Orthogonal and symmetric factors, and equations of tensors.
final class FactorOps {
  private FactorOps() {}

  static void bind(Bindings<Tensor> b) {
    orthogonal(b);
    symmetric(b);
    op(
        b,
        "linalg.tensorinv",
        "input: tensor, ind: int = 2",
        a -> Linalg.tensorinv(a.tensor("input"), a.intValue("ind")));
    op(b, "linalg.tensorsolve", "A: tensor, B: tensor, dims: ints = None", FactorOps::solve);
  }

  private static void op(Bindings<Tensor> b, String names, String signature, Call<Tensor> call) {
    b.op(Dtypes.ALL, names, signature, call);
  }

  private static Tensor solve(Arguments<Tensor> a) {
    return a.isNone("dims")
        ? Linalg.tensorsolve(a.tensor("A"), a.tensor("B"))
        : Linalg.tensorsolve(a.tensor("A"), a.tensor("B"), a.ints("dims"));
  }

  private static void orthogonal(Bindings<Tensor> b) {
    op(
        b,
        "linalg.qr",
        "A: tensor, mode: str = 'reduced'",
        a -> both(Linalg.qr(a.tensor("A"), a.text("mode"))));
    op(
        b,
        "qr",
        "input: tensor, some: bool = True",
        a -> both(a.tensor("input").qr(a.flag("some"))));
    op(
        b,
        "geqrf",
        "input: tensor",
        a -> {
          Reflections result = a.tensor("input").geqrf();
          return List.of(result.a(), result.tau());
        });
    op(
        b,
        "linalg.householder_product",
        "A: tensor, tau: tensor",
        a -> Linalg.householderProduct(a.tensor("A"), a.tensor("tau")));
    op(b, "orgqr", "input: tensor, tau: tensor", a -> a.tensor("input").orgqr(a.tensor("tau")));
    op(
        b,
        "ormqr",
        "input: tensor, tau: tensor, other: tensor, left: bool = True, transpose: bool = False",
        a ->
            a.tensor("input")
                .ormqr(a.tensor("tau"), a.tensor("other"), a.flag("left"), a.flag("transpose")));
  }

  private static void symmetric(Bindings<Tensor> b) {
    op(
        b,
        "linalg.ldl_factor",
        "A: tensor, hermitian: bool = False",
        a -> {
          CompactLdl f = Linalg.ldlFactor(a.tensor("A"), a.flag("hermitian"));
          return List.of(f.ld(), f.pivots());
        });
    op(
        b,
        "linalg.ldl_factor_ex",
        "A: tensor, hermitian: bool = False, check_errors: bool = False",
        a -> {
          CompactLdl f =
              Linalg.ldlFactorEx(a.tensor("A"), a.flag("hermitian"), a.flag("check_errors"));
          return List.of(f.ld(), f.pivots(), f.info());
        });
    op(
        b,
        "linalg.ldl_solve",
        "LD: tensor, pivots: tensor, B: tensor, hermitian: bool = False",
        a ->
            Linalg.ldlSolve(
                a.tensor("LD"), a.tensor("pivots"), a.tensor("B"), a.flag("hermitian")));
  }

  private static List<Tensor> both(QrFactors result) {
    return List.of(result.q(), result.r());
  }
}
