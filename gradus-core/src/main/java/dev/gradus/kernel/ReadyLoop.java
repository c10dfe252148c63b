package dev.gradus.kernel;

import dev.gradus.expr.Expr;
import org.jspecify.annotations.Nullable;

/// The loops of usual expressions of float32, for operands that start together: what [LoopCompiler]
/// makes when other loops are first run, but compiled with the library, because the first code that
/// a process makes costs it 10 to 20 ms. Written by the test `ReadyLoopTest` from the programs; see
/// there.
abstract class ReadyLoop extends Loop {
  /// What [Program#work] and [Kernels#needsVector] say of the program. It has vector loops.
  final int work;

  final boolean needsVector;

  private final String expression;

  ReadyLoop(String expression, int work, boolean needsVector) {
    this.expression = expression;
    this.work = work;
    this.needsVector = needsVector;
  }

  /// The loop of an expression that is not lowered yet, or null.
  static @Nullable ReadyLoop of(Expr e) {
    // By calls, because the JVM would read every class of which an object is returned here.
    ReadyLoop found =
        switch (e.hashCode()) {
          case 1808455527 -> ReadyArithmetic.Add.make();
          case 1510648024 -> ReadyArithmetic.Sub.make();
          case 1212840521 -> ReadyArithmetic.Mul.make();
          case 915033018 -> ReadyArithmetic.Div.make();
          case -1314748438 -> ReadyArithmetic.AddNumber.make();
          case -1612555941 -> ReadyArithmetic.SubNumber.make();
          case -1910363444 -> ReadyArithmetic.MulNumber.make();
          case 2086796349 -> ReadyArithmetic.DivNumber.make();
          case 509333103 -> ReadyArithmetic.Neg.make();
          case 211525600 -> ReadyArithmetic.Abs.make();
          case -86281903 -> ReadyArithmetic.Sqrt.make();
          case 1264040586 -> ReadyArithmetic.Square.make();
          case -276196994 -> ReadyArithmetic.Maximum.make();
          case 21610509 -> ReadyArithmetic.Minimum.make();
          case -691635678 -> ReadyArithmetic.Relu.make();
          case -1621802413 -> ReadyFormulas.Exp.make();
          case 2077549877 -> ReadyFormulas.Log.make();
          case 886319865 -> ReadyFormulas.Tanh.make();
          case 588512362 -> ReadyFormulas.Sigmoid.make();
          case -1521054349 -> ReadyFormulas.Silu.make();
          case 925256680 -> ReadyFormulas.GeluTanh.make();
          default -> null;
        };
    return found != null && found.expression.equals(e.toString()) ? found : null;
  }
}
