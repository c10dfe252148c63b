package dev.gradus.cli.lesson;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.util.List;

/// The texts that are packed beside these classes: the lesson's own, and the sources of its
/// chapters.
///
/// A class loader looks for a resource in some sixty modules of the JDK before it comes to the jar,
/// which in the interpreter takes longer than reading it; so it is asked for one, and the others
/// are named by their place beside it.
final class Texts {
  private static final String ONE = "lesson.en.md";
  private static final String FOLDER = folder();

  private Texts() {}

  private static String folder() {
    URL one = Texts.class.getResource(ONE);
    if (one == null) {
      throw new IllegalStateException("lesson: the text " + ONE + " is not in the jar.");
    }
    String place = one.toString();
    return place.substring(0, place.length() - ONE.length());
  }

  /// The lines of a text, by its path beside this class.
  static List<String> lines(String path) {
    try (InputStream in = URI.create(FOLDER + path).toURL().openStream()) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    } catch (FileNotFoundException e) {
      throw new IllegalStateException("lesson: the text " + path + " is not in the jar.", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
