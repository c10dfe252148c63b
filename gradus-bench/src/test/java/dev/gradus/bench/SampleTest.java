package dev.gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {
  @Test
  void medianOfAllRounds() {
    Sample first = new Sample(List.of(3.0, 1.0), 8.0, 1, 50);
    Sample both = first.and(new Sample(List.of(100.0), 8.0, 2, 50));
    assertThat(first.median()).isEqualTo(2);
    assertThat(both.median()).isEqualTo(3);
    assertThat(both.gcShare()).isEqualTo(0.03);
  }

  @Test
  void whereNothingIsKnownOfMemoryNothingIsSaid() {
    assertThat(new Sample(List.of(1.0), null, 0, 50).gcShare()).isNull();
  }

  @Test
  void aSampleIsALineOfTextForAnotherProcess() {
    Sample known = new Sample(List.of(1.5, 2.25), 272.0, 1, 50);
    Sample unknown = new Sample(List.of(1.5), null, 0, 0);
    assertThat(Sample.ofText(known.text())).isEqualTo(known);
    assertThat(Sample.ofText(unknown.text())).isEqualTo(unknown);
    assertThat(Sample.ofText("what a library says")).isNull();
  }
}
