package dev.gradus.conformance.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Tensor;
import dev.gradus.conformance.cases.CaseFiles;
import dev.gradus.conformance.cases.OpCase;
import dev.gradus.conformance.run.Bindings;
import dev.gradus.conformance.run.Replay;
import dev.gradus.error.GradusUnsupportedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Every bound operation that has a gradient, at recorded points: both modes and both orders
/// against differences, the modes against each other, all layouts, and inputs without elements or
/// dimensions.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryDerivativeTest {
  private static final int POINTS = 3;

  private final Bindings<Tensor> operations = Runners.operations();
  private final Map<String, List<RecordedFunction>> calls = new TreeMap<>();
  private final Map<String, List<RecordedFunction>> points = new TreeMap<>();
  private final Set<String> constant = new TreeSet<>();

  @BeforeAll
  void read() throws IOException {
    for (Path file : CaseFiles.find(List.of(Path.of("..", "conformance", "ops")))) {
      CaseFiles.read(file, line -> add(OpCase.decode(line)));
    }
    DerivativeSamples.all().forEach(this::add);
    calls.forEach(this::choose);
  }

  private void add(OpCase c) {
    boolean kink = DerivativeTable.KINKS.stream().anyMatch(c.id()::contains);
    if (c.expected() instanceof OpCase.Returned && !kink) {
      RecordedFunction f = RecordedFunction.of(operations, c);
      if (f != null && f.inputs().length > 0) {
        calls.computeIfAbsent(c.op(), _ -> new ArrayList<>()).add(f);
      }
    }
  }

  // The smallest calls of different kinds whose result has a gradient and is a number.
  private void choose(String op, List<RecordedFunction> all) {
    all.sort(Comparator.comparingLong(RecordedFunction::count));
    Set<String> kinds = new HashSet<>();
    boolean any = false;
    for (RecordedFunction f : all) {
      List<RecordedFunction> chosen = points.getOrDefault(op, List.of());
      if (chosen.size() == POINTS || kinds.contains(f.kind())) {
        continue;
      }
      Tensor[] y = f.apply(f.inputs());
      boolean differentiable = Arrays.stream(y).anyMatch(Tensor::requiresGrad);
      any |= differentiable;
      if (differentiable && Arrays.stream(y).noneMatch(t -> t.isnan().any().itemBoolean())) {
        kinds.add(f.kind());
        points.computeIfAbsent(op, _ -> new ArrayList<>()).add(f);
      }
    }
    if (!any) {
      constant.add(op);
    }
  }

  private void each(Set<String> except, BiConsumer<RecordedFunction, Tensor[]> check) {
    Map<String, String> wrong = new TreeMap<>();
    points.forEach((op, all) -> {
      if (DerivativeTable.NOT_IMPLEMENTED.contains(op) || except.contains(op)) {
        return;
      }
      for (RecordedFunction f : all) {
        try {
          check.accept(f, f.inputs());
        } catch (RuntimeException | AssertionError e) {
          wrong.put(f.id(), String.valueOf(e));
        }
      }
    });
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyBoundOperationHasAPoint() {
    Set<String> without = new TreeSet<>(Replay.others(operations, calls.keySet()));
    calls.keySet().stream().filter(op -> !points.containsKey(op)).forEach(without::add);
    assertThat(without).isEqualTo(new TreeSet<>(DerivativeTable.WITHOUT_GRADIENT));
    assertThat(points).hasSizeGreaterThan(480);
  }

  @Test
  void bothModesAndOrdersAgreeWithDifferences() {
    each(
        DerivativeTable.NOT_THE_SLOPE.keySet(),
        (f, x) -> {
          if (DerivativeTable.ONCE.contains(f.op())) {
            DerivativeChecks.firstDifferences(f, x);
          } else {
            DerivativeChecks.differences(f, x);
          }
        });
  }

  @Test
  void forwardModeIsTheTransposeOfReverseMode() {
    each(DerivativeTable.ROUNDING, DerivativeChecks::forwardAgainstReverse);
  }

  @Test
  void layoutsDoNotMatter() {
    each(DerivativeTable.ABOUT_LAYOUT, DerivativeChecks::layouts);
  }

  @Test
  void inputsWithoutElementsOrDimensions() {
    Set<String> except = new HashSet<>(DerivativeTable.ROUNDING);
    except.addAll(DerivativeTable.OF_NOTHING);
    each(except, DerivativeChecks::edges);
  }

  @Test
  void complexNumbersWhereTheyAreTaken() {
    Set<String> taken = new TreeSet<>();
    each(
        DerivativeTable.NOT_THE_SLOPE.keySet(),
        (f, x) -> {
          if (!f.isComplex() && DerivativeChecks.complexDifferences(f, x)) {
            taken.add(f.op());
          }
        });
    assertThat(taken).hasSizeGreaterThan(200);
  }

  @Test
  void whatHasNoDerivativeSaysSo() {
    for (String op : DerivativeTable.NOT_IMPLEMENTED) {
      RecordedFunction f = Objects.requireNonNull(points.get(op), op).getFirst();
      Tensor[] x = f.inputs();
      assertThatThrownBy(() -> DerivativeChecks.gradients(f.apply(x), x))
          .as(op)
          .isInstanceOf(GradusUnsupportedException.class)
          .hasMessageContaining("is not implemented");
    }
  }
}
