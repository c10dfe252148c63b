package dev.gradus.examples;

import dev.gradus.error.GradusArgumentException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/// The examples, in the order of their length.
public enum Example {
  /// See [Xor].
  XOR("two layers learn exclusive or", "", Xor::train),
  /// See [Regression].
  REGRESSION(
      "a curve and its noise by maximum likelihood",
      "a CSV file of numbers, whose last column is to be predicted from the others",
      Regression::train),
  /// See [Spirals].
  SPIRALS(
      "three spirals told apart, with a picture of the boundary",
      "a CSV file of two columns of numbers and one of classes",
      Spirals::train),
  /// See [Glyphs].
  GLYPHS(
      "drawn signs recognised by a convolutional net",
      "a folder with a folder of images for each class or with MNIST's files, or two IDX files:"
          + " images and classes",
      Glyphs::train),
  /// See [Chars].
  CHARS(
      "a transformer that learns to write, character by character",
      "a text file in UTF-8",
      Chars::train);

  private final String summary;
  private final String data;
  private final Training training;

  Example(String summary, String data, Training training) {
    this.summary = summary;
    this.data = data;
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

  /// What files of one's own it can be trained on; empty where there are none.
  public String data() {
    return data;
  }

  /// How many files of one's own it takes at most.
  public int mostData() {
    return data.isEmpty() ? 0 : this == GLYPHS ? 2 : 1;
  }

  /// Trains the network and reports on it. Returns nothing if it was interrupted, which leaves a
  /// checkpoint.
  ///
  /// **Errors**: more files than the example takes, files that are not what it takes, and files
  /// that cannot be read or written.
  public Optional<Outcome> run(Run run) throws IOException {
    if (run.data().size() > mostData()) {
      throw new GradusArgumentException(
          "train: "
              + typed()
              + (data.isEmpty() ? " takes no data of your own" : " takes " + data)
              + "; it got "
              + run.data());
    }
    long start = System.nanoTime();
    try (var session = new Session(this, run)) {
      Outcome outcome = training.train(session);
      double seconds = (System.nanoTime() - start) / 1e9;
      run.out().printf(Locale.ROOT, "%s, %.1f s%n", outcome, seconds);
      return Optional.of(outcome);
    } catch (Session.Interrupted _) {
      return Optional.empty();
    }
  }

  @FunctionalInterface
  private interface Training {
    Outcome train(Session session) throws IOException;
  }
}
