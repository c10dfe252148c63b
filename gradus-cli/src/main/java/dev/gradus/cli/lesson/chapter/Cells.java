package dev.gradus.cli.lesson.chapter;

/// What a chapter tells the runner while it runs.
public interface Cells {
  /// The lines that follow, up to the next cell or the end of the method, are this cell.
  void cell(int number);

  /// This cell is the imports of Gradus at the top of the source.
  void imports(int number);
}
