package dev.gradus.cli.lesson;

import dev.gradus.cli.lesson.chapter.Chapter;
import java.util.ArrayList;
import java.util.List;

/// The source of a chapter, by cells. See Note \[Code shown is code run\] in the package of
/// chapters.
final class Source {
  private static final String INDENT = "    ";

  private final List<String> lines;

  Source(Chapter chapter) {
    lines = Texts.lines("chapter/" + chapter.name() + ".java");
  }

  /// The lines of a cell.
  List<String> cell(int number) {
    int start = lines.indexOf(INDENT + "in.cell(" + number + ");");
    if (start < 0) {
      throw new IllegalStateException("lesson: the source has no cell " + number + ".");
    }
    List<String> cell = new ArrayList<>();
    for (String line : lines.subList(start + 1, lines.size())) {
      if (line.startsWith(INDENT + "in.cell(") || line.equals("  }")) {
        break;
      }
      cell.add(line.startsWith(INDENT) ? line.substring(INDENT.length()) : line);
    }
    while (!cell.isEmpty() && cell.getLast().isEmpty()) {
      cell.removeLast();
    }
    return cell;
  }

  /// The imports of Gradus.
  List<String> imports() {
    List<String> imports = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("import dev.gradus.") || line.startsWith("import static dev.gradus.")) {
        imports.add(line);
      }
    }
    return imports;
  }
}
