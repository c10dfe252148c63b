package dev.gradus.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.cli.lesson.Language;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.LOCALE)
class LessonCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return Main.run(args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  @Test
  void runsAllChaptersWithoutOptions() {
    assertThat(run("lesson")).isZero();
    assertThat(out.toString(UTF_8))
        .contains("tensor(63., grad_fn=<AddBackward0>)", "grad_fn=<MeanBackward0>")
        .doesNotContain("\u001b");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void speaksTheLanguageOfTheLocaleOrTheOneAskedFor() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.of("ru", "RU"));
      assertThat(run("lesson", "--chapter", "3")).isZero();
      assertThat(out.toString(UTF_8)).startsWith("3. Обратное распространение");
      out.reset();
      assertThat(run("lesson", "--chapter", "3", "--lang", "en")).isZero();
      assertThat(out.toString(UTF_8)).startsWith("3. Backpropagation");
      out.reset();
      assertThat(run("lesson", "--lang", "ru", "--list")).isZero();
      assertThat(out.toString(UTF_8)).contains("Обратное распространение за один шаг");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theEnvironmentNamesTheLanguageToo() {
    assertThat(Language.ofSystem(Locale.ENGLISH, null, "", "ru_RU.UTF-8")).isEqualTo(Language.RU);
    assertThat(Language.ofSystem(Locale.ENGLISH, "de_DE", null, "ru_RU")).isEqualTo(Language.EN);
    assertThat(Language.ofSystem(Locale.of("ru"), null, null, null)).isEqualTo(Language.RU);
    assertThat(Language.ofSystem(Locale.GERMAN, null, null, null)).isEqualTo(Language.EN);
  }

  @ParameterizedTest
  @CsvSource({
    "--lang ru --list, true",
    "--list --lang=en, true",
    "--chapter=3 --lang ru, true",
    "--chapter 3, true",
    "--chapter 0, false",
    "--chapter 99, false",
    "--chapter, false",
    "--lang, false",
    "--lang fr, false",
    "--list=yes, false",
    "--help, false"
  })
  void goodOptionsNeedNoPicocli(String options, boolean taken) {
    assertThat(new LessonCommand(System.out).takes(options.split(" "))).isEqualTo(taken);
  }

  @Test
  void picocliReadsTheSameOptions() {
    assertThat(run("lesson", "--lang", "en", "--chapter", "2")).isZero();
    String bare = out.toString(UTF_8);
    out.reset();
    new CommandLine(new LessonCommand(new PrintStream(out, true, UTF_8)))
        .execute("--lang", "en", "--chapter", "2");
    assertThat(out.toString(UTF_8)).isEqualTo(bare).startsWith("2. Autograd");
  }

  @Test
  void refusesAnotherLanguageAndNamesThoseThatThereAre() {
    assertThat(run("lesson", "--lang", "fr")).isEqualTo(Main.USAGE);
    assertThat(err.toString(UTF_8)).startsWith("--lang fr: the lesson is in ru and en.");
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void refusesAChapterThatIsNotThereAndSaysWhichAre() {
    assertThat(run("lesson", "--chapter", "99")).isEqualTo(Main.USAGE);
    assertThat(err.toString(UTF_8)).containsPattern("^--chapter 99: .*chapters 1 to \\d+.*--list");
    assertThat(run("lesson", "--chapter", "0")).isEqualTo(Main.USAGE);
    assertThat(run("lesson", "--chapter", "two")).isEqualTo(Main.USAGE);
  }

  @Test
  void stylesAreForTerminalsThatWantThem() {
    assertThat(Terminal.wantsStyles(null, "xterm")).isTrue();
    assertThat(Terminal.wantsStyles("", null)).isTrue();
    assertThat(Terminal.wantsStyles("1", "xterm")).isFalse();
    assertThat(Terminal.wantsStyles(null, "dumb")).isFalse();
  }
}
