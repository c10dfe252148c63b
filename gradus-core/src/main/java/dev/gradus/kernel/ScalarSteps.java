package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.gradus.expr.Compute;
import dev.gradus.expr.Op;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;

/// The machine steps in plain bytecode: arguments on the stack, the value in their place.
final class ScalarSteps {
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final ClassDesc FLOAT = ClassDesc.of("java.lang.Float");
  private static final ClassDesc DOUBLE = ClassDesc.of("java.lang.Double");
  private static final ClassDesc POWER = ClassDesc.of("dev.gradus.expr.IntegerPower");

  private final CodeBuilder c;
  private final Compute compute;
  private final TypeKind kind;
  private final TypeKind bits;
  private final ClassDesc number;

  ScalarSteps(CodeBuilder c, Compute compute) {
    this.c = c;
    this.compute = compute;
    this.kind = ScalarAccess.kind(compute);
    this.bits = ScalarAccess.bitsKind(compute);
    this.number = kind.upperBound();
  }

  /// Pushes the constant whose double has these bits.
  void constant(long rawBits) {
    double value = Double.longBitsToDouble(rawBits);
    switch (compute) {
      case INT -> c.loadConstant((int) (long) value);
      case LONG -> c.loadConstant((long) value);
      case FLOAT -> c.loadConstant((float) value);
      case DOUBLE -> c.loadConstant(value);
    }
  }

  /// Pushes a bit pattern.
  void pattern(long pattern) {
    if (bits == TypeKind.INT) {
      c.loadConstant((int) pattern);
    } else {
      c.loadConstant(pattern);
    }
  }

  /// One machine step other than a comparison or selection.
  void step(Op op) {
    switch (op) {
      case ADD -> c.with(operator(kind, Opcode.IADD, Opcode.LADD, Opcode.FADD, Opcode.DADD));
      case SUB -> c.with(operator(kind, Opcode.ISUB, Opcode.LSUB, Opcode.FSUB, Opcode.DSUB));
      case MUL -> c.with(operator(kind, Opcode.IMUL, Opcode.LMUL, Opcode.FMUL, Opcode.DMUL));
      case DIV -> c.with(operator(kind, Opcode.IDIV, Opcode.LDIV, Opcode.FDIV, Opcode.DDIV));
      case REM -> c.with(operator(kind, Opcode.IREM, Opcode.LREM, Opcode.FREM, Opcode.DREM));
      case NEG -> c.with(operator(kind, Opcode.INEG, Opcode.LNEG, Opcode.FNEG, Opcode.DNEG));
      case FMA -> fma();
      case MIN -> math("min", number, 2);
      case MAX -> math("max", number, 2);
      case ABS -> math("abs", number, 1);
      case SQRT -> inDouble("sqrt");
      case FLOOR -> rounding("floor");
      case CEIL -> rounding("ceil");
      case RINT -> rounding("rint");
      case TRUNC -> truncate();
      case AND -> c.iand();
      case OR -> c.ior();
      case XOR -> c.ixor();
      case NOT -> c.iconst_1().ixor();
      case NUMBER_OF -> c.conversion(TypeKind.INT, kind);
      case POW -> power();
      default -> bits(op);
    }
  }

  private void bits(Op op) {
    switch (op) {
      case TO_BITS -> {
        switch (compute) {
          case FLOAT ->
              c.invokestatic(FLOAT, "floatToRawIntBits", MethodTypeDesc.of(CD_int, CD_float));
          case DOUBLE ->
              c.invokestatic(DOUBLE, "doubleToRawLongBits", MethodTypeDesc.of(CD_long, CD_double));
          case INT, LONG -> {}
        }
      }
      case FROM_BITS -> {
        switch (compute) {
          case FLOAT ->
              c.invokestatic(FLOAT, "intBitsToFloat", MethodTypeDesc.of(CD_float, CD_int));
          case DOUBLE ->
              c.invokestatic(DOUBLE, "longBitsToDouble", MethodTypeDesc.of(CD_double, CD_long));
          case INT, LONG -> {}
        }
      }
      case TO_WHOLE -> c.conversion(kind, bits);
      case FROM_WHOLE -> c.conversion(bits, kind);
      case BITS_ADD -> c.with(operator(bits, Opcode.IADD, Opcode.LADD));
      case BITS_SUB -> c.with(operator(bits, Opcode.ISUB, Opcode.LSUB));
      case BITS_MUL -> c.with(operator(bits, Opcode.IMUL, Opcode.LMUL));
      case BITS_AND -> c.with(operator(bits, Opcode.IAND, Opcode.LAND));
      case BITS_OR -> c.with(operator(bits, Opcode.IOR, Opcode.LOR));
      case BITS_XOR -> c.with(operator(bits, Opcode.IXOR, Opcode.LXOR));
      case BITS_MIN ->
          c.invokestatic(
              MATH,
              "min",
              MethodTypeDesc.of(bits.upperBound(), bits.upperBound(), bits.upperBound()));
      case BITS_SHL -> shift(Opcode.ISHL, Opcode.LSHL);
      case BITS_SHR -> shift(Opcode.ISHR, Opcode.LSHR);
      case BITS_USHR -> shift(Opcode.IUSHR, Opcode.LUSHR);
      default -> throw new IllegalArgumentException("PointwiseLoop: no machine step for " + op);
    }
  }

