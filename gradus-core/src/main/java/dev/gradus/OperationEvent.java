package dev.gradus;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/// What a flight recording shows of an operation: Note [Flight recordings] in [Flight].
@Name("dev.gradus.Operation")
@Label("Operation")
@Description("An operation on tensors; operations that it is made of are events of their own")
@Category("Gradus")
@StackTrace(false)
final class OperationEvent extends Event {
  @Label("Name")
  @Nullable String name;

  @Label("Shape")
  @Description("The sizes of the first result")
  @Nullable String shape;

  @Label("Dtype")
  @Nullable String dtype;

  @Label("Size")
  @Description("The elements of the results in bytes")
  @DataAmount
  long bytes;

  @Label("In Backward")
  @Description("Whether a gradient was being computed")
  boolean inBackward;
}
