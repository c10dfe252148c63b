package dev.gradus.cli.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.cli.lesson.chapter.Cells;
import dev.gradus.cli.lesson.chapter.Chapter;
import dev.gradus.cli.lesson.chapter.Chapters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a learner sees.
@ResourceLock(Resources.SYSTEM_OUT)
class LessonTest {
  private static final Path CHAPTERS =
      Path.of("src", "main", "java", "dev", "gradus", "cli", "lesson", "chapter");

  /// Every line of a chapter's method is shown, in order, and nothing else is: read from the source
  /// file by other rules than [Source] has.
  @Test
  void theCodeShownIsTheCodeCompiled() throws IOException {
    for (int i = 1; i <= new Lesson(Language.EN).chapters(); i++) {
      int number = i;
      String name = new Lesson(Language.EN).document().chapters().get(i - 1).code();
      if (!name.isEmpty()) {
        String shown = Runs.page(200, false, page -> new Lesson(Language.EN).run(number, page));
        assertThat(javaIn(shown)).as(name).isEqualTo(bodyOf(name));
      }
    }
  }

  private static List<String> javaIn(String shown) {
    boolean java = false;
    List<String> code = new java.util.ArrayList<>();
    for (String line : shown.lines().toList()) {
      java = line.startsWith("Java    │") || java && line.startsWith("        │");
      if (java && !line.contains("│ import ") && !line.substring(9).isBlank()) {
        code.add(line.substring(9).strip());
      }
    }
    return code;
  }

  private static List<String> bodyOf(String name) throws IOException {
    String source = Files.readString(CHAPTERS.resolve(name + ".java"));
    String body = source.substring(source.indexOf("run(Cells in) {\n"));
    return body
        .lines()
        .skip(1)
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("in."))
        .toList()
        .reversed()
        .stream()
        .skip(2) // the braces of the method and of the class
        .toList()
        .reversed();
  }

  @ParameterizedTest
  @EnumSource
  void twoRunsGiveTheSame(Language language) {
    assertThat(Runs.plain(language)).isEqualTo(Runs.plain(language));
  }

  @ParameterizedTest
  @EnumSource
  void plainOutputIsTheStyledOneWithoutEscapes(Language language) {
    String styled = Runs.page(80, true, new Lesson(language)::runAll);
    assertThat(styled).contains("\u001b[");
    assertThat(Runs.plain(language))
        .doesNotContain("\u001b")
        .isEqualTo(styled.replaceAll("\u001b\\[[0-9;]*m", ""));
  }

  @ParameterizedTest
  @EnumSource
  void everyLineFitsEightyColumns(Language language) {
    assertThat(Runs.plain(language).lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @EnumSource
  void proseFitsANarrowTerminal(Language language) {
    assertThat(Runs.page(44, false, new Lesson(language)::runAll).lines())
        .filteredOn(
            line -> !line.contains("│") && !line.startsWith("    ") && !line.contains("://"))
        .allMatch(line -> line.length() <= 44);
  }

  @ParameterizedTest
  @EnumSource
  void noLineEndsInBlanks(Language language) {
    assertThat(Runs.plain(language).lines()).noneMatch(line -> line.endsWith(" "));
  }

  @ParameterizedTest
  @EnumSource
  void listNamesEveryChapter(Language language) {
    Lesson lesson = new Lesson(language);
    String list = Runs.page(80, false, lesson::list);
    assertThat(list.lines()).hasSize(lesson.chapters());
    assertThat(list).contains(lesson.document().chapters().getLast().title());
  }

  @Test
  void marksOfMarkdownAreNotShown() {
    String shown = Runs.page(80, false, p -> p.text("a **b c** `d ** e` [f](http://g) h", "", ""));
    assertThat(shown).isEqualTo("a b c d ** e f (http://g) h\n");
  }

  @ParameterizedTest
  @EnumSource
  void codeRunsInTheOrderOfTheText(Language language) {
    assertThat(Runs.coded(language))
        .extracting(Document.Chapter::code)
        .containsExactlyElementsOf(Chapters.NAMES);
  }

  @Test
  void whatACellThrowsComesAfterWhatItPrinted() {
    Performance performance = Performance.of(new Failing());
    Document.Chapter text = Runs.coded(Language.EN).getFirst();
    String shown =
        Runs.page(
            80,
            false,
            page ->
                assertThatThrownBy(
                        () -> performance.show(new Reader(text.blocks(), page, Language.EN)))
                    .hasMessage("enough"));
    assertThat(performance.failed()).isTrue();
    assertThat(shown).contains("In [1]").contains("Output  │ before").doesNotContain("In [2]");
  }

  /// The code of the first chapter up to its first cell, in which it fails.
  private static final class Failing implements Chapter {
    @Override
    public void run(Cells in) {
      in.imports(1);
      IO.println("before");
      throw new IllegalStateException("enough");
    }

    @Override
    public String name() {
      return "OneStep";
    }
  }
}
