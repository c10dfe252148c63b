package dev.gradus.conformance.run;

/// How an operation is called in Gradus.
///
/// @param <T> the library's tensor
@FunctionalInterface
public interface Call<T> {

  /// Calls it. The result is a tensor, a list of results (nested as in PyTorch), or a plain value:
  /// a boolean, a number, an array of sizes.
  Object call(Arguments<T> arguments);
}
