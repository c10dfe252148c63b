package dev.gradus.error;

/// A call at the wrong time: a graph already freed, a saved tensor changed, a mode that forbids it.
public final class GradusStateException extends IllegalStateException implements GradusException {
  private static final long serialVersionUID = 1L;

  /// Creates the exception with a message whose first line is the sentence.
  public GradusStateException(String message) {
    super(message);
  }
}
