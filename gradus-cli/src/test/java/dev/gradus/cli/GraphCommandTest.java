package dev.gradus.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.cli.graph.Program;
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

class GraphCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return Main.run(args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  private String out() {
    return out.toString(UTF_8);
  }

  private String err() {
    return err.toString(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"graph", "graph --list"})
  void aloneItListsThePrograms(String line) {
    assertThat(run(line.split(" "))).isZero();
    for (Program p : Program.values()) {
      assertThat(out()).containsPattern(p.chapter() + "  " + p.typed() + " +\\Q" + p.summary());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyProgramIsDrawnWithItsGradients(Program p) {
    assertThat(run("graph", p.typed(), "--format", "svg")).isZero();
    assertThat(out()).startsWith("<svg ").contains("Chapter " + p.chapter() + ": ");
    // The derivatives are made by grad and not followed by a pass.
    assertThat(out().contains("∂ ")).isEqualTo(p != Program.DERIVATIVES);
    assertThat(out()).containsPattern("made at: \\S*dev\\.gradus\\.cli\\.graph\\.Programs\\.");
  }

  @Test
  void aChapterIsNamedByItsNumber() {
    run("graph", "3", "--format", "dot");
    String byNumber = out();
    out.reset();
    run("graph", "polynomial", "--format=dot");
    assertThat(out()).isEqualTo(byNumber).contains("PowBackward0\\nexponent=4");
  }

  @Test
  void intoAPipeGoesTheDrawingAlone() {
    assertThat(run("graph", "matrix")).isZero();
    assertThat(out()).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    out.reset();
    assertThat(run("graph", "matrix", "--format", "text")).isZero();
    assertThat(out()).startsWith("MeanBackward0  float32 []").contains("keeps 1 tensor");
    assertThat(err()).isEmpty();
  }

  @Test
  void theNameOfTheFileSaysTheFormat(@TempDir Path folder) throws IOException {
    for (String name : new String[] {"a.svg", "a.dot", "a.txt", "a.htm", "a"}) {
      assertThat(run("graph", "sigmoid", "--out", folder.resolve(name).toString())).isZero();
    }
    assertThat(folder.resolve("a.svg")).content().startsWith("<svg ");
    assertThat(folder.resolve("a.dot")).content().startsWith("digraph ");
    assertThat(folder.resolve("a.txt")).content().startsWith("BinaryCrossEntropyBackward0");
    assertThat(folder.resolve("a.htm")).content().startsWith("<!DOCTYPE html>");
    assertThat(folder.resolve("a")).content().startsWith("<!DOCTYPE html>");
    assertThat(out() + err()).isEmpty();
    run("graph", "sigmoid", "--format", "svg", "--out", folder.resolve("a.dot").toString());
    assertThat(Files.readString(folder.resolve("a.dot"))).startsWith("<svg ");
  }

  @Test
  void aFileThatCannotBeWrittenIsAnError(@TempDir Path folder) {
    Path file = folder.resolve("none").resolve("a.svg");
    assertThat(run("graph", "sigmoid", "--out", file.toString())).isEqualTo(1);
    assertThat(err()).contains(file.toString(), "there is no such folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "1", "matrix --format=pdf", "matrix --format=text --open"})
  void refusesWhatItCannotDraw(String line) {
    assertThat(run(("graph " + line).split(" "))).isEqualTo(Main.USAGE);
    assertThat(out()).isEmpty();
    assertThat(err()).contains("Usage: ./gradus graph");
  }
}
