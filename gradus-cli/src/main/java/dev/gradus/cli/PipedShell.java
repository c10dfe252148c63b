package dev.gradus.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.execution.LocalExecutionControlProvider;

/// The shell for input from a pipe or a file: evaluates snippet after snippet and prints values.
///
/// JShell's own tool wants a terminal; without one it may echo its input, depending on timing.
final class PipedShell implements AutoCloseable {
  private final PrintStream out;
  private final JShell shell;
  private int status;

  PipedShell(String classPath, List<String> imports, PrintStream out) {
    this.out = out;
    shell =
        JShell.builder()
            .executionEngine(new LocalExecutionControlProvider(), Map.of())
            .out(out)
            .build();
    shell.addToClasspath(classPath);
    imports.forEach(this::evaluate);
  }

  /// Evaluates all input. The status is that of `/exit`, else 1 if a snippet failed.
  int run(Reader input) throws IOException {
    BufferedReader lines = new BufferedReader(input);
    StringBuilder pending = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (pending.isEmpty() && line.startsWith("/exit")) {
        String argument = line.substring("/exit".length()).strip();
        return argument.isEmpty() ? status : Integer.parseInt(argument);
      }
      pending.append(line).append('\n');
      evaluateWhatIsComplete(pending);
    }
    if (!pending.toString().isBlank()) {
      evaluate(pending.toString());
    }
    return status;
  }

  private void evaluateWhatIsComplete(StringBuilder pending) {
    while (!pending.toString().isBlank()) {
      CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(pending.toString());
      if (!info.completeness().isComplete() && info.completeness() != Completeness.UNKNOWN) {
        return;
      }
      evaluate(info.source() == null ? pending.toString() : info.source());
      pending.setLength(0);
      pending.append(info.source() == null ? "" : info.remaining());
    }
    pending.setLength(0);
  }

  private void evaluate(String source) {
    for (SnippetEvent event : shell.eval(source)) {
      if (event.causeSnippet() != null) {
        continue; // a follow-up of another snippet's change
      }
      if (event.status() == Snippet.Status.REJECTED) {
        rejected(event.snippet());
      } else if (event.exception() != null) {
        thrown(event.exception());
      } else if (event.value() != null && hasValue(event.snippet().subKind())) {
        out.println(event.value());
      }
    }
  }

  private static boolean hasValue(SubKind kind) {
    return switch (kind) {
      case VAR_DECLARATION_WITH_INITIALIZER_SUBKIND,
          TEMP_VAR_EXPRESSION_SUBKIND,
          VAR_VALUE_SUBKIND,
          ASSIGNMENT_SUBKIND,
          OTHER_EXPRESSION_SUBKIND ->
          true;
      default -> false;
    };
  }

  private void rejected(Snippet snippet) {
    status = 1;
    shell
        .diagnostics(snippet)
        .forEach(d -> d.getMessage(Locale.ROOT).lines().forEach(m -> out.println("|  " + m)));
    snippet.source().lines().forEach(s -> out.println("|  " + s));
  }

  private void thrown(JShellException e) {
    status = 1;
    String type = e instanceof EvalException x ? x.getExceptionClassName() : e.getClass().getName();
    String text = type + Optional.ofNullable(e.getMessage()).map(m -> ": " + m).orElse("");
    text.lines().forEach(line -> out.println("|  " + line));
  }

  @Override
  public void close() {
    shell.close();
  }
}
