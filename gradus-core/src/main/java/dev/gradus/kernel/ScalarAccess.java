package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_short;

import dev.gradus.dtype.DType;
import dev.gradus.expr.Compute;
import dev.gradus.expr.Expr;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Bytecode that reads one element into the computing type, and writes one back.
final class ScalarAccess {
  private static final ClassDesc FLOAT = ClassDesc.of("java.lang.Float");
  private static final ClassDesc DOUBLE = ClassDesc.of("java.lang.Double");
  private static final ClassDesc CASTS = ClassDesc.of("dev.gradus.kernel.Casts");

  private ScalarAccess() {}

  /// The JVM's type of a number.
  static TypeKind kind(Compute compute) {
    return switch (compute) {
      case INT -> TypeKind.INT;
      case LONG -> TypeKind.LONG;
      case FLOAT -> TypeKind.FLOAT;
      case DOUBLE -> TypeKind.DOUBLE;
    };
  }

  /// The JVM's type of a value; a truth value is an int, 0 or 1.
  static TypeKind kind(Compute compute, Expr.Type type) {
    return switch (type) {
      case NUMBER -> kind(compute);
      case FLAG -> TypeKind.INT;
      case BITS -> bitsKind(compute);
    };
  }

  /// The JVM's type of a bit pattern.
  static TypeKind bitsKind(Compute compute) {
    return isWide(compute) ? TypeKind.LONG : TypeKind.INT;
  }

  /// Whether numbers have 64 bits.
  static boolean isWide(Compute compute) {
    return compute == Compute.LONG || compute == Compute.DOUBLE;
  }

  /// The dtype whose array holds numbers of the computing type.
  static DType dtype(Compute compute) {
    return switch (compute) {
      case INT -> DType.INT32;
      case LONG -> DType.INT64;
      case FLOAT -> DType.FLOAT32;
      case DOUBLE -> DType.FLOAT64;
    };
  }

  /// From the raw bits of a parameter on the stack to a number.
  static void fromParameter(CodeBuilder c, Compute compute) {
    switch (compute) {
      case INT -> c.l2i();
      case LONG -> {}
      case FLOAT -> longBitsToDouble(c).d2f();
      case DOUBLE -> longBitsToDouble(c);
    }
  }

  private static CodeBuilder longBitsToDouble(CodeBuilder c) {
    return c.invokestatic(DOUBLE, "longBitsToDouble", MethodTypeDesc.of(CD_double, CD_long));
  }

  /// From array and index on the stack to a value.
  static void load(CodeBuilder c, Operand operand, Expr.Type type, Compute compute) {
    DType dtype = operand.dtype();
    if (type == Expr.Type.BITS && dtype == DType.BFLOAT16) {
      c.saload();
      return;
    }
    switch (dtype) {
      case BOOL, INT8 -> c.baload();
      case UINT8 -> c.baload().loadConstant(255).iand();
      case INT16 -> c.saload();
      case INT32 -> c.iaload();
      case INT64 -> c.laload();
      case FLOAT16 ->
          c.saload().invokestatic(FLOAT, "float16ToFloat", MethodTypeDesc.of(CD_float, CD_short));
      case BFLOAT16 -> {
        c.saload().loadConstant(16).ishl();
        c.invokestatic(FLOAT, "intBitsToFloat", MethodTypeDesc.of(CD_float, CD_int));
      }
      case FLOAT32 -> c.faload();
      case FLOAT64 -> c.daload();
      case COMPLEX64, COMPLEX128 -> throw new IllegalArgumentException("a complex operand");
    }
    switch (type) {
      case NUMBER -> c.conversion(stackKind(dtype), kind(compute));
      case FLAG -> toFlag(c, stackKind(dtype));
      case BITS -> {}
    }
  }

  /// The JVM's type of an element after a load.
  private static TypeKind stackKind(DType dtype) {
    return switch (dtype) {
      case BOOL, UINT8, INT8, INT16, INT32 -> TypeKind.INT;
      case INT64 -> TypeKind.LONG;
      case FLOAT16, BFLOAT16, FLOAT32 -> TypeKind.FLOAT;
      case FLOAT64, COMPLEX64, COMPLEX128 -> TypeKind.DOUBLE;
    };
  }

  /// From a number to 1 if it is not zero (nan is not), else 0.
  private static void toFlag(CodeBuilder c, TypeKind kind) {
    switch (kind) {
      case LONG -> c.lconst_0().lcmp();
      case FLOAT -> c.fconst_0().fcmpl();
      case DOUBLE -> c.dconst_0().dcmpl();
      default -> {}
    }
    // Branch-free, so that C2 may vectorise: (v | -v) has the sign bit set exactly if v is not 0.
    c.dup().ineg().ior().loadConstant(31).iushr();
  }

  /// Stores the value on the stack, above array and index.
  static void store(CodeBuilder c, Operand operand, Expr.Type type, Compute compute) {
    DType dtype = operand.dtype();
    TypeKind have = kind(compute, type);
    switch (dtype) {
      case BOOL -> {
        if (type != Expr.Type.FLAG) {
          toFlag(c, have);
        }
        c.bastore();
      }
      case UINT8, INT8 -> {
        toInt(c, have, true);
        c.bastore();
      }
      case INT16 -> {
        toInt(c, have, true);
        c.sastore();
      }
      case INT32 -> {
        toInt(c, have, false);
        c.iastore();
      }
      case INT64 -> {
        toLong(c, have);
        c.lastore();
      }
      case FLOAT16 -> {
        c.conversion(have, TypeKind.FLOAT);
        c.invokestatic(FLOAT, "floatToFloat16", MethodTypeDesc.of(CD_short, CD_float)).sastore();
      }
      case BFLOAT16 -> {
        c.conversion(have, TypeKind.FLOAT);
        c.invokestatic(CASTS, "toBfloat16", MethodTypeDesc.of(CD_short, CD_float)).sastore();
      }
      case FLOAT32 -> c.conversion(have, TypeKind.FLOAT).fastore();
      case FLOAT64 -> c.conversion(have, TypeKind.DOUBLE).dastore();
      case COMPLEX64, COMPLEX128 -> throw new IllegalArgumentException("a complex operand");
    }
  }

  private static void toInt(CodeBuilder c, TypeKind have, boolean narrow) {
    switch (have) {
      case INT -> {}
      case LONG -> c.l2i();
      default -> {
        if (narrow) {
          toLong(c, have);
          c.l2i();
        } else {
          c.invokestatic(CASTS, "toInt", MethodTypeDesc.of(CD_int, real(have)));
        }
      }
    }
  }

  private static void toLong(CodeBuilder c, TypeKind have) {
    switch (have) {
      case INT -> c.i2l();
      case LONG -> {}
      default -> c.invokestatic(CASTS, "toLong", MethodTypeDesc.of(CD_long, real(have)));
    }
  }

  private static ClassDesc real(TypeKind kind) {
    return kind == TypeKind.FLOAT ? CD_float : CD_double;
  }
}
