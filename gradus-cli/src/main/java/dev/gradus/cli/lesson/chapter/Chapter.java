package dev.gradus.cli.lesson.chapter;

import java.io.InputStream;

/// The code of a chapter.
public interface Chapter {
  /// Runs the cells in order; what they print goes to `System.out`.
  void run(Cells in);

  /// The name by which the lesson's text refers to it.
  default String name() {
    return getClass().getSimpleName();
  }

  /// The source, packed beside the class.
  default InputStream source() {
    String name = name() + ".java";
    InputStream in = getClass().getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("lesson: the source " + name + " is not in the jar.");
    }
    return in;
  }
}
