package dev.gradus.dtype;

import java.util.Locale;

/// The type of a tensor's elements.
///
/// `toString()` prints as PyTorch does (`torch.float32`); [#torchName()] is the name without the
/// prefix.
public enum DType {
  BOOL("bool", "Bool", 1, Kind.BOOL),
  UINT8("uint8", "Byte", 1, Kind.INTEGER),
  INT8("int8", "Char", 1, Kind.INTEGER),
  INT16("int16", "Short", 2, Kind.INTEGER),
  INT32("int32", "Int", 4, Kind.INTEGER),
  INT64("int64", "Long", 8, Kind.INTEGER),
  FLOAT16("float16", "Half", 2, Kind.FLOATING),
  BFLOAT16("bfloat16", "BFloat16", 2, Kind.FLOATING),
  FLOAT32("float32", "Float", 4, Kind.FLOATING),
  FLOAT64("float64", "Double", 8, Kind.FLOATING),
  COMPLEX64("complex64", "ComplexFloat", 8, Kind.COMPLEX),
  COMPLEX128("complex128", "ComplexDouble", 16, Kind.COMPLEX);

  /// The category of a dtype; a higher category wins in promotion.
  public enum Kind {
    BOOL,
    INTEGER,
    FLOATING,
    COMPLEX
  }

  private final String torchName;
  private final String scalarName;
  private final int itemSize;
  private final Kind kind;

  DType(String torchName, String scalarName, int itemSize, Kind kind) {
    this.torchName = torchName;
    this.scalarName = scalarName;
    this.itemSize = itemSize;
    this.kind = kind;
  }

  /// PyTorch's name without the prefix: `float32`.
  public String torchName() {
    return torchName;
  }

  /// The name PyTorch uses in error sentences: `Float`, `Long`, `ComplexDouble`.
  public String scalarName() {
    return scalarName;
  }

  /// Bytes per element.
  public int itemSize() {
    return itemSize;
  }

  /// The category in promotion.
  public Kind kind() {
    return kind;
  }

  /// Whether this is float16, bfloat16, float32 or float64.
  public boolean isFloatingPoint() {
    return kind == Kind.FLOATING;
  }

  /// Whether this is complex64 or complex128.
  public boolean isComplex() {
    return kind == Kind.COMPLEX;
  }

  /// Whether this is bool or an integer type.
  public boolean isIntegral() {
    return kind == Kind.BOOL || kind == Kind.INTEGER;
  }

  /// Whether tensors of this dtype can require gradients.
  public boolean isDifferentiable() {
    return kind == Kind.FLOATING || kind == Kind.COMPLEX;
  }

  /// Whether values can be negative.
  public boolean isSigned() {
    return this != BOOL && this != UINT8;
  }

  /// The dtype of the real part: float32 for complex64, float64 for complex128, else this.
  public DType toReal() {
    return switch (this) {
      case COMPLEX64 -> FLOAT32;
      case COMPLEX128 -> FLOAT64;
      default -> this;
    };
  }

  /// The complex dtype whose parts hold this one's values: complex128 for float64, else complex64.
  public DType toComplex() {
    return switch (this) {
      case COMPLEX64, COMPLEX128 -> this;
      case FLOAT64 -> COMPLEX128;
      default -> COMPLEX64;
    };
  }

  /// The dtype with that name, with or without `torch.`, or one of PyTorch's short names (`float`,
  /// `double`, `half`, `long`, `int`, `short`, `cfloat`, `cdouble`).
  ///
  /// @throws IllegalArgumentException if there is none
  public static DType of(String name) {
    String plain = name.startsWith("torch.") ? name.substring(6) : name;
    return switch (plain.toLowerCase(Locale.ROOT)) {
      case "float" -> FLOAT32;
      case "double" -> FLOAT64;
      case "half" -> FLOAT16;
      case "long" -> INT64;
      case "int" -> INT32;
      case "short" -> INT16;
      case "cfloat" -> COMPLEX64;
      case "cdouble" -> COMPLEX128;
      default -> valueOf(plain.toUpperCase(Locale.ROOT));
    };
  }

  @Override
  public String toString() {
    return "torch." + torchName;
  }
}
