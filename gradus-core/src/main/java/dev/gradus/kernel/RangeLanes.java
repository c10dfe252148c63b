package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
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

  private static final int LOADED = RowLanes.FREE;
  private static final int ENDS = LOADED + 1;

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

  /// The body of the method. One row after the other, which is faster here: four at once take 64 µs
  /// for what takes 50.
  void write() {
    vector.castArrays(code, RowLanes.X);
    new RowLanes(code, vectors, vector.lanes())
        .write(
            1,
            2,
            new RowLanes.Body() {
              @Override
              public void start(int row) {
                from(Double.NEGATIVE_INFINITY, largest(row));
                from(Double.POSITIVE_INFINITY, smallest(row));
              }

              @Override
              public void take(int row, int part, int indexSlot, int shift) {
                vector.load(code, RowLanes.X, indexSlot, shift);
                order();
                code.astore(LOADED);
                combine(largest(row), "max");
                combine(smallest(row), "min");
              }

              @Override
              public void end(int row) {
                put(row);
              }
            });
    code.return_();
  }

  private static int largest(int row) {
    return ENDS + 2 * row;
  }

  private static int smallest(int row) {
    return ENDS + 2 * row + 1;
  }

  private void put(int row) {
    reduce(largest(row), "MAX");
    reduce(smallest(row), "MIN");
    code.aload(RowLanes.TO).iload(RowLanes.O).loadConstant(2 * row).iadd();
    code.invokestatic(
        ClassDesc.of("dev.gradus.kernel.OrderedBits"),
        "putRange",
        MethodTypeDesc.of(CD_void, bits, bits, CD_Object, CD_int));
  }

  private void from(double value, int local) {
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

  private void reduce(int local, String operator) {
    code.aload(local).getstatic(OPERATORS, operator, ASSOCIATIVE);
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
