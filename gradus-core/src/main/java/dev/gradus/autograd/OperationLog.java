package dev.gradus.autograd;

import dev.gradus.Mode;
import dev.gradus.OperationWatch;
import java.util.ArrayList;
import java.util.List;

/// The operations of a run and the lines of the caller's code that called them.
final class OperationLog {
  private final List<String> lines = new ArrayList<>();

  /// Notes operations until the mode is closed, if that is wanted.
  Mode openIf(boolean wanted) {
    return wanted
        ? OperationWatch.open(
            OperationWatch.seeing((op, _) -> lines.add(op.name() + "  " + OperationWatch.caller())))
        : Mode.of("OperationLog", () -> {});
  }

  /// Both runs as text, one operation a line.
  String beside(OperationLog again) {
    return "\nOperations of the first run:\n"
        + String.join("\n", lines)
        + "\nOperations of the run in backward:\n"
        + String.join("\n", again.lines);
  }
}
