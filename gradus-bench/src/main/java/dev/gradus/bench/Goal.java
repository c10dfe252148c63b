package dev.gradus.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a line has to reach. Each part may be absent.
///
/// @param ratio the least ratio of the peer's time to ours
/// @param ratioAtFullWidth the same where the peer's own kernel reaches [#FULL_WIDTH] of the limit
/// @param micros the longest time
/// @param beyondLimit whether that is the time beyond the limit's
/// @param share the least share of the limit
/// @param gcShare the greatest share of the time that collections may take
/// @param speedup how many times as fast two threads have to be as one
public record Goal(
    @Nullable Double ratio,
    @Nullable Double ratioAtFullWidth,
    @Nullable Double micros,
    boolean beyondLimit,
    @Nullable Double share,
    @Nullable Double gcShare,
    @Nullable Double speedup) {
  /// A line that is only watched.
  public static final Goal NONE = new Goal(null, null, null, false, null, null, null);

  /// From this share of the limit on, a kernel is taken to use the registers' whole width.
  static final double FULL_WIDTH = 0.6;

  /// At least so many times as fast as the peer.
  public static Goal ratio(double least) {
    return NONE.andRatio(least);
  }

  /// At most so long.
  public static Goal micros(double most) {
    return new Goal(null, null, most, false, null, null, null);
  }

  /// At most so much longer than the limit takes.
  public static Goal microsBeyondLimit(double most) {
    return new Goal(null, null, most, true, null, null, null);
  }

  /// With a ratio as well.
  public Goal andRatio(double least) {
    return new Goal(least, ratioAtFullWidth, micros, beyondLimit, share, gcShare, speedup);
  }

  /// With another ratio where the peer's kernel uses the whole width.
  public Goal orAtFullWidth(double least) {
    return new Goal(ratio, least, micros, beyondLimit, share, gcShare, speedup);
  }

  /// With a share of the limit as well.
  public Goal andShare(double least) {
    return new Goal(ratio, ratioAtFullWidth, micros, beyondLimit, least, gcShare, speedup);
  }

  /// With a greatest share of collections as well.
  public Goal andGcShare(double most) {
    return new Goal(ratio, ratioAtFullWidth, micros, beyondLimit, share, most, speedup);
  }

  /// With a gain from the second thread as well.
  public Goal andSpeedup(double least) {
    return new Goal(ratio, ratioAtFullWidth, micros, beyondLimit, share, gcShare, least);
  }

  /// What of it holds on so many threads: only the gain and the collections on more than one.
  Goal on(int threads) {
    return threads == 1 ? this : new Goal(null, null, null, false, null, gcShare, speedup);
  }

  /// The ratio to reach, given what share of the limit the peer reaches.
  @Nullable Double ratioFor(@Nullable Double peerShare) {
    boolean full = ratioAtFullWidth != null && peerShare != null && peerShare >= FULL_WIDTH;
    return full ? ratioAtFullWidth : ratio;
  }

  /// The goal in words; empty if there is none.
  String text(Row row) {
    List<String> parts = new ArrayList<>();
    if (row.goal() != null) {
      parts.add("≥ " + number(row.goal()) + " ×");
    }
    if (micros != null) {
      parts.add("≤ " + number(micros) + " µs" + (beyondLimit ? " beyond the limit" : ""));
    }
    if (share != null) {
      parts.add("≥ " + number(100 * share) + " % of the limit");
    }
    if (gcShare != null) {
      parts.add("GC ≤ " + number(100 * gcShare) + " %");
    }
    if (speedup != null && row.threads() > 1) {
      parts.add("≥ " + number(speedup) + " × one thread");
    }
    return String.join(", ", parts);
  }

  /// Whether a row reaches all of it; what was not measured is not held against it.
  boolean met(Row row) {
    return reaches(row.ratio(), row.goal())
        && reaches(micros, beyondLimit ? row.microsBeyondLimit() : row.gradusMicros())
        && reaches(row.shareOfLimit(), share)
        && reaches(gcShare, row.gcShare())
        && reaches(row.speedup(), speedup);
  }

  private static boolean reaches(@Nullable Double value, @Nullable Double least) {
    return value == null || least == null || value >= least;
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%s", value);
  }
}
