package dev.gradus.conformance.run;

import dev.gradus.conformance.cases.RecordedCase;
import dev.gradus.conformance.run.Outcome.Side;
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
  private final List<Failure> otherNames = new ArrayList<>();
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
      case Outcome.Failed(String difference, Side side) -> {
        failures.add(new Failure(c.id(), difference));
        noteNames(c, side);
      }
      case Outcome.Unsupported(String reason) -> unsupported.merge(reason, 1, Integer::sum);
      case Outcome.Passed(Side side) -> {
        passedDtypes.computeIfAbsent(c.name(), _ -> new TreeSet<>()).add(c.dtype());
        noteNames(c, side);
      }
      case Outcome.NotApplicable _ -> {}
    }
  }

  private void noteNames(RecordedCase c, Side side) {
    if (side.nameDifference() != null) {
      otherNames.add(new Failure(c.id(), side.nameDifference()));
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

  /// The cases whose nodes have other names than recorded, passed or not.
  public List<Failure> otherNames() {
    return Collections.unmodifiableList(otherNames);
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
