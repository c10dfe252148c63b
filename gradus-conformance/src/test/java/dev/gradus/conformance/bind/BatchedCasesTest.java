package dev.gradus.conformance.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.conformance.cases.CaseFiles;
import dev.gradus.conformance.cases.OpCase;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.OpRunner;
import dev.gradus.conformance.run.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The recorded operations and their gradients under `vmap(grad(…))`.
@ResourceLock("dev.gradus.Globals")
class BatchedCasesTest {
  private static final Pattern LOOP = Pattern.compile("batching rule for aten::(\\w+)\\.");

  private final Bindings<Tensor> operations = Runners.operations();
  final Map<String, String> failed = new TreeMap<>();
  final Set<String> looped = new TreeSet<>();
  final Set<String> agreeing = new TreeSet<>();
  int passed;

  void run(OpCase c, boolean indices) {
    boolean comparable =
        c.expected() instanceof OpCase.Returned returned && !returned.outputs().isEmpty();
    if (!comparable || !operations.names().contains(c.op())) {
      return;
    }
    if (!(new OpRunner<>(new GradusLibrary(), operations).run(c) instanceof Outcome.Passed)) {
      return;
    }
    try (BatchedLibrary library = new BatchedLibrary(indices)) {
      Outcome outcome = new OpRunner<>(library, operations).run(c);
      if (outcome instanceof Outcome.Failed(String reason, var _)) {
        failed.merge(c.op(), c.id() + ": " + reason, (a, b) -> a);
      } else if (outcome instanceof Outcome.Passed) {
        passed++;
        agreeing.add(c.op());
      }
    }
  }

  void runAll(Path data, Set<String> only, boolean indices) throws IOException {
    Gradus.onWarning(text -> {
      Matcher m = LOOP.matcher(text);
      if (m.find()) {
        looped.add(m.group(1));
      }
    });
    for (Path file : CaseFiles.find(List.of(data))) {
      CaseFiles.read(
          file,
          c -> {
            if (c.isOperation() && (only.isEmpty() || only.contains(c.name()))) {
              run(OpCase.decode(c), indices);
            }
          });
    }
  }

  // Operations that read elements to make their plan, or whose sizes depend on them, refuse a batch
  // aloud. What must not happen is another result.
  private static final Pattern REFUSED = Pattern.compile("vmap: |Cannot access data pointer");

  private List<String> wrong() {
    return failed.values().stream().filter(why -> !REFUSED.matcher(why).find()).toList();
  }

  @Test
  void recordedOperationsAndGradientsAgree() throws IOException {
    runAll(data(), Set.of(), false);
    assertThat(wrong()).isEmpty();
    assertThat(failed).hasSizeLessThan(40);
    assertThat(passed).isGreaterThan(6000);
    assertThat(agreeing).hasSizeGreaterThan(500);
    // Most have a rule; the loop is for the rest.
    assertThat(looped).hasSizeLessThan(100);
  }

  @Test
  void indicesAreMappedOverToo() throws IOException {
    runAll(data(), Set.of(), true);
    assertThat(wrong()).isEmpty();
    assertThat(failed).hasSizeLessThan(40);
    assertThat(passed).isGreaterThan(6000);
  }

  // Tests run in the folder of their module.
  private static Path data() {
    return Path.of("..", "conformance");
  }

  @AfterEach
  void warnAsBefore() {
    System.Logger log = System.getLogger("dev.gradus");
    Gradus.onWarning(text -> log.log(System.Logger.Level.WARNING, text));
  }
}
