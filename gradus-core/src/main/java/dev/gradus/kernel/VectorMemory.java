package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_byte;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Vector API calls that move values between arrays and vectors or masks.
final class VectorMemory {
  private static final String PACKAGE = "jdk.incubator.vector.";
  static final ClassDesc VECTOR = ClassDesc.of(PACKAGE + "Vector");
  static final ClassDesc SPECIES = ClassDesc.of(PACKAGE + "VectorSpecies");
  static final ClassDesc MASK = ClassDesc.of(PACKAGE + "VectorMask");
  static final ClassDesc OPERATORS = ClassDesc.of(PACKAGE + "VectorOperators");
  private static final ClassDesc BYTES = ClassDesc.of(PACKAGE + "ByteVector");
  private static final ClassDesc SHORTS = ClassDesc.of(PACKAGE + "ShortVector");
  private static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");
  private static final ClassDesc CONVERSION = OPERATORS.nested("Conversion");
  private static final ClassDesc ACCESS = ClassDesc.of("dev.gradus.kernel.VectorAccess");

  /// A kind of lane: the vector class, the lane's type, and the field that holds the species.
  record Lanes(ClassDesc vector, ClassDesc element, String species) {
    static Lanes of(Compute compute) {
      return switch (compute) {
        case INT -> new Lanes(ClassDesc.of(PACKAGE + "IntVector"), CD_int, "INTS");
        case LONG -> new Lanes(ClassDesc.of(PACKAGE + "LongVector"), CD_long, "LONGS");
        case FLOAT -> new Lanes(ClassDesc.of(PACKAGE + "FloatVector"), CD_float, "FLOATS");
        case DOUBLE -> new Lanes(ClassDesc.of(PACKAGE + "DoubleVector"), CD_double, "DOUBLES");
      };
    }
  }

  /// The lanes of numbers.
  final Lanes number;

  /// The lanes of bit patterns.
  final Lanes bits;

  private final LoopFrame frame;
  private final CodeBuilder c;
  private final Compute compute;

  VectorMemory(LoopFrame frame) {
    this.frame = frame;
    this.c = frame.code;
    this.compute = frame.program.compute;
    this.number = Lanes.of(compute);
    this.bits = Lanes.of(ScalarAccess.isWide(compute) ? Compute.LONG : Compute.INT);
  }

  /// Pushes the species of some lanes.
  void species(Lanes lanes) {
    c.getstatic(ACCESS, lanes.species, SPECIES);
  }

  /// From species and value on the stack to a vector.
  void broadcast(Lanes lanes) {
    c.invokestatic(
        lanes.vector, "broadcast", MethodTypeDesc.of(lanes.vector, SPECIES, lanes.element));
  }

  /// Pushes the vector or mask that a load reads.
  void load(Program.Node node) {
    int k = frame.operandOf(node);
    Operand operand = frame.program.operand(k);
    if (node.type() == Expr.Type.FLAG) {
      loadFlags(k, operand);
    } else if (operand.dtype() == DType.BFLOAT16) {
      loadShorts(k, operand);
    } else {
      Lanes lanes = node.type() == Expr.Type.BITS ? bits : number;
      species(lanes);
      frame.pushAddress(k);
      c.invokestatic(
          lanes.vector,
          "fromArray",
          MethodTypeDesc.of(lanes.vector, SPECIES, operand.arrayClass(), CD_int));
    }
  }

  private void loadFlags(int k, Operand operand) {
    ClassDesc array = operand.arrayClass();
    String narrow = VectorAccess.byteSpecies(compute);
    if (narrow.isEmpty()) {
      species(number);
      frame.pushAddress(k);
      c.invokestatic(ACCESS, "loadFlags", MethodTypeDesc.of(MASK, SPECIES, array, CD_int));
      return;
    }
    c.getstatic(BYTES, narrow, SPECIES);
    frame.pushAddress(k);
    c.invokestatic(BYTES, "fromArray", MethodTypeDesc.of(BYTES, SPECIES, array, CD_int));
    c.getstatic(OPERATORS, "NE", COMPARISON).iconst_0();
    c.invokevirtual(BYTES, "compare", MethodTypeDesc.of(MASK, COMPARISON, CD_byte));
    species(number);
    c.invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, SPECIES));
  }

  /// Reads shorts as patterns of ints.
  private void loadShorts(int k, Operand operand) {
    c.getstatic(ACCESS, "SHORTS", SPECIES);
    frame.pushAddress(k);
    c.invokestatic(
        SHORTS, "fromArray", MethodTypeDesc.of(SHORTS, SPECIES, operand.arrayClass(), CD_int));
    c.getstatic(OPERATORS, "S2I", CONVERSION);
    species(bits);
    convertShape();
    c.checkcast(bits.vector);
  }

  private void convertShape() {
    c.iconst_0();
    c.invokevirtual(VECTOR, "convertShape", MethodTypeDesc.of(VECTOR, CONVERSION, SPECIES, CD_int));
  }

  /// Stores the vector or mask on the stack to operand `k`.
  void store(int k, Expr.Type type) {
    Operand operand = frame.program.operand(k);
    if (type == Expr.Type.FLAG) {
      storeFlags(k, operand);
    } else if (operand.dtype() == DType.BFLOAT16) {
      c.getstatic(OPERATORS, "I2S", CONVERSION).getstatic(ACCESS, "SHORTS", SPECIES);
      convertShape();
      c.checkcast(SHORTS);
      intoArray(SHORTS, k, operand);
    } else {
      intoArray(type == Expr.Type.BITS ? bits.vector : number.vector, k, operand);
    }
  }

  private void intoArray(ClassDesc vector, int k, Operand operand) {
    frame.pushAddress(k);
    c.invokevirtual(vector, "intoArray", MethodTypeDesc.of(CD_void, operand.arrayClass(), CD_int));
  }

  /// Stores 1 where the mask holds, else 0: as bytes if there is a vector of that few bytes.
  private void storeFlags(int k, Operand operand) {
    String narrow = VectorAccess.byteSpecies(compute);
    if (narrow.isEmpty()) {
      frame.pushAddress(k);
      c.invokestatic(
          ACCESS, "storeFlags", MethodTypeDesc.of(CD_void, MASK, operand.arrayClass(), CD_int));
      return;
    }
    c.getstatic(BYTES, narrow, SPECIES);
    c.invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, SPECIES));
    int mask = c.allocateLocal(TypeKind.REFERENCE);
    c.astore(mask);
    c.getstatic(BYTES, narrow, SPECIES);
    c.invokestatic(BYTES, "zero", MethodTypeDesc.of(BYTES, SPECIES));
    c.iconst_1().aload(mask);
    c.invokevirtual(BYTES, "blend", MethodTypeDesc.of(BYTES, CD_byte, MASK));
    intoArray(BYTES, k, operand);
  }
}
