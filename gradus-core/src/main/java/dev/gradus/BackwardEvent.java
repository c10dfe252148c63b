package dev.gradus;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/// What a flight recording shows of a run back through a graph: Note [Flight recordings] in
/// [Flight].
@Name("dev.gradus.Backward")
@Label("Backward")
@Description("A run back through a recorded graph")
@Category("Gradus")
@StackTrace
final class BackwardEvent extends Event {
  @Label("Root")
  @Description("The name of the node that the run starts from")
  @Nullable String root;

  @Label("Roots")
  @Description("How many tensors the run starts from")
  int roots;

  @Label("Create Graph")
  @Description("Whether the gradients are recorded")
  boolean createGraph;

  @Label("Error")
  @Description("The class of what the run threw")
  @Nullable String error;
}
