package dev.gradus.kernel;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;

/// Writes the loop of [LaneLoops#columnSums]: Note [The tree of a sum] in [Reduction] down some
/// columns side by side, eight lanes at a time in registers. Nothing is written but the sums.
final class FoldColumns {
  /// Lanes that are added up together: they and those that follow at distances of 16, 8 and 4.
  private static final int[] GROUP = {0, 16, 8, 24, 4, 20, 12, 28};

  /// The groups that begin at lanes 0 and 2 are one branch of the tree, those at 1 and 3 the other:
  /// the same code, since that of four is more than C2 surely takes where elements are widened.
  private static final int BRANCHES = 2;

  // Parameters, slot 0 being `this`.
  private static final int COUNT = 1;
  private static final int WIDTH = 2;
  private static final int X = 3;
  private static final int AT = 4;
  private static final int STEP = 5;
  private static final int TO = 6;
  private static final int O = 7;

  private static final int LEAP = 8;
  private static final int LEFT = 9;
  private static final int BRANCH = 10;
  private static final int INDICES = 11;
  private static final int SUMS = INDICES + GROUP.length;

  private final CodeBuilder code;
  private final VectorCode vector;
  private final TermCode source;

  FoldColumns(CodeBuilder code, VectorCode vector, TermCode source) {
    this.code = code;
    this.vector = vector;
    this.source = source;
  }

  /// What a sum is made of: a vector or a single element. (Two vectors side by side would use lines
  /// of the cache better, but are more code than C2 takes.)
  private interface Cell {
    void zero();

    /// Pushes the terms at an index.
    void load(int indexSlot);

    void push(int slot);

    void pop(int slot);

    void add();

    /// Writes what is in a local variable to the result.
    void store(int slot);
  }

  /// The body of the method.
  void write() {
    source.cast(code, X);
    vector.castArrays(code, TO);
    code.iload(STEP).loadConstant(LaneLoops.LANES).imul().istore(LEAP);
    columns(vector.lanes(), new Vectors());
    columns(1, new Elements());
    code.return_();
  }

  private void columns(int wide, Cell cell) {
    Label next = code.newLabel();
    Label done = code.newLabel();
    code.labelBinding(next).iload(WIDTH).loadConstant(wide).if_icmplt(done);
    Label branch = code.newLabel();
    Label second = code.newLabel();
    Label added = code.newLabel();
    cell.zero();
    cell.pop(sum(2));
    code.iconst_0().istore(BRANCH).labelBinding(branch);
    for (int g = 0; g < 2; g++) {
      group(g * BRANCHES, cell);
      cell.push(lane(0));
      cell.pop(sum(g));
    }
    add(cell, sum(0), sum(1));
    code.iload(BRANCH).ifne(second);
    cell.push(sum(0));
    cell.pop(sum(2));
    code.goto_(added).labelBinding(second);
    add(cell, sum(2), sum(0));
    code.labelBinding(added).iinc(BRANCH, 1).iload(BRANCH).loadConstant(BRANCHES);
    code.if_icmplt(branch);
    cell.store(sum(2));
    code.iinc(AT, wide).iinc(O, wide).iinc(WIDTH, -wide);
    code.goto_(next).labelBinding(done);
  }

  /// Adds up eight lanes of a branch, the sum in the place of the first.
  private void group(int first, Cell cell) {
    int lanes = GROUP.length;
    for (int i = 0; i < lanes; i++) {
      code.iload(BRANCH).loadConstant(first + GROUP[i]).iadd().iload(STEP).imul();
      code.iload(AT).iadd().istore(INDICES + i);
      cell.zero();
      cell.pop(lane(i));
    }
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.iload(COUNT).istore(LEFT);
    code.labelBinding(top).iload(LEFT).ifle(end);
    for (int i = 0; i < lanes; i++) {
      cell.push(lane(i));
      cell.load(INDICES + i);
      cell.add();
      cell.pop(lane(i));
      code.iload(INDICES + i).iload(LEAP).iadd().istore(INDICES + i);
    }
    code.iinc(LEFT, -1).goto_(top).labelBinding(end);
    for (int apart = 1; apart < lanes; apart *= 2) {
      for (int i = 0; i < lanes; i += 2 * apart) {
        add(cell, lane(i), lane(i + apart));
      }
    }
  }

  private static void add(Cell cell, int to, int from) {
    cell.push(to);
    cell.push(from);
    cell.add();
    cell.pop(to);
  }

  /// The local variable of a group's sum or of all, which has room for a double.
  private static int sum(int group) {
    return SUMS + 2 * group;
  }

  private static int lane(int number) {
    return sum(3 + number);
  }

  private final class Vectors implements Cell {
    @Override
    public void zero() {
      vector.zero(code);
    }

    @Override
    public void load(int indexSlot) {
      source.load(code, X, indexSlot, 0);
    }

    @Override
    public void push(int slot) {
      code.aload(slot);
    }

    @Override
    public void pop(int slot) {
      code.astore(slot);
    }

    @Override
    public void add() {
      vector.combine(code, "add");
    }

    @Override
    public void store(int slot) {
      code.aload(slot);
      vector.store(code, TO, O, 0);
    }
  }

  private final class Elements implements Cell {
    private final TypeKind kind = vector.element();
    private final boolean wide = kind == TypeKind.DOUBLE;

    @Override
    public void zero() {
      if (wide) {
        code.loadConstant(0.0);
      } else {
        code.loadConstant(0f);
      }
    }

    @Override
    public void load(int indexSlot) {
      source.loadOne(code, X, indexSlot);
    }

    @Override
    public void push(int slot) {
      code.loadLocal(kind, slot);
    }

    @Override
    public void pop(int slot) {
      code.storeLocal(kind, slot);
    }

    @Override
    public void add() {
      if (wide) {
        code.dadd();
      } else {
        code.fadd();
      }
    }

    @Override
    public void store(int slot) {
      code.aload(TO).iload(O);
      push(slot);
      code.arrayStore(kind);
    }
  }
}
