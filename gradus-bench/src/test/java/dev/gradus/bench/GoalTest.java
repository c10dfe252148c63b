package dev.gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoalTest {
  @Test
  void aRatioIsReachedOrNot() {
    Line line = Rows.line("x", Goal.ratio(2));
    assertThat(Rows.row(line, 1, 10, 20.0).met()).isTrue();
    assertThat(Rows.row(line, 1, 10, 19.9).met()).isFalse();
  }

  @Test
  void withoutPeerTheRatioIsNotHeldAgainstTheRow() {
    assertThat(Rows.row(Rows.line("x", Goal.ratio(2)), 1, 10, null).met()).isTrue();
  }

  @Test
  void allPartsHaveToBeReached() {
    Line line = Rows.line("x", Goal.micros(5).andRatio(2).andShare(0.5).andGcShare(0.03));
    assertThat(row(line, 5, 0.5, 0.03).met()).isTrue();
    assertThat(row(line, 5.1, 0.5, 0.03).met()).isFalse();
    assertThat(row(line, 5, 0.49, 0.03).met()).isFalse();
    assertThat(row(line, 5, 0.5, 0.031).met()).isFalse();
  }

  @Test
  void aTimeMayCountBeyondTheLimitAlone() {
    Line line = Rows.line("x", Goal.microsBeyondLimit(5));
    assertThat(row(line, 10, 0.5, 0).met()).isTrue();
    assertThat(row(line, 10, 0.49, 0).met()).isFalse();
    assertThat(row(line, 10, 1.2, 0).met()).isTrue();
    assertThat(Rows.row(line, 1, 5, null).met()).isTrue();
    assertThat(Rows.row(line, 1, 5.1, null).met()).isFalse();
    assertThat(line.goal().text(Rows.row(line, 1, 1, null))).isEqualTo("≤ 5 µs beyond the limit");
  }

  @Test
  void aPeerThatUsesTheWholeWidthLowersTheRatio() {
    Goal goal = Goal.ratio(2.1).orAtFullWidth(0.95);
    assertThat(goal.ratioFor(0.5)).isEqualTo(2.1);
    assertThat(goal.ratioFor(0.9)).isEqualTo(0.95);
    assertThat(goal.ratioFor(null)).isEqualTo(2.1);
    assertThat(Goal.ratio(3).ratioFor(0.9)).isEqualTo(3);
  }

  @Test
  void ratiosTimesAndSharesAreAskedForOnOneThread() {
    Line line = Rows.line("x", Goal.micros(5).andRatio(2).andShare(0.5));
    assertThat(Rows.row(line, 1, 10, 10.0).met()).isFalse();
    assertThat(Rows.row(line, 2, 10, 10.0).met()).isTrue();
    assertThat(Rows.row(line, 2, 10, 10.0).required()).isEqualTo(Goal.NONE);
  }

  @Test
  void theSecondThreadHasToPay() {
    Line line = Rows.line("x", Goal.NONE.andSpeedup(1.8));
    Row one = Rows.row(line, 1, 10, null);
    assertThat(one.met()).isTrue();
    assertThat(Rows.row(line, 2, 5.5, null).after(one).met()).isTrue();
    assertThat(Rows.row(line, 2, 5.6, null).after(one).met()).isFalse();
    assertThat(line.goal().text(one)).isEmpty();
    assertThat(line.goal().text(Rows.row(line, 2, 5, null))).isEqualTo("≥ 1.8 × one thread");
  }

  @Test
  void goalsInWords() {
    Line line = Rows.line("x", Goal.micros(0.1).andRatio(2).andShare(0.9).andGcShare(0.03));
    assertThat(line.goal().text(Rows.row(line, 1, 1, 1.0)))
        .isEqualTo("≥ 2 ×, ≤ 0.1 µs, ≥ 90 % of the limit, GC ≤ 3 %");
    assertThat(Goal.NONE.text(Rows.row(Rows.line("y", Goal.NONE), 1, 1, 1.0))).isEmpty();
  }

  private static Row row(Line line, double micros, double share, double gcShare) {
    return new Row(line, 1, micros, 100.0, line.goal().ratio(), share, 0.0, gcShare, null);
  }
}
