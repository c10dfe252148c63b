package dev.gradus.conformance.run;

import org.jspecify.annotations.Nullable;

/// How a case ended.
public sealed interface Outcome {

  /// Whether something that is reported but does not decide agrees with the record.
  enum Mark {
    AGREES,
    DIFFERS,
    /// The case records nothing to compare with, or the run did not come so far.
    NONE
  }

  /// The columns that do not decide.
  ///
  /// @param names whether all node names agree
  /// @param strides whether the strides of all outputs agree
  /// @param nameDifference the first node name that differs, in words
  record Side(Mark names, Mark strides, @Nullable String nameDifference) {
    /// Nothing to compare.
    public static final Side NONE = new Side(Mark.NONE, Mark.NONE);

    /// Names that agree, or were not recorded.
    public Side(Mark names, Mark strides) {
      this(names, strides, null);
    }
  }

  /// Everything that decides agrees.
  record Passed(Side side) implements Outcome {}

  /// Something differs.
  ///
  /// @param difference the first difference, in words
  record Failed(String difference, Side side) implements Outcome {}

  /// The operation, this form of the call or this dtype does not exist yet.
  record Unsupported(String reason) implements Outcome {}

  /// Java's compiler makes the recorded error impossible.
  record NotApplicable(String reason) implements Outcome {}

  /// A failure before anything could be compared.
  static Outcome failed(String difference) {
    return new Failed(difference, Side.NONE);
  }
}
