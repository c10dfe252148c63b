package dev.gradus;

/// All events of the same name in a [Profile], summed up.
///
/// @param name their name
/// @param calls how many they are
/// @param totalNanos how long they took
/// @param selfNanos how long they took without the events inside them
/// @param bytes the memory of results that were made in them
/// @param selfBytes that without the events inside them
public record ProfileRow(
    String name, long calls, long totalNanos, long selfNanos, long bytes, long selfBytes) {
  ProfileRow plus(ProfileEvent e) {
    return new ProfileRow(
        name,
        calls + 1,
        totalNanos + e.totalNanos(),
        selfNanos + e.selfNanos(),
        bytes + e.bytes(),
        selfBytes + e.selfBytes());
  }
}
