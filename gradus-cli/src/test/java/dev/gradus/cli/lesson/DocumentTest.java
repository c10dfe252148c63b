package dev.gradus.cli.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.cli.lesson.chapter.Chapters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Holds the documents in docs/lesson to the code, and to each other.
///
/// Their java fences are the code and their text fences the expected results. With
/// `-Dlesson.write=true` this test writes both into the documents: look at the difference.
@ResourceLock(Resources.SYSTEM_OUT)
class DocumentTest {
  @ParameterizedTest
  @EnumSource
  void codeAndResultsStandInTheDocument(Language language) throws IOException {
    if (Boolean.getBoolean("lesson.write")) {
      write(language);
      return;
    }
    Map<Integer, List<String>> code = code(language);
    Map<Integer, List<String>> results = Runs.results(language);
    List<Block.Cell> cells = Runs.cells(language);
    assertThat(cells).extracting(Block.Cell::number).isEqualTo(List.copyOf(results.keySet()));
    for (Block.Cell cell : cells) {
      assertThat(cell.java()).as("In [%d]", cell.number()).isEqualTo(code.get(cell.number()));
      assertThat(cell.result()).as("In [%d]", cell.number()).isEqualTo(results.get(cell.number()));
    }
  }

  @Test
  void bothLanguagesHaveTheSameChaptersAndCells() {
    assertThat(outline(Language.EN)).isEqualTo(outline(Language.RU)).hasSizeGreaterThan(150);
  }

  @ParameterizedTest
  @EnumSource
  void cellsAreNumberedInOrderAndShowPython(Language language) {
    int expected = 1;
    for (Block.Cell cell : Runs.cells(language)) {
      assertThat(cell.number()).isEqualTo(expected++);
      assertThat(cell.python()).isNotEmpty();
      assertThat(cell.java()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyChapterHasText(Language language) {
    for (Document.Chapter chapter : new Lesson(language).document().chapters()) {
      assertThat(chapter.blocks())
          .as(chapter.title())
          .hasAtLeastOneElementOfType(Block.Paragraph.class);
    }
  }

  @Test
  void russianIsInCyrillicAndEnglishIsNot() {
    for (Language language : Language.values()) {
      for (Document.Chapter chapter : new Lesson(language).document().chapters()) {
        for (Block block : chapter.blocks()) {
          assertThat(prose(block).isEmpty() || cyrillic(prose(block)) == (language == Language.RU))
              .as(prose(block))
              .isTrue();
        }
      }
    }
  }

  private static boolean cyrillic(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.CYRILLIC);
  }

  private static String prose(Block block) {
    return switch (block) {
      case Block.Heading(String text) -> text;
      case Block.Paragraph(String text) -> text;
      case Block.Item(_, String text) -> text;
      case Block.Note(String text) -> text;
      case Block.Formula _, Block.Cell _ -> "";
    };
  }

  /// What must agree between languages: kinds of blocks, and all that is not prose.
  private static List<String> outline(Language language) {
    List<String> outline = new ArrayList<>();
    for (Document.Chapter chapter : new Lesson(language).document().chapters()) {
      outline.add("## " + chapter.code());
      for (Block block : chapter.blocks()) {
        outline.add(
            switch (block) {
              case Block.Formula(var lines) -> "Formula of " + lines.size();
              case Block.Cell cell -> cell.toString();
              default -> block.getClass().getSimpleName();
            });
      }
    }
    return outline;
  }

  private static Map<Integer, List<String>> code(Language language) {
    Map<Integer, List<String>> code = new TreeMap<>();
    for (Document.Chapter chapter : Runs.coded(language)) {
      Source source = new Source(Chapters.named(chapter.code()));
      for (Block block : chapter.blocks()) {
        if (block instanceof Block.Cell(int number, _, _, _)) {
          code.put(number, number == 1 ? source.imports() : source.cell(number));
        }
      }
    }
    return code;
  }

  private static void write(Language language) throws IOException {
    Path path = Path.of("..", "docs", "lesson", "lesson." + language.code() + ".md");
    Map<Integer, List<String>> code = code(language);
    Map<Integer, List<String>> results = Runs.results(language);
    List<String> written = new ArrayList<>();
    boolean python = false;
    boolean old = false;
    int cell = 0;
    for (String line : Files.readAllLines(path)) {
      old |= line.equals("```java") || line.equals("```text");
      python |= line.equals("```python");
      if (!old && !(line.isEmpty() && written.getLast().isEmpty())) {
        written.add(line);
      }
      cell =
          line.startsWith("In [") ? Integer.parseInt(line.substring(4, line.indexOf(']'))) : cell;
      if (line.equals("```")) {
        if (python) {
          fence(written, "java", code.getOrDefault(cell, List.of()));
          fence(written, "text", results.getOrDefault(cell, List.of()));
        }
        python = false;
        old = false;
      }
    }
    Files.write(path, written);
  }

  private static void fence(List<String> written, String language, List<String> lines) {
    if (!lines.isEmpty()) {
      written.add("");
      written.add("```" + language);
      written.addAll(lines);
      written.add("```");
    }
  }
}
