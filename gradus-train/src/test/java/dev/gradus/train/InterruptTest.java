package dev.gradus.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.gradus.io.Checkpoints;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// What Ctrl-C and kills leave of a training in another process.
@EnabledOnOs(OS.LINUX)
@ResourceLock("dev.gradus.Globals")
final class InterruptTest {
  private static final int EPOCHS = 4;
  private static List<String> expected = List.of();

  @TempDir Path folder;

  @BeforeAll
  static void trainWithoutInterruption() {
    var whole = new Bench(0);
    whole.trainer(whole.options).fit(whole.loader, EPOCHS);
    expected = whole.steps.stream().map(Child::line).toList();
  }

  private static void interrupt(Process process) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor())
        .isZero();
  }

  private static int end(Process process) throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /// Reads until a line begins like that.
  private static List<String> readUntil(BufferedReader in, String beginning) throws IOException {
    List<String> lines = new ArrayList<>();
    String line = in.readLine();
    while (line != null) {
      lines.add(line);
      line = line.startsWith(beginning) ? null : in.readLine();
    }
    return lines;
  }

  private static List<String> steps(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("step ")).toList();
  }

  @Test
  void anInterruptLeavesACheckpointThatGoesOnToTheSameLosses() throws Exception {
    assumeFalse(Child.ignoresInterrupts());
    Process first = Child.start(folder, EPOCHS, 7, false);
    List<String> lines;
    try (var in = first.inputReader(UTF_8)) {
      lines = readUntil(in, "step 7 ");
      interrupt(first);
      lines.addAll(in.readAllLines());
    }
    assertThat(end(first)).isEqualTo(Interrupts.STATUS);
    assertThat(lines).anyMatch(line -> line.startsWith("stopping after this step"));
    assertThat(steps(lines)).isEqualTo(expected.subList(0, 7));

    Process second = Child.start(folder, EPOCHS, 99, false);
    assertThat(steps(second.inputReader(UTF_8).readAllLines()))
        .isEqualTo(expected.subList(7, expected.size()));
    assertThat(end(second)).isZero();
  }

  @Test
  void aSecondInterruptEndsItAtOnce() throws Exception {
    assumeFalse(Child.ignoresInterrupts());
    Process process = Child.start(folder, EPOCHS, 7, true);
    try (var in = process.inputReader(UTF_8)) {
      readUntil(in, "step 7 ");
      interrupt(process);
      readUntil(in, "stopping after this step");
      interrupt(process);
      assertThat(end(process)).isEqualTo(Interrupts.STATUS);
    }
    assertThat(new Checkpoints(folder, 1).latest().orElseThrow().step()).isEqualTo(5);
  }

  @Test
  void aKillAtAnyMomentLeavesTheLastGoodCheckpoint() throws Exception {
    var random = new Random(5);
    long done = 0;
    for (int i = 0; i < 4; i++) {
      Process process = Child.start(folder, EPOCHS, 0, false);
      List<String> lines;
      try (var in = process.inputReader(UTF_8)) {
        long last = done + 1 + random.nextInt(4);
        lines = readUntil(in, "step " + last + " ");
        Thread.sleep(0, random.nextInt(1, 900_000)); // So that it hits any part of what follows.
        process.toHandle().destroyForcibly(); // The process itself would close the stream too.
        lines.addAll(in.readAllLines());
      }
      end(process);
      List<String> steps = steps(lines);
      int from = Math.toIntExact(done);
      assertThat(steps).isEqualTo(expected.subList(from, from + steps.size()));
      long kept = new Checkpoints(folder, 2).latest().map(Checkpoints.Checkpoint::step).orElse(0L);
      // Each step but the last that was said is saved before the next is made.
      assertThat(kept).isBetween(done + steps.size() - 1, done + steps.size());
      done = kept;
    }
    Process last = Child.start(folder, EPOCHS, 0, false);
    assertThat(steps(last.inputReader(UTF_8).readAllLines()))
        .isEqualTo(expected.subList(Math.toIntExact(done), expected.size()));
    assertThat(end(last)).isZero();
  }
}
