package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
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
    return compile(program, layout, "ScalarLoop", frame -> rows(frame, 1, ScalarLoops::emit));
  }

  /// A loop of Vector API calls; it takes only rows whose length is a multiple of the lane count.
  static Loop vector(Program program, Layout layout) {
    int lanes = VectorAccess.lanes(program.compute);
    return compile(program, layout, "VectorLoop", frame -> rows(frame, lanes, VectorLoops::emit));
  }

  /// A loop of Vector API calls that adds up its outputs from `stored` on: see [SweepLoops].
  static Loop sweep(Program program, Layout layout, int stored) {
    return compile(
        program, layout, "SweepLoop", frame -> rows(frame, new SweepLoops(frame, stored)::emit));
  }

  /// Writes the body of the inner loop.
  interface Body {
    void emit(LoopFrame frame);
  }

  private static Loop compile(
      Program program, Layout layout, String kind, Consumer<LoopFrame> method) {
    ClassDesc name = ClassDesc.of("dev.gradus.kernel." + kind);
    byte[] bytes =
        ClassFile.of()
            .build(
                name,
                type -> {
                  type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
                  type.withSuperclass(LOOP);
                  type.withMethodBody(
                      INIT_NAME,
                      MTD_void,
                      0,
                      c -> c.aload(0).invokespecial(LOOP, INIT_NAME, MTD_void).return_());
                  type.withMethodBody(
                      "run", RUN, 0, c -> method.accept(new LoopFrame(c, program, layout)));
                });
    try {
      MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return (Loop) hidden.lookupClass().getDeclaredConstructor().newInstance();
    } catch (IllegalAccessException
        | InstantiationException
        | NoSuchMethodException
        | InvocationTargetException e) {
      throw new IllegalStateException(
          "PointwiseLoop: a generated class cannot be instantiated.", e);
    }
  }

  private static void rows(LoopFrame frame, int step, Body body) {
    rows(
        frame,
        () -> {
          CodeBuilder c = frame.code;
          Label rowDone = c.newLabel();
          if (step == 1 && frame.canAlign()) {
            alignedRow(frame, body, rowDone);
          }
          Label next = c.newLabel();
          c.iconst_0().istore(frame.i);
          c.labelBinding(next);
          c.iload(frame.i).iload(LoopFrame.N).if_icmpge(rowDone);
          body.emit(frame);
          c.iinc(frame.i, step).goto_(next);
          c.labelBinding(rowDone);
        });
  }

  private static void rows(LoopFrame frame, Runnable row) {
    CodeBuilder c = frame.code;
    frame.unpack();
    Label nextRow = c.newLabel();
    Label done = c.newLabel();
    c.iconst_0().istore(frame.row);
    c.labelBinding(nextRow);
    c.iload(frame.row).iload(LoopFrame.M).if_icmpge(done);
    frame.loadBroadcasts();
    row.run();
    frame.advance();
    c.iinc(frame.row, 1).goto_(nextRow);
    c.labelBinding(done);
    c.return_();
  }

  /// // Note [One index for all] C2 vectorises `y[o + i] = a[o + i]` but not `y[p + i] = a[q + i]`:
  /// it cannot tell whether the second reads what it wrote. Operands nearly always start at the
  /// same offset, so a scalar loop has a row for that case with one index for all arrays, and one
  /// row for the rest.
  private static void alignedRow(LoopFrame frame, Body body, Label rowDone) {
    CodeBuilder c = frame.code;
    Label apart = c.newLabel();
    frame.jumpUnlessAligned(apart);
    frame.startAligned();
    Label next = c.newLabel();
    c.labelBinding(next);
    c.iload(frame.i).iload(frame.end).if_icmpge(rowDone);
    body.emit(frame);
    c.iinc(frame.i, 1).goto_(next);
    frame.endAligned();
    c.labelBinding(apart);
  }
}
