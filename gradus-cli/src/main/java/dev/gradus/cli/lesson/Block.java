package dev.gradus.cli.lesson;

import java.util.List;

/// A piece of the lesson's text.
sealed interface Block {
  /// A heading below the chapter's own.
  record Heading(String text) implements Block {}

  /// A paragraph, not yet wrapped.
  record Paragraph(String text) implements Block {}

  /// An item of a list: what stands before it, and the text.
  record Item(String mark, String text) implements Block {}

  /// A remark, set apart.
  record Note(String text) implements Block {}

  /// Formulas or a drawing, shown as they are.
  record Formula(List<String> lines) implements Block {}

  /// A cell: the Python of the original, and the Java and the result that the page promises.
  record Cell(int number, List<String> python, List<String> java, List<String> result)
      implements Block {}
}
