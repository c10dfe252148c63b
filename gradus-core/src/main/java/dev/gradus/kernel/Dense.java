package dev.gradus.kernel;

/// A matrix of doubles, or of complex numbers as pairs of doubles, inside an array.
///
/// Offset and steps count elements: a complex element takes two places of the array. What the
/// factorisations work on has `rowStep` 1, so that a column is a run of neighbours; other steps
/// come from looking at a part the other way round.
///
/// @param complex whether an element is a pair
/// @param data the array
/// @param offset where the first element is
/// @param rows how many rows
/// @param columns how many columns
/// @param rowStep from a row to the next
/// @param columnStep from a column to the next
/// @param conj whether the elements are the conjugates of what the array holds
public record Dense(
    boolean complex,
    double[] data,
    int offset,
    int rows,
    int columns,
    int rowStep,
    int columnStep,
    boolean conj) {

  /// A matrix whose columns follow each other from an offset on.
  public static Dense of(boolean complex, double[] data, int offset, int rows, int columns) {
    return new Dense(complex, data, offset, rows, columns, 1, Math.max(1, rows), false);
  }

  /// A new matrix of zeros.
  static Dense zeros(boolean complex, int rows, int columns) {
    return of(complex, new double[(complex ? 2 : 1) * rows * columns], 0, rows, columns);
  }

  /// Where an element is, in elements.
  int at(int i, int j) {
    return offset + i * rowStep + j * columnStep;
  }

  /// The real part of an element.
  double re(int i, int j) {
    return complex ? data[2 * at(i, j)] : data[at(i, j)];
  }

  /// The imaginary part of an element, 0 in a real matrix.
  double im(int i, int j) {
    double value = complex ? data[2 * at(i, j) + 1] : 0;
    return conj ? -value : value;
  }

  void set(int i, int j, double re, double im) {
    int at = at(i, j);
    if (complex) {
      data[2 * at] = re;
      data[2 * at + 1] = conj ? -im : im;
    } else {
      data[at] = re;
    }
  }

  /// A part of this matrix.
  public Dense part(int row, int column, int height, int width) {
    return new Dense(complex, data, at(row, column), height, width, rowStep, columnStep, conj);
  }

  /// Columns of this matrix.
  Dense part(int column, int width) {
    return part(0, column, rows, width);
  }

  /// This matrix with rows and columns exchanged.
  public Dense transposed() {
    return turned(conj);
  }

  /// This matrix transposed and conjugated.
  public Dense adjoint() {
    return turned(complex && !conj);
  }

  /// The conjugates of the elements of this matrix.
  public Dense conjugated() {
    return new Dense(complex, data, offset, rows, columns, rowStep, columnStep, complex && !conj);
  }

  private Dense turned(boolean conjugated) {
    return new Dense(
        complex,
        data,
        offset,
        /* rows= */ columns,
        /* columns= */ rows,
        /* rowStep= */ columnStep,
        /* columnStep= */ rowStep,
        conjugated);
  }

  /// Copies all elements of a matrix of the same sizes into this one.
  public void copy(Dense from) {
    boolean plain = rowStep == 1 && from.rowStep == 1 && conj == from.conj;
    int width = complex ? 2 : 1;
    for (int j = 0; j < columns && rows > 0; j++) {
      if (plain) {
        System.arraycopy(from.data, width * from.at(0, j), data, width * at(0, j), width * rows);
        continue;
      }
      for (int i = 0; i < rows; i++) {
        set(i, j, from.re(i, j), from.im(i, j));
      }
    }
  }

  /// Sets the elements on one side of the diagonal to zero.
  ///
  /// @param upper whether those above it, else those below
  public void clear(boolean upper) {
    for (int j = 0; j < columns; j++) {
      int first = upper ? 0 : Math.min(j + 1, rows);
      int end = upper ? Math.min(j, rows) : rows;
      for (int i = first; i < end; i++) {
        set(i, j, 0, 0);
      }
    }
  }

  /// Sets this to the identity.
  public void setIdentity() {
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        set(i, j, i == j ? 1 : 0, 0);
      }
    }
  }

  /// Exchanges rows and columns of a square matrix in place, without conjugating.
  public void transposeInPlace() {
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < j; i++) {
        double re = re(i, j);
        double im = im(i, j);
        set(i, j, re(j, i), im(j, i));
        set(j, i, re, im);
      }
    }
  }

  /// Writes the conjugates of what is below the diagonal of a square matrix above it.
  public void mirror() {
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < j; i++) {
        set(i, j, re(j, i), -im(j, i));
      }
    }
  }

  /// The first element of the diagonal that is zero, counted from 1; 0 if there is none.
  public int firstZero() {
    for (int k = 0; k < Math.min(rows, columns); k++) {
      if (re(k, k) == 0 && im(k, k) == 0) {
        return k + 1;
      }
    }
    return 0;
  }
}
