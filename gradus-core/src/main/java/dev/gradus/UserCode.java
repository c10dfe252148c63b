package dev.gradus;

import java.util.List;

/// Which frames of a stack are the user's: everything but Gradus itself. The lesson's chapters,
/// examples and tests are users.
final class UserCode {
  private static final List<String> USERS =
      List.of(
          "dev.gradus.cli.lesson.chapter.",
          "dev.gradus.cli.graph.Programs",
          "dev.gradus.examples.",
          "dev.gradus.docs.");

  private UserCode() {}

  /// The frame without module and version, which say nothing about the place.
  static StackTraceElement element(StackWalker.StackFrame frame) {
    StackTraceElement e = frame.toStackTraceElement();
    return new StackTraceElement(
        e.getClassName(), e.getMethodName(), e.getFileName(), e.getLineNumber());
  }

  static boolean is(StackWalker.StackFrame frame) {
    String type = frame.getClassName();
    if (!type.startsWith("dev.gradus.")) {
      return true;
    }
    for (String users : USERS) {
      if (type.startsWith(users)) {
        return true;
      }
    }
    int inner = type.indexOf('$');
    return type.substring(0, inner < 0 ? type.length() : inner).endsWith("Test");
  }
}
