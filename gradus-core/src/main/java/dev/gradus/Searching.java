package dev.gradus;

import dev.gradus.op.reduce.SearchCalls;

/// Looking for values among the statics of [Gradus].
///
/// **Gradient**: none; places and truth values are no differentiable functions.
abstract sealed class Searching extends Outs permits FiniteDifferences {
  /// Where values would be inserted in sorted rows, so that these stay sorted. **Shape**: that of
  /// the values; one row serves all, or rows and values agree in all dimensions but the last.
  /// **Dtype**: int64. **Gradient**: none. **Errors**: other shapes, complex numbers. **Source**:
  /// torch.searchsorted.
  public static Tensor searchsorted(Tensor sorted, Tensor values) {
    return searchsorted(sorted, values, SearchOptions.DEFAULT);
  }

  /// As [#searchsorted(Tensor, Tensor)], with places behind equal elements if `right`.
  public static Tensor searchsorted(Tensor sorted, Tensor values, boolean right) {
    return searchsorted(sorted, values, SearchOptions.DEFAULT.withRight(right));
  }

  /// As [#searchsorted(Tensor, Tensor)] with options. **Errors**: another side than `left` and
  /// `right`; a sorter of other sizes, of another dtype than int64, with places out of range.
  public static Tensor searchsorted(Tensor sorted, Tensor values, SearchOptions options) {
    return SearchCalls.of("searchsorted", sorted, values, options);
  }

  /// Where one value would be inserted in a sorted vector.
  public static Tensor searchsorted(Tensor sorted, double value, SearchOptions options) {
    return searchsorted(sorted, number(sorted, value), options);
  }

  /// In which of the buckets between rising boundaries each element is: the number of boundaries
  /// below it. **Dtype**: int64. **Gradient**: none. **Errors**: boundaries of other than one
  /// dimension. **Source**: torch.bucketize.
  public static Tensor bucketize(Tensor x, Tensor boundaries) {
    return bucketize(x, boundaries, false, false);
  }

  /// As [#bucketize(Tensor, Tensor)], in int32 or int64, counting boundaries that are equal if
  /// `right`.
  public static Tensor bucketize(Tensor x, Tensor boundaries, boolean outInt32, boolean right) {
    SearchCalls.checkBoundaries(boundaries);
    return SearchCalls.of(
        "searchsorted", boundaries, x, new SearchOptions(outInt32, right, null, null));
  }

  /// In which bucket a number is.
  public static Tensor bucketize(double x, Tensor boundaries, boolean outInt32, boolean right) {
    return bucketize(number(boundaries, x), boundaries, outInt32, right);
  }

  /// Which elements are among others; a nan never is. **Shape**: that of x. **Dtype**: bool.
  /// **Gradient**: none. **Errors**: complex numbers. **Source**: torch.isin.
  public static Tensor isin(Tensor x, Tensor others) {
    return SearchCalls.isin(x, others, false);
  }

  /// Which elements are, or if `invert` are not, among others; `assumeUnique` promises that no
  /// element occurs twice and changes nothing.
  public static Tensor isin(Tensor x, Tensor others, boolean assumeUnique, boolean invert) {
    return SearchCalls.isin(x, others, invert);
  }

  /// Which elements equal a number.
  public static Tensor isin(Tensor x, double other, boolean assumeUnique, boolean invert) {
    return isin(x, number(x, other), assumeUnique, invert);
  }

  /// Whether a number is among elements.
  public static Tensor isin(double x, Tensor others, boolean assumeUnique, boolean invert) {
    return isin(number(others, x), others, assumeUnique, invert);
  }

  /// A number as a tensor that does not widen the other's dtype within its category.
  private static Tensor number(Tensor other, double value) {
    boolean whole = other.dtype().isIntegral() && value == Math.rint(value);
    return whole
        ? Gradus.full(other.dtype(), new long[] {}, value)
        : Gradus.full(
            other.dtype().isIntegral() ? Globals.defaultDtype() : other.dtype(),
            new long[] {},
            value);
  }
}
