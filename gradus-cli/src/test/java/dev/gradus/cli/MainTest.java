package dev.gradus.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return Main.run(args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  private String out() {
    return out.toString(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "-h"})
  void helpListsEverySubcommandWithWhatItDoes(String argument) {
    assertThat(run(argument)).isZero();
    for (Subcommand s : Subcommand.values()) {
      assertThat(out()).containsPattern("(?m)^  " + s.typed() + " +\\Q" + s.summary() + "\\E$");
    }
  }

  @Test
  void noArgumentIsHelp() {
    assertThat(run()).isZero();
    assertThat(out()).startsWith("Usage: ./gradus SUBCOMMAND");
  }

  @ParameterizedTest
  @EnumSource
  void helpOfOneSubcommandShowsItsUsage(Subcommand s) {
    assertThat(run("help", s.typed())).isZero();
    assertThat(out()).startsWith("Usage: ./gradus " + s.typed());
  }

  @Test
  void unknownSubcommandIsNamedAndFails() {
    assertThat(run("lessen")).isEqualTo(Main.USAGE);
    assertThat(err.toString(UTF_8)).startsWith("gradus: there is no subcommand 'lessen'.");
    assertThat(out()).isEmpty();
  }

  @Test
  void unknownOptionFails() {
    assertThat(run("version", "--louder")).isEqualTo(Main.USAGE);
    assertThat(err.toString(UTF_8)).contains("--louder");
  }

  @Test
  void versionIsThatOfTheBuild() {
    assertThat(run("version")).isZero();
    assertThat(out()).containsPattern("^Gradus \\d+\\.\\d+\\.\\d+").contains("JDK 25");
  }

  @Test
  void doctorNamesProcessorsVectorsAndKernels() {
    assertThat(run("doctor")).isZero();
    assertThat(out()).contains("processors   " + Runtime.getRuntime().availableProcessors());
    assertThat(out()).containsPattern("vectors +\\d+ bits").contains("matmul");
  }

  @Test
  void trainAloneListsTheExamples() {
    assertThat(run("train")).isZero();
    assertThat(out()).contains("xor", "regression", "spirals");
  }

  @Test
  void trainRunsAnExample() {
    assertThat(run("train", "xor", "--epochs", "3")).isZero();
    assertThat(out()).contains("epoch 3 of 3: loss ").containsPattern("accuracy \\d+\\.\\d %");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nand", "xor --epochs=0", "xor --seed=x"})
  void trainRefusesWhatItCannotRun(String arguments) {
    assertThat(run(("train " + arguments).split(" "))).isEqualTo(Main.USAGE);
    assertThat(err.toString(UTF_8)).contains("train");
  }
}
