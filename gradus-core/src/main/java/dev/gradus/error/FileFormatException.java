package dev.gradus.error;

/// A file that is not what it should be: truncated, damaged, hostile or of an unknown kind.
///
/// The first line names the file's format and what is wrong; further lines say what was expected. A
/// file that cannot be reached at all is an `IOException` instead.
public final class FileFormatException extends RuntimeException implements GradusException {
  private static final long serialVersionUID = 1L;

  /// Creates the exception with a message whose first line says what is wrong.
  public FileFormatException(String message) {
    super(message);
  }

  /// Creates the exception with what a reader below found.
  public FileFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
