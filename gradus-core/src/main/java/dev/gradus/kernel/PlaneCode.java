package dev.gradus.kernel;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;

/// Writes which array a row of a plane is read from: the plane's, or zeros where it is outside.
///
/// @param q slot of the row's number
/// @param rows slot of how many rows there are
/// @param width slot of their length
/// @param from slot of where row 0 is read from
/// @param plane slot of the plane's array
/// @param zeros slot of the array of zeros
record PlaneCode(int q, int rows, int width, int from, int plane, int zeros) {
  /// Sets the slots of the array and of the index to read at.
  void choose(CodeBuilder code, int array, int at) {
    Label outside = code.newLabel();
    Label done = code.newLabel();
    code.iload(q).iflt(outside).iload(q).iload(rows).if_icmpge(outside);
    code.aload(plane).astore(array);
    code.iload(q).iload(width).imul().iload(from).iadd().istore(at).goto_(done);
    code.labelBinding(outside).aload(zeros).astore(array);
    code.loadConstant(PlaneKernel.ZEROS / 2 - VectorPlanes.WIDEST).istore(at).labelBinding(done);
  }
}
