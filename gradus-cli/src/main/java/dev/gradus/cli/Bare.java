package dev.gradus.cli;

import java.util.concurrent.Callable;

/// A subcommand that also runs without picocli, with its fields at their defaults.
///
/// Note [Start-up without picocli]: reading the annotations of one command costs about 80 ms, more
/// than starting the JVM. So a bare command without arguments is called as it was made.
interface Bare extends Callable<Integer> {}
