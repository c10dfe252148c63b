package dev.gradus.error;

/// An index or a dimension outside its range.
public final class GradusIndexException extends IndexOutOfBoundsException
    implements GradusException {
  private static final long serialVersionUID = 1L;

  /// Creates the exception with a message whose first line is the sentence.
  public GradusIndexException(String message) {
    super(message);
  }
}
