package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;

/// Writes a [TileKernel] on the Vector API for any element type, vector width and register block.
///
/// The whole tile lives in local variables, `rows × vectors` accumulators, because C2 keeps vectors
/// in registers only when they are locals: an array of vectors would be boxed. The code is what one
/// would write by hand:
///
/// ```
/// for (p = 0; p < depth; p++, ao += rows, bo += bStep) {
///   b0 = fromArray(S, b, bo); b1 = fromArray(S, b, bo + lanes); …
///   a0 = broadcast(S, a[ao]);     c00 = a0.fma(b0, c00); c01 = a0.fma(b1, c01); …
///   a1 = broadcast(S, a[ao + 1]); c10 = a1.fma(b0, c10); …
/// }
/// ```
///
/// Nothing here refers to the classes of the Vector API except by name, so that this class loads
/// where the module is absent.
final class TileGenerator {
  private static final String VECTOR_PACKAGE = "jdk.incubator.vector";
  private static final ClassDesc VECTOR = ClassDesc.of(VECTOR_PACKAGE, "Vector");
  private static final ClassDesc SPECIES = ClassDesc.of(VECTOR_PACKAGE, "VectorSpecies");

  // Parameters of run, slot 0 being `this`; all of them take one slot.
  private static final int DEPTH = 1;
  private static final int A = 2;
  private static final int AO = 3;
  private static final int B = 4;
  private static final int BO = 5;
  private static final int B_STEP = 6;
  private static final int C = 7;
  private static final int CO = 8;
  private static final int C_ROW = 9;
  private static final int ADD = 10;
  private static final int FIRST_FREE = 11;

  private final TypeKind element;
  private final ClassDesc array;
  private final ClassDesc vector;
  private final String species;
  private final int lanes;
  private final int rows;
  private final int vectors;

  private TileGenerator(boolean wide, int bits, int rows, int vectors) {
    this.element = wide ? TypeKind.DOUBLE : TypeKind.FLOAT;
    this.array = element.upperBound().arrayType();
    this.vector = ClassDesc.of(VECTOR_PACKAGE, wide ? "DoubleVector" : "FloatVector");
    this.species = "SPECIES_" + bits;
    this.lanes = bits / (wide ? Double.SIZE : Float.SIZE);
    this.rows = rows;
    this.vectors = vectors;
  }

  /// A kernel for `rows × vectors` registers of `bits` bits, of doubles if `wide`, else of floats.
  static TileKernel generate(boolean wide, int bits, int rows, int vectors) {
    byte[] bytes = new TileGenerator(wide, bits, rows, vectors).classBytes();
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      MethodHandles.Lookup hidden = lookup.defineHiddenClass(bytes, true);
      return (TileKernel) hidden.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("gemm: the generated tile kernel does not link", e);
    }
  }

  private byte[] classBytes() {
    ClassDesc self =
        ClassDesc.of(
            TileGenerator.class.getPackageName(),
            "Tile" + rows + "x" + vectors * lanes + (element == TypeKind.DOUBLE ? "d" : "f"));
    MethodTypeDesc run =
        MethodTypeDesc.of(
            CD_void,
            CD_int,
            CD_Object,
            CD_int,
            CD_Object,
            CD_int,
            CD_int,
            CD_Object,
            CD_int,
            CD_int,
            CD_boolean);
    return ClassFile.of()
        .build(
            self,
            builder ->
                builder
                    .withFlags(ClassFile.ACC_FINAL)
                    .withInterfaceSymbols(TileKernel.class.describeConstable().orElseThrow())
                    .withMethodBody(
                        "<init>",
                        MTD_void,
                        ClassFile.ACC_PUBLIC,
                        code ->
                            code.aload(0).invokespecial(CD_Object, "<init>", MTD_void).return_())
                    .withMethodBody(
                        "rows",
                        MethodTypeDesc.of(CD_int),
                        ClassFile.ACC_PUBLIC,
                        code -> code.loadConstant(rows).ireturn())
                    .withMethodBody(
                        "columns",
                        MethodTypeDesc.of(CD_int),
                        ClassFile.ACC_PUBLIC,
                        code -> code.loadConstant(vectors * lanes).ireturn())
                    .withMethodBody("run", run, ClassFile.ACC_PUBLIC, this::tile));
  }

  private int accumulator(int r, int v) {
    return FIRST_FREE + r * vectors + v;
  }

  private int bVector(int v) {
    return accumulator(rows, v);
  }

  private int aVector() {
    return accumulator(rows + 1, 0);
  }

  private void tile(CodeBuilder code) {
    castArrays(code);
    loadSpecies(code);
    code.invokestatic(vector, "zero", MethodTypeDesc.of(vector, SPECIES)).astore(aVector());
    for (int i = 0; i < rows * vectors; i++) {
      code.aload(aVector()).astore(FIRST_FREE + i);
    }
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(top).iload(DEPTH).ifle(end);
    step(code);
    code.iinc(DEPTH, -1).goto_(top).labelBinding(end);
    store(code);
    code.return_();
  }

  private void castArrays(CodeBuilder code) {
    for (int slot : new int[] {A, B, C}) {
      code.aload(slot).checkcast(array).astore(slot);
    }
  }

  /// One `p`: a row of B times a column of A, added to the accumulators.
  private void step(CodeBuilder code) {
    for (int v = 0; v < vectors; v++) {
      load(code, B, BO, v * lanes);
      code.astore(bVector(v));
    }
    for (int r = 0; r < rows; r++) {
      loadSpecies(code);
      code.aload(A).iload(AO).loadConstant(r).iadd().arrayLoad(element);
      code.invokestatic(
          vector, "broadcast", MethodTypeDesc.of(vector, SPECIES, element.upperBound()));
      code.astore(aVector());
      for (int v = 0; v < vectors; v++) {
        code.aload(aVector()).aload(bVector(v)).aload(accumulator(r, v));
        code.invokevirtual(vector, "fma", MethodTypeDesc.of(vector, VECTOR, VECTOR));
        code.astore(accumulator(r, v));
      }
    }
    code.iinc(AO, rows);
    code.iload(BO).iload(B_STEP).iadd().istore(BO);
  }

  private void store(CodeBuilder code) {
    Label plain = code.newLabel();
    int row = aVector() + 1;
    code.iload(ADD).ifeq(plain);
    code.iload(CO).istore(row);
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < vectors; v++) {
        load(code, C, row, v * lanes);
        code.aload(accumulator(r, v));
        code.invokevirtual(vector, "add", MethodTypeDesc.of(vector, VECTOR));
        code.astore(accumulator(r, v));
      }
      code.iload(row).iload(C_ROW).iadd().istore(row);
    }
    code.labelBinding(plain);
    code.iload(CO).istore(row);
    for (int r = 0; r < rows; r++) {
      for (int v = 0; v < vectors; v++) {
        code.aload(accumulator(r, v)).aload(C).iload(row).loadConstant(v * lanes).iadd();
        code.invokevirtual(vector, "intoArray", MethodTypeDesc.of(CD_void, array, CD_int));
      }
      code.iload(row).iload(C_ROW).iadd().istore(row);
    }
  }

  private void load(CodeBuilder code, int arraySlot, int indexSlot, int shift) {
    loadSpecies(code);
    code.aload(arraySlot).iload(indexSlot).loadConstant(shift).iadd();
    code.invokestatic(vector, "fromArray", MethodTypeDesc.of(vector, SPECIES, array, CD_int));
  }

  private void loadSpecies(CodeBuilder code) {
    code.getstatic(vector, species, SPECIES);
  }
}
