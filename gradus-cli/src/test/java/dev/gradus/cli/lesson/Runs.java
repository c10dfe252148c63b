package dev.gradus.cli.lesson;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gradus.cli.lesson.chapter.Chapters;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Runs of the lesson into memory.
final class Runs {
  private Runs() {}

  /// What goes to a page.
  static String page(int columns, boolean styled, Consumer<Page> shown) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Page page = new Page(new PrintStream(bytes, true, UTF_8), columns, styled);
    shown.accept(page);
    page.flush();
    return bytes.toString(UTF_8);
  }

  static String plain(Language language) {
    return page(80, false, new Lesson(language)::runAll);
  }

  /// What each cell prints, all chapters together.
  static Map<Integer, List<String>> results(Language language) {
    Map<Integer, List<String>> results = new TreeMap<>();
    for (Document.Chapter chapter : coded(language)) {
      for (Performance.Played cell : Performance.of(Chapters.named(chapter.code())).cells()) {
        results.put(cell.number(), cell.printed());
      }
    }
    return results;
  }

  static List<Document.Chapter> coded(Language language) {
    return new Lesson(language)
        .document().chapters().stream().filter(c -> !c.code().isEmpty()).toList();
  }

  static List<Block.Cell> cells(Language language) {
    return coded(language).stream()
        .flatMap(c -> c.blocks().stream())
        .filter(Block.Cell.class::isInstance)
        .map(Block.Cell.class::cast)
        .toList();
  }
}
