package dev.gradus;

/// Reads the classes of usual first operations while the program still makes its tensors.
///
/// A class costs the JVM 0.3 to 0.5 ms, most of it the loader's own code in the interpreter, and a
/// first `exp` needs forty. They are read and linked on a thread of their own, but not initialised:
/// two threads that initialise classes could wait for each other. Who needs a class before it is
/// there reads it, or waits until it is read. docs/decisions/0003 has the figures.
final class ClassesAhead implements Runnable {
  /// The kind of loops (`-Dgradus.kernels`) of programs that are over in a moment: they read few
  /// classes, from an archive.
  private static final String BRIEF = "few";

  // About in the order of a first call; ours without their first package. ClassesAheadTest says
  // which are missing or not needed.
  private static final String[] NAMES = {
    "Call",
    "Flight",
    "/jdk.jfr.FlightRecorder",
    "expr.Expr",
    "expr.Op",
    "expr.Expr$Type",
    "expr.Leaves",
    "expr.Compute",
    "op.pointwise.Row",
    "op.pointwise.Rule",
    "op.pointwise.RowCall",
    "op.pointwise.Scalar",
    "op.pointwise.ComplexForm$Stated",
    "op.pointwise.Arithmetic",
    "op.pointwise.Exponential",
    "op.pointwise.Launch",
    "memory.MemoryScope",
    "memory.ArrayKind",
    "memory.Recycler",
    "memory.Recycler$Shelf",
    "memory.Tenure",
    "kernel.PointwiseLoop",
    "kernel.Kernels",
    "kernel.Kernels$Mode",
    "kernel.Loop",
    "kernel.ReadyLoop",
    "kernel.LoopSource",
    "kernel.VectorModule",
    "kernel.TieredLoop",
    "kernel.Layout",
    "kernel.LoopPlan",
    "kernel.WarmUp",
    "Lost",
    "kernel.ReadyArithmetic$Add",
    "kernel.ReadyArithmetic$Mul",
    "kernel.ReadyFormulas$Exp",
    "kernel.ReadyFormulas$Tanh",
    "kernel.ReadyFormulas$GeluTanh",
    "op.pointwise.Activations",
    "Checks",
    "Scope",
    "op.view.View",
    "shape.Views",
    "Version",
    "ViewInfo",
    "ViewInfo$Creation",
    "shape.Axes",
    "kernel.LaneOp",
    "kernel.ReductionLoops",
    "kernel.LaneLoops",
    "kernel.FloatLanes",
    "kernel.FloatRowTree",
    "op.reduce.Softmax",
    "op.reduce.Softmax$Forward",
    "op.pointwise.Widened",
    "op.pointwise.Widened$Copy",
    "kernel.SoftmaxRows",
    "kernel.SoftmaxRows$Block",
    "kernel.SoftmaxRows$Forward",
    "kernel.SoftmaxRows$Task",
    "kernel.SoftmaxSweeps",
    "kernel.SoftmaxLoops",
    "kernel.FloatSoftmaxLoops",
    "kernel.SoftmaxRows$FloatExp",
    "op.reduce.Sum",
    "op.reduce.Reduce",
    "op.reduce.Dims",
    "kernel.Reduction",
    "kernel.ReductionJob",
    "kernel.ReductionJob$Range",
    "kernel.ReductionJob$Tree",
    "kernel.Axes",
    "kernel.FloatTree",
    "kernel.FloatTree$Task",
    "kernel.Widening",
  };

  private ClassesAhead() {}

  /// Begins.
  static void start() {
    if (!BRIEF.equals(System.getProperty("gradus.kernels"))) {
      Thread thread = new Thread(new ClassesAhead(), "gradus-classes");
      thread.setDaemon(true);
      thread.start();
    }
  }

  @Override
  public void run() {
    String own = ClassesAhead.class.getPackageName() + '.';
    ClassLoader loader = ClassesAhead.class.getClassLoader();
    for (String name : NAMES) {
      try {
        String full = name.charAt(0) == '/' ? name.substring(1) : own.concat(name);
        // The JVM links a class before it looks for its public constructors.
        var _ = Class.forName(full, false, loader).getConstructors();
      } catch (ClassNotFoundException | LinkageError _) {
        // Whoever needs it will say so.
      }
    }
  }
}
