package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.function.Consumer;

/// Turns a program into a hidden class with one method: two nested counted loops whose body comes
/// from [ScalarLoops] or [VectorLoops].
final class LoopCompiler {
  private static final ClassDesc LOOP = ClassDesc.of("dev.gradus.kernel.Loop");
  private static final ClassDesc INTS = CD_int.arrayType();
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_void, CD_int, CD_int, CD_Object.arrayType(), INTS, INTS, INTS, CD_long.arrayType());

  private LoopCompiler() {}

  /// A loop of plain bytecode.
  static Loop scalar(Program program, Layout layout) {
    return compile("ScalarLoop", new ScalarCode(program, layout));
  }

  /// A loop of Vector API calls; it takes only rows whose length is a multiple of the lane count.
  static Loop vector(Program program, Layout layout) {
    return compile("VectorLoop", new VectorCode(program, layout));
  }

  /// A loop of Vector API calls that adds up its outputs from `stored` on: see [SweepLoops].
  static Loop sweep(Program program, Layout layout, int stored) {
    return compile("SweepLoop", new SweepCode(program, layout, stored));
  }

  private static Loop compile(String kind, Consumer<CodeBuilder> run) {
    ClassDesc name = ClassDesc.of("dev.gradus.kernel." + kind);
    byte[] bytes = ClassFile.of().build(name, new Type(run));
    try {
      MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return (Loop) hidden.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "PointwiseLoop: a generated class cannot be instantiated.", e);
    }
  }

  // Classes with names where lambdas would do: Note [No lambda before the first result].

  /// The class.
  private record Type(Consumer<CodeBuilder> run) implements Consumer<ClassBuilder> {
    @Override
    public void accept(ClassBuilder type) {
      type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
      type.withSuperclass(LOOP);
      type.withMethodBody(INIT_NAME, MTD_void, 0, new Constructor());
      type.withMethodBody("run", RUN, 0, run);
    }
  }

  private record Constructor() implements Consumer<CodeBuilder> {
    @Override
    public void accept(CodeBuilder c) {
      c.aload(0).invokespecial(LOOP, INIT_NAME, MTD_void).return_();
    }
  }

  /// The method: a loop over rows.
  private abstract static class Code implements Consumer<CodeBuilder> {
    private final Program program;
    private final Layout layout;

    Code(Program program, Layout layout) {
      this.program = program;
      this.layout = layout;
    }

    @Override
    public void accept(CodeBuilder c) {
      LoopFrame frame = new LoopFrame(c, program, layout);
      frame.unpack();
      Label nextRow = c.newLabel();
      Label done = c.newLabel();
      c.iconst_0().istore(frame.row);
      c.labelBinding(nextRow);
      c.iload(frame.row).iload(LoopFrame.M).if_icmpge(done);
      frame.loadBroadcasts();
      row(frame);
      frame.advance();
      c.iinc(frame.row, 1).goto_(nextRow);
      c.labelBinding(done);
      c.return_();
    }

    /// Writes the loop over a row.
    abstract void row(LoopFrame frame);
  }

  private static final class ScalarCode extends Code {
    ScalarCode(Program program, Layout layout) {
      super(program, layout);
    }

    @Override
    void row(LoopFrame frame) {
      CodeBuilder c = frame.code;
      Label rowDone = c.newLabel();
      if (frame.layout.together()) {
        alignedRow(frame, rowDone);
        c.labelBinding(rowDone);
        return;
      }
      if (frame.canAlign()) {
        Label apart = c.newLabel();
        frame.jumpUnlessAligned(apart);
        alignedRow(frame, rowDone);
        c.labelBinding(apart);
      }
      Label next = startRow(frame, rowDone);
      ScalarLoops.emit(frame);
      endRow(frame, 1, next, rowDone);
    }
  }

  private static final class VectorCode extends Code {
    private final int lanes;

    VectorCode(Program program, Layout layout) {
      super(program, layout);
      lanes = VectorAccess.lanes(program.compute);
    }

    @Override
    void row(LoopFrame frame) {
      Label rowDone = frame.code.newLabel();
      Label next = startRow(frame, rowDone);
      VectorLoops.emit(frame);
      endRow(frame, lanes, next, rowDone);
    }
  }

  private static final class SweepCode extends Code {
    private final int stored;

    SweepCode(Program program, Layout layout, int stored) {
      super(program, layout);
      this.stored = stored;
    }

    @Override
    void row(LoopFrame frame) {
      new SweepLoops(frame, stored).emit();
    }
  }

  private static Label startRow(LoopFrame frame, Label rowDone) {
    CodeBuilder c = frame.code;
    Label next = c.newLabel();
    c.iconst_0().istore(frame.i);
    c.labelBinding(next);
    c.iload(frame.i).iload(LoopFrame.N).if_icmpge(rowDone);
    return next;
  }

  private static void endRow(LoopFrame frame, int step, Label next, Label rowDone) {
    frame.code.iinc(frame.i, step).goto_(next);
    frame.code.labelBinding(rowDone);
  }

  /// // Note [One index for all] C2 vectorises `y[o + i] = a[o + i]` but not `y[p + i] = a[q + i]`:
  /// it cannot tell whether the second reads what it wrote. Operands nearly always start at the
  /// same offset, so there are scalar loops for that case with one index for all arrays, which are
  /// half the code to make and to compile. Others have a row for it and one for the rest.
  private static void alignedRow(LoopFrame frame, Label rowDone) {
    CodeBuilder c = frame.code;
    frame.startAligned();
    Label next = c.newLabel();
    c.labelBinding(next);
    c.iload(frame.i).iload(frame.end).if_icmpge(rowDone);
    ScalarLoops.emit(frame);
    c.iinc(frame.i, 1).goto_(next);
    frame.endAligned();
  }
}
