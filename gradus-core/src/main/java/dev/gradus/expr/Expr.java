package dev.gradus.expr;

import java.util.List;
import java.util.Locale;

/// A pointwise expression: what one element of a result is, given one element of each input.
///
/// Immutable. Equality is structural. Built by the static leaves [#x], [#p], [#c] and the fluent
/// operators:
///
/// ```java
/// Expr silu = x(0).mul(x(0).sigmoid());
/// ```
///
/// Experimental: names may still change.
public final class Expr {
  /// What a node's value is.
  public enum Type {
    /// A number of the loop's computing type.
    NUMBER,
    /// A truth value.
    FLAG,
    /// A bit pattern of the width of a number.
    BITS
  }

  private static final int SPREAD = 0x9E3779B1;

  private final Op op;
  private final List<Expr> args;
  private final long payload;
  private final int hash;

  private Expr(Op op, long payload, List<Expr> args) {
    this.op = op;
    this.args = args;
    this.payload = payload;
    // Spread over all bits, so that short expressions do not collide; the same in every process.
    this.hash = SPREAD * (31 * (31 * op.ordinal() + Long.hashCode(payload)) + args.hashCode());
  }

  private static Expr leaf(Op op, long payload) {
    return new Expr(op, payload, List.of());
  }

  /// A node; its arguments must have the types that the operator takes.
  public static Expr node(Op op, Expr... args) {
    List<Type> wanted = op.arguments();
    if (args.length != wanted.size()) {
      throw new IllegalArgumentException(
          op + ": got " + args.length + " arguments; it takes " + wanted.size() + ".");
    }
    for (int i = 0; i < args.length; i++) {
      if (args[i].type() != wanted.get(i)) {
        throw new IllegalArgumentException(
            op
                + ": argument "
                + i
                + " is a "
                + args[i].type()
                + "; it must be a "
                + wanted.get(i)
                + ".");
      }
    }
    return new Expr(op, 0, List.of(args));
  }

  /// Input `i` as a number.
  public static Expr x(int i) {
    return leaf(Op.INPUT, i);
  }

  /// Input `i`, of dtype bool, as a truth value.
  public static Expr flag(int i) {
    return leaf(Op.FLAG_INPUT, i);
  }

  /// Parameter `i`, a number given at run time.
  public static Expr p(int i) {
    return leaf(Op.PARAM, i);
  }

  /// A constant.
  public static Expr c(double value) {
    return leaf(Op.CONST, Double.doubleToRawLongBits(value));
  }

  /// A constant bit pattern.
  public static Expr bits(long pattern) {
    return leaf(Op.BITS_CONST, pattern);
  }

  /// The incoming gradient, in a derivative.
  public static Expr g() {
    return leaf(Op.GRAD, 0);
  }

  /// The operation's own result, in a derivative.
  public static Expr y() {
    return leaf(Op.RESULT, 0);
  }

  /// The operator.
  public Op op() {
    return op;
  }

  /// The arguments.
  public List<Expr> args() {
    return args;
  }

  /// Argument `i`.
  public Expr arg(int i) {
    return args.get(i);
  }

  /// The type of the value.
  public Type type() {
    return op.type();
  }

  /// The index of an input or parameter.
  public int index() {
    return (int) payload;
  }

  /// The value of a constant.
  public double value() {
    return Double.longBitsToDouble(payload);
  }

  /// The pattern of a constant bit pattern.
  public long pattern() {
    return payload;
  }

  /// Whether this is the constant with that value (0 and -0 differ).
  public boolean isConst(double value) {
    return op == Op.CONST && payload == Double.doubleToRawLongBits(value);
  }

  /// The same operator over other arguments.
  public Expr withArgs(List<Expr> replaced) {
    return op.isLeaf() ? this : node(op, replaced.toArray(new Expr[0]));
  }

  public Expr add(Expr b) {
    return node(Op.ADD, this, b);
  }

  public Expr sub(Expr b) {
    return node(Op.SUB, this, b);
  }

  public Expr mul(Expr b) {
    return node(Op.MUL, this, b);
  }

  public Expr div(Expr b) {
    return node(Op.DIV, this, b);
  }

  public Expr rem(Expr b) {
    return node(Op.REM, this, b);
  }

  public Expr add(double b) {
    return add(c(b));
  }

  public Expr sub(double b) {
    return sub(c(b));
  }

  public Expr mul(double b) {
    return mul(c(b));
  }

  public Expr div(double b) {
    return div(c(b));
  }

  /// `this * b + c`, rounded once.
  public Expr fma(Expr b, Expr c) {
    return node(Op.FMA, this, b, c);
  }

  /// `this * b + c` with constants, rounded once.
  public Expr fma(double b, double c) {
    return fma(c(b), c(c));
  }

  public Expr min(Expr b) {
    return node(Op.MIN, this, b);
  }

  public Expr max(Expr b) {
    return node(Op.MAX, this, b);
  }

  public Expr neg() {
    return node(Op.NEG, this);
  }

  public Expr abs() {
    return node(Op.ABS, this);
  }

  /// 1, -1 or 0; 0 for nan. Of a complex number `z / |z|`, 0 for 0.
  public Expr sign() {
    return node(Op.SIGN, this);
  }

  /// The complex conjugate; a real number itself.
  public Expr conj() {
    return node(Op.CONJ, this);
  }

  /// The real part; a real number itself.
  public Expr re() {
    return node(Op.RE, this);
  }

  /// The imaginary part; 0 for a real number.
  public Expr im() {
    return node(Op.IM, this);
  }

