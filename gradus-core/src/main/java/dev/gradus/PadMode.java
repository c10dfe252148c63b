package dev.gradus;

/// What a frame around a tensor is made of.
public enum PadMode {
  /// A number.
  CONSTANT,
  /// The tensor mirrored at its border elements, which are not repeated.
  REFLECT,
  /// The border elements, repeated.
  REPLICATE,
  /// The tensor again, from the other side.
  CIRCULAR
}
