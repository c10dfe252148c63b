package dev.gradus.cli.lesson;

import java.util.List;

/// Goes through the text of a chapter and shows it.
final class Reader {
  private static final int LABEL = 8;

  private final List<Block> blocks;
  private final Page page;
  private final Language language;
  private int at;

  Reader(List<Block> blocks, Page page, Language language) {
    this.blocks = blocks;
    this.page = page;
    this.language = language;
  }

  /// Shows the text up to this cell, which must be the next, and the cell's code.
  void cell(int number, List<String> code) {
    while (at < blocks.size() && !(blocks.get(at) instanceof Block.Cell)) {
      show(blocks.get(at++));
    }
    if (at == blocks.size()
        || !(blocks.get(at++) instanceof Block.Cell(int next, var python, _, _))) {
      throw new IllegalStateException("lesson: the text has no cell " + number + ".");
    }
    if (next != number) {
      throw new IllegalStateException(
          "lesson: cell " + number + " runs, the text has " + next + ".");
    }
    page.blank();
    page.line(Style.LABEL, "In [" + number + "]");
    page.gutter("Python", LABEL, Style.QUIET, python, Style.QUIET);
    page.gutter("Java", LABEL, Style.LABEL, code, Style.PLAIN);
  }

  /// Shows what a cell printed.
  void result(List<String> lines) {
    page.gutter(language.pick("Вывод", "Output"), LABEL, Style.LABEL, lines, Style.RESULT);
  }

  /// Shows the text after the last cell.
  void rest() {
    while (at < blocks.size()) {
      show(blocks.get(at++));
    }
  }

  @SuppressWarnings("IfChainToSwitch") // whose first run takes the JVM 3 ms
  private void show(Block block) {
    if (!(block instanceof Block.Item && at > 1 && blocks.get(at - 2) instanceof Block.Item)) {
      page.blank();
    }
    if (block instanceof Block.Heading(String text)) {
      page.text(text, "", "", Style.HEADING);
    } else if (block instanceof Block.Paragraph(String text)) {
      page.text(text, "", "");
    } else if (block instanceof Block.Item(String mark, String text)) {
      page.text(text, "  " + mark + " ", "    ");
    } else if (block instanceof Block.Note(String text)) {
      page.text(text, "  ┃ ", "  ┃ ");
    } else if (block instanceof Block.Formula(var lines)) {
      for (String line : lines) {
        page.line(Style.FORMULA, line.isEmpty() ? line : "    " + line);
      }
    } else if (block instanceof Block.Cell(int number, _, _, _)) {
      throw new IllegalStateException("lesson: cell " + number + " of the text has no code.");
    }
  }
}
