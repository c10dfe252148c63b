package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;

/// The row of a [Sweep] in Vector API calls: two vectors of elements per turn, the sums of their
/// lanes in registers.
///
/// 32 lanes are two vectors of 512 bits. Where vectors are shorter the row is walked several times,
/// each time for other lanes, so that a turn is no longer.
final class SweepLoops {
  private static final int LANES = LaneLoops.LANES;

  private final LoopFrame frame;
  private final CodeBuilder c;
  private final int stored;
  private final VectorLoops body;
  private final VectorMemory memory;
  private final int width;
  private final int vectors;
  private final int[][] sums;

  /// @param stored how many of the outputs are stored; the others are added up
  SweepLoops(LoopFrame frame, int stored) {
    this.frame = frame;
    this.c = frame.code;
    this.stored = stored;
    this.body = new VectorLoops(frame);
    this.memory = new VectorMemory(frame);
    this.width = VectorAccess.lanes(frame.program.compute);
    this.vectors = Math.min(2, LANES / width);
    this.sums = new int[frame.program.outputs.size() - stored][vectors];
    for (int[] each : sums) {
      for (int v = 0; v < vectors; v++) {
        each[v] = c.allocateLocal(TypeKind.REFERENCE);
      }
    }
  }

  /// Writes the inner loops.
  void emit() {
    for (int first = 0; first < LANES; first += vectors * width) {
      emit(first);
    }
  }

  private void emit(int first) {
    for (int[] each : sums) {
      for (int sum : each) {
        memory.species(memory.number);
        c.loadConstant(0);
        c.conversion(TypeKind.INT, ScalarAccess.kind(frame.program.compute));
        memory.broadcast(memory.number);
        c.astore(sum);
      }
    }
    Label next = c.newLabel();
    Label done = c.newLabel();
    c.loadConstant(first).istore(frame.i);
    c.labelBinding(next);
    c.iload(frame.i).iload(LoopFrame.N).if_icmpge(done);
    for (int v = 0; v < vectors; v++) {
      frame.shift = v * width;
      turn(v);
    }
    c.iinc(frame.i, LANES).goto_(next);
    c.labelBinding(done);
    for (int k = 0; k < sums.length; k++) {
      for (int v = 0; v < vectors; v++) {
        writeLanes(stored + k, sums[k][v], first + v * width);
      }
    }
  }

  private void turn(int v) {
    body.share();
    for (int k = 0; k < stored; k++) {
      body.store(k);
    }
    for (int k = 0; k < sums.length; k++) {
      c.aload(sums[k][v]);
      body.pushResult(stored + k);
      c.invokevirtual(
          memory.number.vector(),
          "add",
          MethodTypeDesc.of(memory.number.vector(), VectorMemory.VECTOR));
      c.astore(sums[k][v]);
    }
  }

  private void writeLanes(int operand, int sum, int lane) {
    c.aload(sum).aload(frame.array[operand]);
    frame.pushBase(operand);
    c.loadConstant(lane).iadd();
    c.invokevirtual(
        memory.number.vector(),
        "intoArray",
        MethodTypeDesc.of(CD_void, frame.program.operand(operand).arrayClass(), CD_int));
  }
}
