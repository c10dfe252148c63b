package dev.gradus.kernel;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.function.Consumer;

/// Writes the loop of [LaneLoops#columns]: the sums of some vectors of columns stay in registers
/// while the rows go by.
final class ColumnLanes {
  /// Vectors of columns that go through the rows together.
  private static final int VECTORS = 8;

  private static final int COUNT = 1;
  private static final int WIDTH = 2;
  private static final int X = 3;
  private static final int AT = 4;
  private static final int STEP = 5;
  private static final int TO = 6;
  private static final int O = 7;
  private static final int LEFT = 8;
  private static final int FROM = 9;
  private static final int FIRST = 10;

  private final CodeBuilder code;
  private final VectorCode vector;
  private final TermCode source;
  private final String name;
  private final Consumer<CodeBuilder> combineOne;

  /// @param name the method that combines vectors
  /// @param combineOne combines two elements
  ColumnLanes(
      CodeBuilder code,
      VectorCode vector,
      TermCode source,
      String name,
      Consumer<CodeBuilder> combineOne) {
    this.code = code;
    this.vector = vector;
    this.source = source;
    this.name = name;
    this.combineOne = combineOne;
  }

  /// The body of the method.
  void write() {
    source.cast(code, X);
    vector.castArrays(code, TO);
    writeVectors(VECTORS);
    writeVectors(1);
    writeElements();
    code.return_();
  }

  private void writeVectors(int vectors) {
    int columns = vectors * vector.lanes();
    Label next = code.newLabel();
    Label done = code.newLabel();
    code.labelBinding(next).iload(WIDTH).loadConstant(columns).if_icmplt(done);
    for (int v = 0; v < vectors; v++) {
      vector.load(code, TO, O, v * vector.lanes());
      code.astore(FIRST + v);
    }
    overRows(() -> {
      for (int v = 0; v < vectors; v++) {
        code.aload(FIRST + v);
        source.load(code, X, FROM, v * vector.lanes());
        vector.combine(code, name);
        code.astore(FIRST + v);
      }
    });
    for (int v = 0; v < vectors; v++) {
      code.aload(FIRST + v);
      vector.store(code, TO, O, v * vector.lanes());
    }
    code.iinc(AT, columns).iinc(O, columns).iinc(WIDTH, -columns);
    code.goto_(next).labelBinding(done);
  }

  private void writeElements() {
    Label next = code.newLabel();
    Label done = code.newLabel();
    code.labelBinding(next).iload(WIDTH).ifle(done);
    overRows(() -> {
      code.aload(TO).iload(O);
      code.aload(TO).iload(O).arrayLoad(vector.element());
      source.loadOne(code, X, FROM);
      combineOne.accept(code);
      code.arrayStore(vector.element());
    });
    code.iinc(AT, 1).iinc(O, 1).iinc(WIDTH, -1);
    code.goto_(next).labelBinding(done);
  }

  private void overRows(Runnable body) {
    Label row = code.newLabel();
    Label end = code.newLabel();
    code.iload(AT).istore(FROM).iload(COUNT).istore(LEFT);
    code.labelBinding(row).iload(LEFT).ifle(end);
    body.run();
    code.iload(FROM).iload(STEP).iadd().istore(FROM);
    code.iinc(LEFT, -1).goto_(row).labelBinding(end);
  }
}
