package dev.gradus.cli.lesson;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gradus.cli.lesson.chapter.Cells;
import dev.gradus.cli.lesson.chapter.Chapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One run of a chapter: its text up to a cell, the cell's code, what it prints, and on to the
/// next.
final class Performance implements Cells {
  private final Chapter chapter;
  private final Source source;
  private final Reader reader;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Map<Integer, List<String>> results = new LinkedHashMap<>();
  private int current;

  Performance(Chapter chapter, Reader reader) {
    this.chapter = chapter;
    this.reader = reader;
    source = new Source(chapter);
  }

  /// Runs the chapter; returns what each cell printed.
  ///
  /// Cells print with `IO.println`, as a learner would, so `System.out` is ours meanwhile.
  Map<Integer, List<String>> run() {
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      chapter.run(this);
      closeCell();
    } finally {
      System.setOut(before);
    }
    reader.rest();
    return results;
  }

  @Override
  public void cell(int number) {
    open(number, source.cell(number));
  }

  @Override
  public void imports(int number) {
    open(number, source.imports());
  }

  private void open(int number, List<String> code) {
    closeCell();
    reader.cell(number, code);
    current = number;
  }

  private void closeCell() {
    if (current > 0) {
      List<String> lines = printed.toString(UTF_8).lines().toList();
      printed.reset();
      results.put(current, lines);
      reader.result(lines);
    }
  }
}
