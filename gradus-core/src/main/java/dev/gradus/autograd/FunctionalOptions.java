package dev.gradus.autograd;

/// The options of [Functional].
///
/// @param createGraph whether what is returned is recorded
/// @param strict whether a result that does not depend on an input is an error instead of zeros
/// @param vectorize whether a Jacobian is computed with one batch of gradients instead of one by
///   one
/// @param forwardMode whether a Jacobian, of a Hessian the outer one, is computed column by column
///   with forward mode: the `strategy` "forward-mode"; with `vectorize` in one batch of tangents
public record FunctionalOptions(
    boolean createGraph, boolean strict, boolean vectorize, boolean forwardMode) {
  /// Nothing of it.
  public static final FunctionalOptions DEFAULT = new FunctionalOptions(false, false, false, false);

  /// With or without recording.
  public FunctionalOptions withCreateGraph(boolean b) {
    return new FunctionalOptions(b, strict, vectorize, forwardMode);
  }

  /// Strict or not.
  public FunctionalOptions withStrict(boolean b) {
    return new FunctionalOptions(createGraph, b, vectorize, forwardMode);
  }

  /// With or without batches of gradients.
  public FunctionalOptions withVectorize(boolean b) {
    return new FunctionalOptions(createGraph, strict, b, forwardMode);
  }

  /// With forward or reverse mode.
  public FunctionalOptions withForwardMode(boolean b) {
    return new FunctionalOptions(createGraph, strict, vectorize, b);
  }
}
