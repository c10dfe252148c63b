package dev.gradus.bench;

import dev.gradus.bench.work.Lines;
import dev.gradus.bench.work.Torch;
import java.util.List;

/// Run in a process of its own: says what the peer is, then compares the numbers of both sides for
/// the lines named in the arguments. A benchmark of different work would be worthless.
final class Comparison {
  /// How long the difference may be, as a vector, relative to the numbers. Rounding takes a
  /// thousandth of it, and a relu whose input is zero but for rounding, and so may be on or off, a
  /// half.
  static final double TOLERANCE = 3e-3;

  static final String MARK = "peer: ";

  private Comparison() {}

  public static void main(String[] names) {
    System.out.println(MARK + Torch.description());
    List<String> different =
        List.of(names).stream().filter(name -> !same(Lines.named(name))).toList();
    System.exit(different.isEmpty() ? 0 : Peer.DIFFERENT);
  }

  private static boolean same(Line line) {
    float[] ours = Timing.workload(line, Timing.GRADUS, 1).numbers();
    float[] theirs = Timing.workload(line, Timing.PEER, 1).numbers();
    double difference = difference(ours, theirs);
    if (difference <= TOLERANCE) {
      return true;
    }
    System.out.printf("%s: both sides differ by %.2g of what they are%n", line.name(), difference);
    return false;
  }

  /// The length of the difference relative to that of the peer's numbers; infinite if there are not
  /// as many or one is no number.
  static double difference(float[] ours, float[] theirs) {
    if (ours.length != theirs.length || ours.length == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double squares = 0;
    double difference = 0;
    for (int i = 0; i < ours.length; i++) {
      double d = (double) ours[i] - theirs[i];
      difference += d * d;
      squares += (double) theirs[i] * theirs[i];
    }
    if (Double.isNaN(difference)) {
      return Double.POSITIVE_INFINITY;
    }
    return difference == 0 ? 0 : Math.sqrt(difference / squares);
  }
}
