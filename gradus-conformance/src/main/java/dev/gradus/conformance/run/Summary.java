package dev.gradus.conformance.run;

import dev.gradus.conformance.cases.RecordedCase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a run of many cases gave: a tally per operation and the failures in the order of the run.
public final class Summary {
  private final SortedMap<String, Tally> operations = new TreeMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private final SortedMap<String, Integer> unsupported = new TreeMap<>();

  private final SortedMap<String, SortedSet<String>> passedDtypes = new TreeMap<>();

  /// A failed case.
  ///
  /// @param id the case's id
  /// @param difference the first difference
  public record Failure(String id, String difference) {}

  /// Counts an outcome.
  public void add(RecordedCase c, Outcome outcome) {
    operations.merge(c.name(), Tally.of(outcome), Tally::plus);
    switch (outcome) {
      case Outcome.Failed(String difference, _) -> failures.add(new Failure(c.id(), difference));
      case Outcome.Unsupported(String reason) -> unsupported.merge(reason, 1, Integer::sum);
      case Outcome.Passed _ ->
          passedDtypes.computeIfAbsent(c.name(), _ -> new TreeSet<>()).add(c.dtype());
      case Outcome.NotApplicable _ -> {}
    }
  }

  /// The tallies by name, sorted.
  public SortedMap<String, Tally> operations() {
    return Collections.unmodifiableSortedMap(operations);
  }

  /// The dtypes under test in the cases that passed, by name.
  public SortedMap<String, SortedSet<String>> passedDtypes() {
    return Collections.unmodifiableSortedMap(passedDtypes);
  }

  /// The failed cases.
  public List<Failure> failures() {
    return Collections.unmodifiableList(failures);
  }

  /// How often each reason for not being supported was given.
  public SortedMap<String, Integer> unsupportedReasons() {
    return Collections.unmodifiableSortedMap(unsupported);
  }

  /// All tallies together.
  public Tally totals() {
    return operations.values().stream().reduce(Tally.ZERO, Tally::plus);
  }
}
