package dev.gradus.architecture.planted.dtype;

/// Uses nothing.
public final class Lowest {
  private Lowest() {}

  /// A name.
  public static String name() {
    return "lowest";
  }
}
