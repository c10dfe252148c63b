package dev.gradus.examples;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/// The examples, in the order of their length.
public enum Example {
  /// See [Xor].
  XOR("two layers learn exclusive or", Xor::train),
  /// See [Regression].
  REGRESSION("a curve and its noise by maximum likelihood", Regression::train),
  /// See [Spirals].
  SPIRALS("three spirals told apart, with a picture of the boundary", Spirals::train),
  /// See [Glyphs].
  GLYPHS("drawn signs recognised by a convolutional net", Glyphs::train),
  /// See [Chars].
  CHARS("a transformer that learns to write, character by character", Chars::train);

  private final String summary;
  private final Training training;

  Example(String summary, Training training) {
    this.summary = summary;
    this.training = training;
  }

  /// The example of this name, as typed.
  public static Optional<Example> named(String name) {
    for (Example e : values()) {
      if (e.typed().equals(name)) {
        return Optional.of(e);
      }
    }
    return Optional.empty();
  }

  /// The name as typed.
  public String typed() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What it does, in one line.
  public String summary() {
    return summary;
  }

  /// Trains the network and reports on it. **Errors**: a picture that cannot be written.
  public Outcome run(Run run) throws IOException {
    long start = System.nanoTime();
    Outcome outcome = training.train(run);
    double seconds = (System.nanoTime() - start) / 1e9;
    run.out().printf(Locale.ROOT, "%s, %.1f s%n", outcome, seconds);
    return outcome;
  }

  @FunctionalInterface
  private interface Training {
    Outcome train(Run run) throws IOException;
  }
}
