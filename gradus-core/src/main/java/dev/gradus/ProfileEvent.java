package dev.gradus;

/// Something that took time while a [Profile] was made.
///
/// @param name an operation, a node, or a label of [Gradus#recordFunction]
/// @param kind which of these it is
/// @param startNanos when it began, counted from the beginning of the profile
/// @param totalNanos how long it took
/// @param selfNanos how long it took without the events inside it
/// @param bytes the memory of results that were made in it
/// @param selfBytes that without the events inside it
/// @param depth how many events it lies in
public record ProfileEvent(
    String name,
    Kind kind,
    long startNanos,
    long totalNanos,
    long selfNanos,
    long bytes,
    long selfBytes,
    int depth) {
  /// What takes time.
  public enum Kind {
    /// An operation on tensors.
    OPERATION,
    /// A node of a graph, in a backward pass.
    NODE,
    /// What a user named.
    LABEL
  }
}
