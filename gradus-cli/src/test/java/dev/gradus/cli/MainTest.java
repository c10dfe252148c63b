package dev.gradus.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  @Test
  void trainLeavesACheckpointAndGoesOnFromIt(@TempDir Path folder) {
    String at = folder.resolve("made").toString();
    assertThat(run("train", "xor", "--epochs", "3", "--threads", "1", "--out", at, "--tensorboard"))
        .isZero();
    assertThat(folder.resolve("made"))
        .isDirectoryContaining("glob:**model.pt")
        .isDirectoryContaining("glob:**history.csv")
        .isDirectoryContaining("glob:**curves.png")
        .isDirectoryContaining("glob:**curves.svg");
    assertThat(folder.resolve("made/tensorboard")).isDirectoryContaining("glob:**tfevents*");
    assertThat(run("train", "xor", "--epochs", "5", "--out", at, "--resume")).isZero();
    assertThat(out()).contains("going on after epoch 3 of 5", "epoch 5 of 5: loss ");
    assertThat(run("train", "xor", "--epochs", "5", "--out", at, "--resume", "--seed", "1"))
        .isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("xor with seed 0", "xor with seed 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nand",
        "xor --epochs=0",
        "xor --seed=x",
        "xor --threads=0",
        "xor --resume",
        "xor --tensorboard",
        "xor --resume --out=FOLDER",
        "xor --data=FOLDER",
        "chars --data=FOLDER/missing",
        "chars --data=FOLDER --data=FOLDER"
      })
  void trainRefusesWhatItCannotRun(String arguments, @TempDir Path folder) {
    String[] typed = ("train " + arguments).replace("FOLDER", folder.toString()).split(" ");
    assertThat(run(typed)).isEqualTo(Main.USAGE);
    assertThat(err.toString(UTF_8)).contains("train");
  }

  @Test
  void trainSaysWhatIsWrongWithAFile(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), "abc");
    assertThat(run("train", "chars", "--data", text.toString())).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("a.txt has 3 characters").doesNotContain("\tat ");
    err.reset();
    assertThat(run("train", "chars", "--data", folder.toString())).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains(folder.toString()).doesNotContain("\tat ");
  }
}
