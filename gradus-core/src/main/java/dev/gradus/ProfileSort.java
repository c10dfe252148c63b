package dev.gradus;

import java.util.Comparator;

/// By what the rows of a [Profile]'s table are ordered, the largest first.
public enum ProfileSort {
  /// By the time without the events inside.
  SELF_TIME(Comparator.comparingLong(ProfileRow::selfNanos)),
  /// By the whole time.
  TOTAL_TIME(Comparator.comparingLong(ProfileRow::totalNanos)),
  /// By the number of calls.
  CALLS(Comparator.comparingLong(ProfileRow::calls)),
  /// By the memory without that of the events inside.
  SELF_BYTES(Comparator.comparingLong(ProfileRow::selfBytes)),
  /// By the whole memory.
  BYTES(Comparator.comparingLong(ProfileRow::bytes));

  private final Comparator<ProfileRow> order;

  ProfileSort(Comparator<ProfileRow> order) {
    this.order = order.reversed().thenComparing(ProfileRow::name);
  }

  Comparator<ProfileRow> order() {
    return order;
  }
}
