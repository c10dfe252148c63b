package dev.gradus;

/// What a view remembers: the tensor whose memory it shows, and how it was made.
final class ViewInfo {
  /// How a view came to be, which decides whether it may be changed in place.
  enum Creation {
    /// In grad mode, by an operation with one result.
    DEFAULT,
    /// While grad mode was off.
    NO_GRAD,
    /// As one of several results of one operation.
    MULTI_OUTPUT
  }

  final Tensor base;
  final Creation creation;

  /// The version of the shared memory that the view's edge belongs to.
  int edgeVersion;

  ViewInfo(Tensor base, Creation creation, int edgeVersion) {
    this.base = base;
    this.creation = creation;
    this.edgeVersion = edgeVersion;
  }
}
