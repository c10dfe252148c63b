package dev.gradus.cli;

import dev.gradus.cli.lesson.Language;
import dev.gradus.cli.lesson.Lesson;
import dev.gradus.cli.lesson.Page;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./gradus lesson`: runs the lesson, showing each cell's code, result and explanation.
@Command(
    description = "Runs the lesson: every cell in order, with its code, result and explanation.",
    mixinStandardHelpOptions = true)
final class LessonCommand implements Bare {
  private final PrintStream out;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--lang",
      paramLabel = "ru|en",
      description = "Language; by default that of the system if it is Russian, else English.")
  private @Nullable String lang;

  @Option(names = "--chapter", paramLabel = "N", description = "Runs this chapter alone.")
  private @Nullable Integer chapter;

  @Option(names = "--list", description = "Lists the chapters.")
  private boolean list;

  LessonCommand(PrintStream out) {
    this.out = out;
  }

  /// The options with good values; whatever else there is, picocli reads and refuses.
  ///
  /// See Note \[Start-up without picocli\].
  @Override
  public boolean takes(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      int equals = argument.indexOf('=');
      if (argument.equals("--list")) {
        list = true;
      } else if (equals >= 0) {
        if (!takes(argument.substring(0, equals), argument.substring(equals + 1))) {
          return false;
        }
      } else if (i + 1 == arguments.length || !takes(argument, arguments[++i])) {
        return false;
      }
    }
    return true;
  }

  private boolean takes(String name, String value) {
    if (name.equals("--lang") && Language.of(value).isPresent()) {
      lang = value;
      return true;
    }
    if (name.equals("--chapter") && isChapter(value)) {
      chapter = Integer.valueOf(value);
      return true;
    }
    return false;
  }

  private static boolean isChapter(String text) {
    boolean number =
        !text.isEmpty() && text.length() < 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return number && Lesson.isChapter(Integer.parseInt(text));
  }

  @Override
  public Integer call() {
    Lesson lesson = new Lesson(language());
    Page page = Terminal.page(out);
    try {
      show(lesson, page);
    } finally {
      page.flush();
    }
    return 0;
  }

  private void show(Lesson lesson, Page page) {
    if (list) {
      lesson.list(page);
    } else if (chapter == null) {
      lesson.runAll(page);
    } else if (!Lesson.isChapter(chapter)) {
      throw Refusal.of(
          spec,
          "--chapter %d: there are chapters 1 to %d; --list shows them."
              .formatted(chapter, lesson.chapters()));
    } else {
      lesson.run(chapter, page);
    }
  }

  private Language language() {
    return lang == null
        ? Language.ofSystem(
            Locale.getDefault(),
            System.getenv("LC_ALL"),
            System.getenv("LC_MESSAGES"),
            System.getenv("LANG"))
        : Language.of(lang)
            .orElseThrow(
                () -> Refusal.of(spec, "--lang " + lang + ": the lesson is in ru and en."));
  }
}
