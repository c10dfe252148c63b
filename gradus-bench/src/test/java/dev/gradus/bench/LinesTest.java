package dev.gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.bench.work.Lines;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
  @Test
  void namesAreDifferentAndFindTheirLine() {
    List<String> names = Lines.all().stream().map(Line::name).toList();
    assertThat(names).doesNotHaveDuplicates().noneMatch(name -> name.contains("|"));
    names.forEach(name -> assertThat(Lines.named(name).name()).isEqualTo(name));
    assertThatThrownBy(() -> Lines.named("no such line")).hasMessageContaining("no such line");
  }

  @Test
  void ratiosAreAskedForOnlyWhereThereIsAPeer() {
    assertThat(Lines.all()).noneMatch(l -> l.goal().ratio() != null && l.peer() == null);
    assertThat(Lines.all()).noneMatch(l -> l.goal().share() != null && l.limit() == Limit.NONE);
  }

  /// Without the peer: whether our side runs and gives numbers at all.
  @Test
  void smallWorkRuns() {
    for (Line line : Lines.all()) {
      if (line.kind() == Line.Kind.SMALL) {
        Workload workload = line.gradus().get();
        workload.run();
        assertThat(workload.numbers()).as(line.name()).isNotEmpty().doesNotContain(Float.NaN);
      }
    }
  }

  @Test
  void theGradientOfThePolynomialIsRight() {
    Line line = Lines.named("2x⁴+x³+3x²+5x+1 at a scalar, forward and backward");
    assertThat(line.gradus().get().numbers()).containsExactly(93);
  }

  @Test
  void trainingChangesTheLoss() {
    float[] losses = Lines.named("MLP 784-16-16-10, batch 1, SGD step").gradus().get().numbers();
    assertThat(losses[losses.length - 1]).isLessThan(losses[0]);
  }
}
