package dev.gradus.conformance.run;

import dev.gradus.conformance.cases.CaseFormatException;
import dev.gradus.conformance.cases.OpCase;
import dev.gradus.conformance.cases.RecordedCase;
import dev.gradus.conformance.cases.UnknownDTypeException;
import dev.gradus.conformance.run.Outcome.Unsupported;
import java.util.Map;

/// Runs any case: of an operation or of a training topic.
public final class CaseRunner {
  private final OpRunner<?> operations;
  private final Map<String, Topic> topics;

  /// Creates a runner.
  ///
  /// @param operations runs the operations
  /// @param topics runs the training topics, by name; others count as not supported
  public CaseRunner(OpRunner<?> operations, Map<String, Topic> topics) {
    this.operations = operations;
    this.topics = Map.copyOf(topics);
  }

  /// Runs the case.
  ///
  /// @throws CaseFormatException if it is malformed
  public Outcome run(RecordedCase c) {
    if (c.isOperation()) {
      try {
        return operations.run(OpCase.decode(c));
      } catch (UnknownDTypeException e) {
        return new Unsupported(String.valueOf(e.getMessage()));
      }
    }
    Topic topic = topics.get(c.name());
    return topic == null ? new Unsupported("no " + c.name() + " yet") : guarded(topic, c);
  }

  private static Outcome guarded(Topic topic, RecordedCase c) {
    try {
      return topic.run(c);
    } catch (CaseFormatException e) {
      throw new CaseFormatException(c.place() + ": case " + c.id() + ": " + e.getMessage(), e);
    } catch (InexpressibleException | UnknownDTypeException e) {
      return new Unsupported(String.valueOf(e.getMessage()));
    } catch (Exception | StackOverflowError | AssertionError e) {
      return Outcome.failed("threw " + OpRunner.describe(e));
    }
  }
}
