package dev.gradus.conformance.cases;

/// A recorded dtype that Gradus does not have. Cases with it count as not supported.
public final class UnknownDTypeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Creates the exception for PyTorch's name of the dtype.
  public UnknownDTypeException(String name) {
    super("no dtype " + name);
  }
}
