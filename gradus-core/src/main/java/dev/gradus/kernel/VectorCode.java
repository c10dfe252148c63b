package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.function.Consumer;

/// Writes single operations of the Vector API into generated code.
///
/// Nothing here refers to the classes of the Vector API except by name, so that this class loads
/// where the module is absent.
record VectorCode(TypeKind element, ClassDesc vector, String species, int lanes) {
  private static final String PACKAGE = "jdk.incubator.vector";
  private static final ClassDesc VECTOR = ClassDesc.of(PACKAGE, "Vector");
  private static final ClassDesc SPECIES = ClassDesc.of(PACKAGE, "VectorSpecies");
  private static final ClassDesc MASK = ClassDesc.of(PACKAGE, "VectorMask");
  private static final ClassDesc ACCESS = ClassDesc.of("dev.gradus.kernel.VectorAccess");

  /// Vectors of `bits` bits, of doubles if `wide`, else of floats.
  static VectorCode of(boolean wide, int bits) {
    return new VectorCode(
        wide ? TypeKind.DOUBLE : TypeKind.FLOAT,
        ClassDesc.of(PACKAGE, wide ? "DoubleVector" : "FloatVector"),
        "SPECIES_" + bits,
        bits / (wide ? Double.SIZE : Float.SIZE));
  }

  ClassDesc array() {
    return element.upperBound().arrayType();
  }

  /// Pushes a vector of zeros.
  void zero(CodeBuilder code) {
    pushSpecies(code);
    code.invokestatic(vector, "zero", MethodTypeDesc.of(vector, SPECIES));
  }

  void pushSpecies(CodeBuilder code) {
    code.getstatic(vector, species, SPECIES);
  }

  /// With species and element pushed: replaces them by a vector of that element.
  void broadcast(CodeBuilder code) {
    code.invokestatic(
        vector, "broadcast", MethodTypeDesc.of(vector, SPECIES, element.upperBound()));
  }

  /// Pushes the vector at index `indexSlot + shift` of the array in `arraySlot`.
  void load(CodeBuilder code, int arraySlot, int indexSlot, int shift) {
    pushSpecies(code);
    code.aload(arraySlot).iload(indexSlot).loadConstant(shift).iadd();
    code.invokestatic(vector, "fromArray", MethodTypeDesc.of(vector, SPECIES, array(), CD_int));
  }

  /// With a vector pushed: writes it to index `indexSlot + shift` of the array in `arraySlot`.
  void store(CodeBuilder code, int arraySlot, int indexSlot, int shift) {
    code.aload(arraySlot).iload(indexSlot).loadConstant(shift).iadd();
    code.invokevirtual(vector, "intoArray", MethodTypeDesc.of(CD_void, array(), CD_int));
  }

  /// As [#load], zero but for the lanes of the mask in `maskSlot`.
  void loadSome(CodeBuilder code, int arraySlot, int indexSlot, int shift, int maskSlot) {
    zero(code);
    load(code, arraySlot, indexSlot, shift);
    code.aload(maskSlot);
    code.invokevirtual(vector, "blend", MethodTypeDesc.of(vector, VECTOR, MASK));
  }

  /// As [#store], only the lanes of the mask in `maskSlot`.
  void storeSome(CodeBuilder code, int arraySlot, int indexSlot, int shift, int maskSlot) {
    code.aload(arraySlot).iload(indexSlot).loadConstant(shift).iadd().aload(maskSlot);
    code.invokevirtual(vector, "intoArray", MethodTypeDesc.of(CD_void, array(), CD_int, MASK));
  }

  /// With species and three integers pushed: replaces them by the mask that [VectorAccess#inside]
  /// gives.
  void inside(CodeBuilder code) {
    code.invokestatic(ACCESS, "inside", MethodTypeDesc.of(MASK, SPECIES, CD_int, CD_int, CD_int));
  }

  /// With two vectors pushed: replaces them by the result of `add`, `mul`, `max` or `min`.
  void combine(CodeBuilder code, String name) {
    code.invokevirtual(vector, name, MethodTypeDesc.of(vector, VECTOR));
  }

  /// With three vectors pushed: replaces them by first · second + third, rounded once.
  void fma(CodeBuilder code) {
    code.invokevirtual(vector, "fma", MethodTypeDesc.of(vector, VECTOR, VECTOR));
  }

  /// With a vector of lane numbers and two vectors pushed: replaces them by those lanes of the two.
  void selectFromTwo(CodeBuilder code) {
    code.invokevirtual(vector, "selectFrom", MethodTypeDesc.of(vector, VECTOR, VECTOR));
  }

  /// With a vector of lane numbers and a vector pushed: replaces them by those lanes of the latter.
  void selectFrom(CodeBuilder code) {
    code.invokevirtual(vector, "selectFrom", MethodTypeDesc.of(vector, VECTOR));
  }

  /// With a vector pushed: replaces it by its first element.
  void firstLane(CodeBuilder code) {
    code.iconst_0();
    code.invokevirtual(vector, "lane", MethodTypeDesc.of(element.upperBound(), CD_int));
  }

  /// Checks that the objects in these slots are arrays of the element type.
  void castArrays(CodeBuilder code, int... slots) {
    for (int slot : slots) {
      code.aload(slot).checkcast(array()).astore(slot);
    }
  }

  /// An instance of a new hidden class that implements `type` with what `methods` adds.
  static <T> T instantiate(Class<T> type, String name, Consumer<ClassBuilder> methods) {
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of(VectorCode.class.getPackageName(), name),
                builder -> {
                  builder
                      .withFlags(ClassFile.ACC_FINAL)
                      .withInterfaceSymbols(type.describeConstable().orElseThrow())
                      .withMethodBody("<init>", MTD_void, 0, VectorCode::constructor);
                  methods.accept(builder);
                });
    try {
      Class<?> hidden = MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass();
      return type.cast(hidden.getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the generated class " + name + " does not link", e);
    }
  }

  private static void constructor(CodeBuilder code) {
    code.aload(0).invokespecial(CD_Object, "<init>", MTD_void).return_();
  }
}
