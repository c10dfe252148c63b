package dev.gradus.op.pointwise;

import static dev.gradus.expr.Expr.c;
import static dev.gradus.expr.Expr.p;
import static dev.gradus.expr.Expr.x;

import dev.gradus.expr.Expr;

/// The rows of bitwise operations on integers and truth values.
public final class Bits {
  private static final Expr A = x(0);
  private static final Expr B = x(1);
  private static final Expr N = p(0);

  public static final Row AND = row("bitwise_and", and(B));
  public static final Row AND_NUMBER = row("bitwise_and", and(N));
  public static final Row OR = row("bitwise_or", or(B));
  public static final Row OR_NUMBER = row("bitwise_or", or(N));
  public static final Row XOR = row("bitwise_xor", xor(B));
  public static final Row XOR_NUMBER = row("bitwise_xor", xor(N));
  public static final Row NOT = row("bitwise_not", A.toBits().bitsXor(Expr.bits(-1)).fromBits());
  public static final Row NOT_BOOL = row("bitwise_not", A.eq(0)).rule(Rule.BOOL);
  public static final Row LEFT = row("bitwise_left_shift", left(B));
  public static final Row LEFT_NUMBER = row("bitwise_left_shift", left(N));
  public static final Row RIGHT = row("bitwise_right_shift", right(B));
  public static final Row RIGHT_NUMBER = row("bitwise_right_shift", right(N));

  private Bits() {}

  private static Row row(String name, Expr e) {
    return Row.of(name, e).notDifferentiable();
  }

  private static Expr and(Expr b) {
    return A.toBits().bitsAnd(b.toBits()).fromBits();
  }

  private static Expr or(Expr b) {
    return A.toBits().bitsOr(b.toBits()).fromBits();
  }

  private static Expr xor(Expr b) {
    return A.toBits().bitsXor(b.toBits()).fromBits();
  }

  // The steps shift by constants only, so a variable shift goes by powers of two. Shifting twice by
  // half of 32 is good in 32 and in 64 bits; beyond the width PyTorch shifts everything out.

  private static Expr left(Expr by) {
    Expr shifted = A.toBits();
    for (int step = 1; step <= 16; step *= 2) {
      shifted = when(by, step, shifted.shl(step), shifted);
    }
    shifted = when(by, 32, shifted.shl(16).shl(16), shifted);
    return outside(by).select(c(0), shifted.fromBits());
  }

  private static Expr right(Expr by) {
    Expr shifted = A.toBits();
    for (int step = 1; step <= 16; step *= 2) {
      shifted = when(by, step, shifted.shr(step), shifted);
    }
    shifted = when(by, 32, shifted.shr(16).shr(16), shifted);
    return outside(by).select(A.lt(0).select(c(-1), c(0)), shifted.fromBits());
  }

  private static Expr outside(Expr by) {
    return by.lt(0).or(by.gt(63));
  }

  private static Expr when(Expr by, int step, Expr yes, Expr no) {
    Expr unset = by.toBits().bitsAnd(Expr.bits(step)).bitsEq(Expr.bits(0));
    return Expr.node(dev.gradus.expr.Op.BITS_SELECT, unset, no, yes);
  }
}
