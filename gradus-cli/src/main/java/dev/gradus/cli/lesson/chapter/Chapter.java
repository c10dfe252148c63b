package dev.gradus.cli.lesson.chapter;

/// The code of a chapter.
public interface Chapter {
  /// Runs the cells in order; what they print goes to `System.out`.
  void run(Cells in);

  /// The name by which the lesson's text refers to it.
  default String name() {
    return getClass().getSimpleName();
  }
}
