package dev.gradus.expr;

import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Function;

/// Questions about the leaves of an expression, and their replacement.
public final class Leaves {
  private final BitSet inputs = new BitSet();
  private final BitSet params = new BitSet();
  private long flags;
  private boolean grad;
  private boolean result;

  private Leaves() {}

  /// What an expression reads.
  public static Leaves of(Expr e) {
    Leaves leaves = new Leaves();
    leaves.visit(e, new IdentityHashMap<>());
    return leaves;
  }

  private void visit(Expr e, IdentityHashMap<Expr, Expr> seen) {
    if (seen.put(e, e) != null) {
      return;
    }
    Op op = e.op();
    if (op == Op.INPUT || op == Op.FLAG_INPUT) {
      inputs.set(e.index());
      flags |= op == Op.FLAG_INPUT ? 1L << e.index() : 0;
    } else if (op == Op.PARAM) {
      params.set(e.index());
    }
    grad |= op == Op.GRAD;
    result |= op == Op.RESULT;
    for (Expr arg : e.args()) {
      visit(arg, seen);
    }
  }

  /// The indices of the inputs that are read, truth values included.
  public static BitSet usedInputs(Expr e) {
    return of(e).inputs;
  }

  /// The indices of the parameters that are read.
  public static BitSet usedParams(Expr e) {
    return of(e).params;
  }

  /// Whether the operation's own result is read.
  public static boolean usesResult(Expr e) {
    return of(e).result;
  }

  /// Whether the incoming gradient is read.
  public static boolean usesGrad(Expr e) {
    return of(e).grad;
  }

  /// Whether any part has an operator of these; parts that occur in conditions alone do not count.
  static boolean computesWith(Expr e, Set<Op> operators) {
    return computesWith(e, operators, new IdentityHashMap<>());
  }

  private static boolean computesWith(Expr e, Set<Op> operators, IdentityHashMap<Expr, Expr> seen) {
    if (seen.put(e, e) != null) {
      return false;
    }
    if (operators.contains(e.op())) {
      return true;
    }
    for (Expr arg : e.args()) {
      if (arg.type() != Expr.Type.FLAG && computesWith(arg, operators, seen)) {
        return true;
      }
    }
    return false;
  }

  /// How many inputs there must be at least, truth values included.
  public int inputs() {
    return inputs.length();
  }

  /// How many parameters there must be at least.
  public int params() {
    return params.length();
  }

  /// The inputs that are read as truth values, as a bit set.
  public long flags() {
    return flags;
  }

  /// The expression with every leaf (constants included) replaced by what `replace` gives for it. A
  /// replacement may be any expression of the same type; what was shared stays shared.
  public static Expr substitute(Expr e, Function<Expr, Expr> replace) {
    return substitute(e, replace, new IdentityHashMap<>());
  }

  private static Expr substitute(
      Expr e, Function<Expr, Expr> replace, IdentityHashMap<Expr, Expr> done) {
    Expr known = done.get(e);
    if (known != null) {
      return known;
    }
    Expr replaced;
    if (e.op().isLeaf()) {
      replaced = replace.apply(e);
    } else {
      Expr[] args = new Expr[e.args().size()];
      for (int i = 0; i < args.length; i++) {
        args[i] = substitute(e.arg(i), replace, done);
      }
      replaced = Expr.node(e.op(), args);
    }
    done.put(e, replaced);
    return replaced;
  }
}
