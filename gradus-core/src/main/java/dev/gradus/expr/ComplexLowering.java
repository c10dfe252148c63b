package dev.gradus.expr;

import dev.gradus.error.GradusUnsupportedException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;

/// An expression of complex numbers as expressions of real ones: one for the real part, one for the
/// imaginary part.
///
/// A complex input is two real inputs that follow each other, the real part first; a real one stays
/// a single input, with 0 for the imaginary part. Parameter `k` is the parameters `2 k` and `2 k +
/// 1`.
public final class ComplexLowering {
  /// The steps that take the parts of a number for different things.
  private static final EnumSet<Op> APART =
      EnumSet.of(Op.CONJ, Op.RE, Op.IM, Op.ABS, Op.SIGN, Op.ATAN2, Op.COMPLEX);

  private static final EnumSet<Op> LINEAR = EnumSet.of(Op.INPUT, Op.ADD, Op.SUB, Op.NEG);

  private final long complexInputs;
  private final IdentityHashMap<Expr, Parts> done = new IdentityHashMap<>();

  private ComplexLowering(long complexInputs) {
    this.complexInputs = complexInputs;
  }

  /// The parts of an expression: two numbers, or one truth value, or one number where the value is
  /// real whatever the inputs are.
  ///
  /// @param complexInputs the inputs that are complex, as a bit set
  /// @throws GradusUnsupportedException if a step has no meaning for complex numbers
  public static List<Expr> lower(Expr e, long complexInputs) {
    Parts parts = new ComplexLowering(complexInputs).visit(e);
    return parts.im() == null ? List.of(parts.re()) : List.of(parts.re(), parts.im());
  }

  /// The index of the first real input that complex input `k` becomes.
  public static int operand(int k, long complexInputs) {
    return k + Long.bitCount(complexInputs & ((1L << k) - 1));
  }

  /// Whether a small change of the inputs, multiplied by a complex number, changes the value by
  /// that multiple: whether the expression has a complex derivative.
  public static boolean isAnalytic(Expr e) {
    return !Leaves.computesWith(e, APART);
  }

  /// Whether each part of the value is what the expression gives for that part of the inputs.
  public static boolean treatsPartsAlike(Expr e) {
    return !Leaves.computesWith(e, EnumSet.complementOf(LINEAR));
  }

  private Parts visit(Expr e) {
    Parts known = done.get(e);
    if (known == null) {
      known = lowered(e);
      done.put(e, known);
    }
    return known;
  }

  private Parts lowered(Expr e) {
    return switch (e.op()) {
      case INPUT -> {
        int at = operand(e.index(), complexInputs);
        boolean complex = (complexInputs >>> e.index() & 1) != 0;
        yield new Parts(Expr.x(at), complex ? Expr.x(at + 1) : Expr.c(0));
      }
      case FLAG_INPUT -> Parts.real(Expr.flag(operand(e.index(), complexInputs)));
      case PARAM -> new Parts(Expr.p(2 * e.index()), Expr.p(2 * e.index() + 1));
      case CONST, BITS_CONST -> Parts.real(e);
      default -> compound(e);
    };
  }

  private Parts compound(Expr e) {
    List<Parts> args = new ArrayList<>(e.args().size());
    boolean real = true;
    for (Expr arg : e.args()) {
      Parts parts = visit(arg);
      args.add(parts);
      real &= parts.isReal();
    }
    return real ? ofReals(e, args) : step(e.op(), args);
  }

  private static Parts ofReals(Expr e, List<Parts> args) {
    if (e.op() == Op.COMPLEX) {
      return new Parts(args.get(0).re(), args.get(1).re());
    }
    return Parts.real(e.withArgs(args.stream().map(Parts::re).toList()));
  }

  private static Parts step(Op op, List<Parts> args) {
    Parts a = args.get(0);
    Parts b = args.get(args.size() > 1 ? 1 : 0);
    return switch (op) {
      case ADD -> a.add(b);
      case SUB -> a.sub(b);
      case MUL -> a.mul(b);
      case DIV -> a.div(b);
      case FMA -> a.mul(b).add(args.get(2));
      case NEG -> a.neg();
      case CONJ -> a.conj();
      case RE -> Parts.real(a.re());
      case IM -> Parts.real(a.imaginary());
      case ABS -> Parts.real(Magnitudes.hypot(a.re(), a.imaginary()));
      case SIGN -> Magnitudes.direction(a);
      case EQ -> Parts.real(a.re().eq(b.re()).and(a.imaginary().eq(b.imaginary())));
      case NE -> Parts.real(a.re().ne(b.re()).or(a.imaginary().ne(b.imaginary())));
      case SELECT -> Parts.select(a.re(), b, args.get(2));
      case SQRT -> ComplexFunctions.sqrt(a);
      case EXP -> ComplexFunctions.exp(a);
      case EXPM1 -> ComplexFunctions.expm1(a);
      case LOG -> ComplexFunctions.log(a);
      case LOG1P -> ComplexFunctions.log1p(a);
      case SIN -> ComplexFunctions.sin(a);
      case COS -> ComplexFunctions.cos(a);
      case TANH -> ComplexFunctions.tanh(a);
      case SIGMOID -> ComplexFunctions.sigmoid(a);
      case POW -> ComplexFunctions.pow(a, b);
      default -> throw new GradusUnsupportedException(op + ": is not defined for complex numbers.");
    };
  }
}
