package dev.gradus.conformance.cases;

/// A file that cannot be read as recorded cases. The message names the file, the line and the
/// fault.
public final class CaseFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Creates the exception.
  public CaseFormatException(String message) {
    super(message);
  }

  /// Creates the exception with the exception that told of the fault.
  public CaseFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
