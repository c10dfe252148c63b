package dev.gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimesTest {
  private static Sample sample(Double... micros) {
    return new Sample(List.of(micros), null, 0, 0);
  }

  @Test
  void aMachineThatBecomesSlowerChangesNoRatioOfTurns() {
    Times times =
        new Times(
            sample(10.0, 20.0, 40.0),
            sample(21.0, 40.0, 76.0),
            sample(8.0, 16.0, 33.0),
            sample(19.0, 38.0, 72.0),
            true);
    assertThat(times.micros()).isEqualTo(20);
    assertThat(times.peerMicros()).isEqualTo(40);
    assertThat(times.shareOfLimit()).isEqualTo(0.8);
    assertThat(times.peerShareOfLimit()).isEqualTo(0.4);
    assertThat(times.speedup()).isEqualTo(1.9);
  }

  @Test
  void withoutAPeerTheMiddleTimeIsTaken() {
    Times times = new Times(sample(30.0, 10.0, 20.0), null, null, null, true);
    assertThat(times.micros()).isEqualTo(20);
    assertThat(times.peerMicros()).isNull();
    assertThat(times.shareOfLimit()).isNull();
  }

  @Test
  void whatWasNotTimedInTurnIsComparedByItsMedians() {
    Times times =
        new Times(
            sample(10.0, 12.0, 90.0), sample(24.0, 23.0, 25.0, 30.0), sample(6.0), null, false);
    assertThat(times.micros()).isEqualTo(12);
    assertThat(times.peerMicros()).isEqualTo(24.5);
    assertThat(times.shareOfLimit()).isEqualTo(0.5);
    assertThat(times.speedup()).isNull();
  }
}
