package dev.gradus.error;

/// What every exception that Gradus throws on purpose has in common.
///
/// The first line of the message is PyTorch's sentence where PyTorch has one; further lines name
/// the operation, the values and the remedy.
public sealed interface GradusException
    permits CheckpointException,
        FileFormatException,
        GradCheckException,
        GradusArgumentException,
        GradusStateException,
        GradusIndexException,
        GradusUnsupportedException {

  /// The whole message.
  String getMessage();

  /// The first line of the message, which is PyTorch's sentence where PyTorch has one.
  default String sentence() {
    String message = getMessage();
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
