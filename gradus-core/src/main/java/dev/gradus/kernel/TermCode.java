package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Writes how elements are read: widened if need be, and the term that enters the sum made of them.
///
/// @param elements vectors of the type in memory
/// @param sums vectors of the type that is combined, with as many lanes; doubles for squares
record TermCode(VectorCode elements, VectorCode sums, Term term) {
  private static final String PACKAGE = "jdk.incubator.vector";
  private static final ClassDesc VECTOR = ClassDesc.of(PACKAGE, "Vector");
  private static final ClassDesc SPECIES = ClassDesc.of(PACKAGE, "VectorSpecies");
  private static final ClassDesc OPERATORS = ClassDesc.of(PACKAGE, "VectorOperators");
  private static final ClassDesc CONVERSION = OPERATORS.nested("Conversion");

  void cast(CodeBuilder code, int arraySlot) {
    elements.castArrays(code, arraySlot);
  }

  /// Pushes the terms of the elements from index `indexSlot + shift` on.
  void load(CodeBuilder code, int arraySlot, int indexSlot, int shift) {
    elements.load(code, arraySlot, indexSlot, shift);
    if (elements.element() != sums.element()) {
      code.getstatic(OPERATORS, "F2D", CONVERSION);
      sums.pushSpecies(code);
      code.iconst_0();
      code.invokevirtual(
          elements.vector(),
          "convertShape",
          MethodTypeDesc.of(VECTOR, CONVERSION, SPECIES, CD_int));
      code.checkcast(sums.vector());
    }
    switch (term) {
      case SELF -> {}
      case SQUARE -> {
        code.dup();
        sums.combine(code, "mul");
      }
      case SIZE -> code.invokevirtual(sums.vector(), "abs", MethodTypeDesc.of(sums.vector()));
    }
  }

  /// Pushes the term of one element.
  void loadOne(CodeBuilder code, int arraySlot, int indexSlot) {
    code.aload(arraySlot).iload(indexSlot).arrayLoad(elements.element());
    if (elements.element() != sums.element()) {
      code.f2d();
    }
    switch (term) {
      case SELF -> {}
      case SQUARE -> code.dup2().dmul();
      case SIZE -> {
        ClassDesc type = sums.element().upperBound();
        code.invokestatic(ClassDesc.of("java.lang.Math"), "abs", MethodTypeDesc.of(type, type));
      }
    }
  }
}
