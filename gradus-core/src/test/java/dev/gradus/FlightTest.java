package dev.gradus;

import static dev.gradus.Gradus.noGrad;
import static dev.gradus.Gradus.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.error.GradusStateException;
import dev.gradus.expr.Expr;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What flight recordings show.
class FlightTest {
  @TempDir Path folder;

  /// The events of this thread in a body, of one kind, in the order in which they began.
  private List<RecordedEvent> events(String kind, Runnable body) throws IOException {
    Path file = folder.resolve(kind + ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable(kind).withThreshold(Duration.ZERO);
      recording.start();
      body.run();
      recording.stop();
      recording.dump(file);
    }
    String own = Thread.currentThread().getName();
    List<RecordedEvent> found = new ArrayList<>();
    for (RecordedEvent e : RecordingFile.readAllEvents(file)) {
      if (e.getEventType().getName().equals(kind) && e.getThread().getJavaName().equals(own)) {
        found.add(e);
      }
    }
    found.sort((a, b) -> a.getStartTime().compareTo(b.getStartTime()));
    return found;
  }

  private static List<String> names(List<RecordedEvent> events) {
    return events.stream().map(e -> e.getString("name")).toList();
  }

  @Test
  void operationsForwardAndBackward() throws IOException {
    Tensor x = tensor("[[1., 2, 3], [4, 5, 6]]").requiresGrad_();
    List<RecordedEvent> found = events("dev.gradus.Operation", () -> x.sin().sum().backward());
    assertThat(names(found)).startsWith("sin", "sum").endsWith("sin_backward");
    RecordedEvent sin = found.get(0);
    assertThat(sin.getString("shape")).isEqualTo("[2, 3]");
    assertThat(sin.getString("dtype")).isEqualTo("torch.float32");
    assertThat(sin.getLong("bytes")).isEqualTo(24);
    assertThat(sin.getBoolean("inBackward")).isFalse();
    assertThat(found.get(found.size() - 1).getBoolean("inBackward")).isTrue();
  }

  @Test
  void operationsInPlaceAndOfSeveralResults() throws IOException {
    Tensor x = tensor("[[3., 1, 2]]");
    List<RecordedEvent> found =
        events(
            "dev.gradus.Operation",
            () -> {
              try (Mode _ = noGrad()) {
                x.add_(1);
                x.sort(1, false);
              }
            });
    assertThat(names(found)).contains("add_", "sort");
  }

  @Test
  void runsBackThroughTheGraph() throws IOException {
    Tensor x = tensor("[1., 2]").requiresGrad_();
    List<RecordedEvent> found =
        events(
            "dev.gradus.Backward",
            () -> {
              x.exp().sum().backward();
              Gradus.grad(x.mul(x).sum(), x, GradOptions.creating());
            });
    assertThat(found).hasSize(2);
    assertThat(found.get(0).getString("root")).isEqualTo("SumBackward0");
    assertThat(found.get(0).getInt("roots")).isEqualTo(1);
    assertThat(found.get(0).getBoolean("createGraph")).isFalse();
    assertThat(found.get(1).getBoolean("createGraph")).isTrue();
    assertThat(found.get(0).getDuration()).isPositive();
  }

  @Test
  void aBackwardPassThatFails() throws IOException {
    Tensor x = tensor("[1., 2]").requiresGrad_();
    Tensor y = x.exp().sum();
    y.backward();
    List<RecordedEvent> found =
        events(
            "dev.gradus.Backward",
            () -> {
              assertThatThrownBy(y::backward).isInstanceOf(GradusStateException.class);
              x.sin().sum().backward();
            });
    assertThat(found).hasSize(2);
    assertThat(found.get(0).getString("root")).isEqualTo("SumBackward0");
    assertThat(found.get(0).getString("error")).isEqualTo(GradusStateException.class.getName());
    assertThat(found.get(1).getString("error")).isNull();
  }

  /// What optimisers do is an event for each parameter, with all that its pass changes.
  @Test
  void stepsOfOptimisers() throws IOException {
    Expr velocity = Expr.x(1).mul(Expr.p(1)).add(Expr.x(2));
    PointwiseUpdate step =
        PointwiseUpdate.of("momentum", Expr.x(0).sub(velocity.mul(Expr.p(0))), velocity);
    Tensor[] operands = {tensor("[1., 2, 3]"), tensor("[0., 0, 0]"), tensor("[1., 1, 1]")};
    List<RecordedEvent> found =
        events("dev.gradus.Operation", () -> step.apply(operands, 0.1, 0.9));
    assertThat(names(found)).containsExactly("momentum");
    assertThat(found.get(0).getString("shape")).isEqualTo("[3]");
    assertThat(found.get(0).getBoolean("inBackward")).isFalse();
  }

  @Test
  void nothingIsWrittenThatNobodyAskedFor() throws IOException {
    List<RecordedEvent> found = events("dev.gradus.Backward", () -> tensor("[1.]").exp().sum());
    assertThat(found).isEmpty();
    assertThat(Flight.recordsOperations()).isFalse();
  }
}
