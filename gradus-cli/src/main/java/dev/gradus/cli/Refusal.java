package dev.gradus.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// What a command throws at options that picocli could read and that mean nothing.
///
/// A class of its own: a command that names picocli's exception itself makes the JVM, which checks
/// what it throws, open every jar up to picocli's before a command without options may start.
final class Refusal {
  private Refusal() {}

  /// The exception that picocli prints above the usage; the bare message without picocli.
  static RuntimeException of(@Nullable CommandSpec spec, String message) {
    return spec == null
        ? new IllegalStateException(message)
        : new ParameterException(spec.commandLine(), message);
  }
}
