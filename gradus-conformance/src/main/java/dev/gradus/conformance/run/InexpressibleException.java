package dev.gradus.conformance.run;

/// A recorded call that has no counterpart in Gradus's API: a form of an argument that it does not
/// take. Such a case counts as not supported.
public final class InexpressibleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Creates the exception; the message says which argument.
  public InexpressibleException(String message) {
    super(message);
  }
}
