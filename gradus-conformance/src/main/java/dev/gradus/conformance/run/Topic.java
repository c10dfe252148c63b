package dev.gradus.conformance.run;

import dev.gradus.conformance.cases.RecordedCase;

/// Runs the cases of one training topic.
@FunctionalInterface
public interface Topic {

  /// Runs a case. May throw whatever the library throws, which then is a failure, and
  /// [InexpressibleException] where Gradus has no such call.
  Outcome run(RecordedCase c);
}