  /// `this + i b`, both of them real.
  public Expr complex(Expr b) {
    return node(Op.COMPLEX, this, b);
  }

  /// The angle of the point (x, this), from -π to π.
  public Expr atan2(Expr x) {
    return node(Op.ATAN2, this, x);
  }

  /// The angle with this tangent, from -π/2 to π/2.
  public Expr atan() {
    return node(Op.ATAN, this);
  }

  /// The angle with this sine, from -π/2 to π/2.
  public Expr asin() {
    return node(Op.ASIN, this);
  }

  /// The angle with this cosine, from 0 to π.
  public Expr acos() {
    return node(Op.ACOS, this);
  }

  /// 2/√π times the integral of exp(-t²) from 0 to this.
  public Expr erf() {
    return node(Op.ERF, this);
  }

  /// 1 - erf, exact where it is small.
  public Expr erfc() {
    return node(Op.ERFC, this);
  }

  /// exp(this²) · erfc.
  public Expr erfcx() {
    return node(Op.ERFCX, this);
  }

  /// exp(-this² / 2).
  public Expr bell() {
    return node(Op.BELL, this);
  }

  /// The normal distribution's probability of a number below this, exact where it is small.
  public Expr ndtr() {
    return node(Op.NDTR, this);
  }

  public Expr sqrt() {
    return node(Op.SQRT, this);
  }

  public Expr floor() {
    return node(Op.FLOOR, this);
  }

  public Expr ceil() {
    return node(Op.CEIL, this);
  }

  public Expr trunc() {
    return node(Op.TRUNC, this);
  }

  public Expr rint() {
    return node(Op.RINT, this);
  }

  public Expr exp() {
    return node(Op.EXP, this);
  }

  public Expr expm1() {
    return node(Op.EXPM1, this);
  }

  public Expr log() {
    return node(Op.LOG, this);
  }

  public Expr log1p() {
    return node(Op.LOG1P, this);
  }

  public Expr sin() {
    return node(Op.SIN, this);
  }

  public Expr cos() {
    return node(Op.COS, this);
  }

  public Expr tanh() {
    return node(Op.TANH, this);
  }

  public Expr sigmoid() {
    return node(Op.SIGMOID, this);
  }

  public Expr pow(Expr b) {
    return node(Op.POW, this, b);
  }

  public Expr lt(Expr b) {
    return node(Op.LT, this, b);
  }

  public Expr le(Expr b) {
    return node(Op.LE, this, b);
  }

  public Expr gt(Expr b) {
    return node(Op.GT, this, b);
  }

  public Expr ge(Expr b) {
    return node(Op.GE, this, b);
  }

  public Expr eq(Expr b) {
    return node(Op.EQ, this, b);
  }

  public Expr ne(Expr b) {
    return node(Op.NE, this, b);
  }

  public Expr gt(double b) {
    return gt(c(b));
  }

  public Expr lt(double b) {
    return lt(c(b));
  }

  public Expr eq(double b) {
    return eq(c(b));
  }

  public Expr ne(double b) {
    return ne(c(b));
  }

  public Expr and(Expr b) {
    return node(Op.AND, this, b);
  }

  public Expr or(Expr b) {
    return node(Op.OR, this, b);
  }

  public Expr xor(Expr b) {
    return node(Op.XOR, this, b);
  }

  public Expr not() {
    return node(Op.NOT, this);
  }

  /// `a` where this truth value holds, else `b`.
  public Expr select(Expr a, Expr b) {
    return node(Op.SELECT, this, a, b);
  }

  /// `a` where this truth value holds, else `b`.
  public Expr select(double a, double b) {
    return select(c(a), c(b));
  }

  /// 1 where this truth value holds, else 0.
  public Expr number() {
    return node(Op.NUMBER_OF, this);
  }

  /// The bit pattern of this number.
  public Expr toBits() {
    return node(Op.TO_BITS, this);
  }

  /// The number with this bit pattern.
  public Expr fromBits() {
    return node(Op.FROM_BITS, this);
  }

  /// The number nearest to this whole number.
  public Expr fromWhole() {
    return node(Op.FROM_WHOLE, this);
  }

  public Expr bitsAdd(Expr b) {
    return node(Op.BITS_ADD, this, b);
  }

  public Expr bitsSub(Expr b) {
    return node(Op.BITS_SUB, this, b);
  }

  public Expr bitsAnd(Expr b) {
    return node(Op.BITS_AND, this, b);
  }

  public Expr bitsOr(Expr b) {
    return node(Op.BITS_OR, this, b);
  }

  public Expr bitsXor(Expr b) {
    return node(Op.BITS_XOR, this, b);
  }

  /// The smaller of two bit patterns, as numbers with a sign.
  public Expr bitsMin(Expr b) {
    return node(Op.BITS_MIN, this, b);
  }

  public Expr bitsEq(Expr b) {
    return node(Op.BITS_EQ, this, b);
  }

  public Expr bitsLt(Expr b) {
    return node(Op.BITS_LT, this, b);
  }

  /// This bit pattern shifted left.
  public Expr shl(int by) {
    return node(Op.BITS_SHL, this, bits(by));
  }

  /// This bit pattern shifted right, keeping its sign.
  public Expr shr(int by) {
    return node(Op.BITS_SHR, this, bits(by));
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Expr e
            && hash == e.hash
            && op == e.op
            && payload == e.payload
            && args.equals(e.args);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return op.isLeaf() ? op.leaf(payload) : op.name().toLowerCase(Locale.ROOT) + arguments();
  }

  private String arguments() {
    return args.toString().replace('[', '(').replace(']', ')');
  }
}
