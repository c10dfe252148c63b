package dev.gradus;

import dev.gradus.graph.Edge;
import dev.gradus.shape.Sizes;
import java.util.List;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;

/// Events for the JVM's flight recordings.
///
/// // Note [Flight recordings] As long as nobody has started the recorder, one field is read. The
/// classes of the events are left alone until then, because loading one registers it, which takes a
/// tenth of a short program's time. Events are written where an operation is computed, below all
/// transforms: what `vmap` makes of an operation is what is seen, and an operation that is made of
/// others holds theirs.
final class Flight {
  private Flight() {}

  /// Asked whether anybody wants such events; never written.
  private static final class Asked {
    static final OperationEvent OPERATION = new OperationEvent();
    static final BackwardEvent BACKWARD = new BackwardEvent();
  }

  /// Whether somebody records operations.
  static boolean recordsOperations() {
    return FlightRecorder.isInitialized() && Asked.OPERATION.isEnabled();
  }

  /// Computes an operation with one result as an event.
  static Tensor forward(ThreadState s, SingleOperation op, Tensor[] x) {
    OperationEvent event = new OperationEvent();
    event.begin();
    Tensor y = op.forward(x);
    finish(event, s, op.name(), y);
    return y;
  }

  /// Computes an operation with any number of results as an event.
  static Tensor[] forwardAll(ThreadState s, Operation op, Tensor[] x) {
    OperationEvent event = new OperationEvent();
    event.begin();
    Tensor[] y = op.forwardAll(x);
    finish(event, s, op.name(), y);
    return y;
  }

  /// Runs an operation that overwrites its first input as an event.
  static void inPlace(ThreadState s, InPlaceOperation op, Tensor[] x) {
    OperationEvent event = new OperationEvent();
    event.begin();
    InPlaceCalls.run(s, op, x);
    finish(event, s, op.name() + "_", x[0]);
  }

  /// What changes tensors in one pass and does not come through the door.
  static void update(ThreadState s, String name, Tensor first, Runnable body) {
    if (!recordsOperations()) {
      body.run();
      return;
    }
    OperationEvent event = new OperationEvent();
    event.begin();
    body.run();
    finish(event, s, name, first);
  }

  private static void finish(OperationEvent event, ThreadState s, String name, Tensor... y) {
    event.end();
    if (event.shouldCommit()) {
      event.name = name;
      event.inBackward = s.runs != null;
      if (y.length > 0) {
        event.shape = Sizes.text(y[0].layout().sizes());
        event.dtype = y[0].dtype().toString();
      }
      for (Tensor result : y) {
        event.bytes += result.numel() * result.dtype().itemSize();
      }
      event.commit();
    }
  }

  /// Runs back through a graph, as an event if somebody records those.
  static <T> T backward(List<Edge<Tensor>> roots, boolean createGraph, Supplier<T> run) {
    if (!FlightRecorder.isInitialized() || !Asked.BACKWARD.isEnabled()) {
      return run.get();
    }
    BackwardEvent event = new BackwardEvent();
    event.begin();
    try {
      return run.get();
    } catch (RuntimeException | Error e) {
      event.error = e.getClass().getName();
      throw e;
    } finally {
      event.end();
      if (event.shouldCommit()) {
        event.root = roots.isEmpty() ? null : roots.get(0).node().name();
        event.roots = roots.size();
        event.createGraph = createGraph;
        event.commit();
      }
    }
  }
}
