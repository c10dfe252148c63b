package dev.gradus.conformance.run;

import dev.gradus.conformance.run.Outcome.Mark;
import dev.gradus.conformance.run.Outcome.Side;

/// Counts of outcomes. Cases with a side of [Mark#NONE] count in neither of that side's columns.
///
/// @param namesSeen how many cases recorded node names and came so far
/// @param stridesSeen how many cases came so far that outputs were compared
public record Tally(
    int passed,
    int failed,
    int unsupported,
    int notApplicable,
    int namesAgree,
    int namesSeen,
    int stridesAgree,
    int stridesSeen) {

  /// Nothing counted.
  public static final Tally ZERO = new Tally(0, 0, 0, 0, 0, 0, 0, 0);

  /// The tally of one outcome.
  public static Tally of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Passed(Side side) -> of(1, 0, 0, 0, side);
      case Outcome.Failed(_, Side side) -> of(0, 1, 0, 0, side);
      case Outcome.Unsupported _ -> of(0, 0, 1, 0, Side.NONE);
      case Outcome.NotApplicable _ -> of(0, 0, 0, 1, Side.NONE);
    };
  }

  private static Tally of(int passed, int failed, int unsupported, int notApplicable, Side side) {
    return new Tally(
        passed,
        failed,
        unsupported,
        notApplicable,
        side.names() == Mark.AGREES ? 1 : 0,
        side.names() == Mark.NONE ? 0 : 1,
        side.strides() == Mark.AGREES ? 1 : 0,
        side.strides() == Mark.NONE ? 0 : 1);
  }

  /// Both together.
  public Tally plus(Tally other) {
    return new Tally(
        passed + other.passed,
        failed + other.failed,
        unsupported + other.unsupported,
        notApplicable + other.notApplicable,
        namesAgree + other.namesAgree,
        namesSeen + other.namesSeen,
        stridesAgree + other.stridesAgree,
        stridesSeen + other.stridesSeen);
  }

  /// How many cases were counted.
  public int cases() {
    return passed + failed + unsupported + notApplicable;
  }
}
