package dev.gradus.viz;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusStateException;
import dev.gradus.error.GradusUnsupportedException;
import java.util.Arrays;
import java.util.Locale;

/// What a gradient was like when it passed.
///
/// @param form dtype and sizes
/// @param value the elements, if they are few; else empty
/// @param norm the root of the sum of squares
/// @param min the smallest element, of complex ones the smallest magnitude
/// @param max the largest, likewise
/// @param bad how many elements are nan or infinite
/// @param known whether its numbers could be read
record Gradient(
    String form, String value, double norm, double min, double max, long bad, boolean known) {

  /// Describes a gradient, summed up to the sizes that it will have where it goes.
  static Gradient of(Tensor g, long... sizes) {
    String form = Values.form(sizes, g.dtype());
    try {
      return Gradus.noGrad(() -> read(fitted(g.detach(), sizes)));
    } catch (GradusArgumentException | GradusStateException | GradusUnsupportedException e) {
      // A batch of gradients, of which each element stands for several.
      return new Gradient(form, "", 0, 0, 0, 0, false);
    }
  }

  static Gradient of(Tensor g) {
    return of(g, g.shape());
  }

  private static Tensor fitted(Tensor g, long... sizes) {
    return Arrays.equals(g.shape(), sizes) ? g : g.sumToSize(sizes);
  }

  private static Gradient read(Tensor g) {
    Tensor real = g.isComplex() ? g.abs() : g;
    double[] all = real.to(Gradus.float64).toDoubleArray();
    double squares = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    long bad = 0;
    for (double x : all) {
      squares += x * x;
      min = Math.min(min, x);
      max = Math.max(max, x);
      bad += Double.isFinite(x) ? 0 : 1;
    }
    return new Gradient(Values.form(g), Values.few(g), Math.sqrt(squares), min, max, bad, true);
  }

  /// In few letters: the elements, or else the norm.
  String brief() {
    if (!known) {
      return "batched";
    }
    return value.isEmpty() ? "norm " + number(norm) : value;
  }

  /// In a line.
  String full() {
    if (!known) {
      return form + ", batched";
    }
    String text = form;
    if (!value.isEmpty()) {
      text += " = " + value;
    } else if (min <= max || bad > 0) {
      text += ", norm %s, from %s to %s".formatted(number(norm), number(min), number(max));
    }
    return bad == 0 ? text : text + ", " + bad + " not finite";
  }

  /// Four digits, without noughts at the end.
  static String number(double x) {
    String text = String.format(Locale.ROOT, "%.4g", x);
    int e = text.indexOf('e');
    String digits = e < 0 ? text : text.substring(0, e);
    if (digits.indexOf('.') >= 0) {
      digits = digits.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
    return e < 0 ? digits : digits + text.substring(e);
  }
}
