package dev.gradus.error;

/// An argument that an operation cannot take: a shape, a dtype or a value.
public final class GradusArgumentException extends IllegalArgumentException
    implements GradusException {
  private static final long serialVersionUID = 1L;

  /// Creates the exception with a message whose first line is the sentence.
  public GradusArgumentException(String message) {
    super(message);
  }
}
