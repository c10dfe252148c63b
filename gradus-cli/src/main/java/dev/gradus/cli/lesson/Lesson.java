package dev.gradus.cli.lesson;

import dev.gradus.cli.lesson.chapter.Chapters;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The lesson in one language: its chapters are shown while their code runs.
public final class Lesson {
  private final Language language;
  private @Nullable Document document;

  /// The text is read when it is asked for.
  public Lesson(Language language) {
    this.language = language;
  }

  /// Whether there is a chapter of this number; the languages have the same ones.
  public static boolean isChapter(int number) {
    return number >= 1 && number <= new Lesson(Language.EN).chapters();
  }

  /// How many chapters there are.
  public int chapters() {
    return document().chapters().size();
  }

  Document document() {
    Document known = document;
    if (known == null) {
      known = new Parser(Texts.lines("lesson." + language.code() + ".md")).parse();
      document = known;
    }
    return known;
  }

  /// Shows the numbers and titles of the chapters.
  public void list(Page page) {
    int number = 1;
    for (Document.Chapter chapter : document().chapters()) {
      String left = number < 10 ? "   " + number : "  " + number;
      page.text(chapter.title(), left + "  ", "      ");
      number++;
    }
  }

  /// Runs all chapters.
  public void runAll(Page page) {
    Performances performances = Performances.start();
    page.rule(Style.TITLE, document().title());
    for (int number = 1; number <= chapters(); number++) {
      page.blank();
      show(number, page, performances::named);
    }
  }

  /// Runs one chapter, counted from 1.
  public void run(int number, Page page) {
    show(number, page, name -> Performance.of(Chapters.named(name)));
  }

  private void show(int number, Page page, Function<String, Performance> performances) {
    Document.Chapter chapter = document().chapters().get(number - 1);
    page.rule(Style.HEADING, number + ". " + chapter.title());
    Reader reader = new Reader(chapter.blocks(), page, language);
    if (chapter.code().isEmpty()) {
      reader.rest();
    } else {
      performances.apply(chapter.code()).show(reader);
    }
  }
}
