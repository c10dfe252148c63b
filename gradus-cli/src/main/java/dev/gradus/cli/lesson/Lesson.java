package dev.gradus.cli.lesson;

import dev.gradus.cli.lesson.chapter.Chapters;

/// The lesson in one language: its chapters are shown while their code runs.
public final class Lesson {
  private final Language language;
  private final Document document;

  /// Reads the text.
  public Lesson(Language language) {
    this.language = language;
    document = new Parser(Texts.lines("lesson." + language.code() + ".md")).parse();
  }

  /// Whether there is a chapter of this number; the languages have the same ones.
  public static boolean isChapter(int number) {
    return number >= 1 && number <= new Lesson(Language.EN).chapters();
  }

  /// How many chapters there are.
  public int chapters() {
    return document.chapters().size();
  }

  Document document() {
    return document;
  }

  /// Shows the numbers and titles of the chapters.
  public void list(Page page) {
    int number = 1;
    for (Document.Chapter chapter : document.chapters()) {
      String left = number < 10 ? "   " + number : "  " + number;
      page.text(chapter.title(), left + "  ", "      ");
      number++;
    }
  }

  /// Runs all chapters.
  public void runAll(Page page) {
    page.rule(Style.TITLE, document.title());
    for (int number = 1; number <= chapters(); number++) {
      page.blank();
      run(number, page);
    }
  }

  /// Runs one chapter, counted from 1.
  public void run(int number, Page page) {
    Document.Chapter chapter = document.chapters().get(number - 1);
    page.rule(Style.HEADING, number + ". " + chapter.title());
    Reader reader = new Reader(chapter.blocks(), page, language);
    if (chapter.code().isEmpty()) {
      reader.rest();
    } else {
      new Performance(Chapters.named(chapter.code()), reader).run();
    }
  }
}
