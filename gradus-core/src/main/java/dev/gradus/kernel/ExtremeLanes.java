package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Writes the loop of [LaneLoops#lanes] for maxima, of absolute values too, and minima.
///
/// Processors have no maximum of floats that is Java's, with its nan and its zeros of two signs;
/// the steps that make up for it wait for each other. So patterns are compared: with all bits but
/// the sign turned over where that is set, whole numbers are ordered as the floats are. Whether
/// there was a nan shows in the largest pattern without sign.
final class ExtremeLanes {
  private static final String PACKAGE = "jdk.incubator.vector";
  private static final ClassDesc VECTOR = ClassDesc.of(PACKAGE, "Vector");
  private static final ClassDesc MASK = ClassDesc.of(PACKAGE, "VectorMask");
  private static final ClassDesc OPERATORS = ClassDesc.of(PACKAGE, "VectorOperators");
  private static final ClassDesc BINARY = OPERATORS.nested("Binary");
  private static final ClassDesc ASSOCIATIVE = OPERATORS.nested("Associative");
  private static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");

  private static final int X = 2;
  private static final int AT = 3;
  private static final int TO = 4;
  private static final int O = 5;
  private static final int END = 6;
  private static final int LOADED = 7;
  private static final int FIRST = 8;

  private final CodeBuilder code;
  private final VectorCode vector;
  private final LaneOp op;
  private final boolean sizes;
  private final boolean wide;
  private final ClassDesc whole;
  private final ClassDesc bits;
  private final int vectors;

  ExtremeLanes(CodeBuilder code, VectorCode vector, LaneOp op) {
    this.code = code;
    this.vector = vector;
    this.op = op;
    this.sizes = op == LaneOp.MAX_SIZE;
    this.wide = vector.element() == TypeKind.DOUBLE;
    this.whole = ClassDesc.of(PACKAGE, wide ? "LongVector" : "IntVector");
    this.bits = wide ? CD_long : CD_int;
    this.vectors = LaneLoops.LANES / vector.lanes();
  }

  /// The body of the method.
  void write() {
    vector.castArrays(code, X, TO);
    for (int v = 0; v < vectors; v++) {
      broadcast(op.identity());
      order();
      code.astore(FIRST + v);
      if (!sizes) {
        broadcast(0);
        toBits();
        code.astore(FIRST + vectors + v);
      }
    }
    code.iload(AT).iload(1).loadConstant(LaneLoops.LANES).imul().iadd().istore(END);
    Label top = code.newLabel();
    Label done = code.newLabel();
    code.labelBinding(top).iload(AT).iload(END).if_icmpge(done);
    for (int v = 0; v < vectors; v++) {
      step(v);
    }
    code.iinc(AT, LaneLoops.LANES).goto_(top).labelBinding(done);
    for (int v = 0; v < vectors; v++) {
      result(v);
      vector.store(code, TO, O, v * vector.lanes());
    }
    code.return_();
  }

  private void step(int v) {
    vector.load(code, X, AT, v * vector.lanes());
    toBits();
    if (sizes) {
      withoutSign();
      code.aload(FIRST + v).swap();
      code.invokevirtual(whole, "max", MethodTypeDesc.of(whole, VECTOR));
      code.astore(FIRST + v);
      return;
    }
    code.astore(LOADED);
    code.aload(FIRST + v).aload(LOADED);
    orderBits();
    code.invokevirtual(whole, op.vectorName(), MethodTypeDesc.of(whole, VECTOR));
    code.astore(FIRST + v);
    code.aload(FIRST + vectors + v).aload(LOADED);
    withoutSign();
    code.invokevirtual(whole, "max", MethodTypeDesc.of(whole, VECTOR));
    code.astore(FIRST + vectors + v);
  }

  private void result(int v) {
    code.aload(FIRST + v);
    if (!sizes) {
      orderBits();
    }
    constant(Float.floatToIntBits(Float.NaN), Double.doubleToLongBits(Double.NaN));
    code.aload(sizes ? FIRST + v : FIRST + vectors + v);
    code.getstatic(OPERATORS, "GT", COMPARISON);
    constant(0x7f80_0000, 0x7ff0_0000_0000_0000L);
    code.invokevirtual(whole, "compare", MethodTypeDesc.of(MASK, COMPARISON, bits));
    code.invokevirtual(whole, "blend", MethodTypeDesc.of(whole, bits, MASK));
    String method = wide ? "reinterpretAsDoubles" : "reinterpretAsFloats";
    code.invokevirtual(whole, method, MethodTypeDesc.of(vector.vector()));
  }

  private void broadcast(double value) {
    vector.pushSpecies(code);
    if (wide) {
      code.loadConstant(value);
    } else {
      code.loadConstant((float) value);
    }
    vector.broadcast(code);
  }

  private void toBits() {
    code.invokevirtual(
        vector.vector(),
        wide ? "reinterpretAsLongs" : "reinterpretAsInts",
        MethodTypeDesc.of(whole));
  }

  /// With a vector of numbers pushed: replaces it by ordered patterns.
  private void order() {
    toBits();
    orderBits();
  }

  /// With a vector of patterns pushed: replaces them by ordered ones, or those by patterns.
  private void orderBits() {
    code.dup();
    code.getstatic(OPERATORS, "ASHR", BINARY);
    constant(31, 63);
    code.invokevirtual(whole, "lanewise", MethodTypeDesc.of(whole, BINARY, bits));
    withoutSign();
    code.getstatic(OPERATORS, "XOR", ASSOCIATIVE).swap();
    code.invokevirtual(whole, "lanewise", MethodTypeDesc.of(whole, BINARY, VECTOR));
  }

  private void withoutSign() {
    code.getstatic(OPERATORS, "AND", ASSOCIATIVE);
    constant(Integer.MAX_VALUE, Long.MAX_VALUE);
    code.invokevirtual(whole, "lanewise", MethodTypeDesc.of(whole, BINARY, bits));
  }

  private void constant(int narrow, long broad) {
    if (wide) {
      code.loadConstant(broad);
    } else {
      code.loadConstant(narrow);
    }
  }
}
