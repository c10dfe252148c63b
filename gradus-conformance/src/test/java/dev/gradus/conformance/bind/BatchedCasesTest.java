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

  /// What PyTorch refuses under vmap too: results whose sizes depend on elements, elements read as
  /// numbers. The others of the second list read index tensors to make their plan.
  private static final Set<String> REFUSED =
      Set.of(
          "argwhere",
          "linspace",
          "logspace",
          "nonzero",
          "nonzero_static",
          "masked_scatter",
          "narrow",
          "masked_select",
          "repeat_interleave",
          "tensor_split",
          "__getitem__",
          "index_put");

  private static final Set<String> PLANNED =
      Set.of(
          "_segment_reduce",
          "linalg.pinv",
          "max_pool2d_with_indices_backward",
          "nn.functional.embedding_bag",
          "nn.functional.multi_margin_loss",
          "nn.functional.multilabel_margin_loss");

  @Test
  void recordedOperationsAndGradientsAgree() throws IOException {
    runAll(data(), Set.of(), false);
    assertThat(failed.keySet()).as("%s", failed).isSubsetOf(union());
    assertThat(passed).isGreaterThan(6000);
    assertThat(agreeing).hasSizeGreaterThan(500);
    // Most have a rule; the loop is for the rest.
    assertThat(looped).hasSizeLessThan(60);
  }

  @Test
  void indicesAreMappedOverToo() throws IOException {
    runAll(data(), Set.of(), true);
    assertThat(failed.keySet()).as("%s", failed).isSubsetOf(union());
    assertThat(passed).isGreaterThan(6000);
  }

  private static Set<String> union() {
    Set<String> all = new TreeSet<>(REFUSED);
    all.addAll(PLANNED);
    return all;
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
