package dev.gradus.cli;

import java.util.concurrent.Callable;

/// A subcommand that also runs without picocli, with its fields at their defaults.
///
/// Note [Start-up without picocli]: reading the annotations of one command costs about 80 ms, more
/// than starting the JVM. So a bare command is called as it was made if it takes its arguments.
interface Bare extends Callable<Integer> {
  /// Takes these arguments, if they are so plain that picocli is not needed to read or refuse them.
  default boolean takes(String[] arguments) {
    return arguments.length == 0;
  }
}
