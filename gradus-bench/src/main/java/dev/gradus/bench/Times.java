package dev.gradus.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The times of a line: ours, the peer's, and what the machine would need.
///
/// @param ours our times
/// @param theirs the peer's; null if it was not timed
/// @param limit what the work takes at the line's limit; null if it has none
/// @param alone ours on one thread; null if it was not timed beside the others
/// @param inTurn whether the times of one place in all lists are of the same moment, so that they
///   may be compared even if the machine's speed changes
record Times(
    Sample ours,
    @Nullable Sample theirs,
    @Nullable Sample limit,
    @Nullable Sample alone,
    boolean inTurn) {
  /// Our typical time.
  double micros() {
    return inTurn ? ours.micros().get(typicalRound()) : ours.median();
  }

  /// The peer's typical time; null if it was not timed.
  @Nullable Double peerMicros() {
    if (theirs == null) {
      return null;
    }
    return inTurn ? theirs.micros().get(typicalRound()) : Double.valueOf(theirs.median());
  }

  /// How near we come to the limit; null if there is none.
  @Nullable Double shareOfLimit() {
    return ratio(limit, ours);
  }

  /// How near the peer comes to the limit; null if there is none.
  @Nullable Double peerShareOfLimit() {
    return ratio(limit, theirs);
  }

  /// How many times as fast as on one thread; null if that was not timed.
  @Nullable Double speedup() {
    return ratio(alone, ours);
  }

  private @Nullable Double ratio(@Nullable Sample above, @Nullable Sample below) {
    if (above == null || below == null) {
      return null;
    }
    if (!inTurn) {
      return above.median() / below.median();
    }
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < below.micros().size(); i++) {
      ratios.add(above.micros().get(i) / below.micros().get(i));
    }
    return new Sample(ratios, null, 0, 0).median();
  }

  /// The round with the middle ratio of both sides, or where there is no peer with our middle time.
  private int typicalRound() {
    List<Integer> rounds =
        IntStream.range(0, ours.micros().size())
            .boxed()
            .sorted(Comparator.comparingDouble(this::order))
            .toList();
    return rounds.get((rounds.size() - 1) / 2);
  }

  private double order(int round) {
    double own = ours.micros().get(round);
    return theirs == null ? own : theirs.micros().get(round) / own;
  }
}
