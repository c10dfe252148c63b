package dev.gradus.kernel;

import java.lang.classfile.CodeBuilder;

/// Writes the shuffling of vectors, by which rows become columns, into generated code for vectors
/// of sixteen floats.
///
/// The vectors are shuffled like cards: vector `i` is zipped with the one half of all vectors
/// further on, its lower half becoming vector `2i`, its upper half `2i + 1`. In the number of an
/// element, whose upper digits are its vector and whose lower digits its lane, that turns all
/// binary digits by one place. After as many shuffles as the number of rows has digits, the row is
/// the end of it.
///
/// @param vector the operations
/// @param free the first of five local variables that it uses
record CardShuffle(VectorCode vector, int free) {
  private static final int LANES = 16;

  /// How many local variables it uses.
  static final int SLOTS = 5;

  private int at() {
    return free;
  }

  private int lower() {
    return free + 1;
  }

  private int upper() {
    return free + 2;
  }

  private int zipLower() {
    return free + 3;
  }

  private int zipUpper() {
    return free + 4;
  }

  /// Before the first shuffle.
  void prepare(CodeBuilder code) {
    lanes(code, 0, zipLower());
    lanes(code, LANES / 2, zipUpper());
  }

  /// Which lanes of two vectors, the second's from sixteen on, make half of their zip.
  private void lanes(CodeBuilder code, int first, int slot) {
    code.loadConstant(LANES).newarray(vector.element()).astore(slot);
    for (int i = 0; i < LANES; i++) {
      float lane = first + i / 2 + i % 2 * LANES;
      code.aload(slot).loadConstant(i).loadConstant(lane).fastore();
    }
    code.loadConstant(0).istore(at());
    vector.load(code, slot, at(), 0);
    code.astore(slot);
  }

  /// Loads sixteen elements of each of `rows` rows, `row` apart from index `x` of an array on, into
  /// as many local variables, and turns them. Returns in which variables the turned vectors are, in
  /// order: of eight rows two columns in each, of sixteen one.
  int[] turned(CodeBuilder code, int rows, int array, int x, int row, int first) {
    int[] cards = new int[rows];
    code.iload(x).istore(at());
    for (int r = 0; r < rows; r++) {
      cards[r] = first + r;
      vector.load(code, array, at(), 0);
      code.astore(cards[r]).iload(at()).iload(row).iadd().istore(at());
    }
    for (int left = rows; left > 1; left /= 2) {
      cards = shuffled(code, cards);
    }
    return cards;
  }

  /// Zips pairs in place and tells where their halves are in order.
  private int[] shuffled(CodeBuilder code, int[] cards) {
    int half = cards.length / 2;
    int[] shuffled = new int[cards.length];
    for (int i = 0; i < half; i++) {
      zip(code, zipLower(), cards[i], cards[i + half]);
      code.astore(lower());
      zip(code, zipUpper(), cards[i], cards[i + half]);
      code.astore(upper());
      code.aload(lower()).astore(cards[i]).aload(upper()).astore(cards[i + half]);
      shuffled[2 * i] = cards[i];
      shuffled[2 * i + 1] = cards[i + half];
    }
    return shuffled;
  }

  private void zip(CodeBuilder code, int lanes, int first, int second) {
    code.aload(lanes).aload(first).aload(second);
    vector.selectFromTwo(code);
  }
}
