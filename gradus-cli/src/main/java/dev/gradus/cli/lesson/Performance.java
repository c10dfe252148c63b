package dev.gradus.cli.lesson;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gradus.cli.lesson.chapter.Cells;
import dev.gradus.cli.lesson.chapter.Chapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One run of a chapter's code: the cells that it came through, and what each printed.
final class Performance implements Cells {
  /// A cell that ran.
  ///
  /// @param isImports whether its code is the imports of Gradus
  record Played(int number, boolean isImports, List<String> printed) {}

  private final Chapter chapter;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final List<Played> played = new ArrayList<>();
  private int current;
  private boolean isImports;
  private @Nullable Throwable failure;

  private Performance(Chapter chapter) {
    this.chapter = chapter;
  }

  /// Runs a chapter. What a cell throws ends the run, and is thrown when the end is shown.
  static Performance of(Chapter chapter) {
    Performance performance = new Performance(chapter);
    performance.run();
    return performance;
  }

  // Cells print with `IO.println`, as a learner would, so `System.out` is ours meanwhile.
  private void run() {
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      chapter.run(this);
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      System.setOut(before);
    }
    closeCell();
  }

  @Override
  public void cell(int number) {
    open(number, false);
  }

  @Override
  public void imports(int number) {
    open(number, true);
  }

  private void open(int number, boolean imports) {
    closeCell();
    current = number;
    isImports = imports;
  }

  private void closeCell() {
    if (current > 0) {
      played.add(new Played(current, isImports, printed.toString(UTF_8).lines().toList()));
      printed.reset();
    }
  }

  /// Whether a cell threw something.
  boolean failed() {
    return failure != null;
  }

  /// The cells in the order in which they ran.
  List<Played> cells() {
    return played;
  }

  /// Shows the text of the chapter, and each cell where the text has it.
  void show(Reader reader) {
    Source source = new Source(chapter);
    for (Played cell : played) {
      reader.cell(cell.number(), cell.isImports() ? source.imports() : source.cell(cell.number()));
      reader.result(cell.printed());
    }
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    reader.rest();
  }
}
