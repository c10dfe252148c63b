package dev.gradus.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Writes [LaneLoops] on the Vector API for any operation, element type and vector width.
final class LaneGenerator {
  private static final MethodTypeDesc LANES =
      MethodTypeDesc.of(CD_void, CD_int, CD_Object, CD_int, CD_Object, CD_int);

  /// Also that of what goes along rows.
  private static final MethodTypeDesc COLUMNS =
      MethodTypeDesc.of(CD_void, CD_int, CD_int, CD_Object, CD_int, CD_int, CD_Object, CD_int);

  private static final MethodTypeDesc ROWS =
      MethodTypeDesc.of(
          CD_void, CD_int, CD_int, CD_Object, CD_int, CD_int, CD_Object, CD_int, CD_int);

  private static final ClassDesc UNASKED = ClassDesc.of("java.lang.AssertionError");

  private static final MethodTypeDesc DEVIATIONS =
      MethodTypeDesc.of(CD_void, CD_int, CD_Object, CD_int, CD_double, CD_Object, CD_int);

  private final LaneOp op;
  private final VectorCode vector;
  private final TermCode source;

  private LaneGenerator(LaneOp op, VectorCode vector, TermCode source) {
    this.op = op;
    this.vector = vector;
    this.source = source;
  }

  static LaneLoops generate(LaneOp op, boolean wide, int bits) {
    VectorCode vector = VectorCode.of(wide, bits);
    Term term = op == LaneOp.MAX_SIZE ? Term.SIZE : Term.SELF;
    LaneGenerator generator = new LaneGenerator(op, vector, new TermCode(vector, vector, term));
    String name = (wide ? "Double" : "Float") + "Lanes" + bits + op;
    return VectorCode.instantiate(LaneLoops.class, name, generator::methods);
  }

  /// Loops that add up terms in double.
  ///
  /// @param narrow whether the elements are floats
  static LaneLoops generate(Term term, boolean narrow, int bits) {
    VectorCode vector = VectorCode.of(true, bits);
    VectorCode elements = narrow ? VectorCode.of(false, bits / 2) : vector;
    LaneGenerator generator =
        new LaneGenerator(LaneOp.SUM, vector, new TermCode(elements, vector, term));
    String name = (narrow ? "Float" : "Double") + "Terms" + bits + term;
    return VectorCode.instantiate(LaneLoops.class, name, generator::sums);
  }

  private void sums(ClassBuilder builder) {
    builder
        .withMethodBody("lanes", LANES, ClassFile.ACC_PUBLIC, this::lanes)
        .withMethodBody("rows", ROWS, ClassFile.ACC_PUBLIC, this::rows)
        .withMethodBody("columns", COLUMNS, ClassFile.ACC_PUBLIC, this::columns)
        .withMethodBody("deviations", DEVIATIONS, ClassFile.ACC_PUBLIC, LaneGenerator::unasked)
        .withMethodBody("sums", COLUMNS, ClassFile.ACC_PUBLIC, this::folds)
        .withMethodBody("columnSums", COLUMNS, ClassFile.ACC_PUBLIC, this::foldsDown)
        .withMethodBody("range", COLUMNS, ClassFile.ACC_PUBLIC, LaneGenerator::unasked);
  }

  private static void unasked(CodeBuilder code) {
    code.new_(UNASKED).dup().invokespecial(UNASKED, "<init>", MTD_void).athrow();
  }

  private void methods(ClassBuilder builder) {
    builder
        .withMethodBody("lanes", LANES, ClassFile.ACC_PUBLIC, this::lanes)
        .withMethodBody("rows", ROWS, ClassFile.ACC_PUBLIC, this::rows)
        .withMethodBody("columns", COLUMNS, ClassFile.ACC_PUBLIC, this::columns)
        .withMethodBody("deviations", DEVIATIONS, ClassFile.ACC_PUBLIC, this::deviations)
        .withMethodBody(
            "sums",
            COLUMNS,
            ClassFile.ACC_PUBLIC,
            op == LaneOp.SUM ? this::folds : LaneGenerator::unasked)
        .withMethodBody(
            "columnSums",
            COLUMNS,
            ClassFile.ACC_PUBLIC,
            op == LaneOp.SUM ? this::foldsDown : LaneGenerator::unasked)
        .withMethodBody(
            "range", COLUMNS, ClassFile.ACC_PUBLIC, code -> new RangeLanes(code, vector).write());
  }

  /// All lanes in registers.
  private void lanes(CodeBuilder code) {
    int count = 1;
    int x = 2;
    int at = 3;
    int to = 4;
    int o = 5;
    int end = 6;
    int first = 7;
    int vectors = LaneLoops.LANES / vector.lanes();
    source.cast(code, x);
    vector.castArrays(code, to);
    vector.pushSpecies(code);
    pushIdentity(code);
    vector.broadcast(code);
    code.astore(first);
    for (int v = 1; v < vectors; v++) {
      code.aload(first).astore(first + v);
    }
    code.iload(at).iload(count).loadConstant(LaneLoops.LANES).imul().iadd().istore(end);
    Label top = code.newLabel();
    Label done = code.newLabel();
    code.labelBinding(top).iload(at).iload(end).if_icmpge(done);
    for (int v = 0; v < vectors; v++) {
      code.aload(first + v);
      source.load(code, x, at, v * vector.lanes());
      vector.combine(code, op.vectorName());
      code.astore(first + v);
    }
    // One variable with a constant step: C2 then drops the range checks and unrolls.
    code.iinc(at, LaneLoops.LANES).goto_(top).labelBinding(done);
    for (int v = 0; v < vectors; v++) {
      code.aload(first + v);
      vector.store(code, to, o, v * vector.lanes());
    }
    code.return_();
  }

