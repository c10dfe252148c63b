package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.autograd.Func;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProfileTest {
  private static ProfileRow row(Profile p, String name) {
    return p.averages().stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> names(Profile p) {
    return p.averages().stream().map(ProfileRow::name).toList();
  }

  @Test
  void operationsNodesAndLabelsAreCounted() {
    Tensor x = Gradus.ones(8, 8).requiresGrad_();
    Profile p =
        Gradus.profile(() -> {
          Tensor y;
          try (var _ = Gradus.recordFunction("forward")) {
            y = x.mm(x).relu().sum();
          }
          y.backward();
        });
    assertThat(names(p))
        .containsSequence("forward", "mm", "relu", "sum")
        .contains("SumBackward0", "ReluBackward0", "MmBackward0");
    assertThat(row(p, "mm").calls()).isEqualTo(3);
    assertThat(row(p, "relu").calls()).isEqualTo(1);
    assertThat(row(p, "relu").selfBytes()).isEqualTo(256);
    assertThat(row(p, "forward").bytes()).isEqualTo(2 * 256 + 4);
    assertThat(row(p, "forward").selfBytes()).isZero();
    assertThat(row(p, "MmBackward0").bytes()).isGreaterThanOrEqualTo(2 * 256);
  }

  @Test
  void eventsLieInEachOther() {
    Tensor x = Gradus.ones(4).requiresGrad_();
    Profile p =
        Gradus.profile(() -> {
          try (var _ = Gradus.recordFunction("a")) {
            try (var _ = Gradus.recordFunction("b")) {
              x.mul(x).sum().backward();
            }
            x.exp();
          }
        });
    long self = 0;
    for (ProfileEvent e : p.events()) {
      assertThat(e.selfNanos()).isBetween(0L, e.totalNanos());
      assertThat(e.selfBytes()).isBetween(0L, e.bytes());
      self += e.selfNanos();
    }
    ProfileEvent a = p.events().getFirst();
    assertThat(a.name()).isEqualTo("a");
    assertThat(self).isEqualTo(a.totalNanos());
    assertThat(p.events().get(1).name()).isEqualTo("b");
    assertThat(p.events().getLast().name()).isEqualTo("exp");
    assertThat(p.events().getLast().depth()).isEqualTo(1);
    assertThat(p.events().stream().filter(e -> e.name().equals("MulBackward0")))
        .allMatch(e -> e.depth() == 2 && e.kind() == ProfileEvent.Kind.NODE);
  }

  @Test
  void viewsAndChangesInPlaceMakeNoMemory() {
    Tensor x = Gradus.ones(4, 4);
    Profile p = Gradus.profile(() -> x.t().add_(1));
    assertThat(names(p)).containsExactly("t", "add_");
    assertThat(p.averages()).allMatch(r -> r.bytes() == 0);
  }

  @Test
  void nothingIsNotedOutside() {
    Tensor x = Gradus.ones(2);
    Profile p = Gradus.profile(() -> x.add(1));
    x.mul(2);
    try (var _ = Gradus.recordFunction("late")) {
      x.mul(2);
    }
    assertThat(names(p)).containsExactly("add");
    assertThat(ThreadState.current().top).isNull();
    assertThat(ThreadState.current().profiler).isNull();
  }

  @Test
  void aFailureEndsTheProfile() {
    assertThatThrownBy(() -> Gradus.profile(() -> Gradus.ones(2).mm(Gradus.ones(2))))
        .hasMessageStartingWith("self must be a matrix");
    assertThat(ThreadState.current().top).isNull();
    assertThat(ThreadState.current().profiler).isNull();
  }

  @Test
  void profilesInsideOthersSeeTheSame() {
    Tensor x = Gradus.ones(2);
    Profile[] inner = new Profile[1];
    Profile outer =
        Gradus.profile(() -> {
          x.exp();
          inner[0] = Gradus.profile(() -> x.sin());
          x.cos();
        });
    assertThat(names(inner[0])).containsExactly("sin");
    assertThat(names(outer)).containsExactly("exp", "sin", "cos");
    assertThat(outer.averages()).allMatch(r -> r.calls() == 1);
  }

  @Test
  void resultsAreThoseOfAnUnwatchedRun() {
    Tensor x = Gradus.arange(0, 6, dev.gradus.dtype.DType.FLOAT32).view(2, 3).requiresGrad_();
    Tensor[] y = new Tensor[2];
    Profile p =
        Gradus.profile(() -> {
          y[0] = Func.vmap(row -> row[0].sin().sum()).apply(x);
          y[0].sum().backward();
        });
    y[1] = x.detach().cos();
    assertThat(java.util.Objects.requireNonNull(x.grad()).equal(y[1])).isTrue();
    assertThat(row(p, "sin").calls()).isEqualTo(1);
  }

  @Test
  void theTableHasARowForEachName() {
    Tensor x = Gradus.ones(1024);
    Profile p =
        Gradus.profile(() -> {
          x.exp();
          x.exp();
          x.sum();
        });
    String[] lines = p.table(ProfileSort.BYTES, 10).split("\n");
    assertThat(lines).hasSize(7);
    assertThat(lines[1].strip().split(" {2,}"))
        .containsExactly(
            "Name",
            "Self CPU %",
            "Self CPU",
            "CPU total %",
            "CPU total",
            "CPU time avg",
            "CPU Mem",
            "Self CPU Mem",
            "# of Calls");
    assertThat(lines[3]).matches(" *exp .*8\\.00 Kb +8\\.00 Kb +2");
    assertThat(lines[4]).matches(" *sum .*4 b +4 b +1");
    assertThat(lines[6]).startsWith("Self CPU time total: ");
    assertThat(p.table(ProfileSort.CALLS, 1).split("\n")).hasSize(6);
    assertThat(Gradus.profile(() -> {}).table()).contains("Self CPU time total: 0.000us");
    assertThat(ProfileTable.time(1_234_567)).isEqualTo("1.235ms");
    assertThat(ProfileTable.memory(3 << 20)).isEqualTo("3.00 Mb");
  }

  @Test
  void theTraceIsJson(@TempDir Path folder) throws IOException {
    Profile p =
        Gradus.profile(() -> {
          try (var _ = Gradus.recordFunction("a \"b\" \\ \n é")) {
            Gradus.ones(3).exp();
          }
        });
    Path file = folder.resolve("trace.json");
    p.writeChromeTrace(file);
    String number = "\\d+\\.\\d{3}";
    String rest = ", \"ph\": \"X\", \"ts\": " + number + ", \"dur\": " + number;
    String end = ", \"pid\": \"CPU functions\", \"tid\": \\d+, \"args\": \\{\"bytes\": 12\\}\\}";
    assertThat(Files.readString(file))
        .matches(
            "\\[\n\\{\"name\": \"a \\\\\"b\\\\\" \\\\\\\\ \\\\u000a é\", \"cat\": \"label\""
                + rest
                + end
                + ",\n\\{\"name\": \"exp\", \"cat\": \"operation\""
                + rest
                + end
                + "\n]\n");
  }
}