  private static OperatorInstruction operator(TypeKind kind, Opcode... byKind) {
    int index =
        switch (kind) {
          case LONG -> 1;
          case FLOAT -> 2;
          case DOUBLE -> 3;
          default -> 0;
        };
    return OperatorInstruction.of(byKind[index]);
  }

  private void shift(Opcode narrow, Opcode wide) {
    if (bits == TypeKind.LONG) {
      c.l2i();
    }
    c.with(operator(bits, narrow, wide));
  }

  private void fma() {
    switch (compute) {
      case INT, LONG -> integerFma();
      case FLOAT, DOUBLE -> math("fma", number, 3);
    }
  }

  /// `a * b + c` without keeping a, b and c in locals: the stack is a, b, c.
  private void integerFma() {
    int addend = c.allocateLocal(kind);
    c.storeLocal(kind, addend);
    c.with(operator(kind, Opcode.IMUL, Opcode.LMUL));
    c.loadLocal(kind, addend);
    c.with(operator(kind, Opcode.IADD, Opcode.LADD));
  }

  private void math(String name, ClassDesc type, int arguments) {
    ClassDesc[] types = new ClassDesc[arguments];
    Arrays.fill(types, type);
    c.invokestatic(MATH, name, MethodTypeDesc.of(type, types));
  }

  /// Through double: exact for rounding, and a correctly rounded root stays one.
  private void inDouble(String name) {
    if (!compute.isFloating()) {
      throw new IllegalArgumentException("PointwiseLoop: " + name + " is not defined on integers.");
    }
    c.conversion(kind, TypeKind.DOUBLE);
    math(name, CD_double, 1);
    c.conversion(TypeKind.DOUBLE, kind);
  }

  private void rounding(String name) {
    if (compute.isFloating()) {
      inDouble(name);
    }
  }

  /// Toward zero, keeping the sign of a zero.
  private void truncate() {
    if (compute.isFloating()) {
      c.invokestatic(
          ClassDesc.of("dev.gradus.kernel.Casts"), "truncate", MethodTypeDesc.of(number, number));
    }
  }

  private void power() {
    if (compute.isFloating()) {
      throw new IllegalArgumentException("PointwiseLoop: POW of floating point is not lowered.");
    }
    if (compute == Compute.INT) {
      int exponent = c.allocateLocal(TypeKind.INT);
      c.istore(exponent).i2l().iload(exponent).i2l();
    }
    c.invokestatic(POWER, "pow", MethodTypeDesc.of(CD_long, CD_long, CD_long));
    if (compute == Compute.INT) {
      c.l2i();
    }
  }

  /// Jumps unless the comparison of the two values on the stack holds; with nan only NE holds.
  void jumpUnless(Op op, Label target) {
    TypeKind type = op == Op.BITS_EQ || op == Op.BITS_LT ? bits : kind;
    boolean less = op == Op.LT || op == Op.LE;
    switch (type) {
      case LONG -> c.lcmp();
      case FLOAT -> c.with(OperatorInstruction.of(less ? Opcode.FCMPG : Opcode.FCMPL));
      case DOUBLE -> c.with(OperatorInstruction.of(less ? Opcode.DCMPG : Opcode.DCMPL));
      default -> {
        jumpUnlessInt(op, target);
        return;
      }
    }
    switch (op) {
      case LT, BITS_LT -> c.ifge(target);
      case LE -> c.ifgt(target);
      case GT -> c.ifle(target);
      case GE -> c.iflt(target);
      case EQ, BITS_EQ -> c.ifne(target);
      default -> c.ifeq(target);
    }
  }

  private void jumpUnlessInt(Op op, Label target) {
    switch (op) {
      case LT, BITS_LT -> c.if_icmpge(target);
      case LE -> c.if_icmpgt(target);
      case GT -> c.if_icmple(target);
      case GE -> c.if_icmplt(target);
      case EQ, BITS_EQ -> c.if_icmpne(target);
      default -> c.if_icmpeq(target);
    }
  }
}
