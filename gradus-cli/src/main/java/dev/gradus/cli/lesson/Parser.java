package dev.gradus.cli.lesson;

import java.util.ArrayList;
import java.util.List;

/// Reads the Markdown that the lesson is written in.
///
/// `#` title, `##` chapter (`<!-- code: Name -->` below it names its class), `####` step,
/// paragraphs, items, `>` remarks, fences without a language for formulas. A line `In [3]:` starts
/// a cell; fences of python, java and text follow it.
final class Parser {
  private final List<String> lines;
  private final List<Document.Chapter> chapters = new ArrayList<>();
  private String title = "";
  private int at;

  Parser(List<String> lines) {
    this.lines = lines;
  }

  Document parse() {
    while (at < lines.size()) {
      String line = lines.get(at++);
      if (line.startsWith("# ")) {
        title = line.substring(2);
      } else if (line.startsWith("## ")) {
        chapters.add(chapter(line.substring(3)));
      } else if (!line.isEmpty()) {
        throw new IllegalStateException("lesson: a line outside the chapters: " + line);
      }
    }
    return new Document(title, List.copyOf(chapters));
  }

  private Document.Chapter chapter(String heading) {
    String code = "";
    List<Block> blocks = new ArrayList<>();
    while (at < lines.size() && !lines.get(at).startsWith("## ")) {
      String line = lines.get(at++);
      if (line.startsWith("<!-- code: ")) {
        code = line.substring("<!-- code: ".length(), line.indexOf(" -->"));
      } else if (!line.isEmpty()) {
        blocks.add(block(line));
      }
    }
    return new Document.Chapter(heading, code, List.copyOf(blocks));
  }

  private Block block(String line) {
    if (line.startsWith("#### ")) {
      return new Block.Heading(line.substring(5));
    }
    if (line.startsWith("In [")) {
      return cell(Integer.parseInt(line.substring(4, line.indexOf(']'))));
    }
    if (line.equals("```")) {
      return new Block.Formula(fence());
    }
    if (line.startsWith("> ")) {
      return new Block.Note(joined(line.substring(2), "> "));
    }
    if (line.startsWith("* ")) {
      return new Block.Item("•", joined(line.substring(2), "  "));
    }
    return new Block.Paragraph(joined(line, ""));
  }

  /// The text with the lines that continue it.
  private String joined(String first, String prefix) {
    StringBuilder text = new StringBuilder(first);
    while (at < lines.size() && continues(lines.get(at), prefix)) {
      text.append(' ').append(lines.get(at++).substring(prefix.length()));
    }
    return text.toString();
  }

  private static boolean continues(String line, String prefix) {
    return !line.isEmpty()
        && line.startsWith(prefix)
        && !(prefix.isEmpty() && (line.startsWith("* ") || line.startsWith("```")));
  }

  private Block cell(int number) {
    List<String> python = List.of();
    List<String> java = List.of();
    List<String> result = List.of();
    while (at < lines.size()) {
      switch (lines.get(at)) {
        case "" -> at++;
        case "```python" -> python = fenceBelow();
        case "```java" -> java = fenceBelow();
        case "```text" -> result = fenceBelow();
        default -> {
          return new Block.Cell(number, python, java, result);
        }
      }
    }
    return new Block.Cell(number, python, java, result);
  }

  private List<String> fenceBelow() {
    at++;
    return fence();
  }

  private List<String> fence() {
    int start = at;
    while (!lines.get(at).equals("```")) {
      at++;
    }
    return List.copyOf(lines.subList(start, at++));
  }
}
