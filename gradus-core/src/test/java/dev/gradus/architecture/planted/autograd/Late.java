package dev.gradus.architecture.planted.autograd;

/// What users of the root package call.
public final class Late {
  private Late() {}

  /// A name.
  public static String name() {
    return "late";
  }
}
