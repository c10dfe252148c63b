package dev.gradus.error;

/// Something that has no meaning here, such as a derivative that does not exist.
public final class GradusUnsupportedException extends UnsupportedOperationException
    implements GradusException {
  private static final long serialVersionUID = 1L;

  /// Creates the exception with a message whose first line is the sentence.
  public GradusUnsupportedException(String message) {
    super(message);
  }
}
