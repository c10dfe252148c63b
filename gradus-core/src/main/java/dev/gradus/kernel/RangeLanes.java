package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Writes the loop of [LaneLoops#range].
///
/// Processors have no maximum of floats that is Java's, with its nan and its zeros of two signs;
/// the steps that make up for it wait for each other. So patterns are compared: with all bits but
/// the sign turned over where that is set, whole numbers are ordered as the floats are. A nan is
/// then beyond an infinity, on either side.
final class RangeLanes {
  private static final String PACKAGE = "jdk.incubator.vector";
  private static final ClassDesc VECTOR = ClassDesc.of(PACKAGE, "Vector");
  private static final ClassDesc OPERATORS = ClassDesc.of(PACKAGE, "VectorOperators");
  private static final ClassDesc BINARY = OPERATORS.nested("Binary");
  private static final ClassDesc ASSOCIATIVE = OPERATORS.nested("Associative");

  private static final int X = 2;
  private static final int AT = 3;
  private static final int TO = 4;
  private static final int O = 5;
  private static final int END = 6;
  private static final int LOADED = 7;
  private static final int FIRST = 8;

  private final CodeBuilder code;
  private final VectorCode vector;
  private final boolean wide;
  private final ClassDesc whole;
  private final ClassDesc bits;
  private final int vectors;

  RangeLanes(CodeBuilder code, VectorCode vector) {
    this.code = code;
    this.vector = vector;
    this.wide = vector.element() == TypeKind.DOUBLE;
    this.whole = ClassDesc.of(PACKAGE, wide ? "LongVector" : "IntVector");
    this.bits = wide ? CD_long : CD_int;
    this.vectors = LaneLoops.LANES / vector.lanes();
  }

  /// The body of the method.
  void write() {
    vector.castArrays(code, X);
    for (int v = 0; v < vectors; v++) {
      start(Double.NEGATIVE_INFINITY, FIRST + v);
      start(Double.POSITIVE_INFINITY, FIRST + vectors + v);
    }
    code.iload(AT).iload(1).loadConstant(LaneLoops.LANES).imul().iadd().istore(END);
    Label top = code.newLabel();
    Label done = code.newLabel();
    code.labelBinding(top).iload(AT).iload(END).if_icmpge(done);
    for (int v = 0; v < vectors; v++) {
      vector.load(code, X, AT, v * vector.lanes());
      order();
      code.astore(LOADED);
      combine(FIRST + v, "max");
      combine(FIRST + vectors + v, "min");
    }
    code.iinc(AT, LaneLoops.LANES).goto_(top).labelBinding(done);
    reduce(FIRST, "MAX");
    reduce(FIRST + vectors, "MIN");
    code.aload(TO).iload(O);
    code.invokestatic(
        ClassDesc.of("dev.gradus.kernel.OrderedBits"),
        "putRange",
        MethodTypeDesc.of(CD_void, bits, bits, CD_Object, CD_int));
    code.return_();
  }

  private void start(double value, int local) {
    vector.pushSpecies(code);
    if (wide) {
      code.loadConstant(value);
    } else {
      code.loadConstant((float) value);
    }
    vector.broadcast(code);
    order();
    code.astore(local);
  }

  private void combine(int local, String method) {
    code.aload(local).aload(LOADED);
    code.invokevirtual(whole, method, MethodTypeDesc.of(whole, VECTOR));
    code.astore(local);
  }

  private void reduce(int first, String operator) {
    code.aload(first);
    for (int v = 1; v < vectors; v++) {
      code.getstatic(OPERATORS, operator, ASSOCIATIVE).aload(first + v);
      code.invokevirtual(whole, "lanewise", MethodTypeDesc.of(whole, BINARY, VECTOR));
    }
    code.getstatic(OPERATORS, operator, ASSOCIATIVE);
    code.invokevirtual(whole, "reduceLanes", MethodTypeDesc.of(bits, ASSOCIATIVE));
  }

  /// With a vector of numbers pushed: replaces it by ordered patterns.
  private void order() {
    String method = wide ? "reinterpretAsLongs" : "reinterpretAsInts";
    code.invokevirtual(vector.vector(), method, MethodTypeDesc.of(whole)).dup();
    code.getstatic(OPERATORS, "ASHR", BINARY);
    constant(31, 63);
    code.invokevirtual(whole, "lanewise", MethodTypeDesc.of(whole, BINARY, bits));
    code.getstatic(OPERATORS, "AND", ASSOCIATIVE);
    constant(Integer.MAX_VALUE, Long.MAX_VALUE);
    code.invokevirtual(whole, "lanewise", MethodTypeDesc.of(whole, BINARY, bits));
    code.getstatic(OPERATORS, "XOR", ASSOCIATIVE).swap();
    code.invokevirtual(whole, "lanewise", MethodTypeDesc.of(whole, BINARY, VECTOR));
  }

  private void constant(int narrow, long broad) {
    if (wide) {
      code.loadConstant(broad);
    } else {
      code.loadConstant(narrow);
    }
  }
}