  /// Both sums of all lanes in registers.
  private void deviations(CodeBuilder code) {
    int count = 1;
    int x = 2;
    int at = 3;
    int centre = 4; // and 5
    int to = 6;
    int o = 7;
    int end = 8;
    int middle = 9;
    int d = 10;
    int first = 11;
    int vectors = LaneLoops.LANES / vector.lanes();
    vector.castArrays(code, x, to);
    vector.pushSpecies(code);
    code.dload(centre);
    if (!isWide()) {
      code.d2f();
    }
    vector.broadcast(code);
    code.astore(middle);
    vector.zero(code);
    code.astore(first);
    for (int v = 1; v < 2 * vectors; v++) {
      code.aload(first).astore(first + v);
    }
    code.iload(at).iload(count).loadConstant(LaneLoops.LANES).imul().iadd().istore(end);
    Label top = code.newLabel();
    Label done = code.newLabel();
    code.labelBinding(top).iload(at).iload(end).if_icmpge(done);
    for (int v = 0; v < vectors; v++) {
      vector.load(code, x, at, v * vector.lanes());
      code.aload(middle);
      vector.combine(code, "sub");
      code.astore(d);
      code.aload(first + v).aload(d);
      vector.combine(code, "add");
      code.astore(first + v);
      code.aload(first + vectors + v).aload(d).aload(d);
      vector.combine(code, "mul");
      vector.combine(code, "add");
      code.astore(first + vectors + v);
    }
    code.iinc(at, LaneLoops.LANES).goto_(top).labelBinding(done);
    for (int v = 0; v < 2 * vectors; v++) {
      code.aload(first + v);
      vector.store(code, to, o, v * vector.lanes());
    }
    code.return_();
  }

  /// A row in whole vectors, then element by element.
  private void rows(CodeBuilder code) {
    int rows = 1;
    int width = 2;
    int x = 3;
    int at = 4;
    int step = 5;
    int to = 6;
    int o = 7;
    int oStep = 8;
    int j = 9;
    int from = 10;
    int target = 11;
    source.cast(code, x);
    vector.castArrays(code, to);
    Label nextRow = code.newLabel();
    Label nextVector = code.newLabel();
    Label next = code.newLabel();
    Label endOfRow = code.newLabel();
    Label end = code.newLabel();
    code.labelBinding(nextRow).iload(rows).ifle(end);
    code.iload(at).istore(from).iload(o).istore(target).iload(width).istore(j);
    code.labelBinding(nextVector).iload(j).loadConstant(vector.lanes()).if_icmplt(next);
    vector.load(code, to, target, 0);
    source.load(code, x, from, 0);
    vector.combine(code, op.vectorName());
    vector.store(code, to, target, 0);
    code.iinc(from, vector.lanes()).iinc(target, vector.lanes()).iinc(j, -vector.lanes());
    code.goto_(nextVector);
    code.labelBinding(next).iload(j).ifle(endOfRow);
    code.aload(to).iload(target);
    code.aload(to).iload(target).arrayLoad(vector.element());
    source.loadOne(code, x, from);
    combine(code);
    code.arrayStore(vector.element());
    code.iinc(from, 1).iinc(target, 1).iinc(j, -1).goto_(next).labelBinding(endOfRow);
    code.iload(at).iload(step).iadd().istore(at);
    code.iload(o).iload(oStep).iadd().istore(o);
    code.iinc(rows, -1).goto_(nextRow).labelBinding(end).return_();
  }

  private void folds(CodeBuilder code) {
    new FoldLanes(code, vector, source).write();
  }

  private void foldsDown(CodeBuilder code) {
    new FoldColumns(code, vector, source).write();
  }

  private void columns(CodeBuilder code) {
    new ColumnLanes(code, vector, source, op.vectorName(), this::combine).write();
  }

  private boolean isWide() {
    return vector.element() == TypeKind.DOUBLE;
  }

  private void pushIdentity(CodeBuilder code) {
    if (isWide()) {
      code.loadConstant(op.identity());
    } else {
      code.loadConstant((float) op.identity());
    }
  }

  private void combine(CodeBuilder code) {
    ClassDesc type = vector.element().upperBound();
    switch (op) {
      case SUM -> {
        if (isWide()) {
          code.dadd();
        } else {
          code.fadd();
        }
      }
      case PROD -> {
        if (isWide()) {
          code.dmul();
        } else {
          code.fmul();
        }
      }
      case MAX, MIN, MAX_SIZE ->
          code.invokestatic(
              ClassDesc.of("java.lang.Math"), op.vectorName(), MethodTypeDesc.of(type, type, type));
    }
  }
}
