package dev.gradus.conformance.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The operations that can be run: PyTorch's name to one or more ways to call it.
///
/// ```
/// bindings.op("sum", "input, dim: ints, keepdim: bool = False", a -> …);
/// ```
///
/// Where a name is bound more than once, the first signature that takes the call wins.
///
/// @param <T> the library's tensor
public final class Bindings<T> {
  private final Map<String, List<Binding<T>>> byName = new HashMap<>();

  private final SortedMap<String, String> leftOut = new TreeMap<>();

  /// One way to call an operation.
  record Binding<T>(Signature signature, Dtypes dtypes, Call<T> call) {}

  /// Binds operations to a call for all dtypes.
  ///
  /// @param names PyTorch's names, separated by spaces
  /// @param signature see [Signature]
  public void op(String names, String signature, Call<T> call) {
    op(Dtypes.ALL, names, signature, call);
  }

  /// Binds operations to a call for the given dtypes.
  public void op(Dtypes dtypes, String names, String signature, Call<T> call) {
    Binding<T> binding = new Binding<>(Signature.parse(signature), dtypes, call);
    for (String name : names.split(" ")) {
      byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(binding);
    }
  }

  /// Leaves out an operation that PyTorch itself marks as internal: its cases are not applicable.
  ///
  /// @param name a name with one leading underscore
  /// @param reason why, for the list of operations
  public void leaveOut(String name, String reason) {
    if (!name.startsWith("_") || name.startsWith("__")) {
      throw new IllegalArgumentException(name + ": only internal names may be left out");
    }
    leftOut.put(name, reason);
  }

  /// What is left out, with the reasons.
  public SortedMap<String, String> leftOut() {
    return Collections.unmodifiableSortedMap(leftOut);
  }

  List<Binding<T>> of(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /// All bound names in order.
  public Set<String> names() {
    return new TreeSet<>(byName.keySet());
  }
}
