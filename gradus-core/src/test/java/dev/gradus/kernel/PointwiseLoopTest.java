package dev.gradus.kernel;

import static dev.gradus.expr.Expr.bits;
import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.flag;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.expr.Compute;
import dev.gradus.expr.Derivative;
import dev.gradus.expr.Expr;
import dev.gradus.expr.Formulas;
import dev.gradus.expr.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every machine step in every computing type, layout and kind of loop, against the interpreter.
class PointwiseLoopTest {
  private static final long[] NONE = {};

  record Case(Expr expression, Compute compute, Kernels.Mode mode) {
    @Override
    public String toString() {
      return expression + " " + compute + " " + mode;
    }
  }

  /// An expression around every operator, all of its arguments being inputs where possible.
  static Stream<Case> steps() {
    List<Case> cases = new ArrayList<>();
    for (Op op : Op.values()) {
      if (op.isFunction() && op != Op.POW || op == Op.GRAD || op == Op.RESULT) {
        continue;
      }
      for (Compute compute : Compute.values()) {
        if (!compute.isFloating() && op == Op.SQRT || compute.isFloating() && op == Op.POW) {
          continue;
        }
        for (Kernels.Mode mode :
            List.of(Kernels.Mode.SCALAR, Kernels.Mode.FEW, Kernels.Mode.VECTOR)) {
          cases.add(new Case(around(op, compute), compute, mode));
        }
      }
    }
    return cases.stream();
  }

  private static Expr around(Op op, Compute compute) {
    Expr e =
        switch (op) {
          case INPUT -> x(0);
          case FLAG_INPUT -> flag(0);
          case PARAM -> p(0);
          case CONST -> c(compute.isFloating() ? 0.1 : 3);
          case BITS_CONST -> bits(0x7f80_1234);
          case BITS_SHL, BITS_SHR, BITS_USHR -> Expr.node(op, Expr.node(Op.TO_BITS, x(0)), bits(5));
          case DIV, REM ->
              compute.isFloating()
                  ? Expr.node(op, x(0), x(1))
                  : Expr.node(op, x(0), x(1).eq(0).select(c(3), x(1)));
          default -> {
            Expr[] args = new Expr[op.arguments().size()];
            for (int k = 0; k < args.length; k++) {
              args[k] =
                  switch (op.arguments().get(k)) {
                    case NUMBER -> x(k);
                    case FLAG -> flag(k);
                    case BITS -> Expr.node(Op.TO_BITS, x(k));
                  };
            }
            yield Expr.node(op, args);
          }
        };
    return e.type() == Expr.Type.BITS ? Expr.node(Op.FROM_BITS, e) : e;
  }

  @ParameterizedTest
  @MethodSource("steps")
  void everyStepGivesTheInterpretersBits(Case test) {
    long[] params = {test.compute.isFloating() ? Double.doubleToRawLongBits(0.1) : 77};
    LoopFixture loop = new LoopFixture(List.of(test.expression), test.compute, test.mode);
    for (int n : LoopFixture.SIZES) {
      loop.check(n, 1, 1, 0, params);
    }
    for (int n : new int[] {3, 33, 1100}) {
      loop.check(n, 1, 2, 0, params);
      loop.check(n, 1, -1, 0, params);
      loop.check(n, 1, 1, 1, params);
      loop.check(n, 1, 1, 2, params);
    }
    loop.check(33, 3, 1, 0, params);
    loop.check(100, 3, 2, 2, params);
    loop.check(5, 300, 1, 1, params);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void severalOutputsShareParts(Kernels.Mode mode) {
    Expr shared = x(0).mul(x(1)).add(p(0));
    List<Expr> outputs = List.of(shared, shared.gt(x(0)), shared.sub(x(1)).mul(shared), x(1), c(2));
    long[] params = {Double.doubleToRawLongBits(0.25)};
    for (Compute compute : new Compute[] {Compute.FLOAT, Compute.DOUBLE}) {
      LoopFixture loop = new LoopFixture(outputs, compute, mode);
      for (int n : new int[] {1, 5, 100, 5000}) {
        loop.check(n, 1, 1, 0, params);
        loop.check(n, 2, 3, 1, params);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("modes")
  void longExpressionsAreCutWithoutChangingBits(Kernels.Mode mode) {
    for (Compute compute : Compute.values()) {
      LoopFixture loop = new LoopFixture(List.of(longExpression()), compute, mode);
      for (int n : new int[] {1, 17, 1024, 3000}) {
        loop.check(n, 1, 1, 0, NONE);
        loop.check(n, 2, 2, 2, NONE);
      }
      new LoopFixture(List.of(longExpression(), x(0), longExpression().gt(x(1))), compute, mode)
          .check(7, 400, 1, 0, NONE);
    }
  }

  @ParameterizedTest
  @MethodSource("modes")
  void functionsAreTheirFormulas(Kernels.Mode mode) {
    Expr gelu = x(0).mul(0.5).mul(x(0).mul(x(0)).mul(x(0)).mul(0.044715).add(x(0)).tanh().add(1));
    Expr second = Derivative.of(Derivative.of(gelu, x(0)), x(0));
    for (Compute compute : new Compute[] {Compute.FLOAT, Compute.DOUBLE}) {
      for (Expr e : List.of(second, x(0).pow(x(1)), x(0).sigmoid().log1p().sin())) {
        LoopFixture loop = new LoopFixture(List.of(Formulas.lower(e, compute)), compute, mode);
        loop.check(1, 1, 1, 0, NONE);
        loop.check(1500, 1, 1, 0, NONE);
        loop.check(33, 5, 2, 0, NONE);
      }
    }
  }

  /// More than two hundred nodes, with numbers, truth values and patterns alive across every cut.
  static Expr longExpression() {
    Expr e = x(0);
    Expr early = x(0).lt(x(1));
    Expr pattern = Expr.node(Op.TO_BITS, x(0).add(x(1)));
    for (int k = 1; k <= 30; k++) {
      e = e.mul(x(1)).add(c(k)).min(x(0).add(c(k)));
      Expr mixed =
          Expr.node(
              Op.BITS_AND,
              pattern,
              Expr.node(Op.BITS_OR, Expr.node(Op.TO_BITS, e), bits(0xff_ffff)));
      e = early.xor(e.gt(k)).select(e.sub(c(k)), Expr.node(Op.FROM_BITS, mixed));
    }
    return e;
  }

  static Stream<Kernels.Mode> modes() {
    return Stream.of(Kernels.Mode.values());
  }
}
