package dev.gradus.error;

/// A gradient that disagrees with differences. **Source**: torch.autograd.gradcheck.GradcheckError.
public final class GradCheckException extends IllegalStateException implements GradusException {
  private static final long serialVersionUID = 1;

  /// With a message that shows both.
  public GradCheckException(String message) {
    super(message);
  }
}
