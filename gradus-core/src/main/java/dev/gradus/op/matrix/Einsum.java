package dev.gradus.op.matrix;

import dev.gradus.Tensor;
import dev.gradus.error.GradusArgumentException;
import dev.gradus.shape.Sizes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Einstein's summation: an equation of subscripts, contracted from left to right.
///
/// Every operand gets one dimension for each subscript of the whole equation, the results' first;
/// then pairs are multiplied, and a subscript is summed as soon as no other operand needs it.
public final class Einsum {
  // Labels: 'A'…'Z' 0…25, 'a'…'z' 26…51.
  private static final int LABELS = 52;
  private static final int ELLIPSIS = LABELS;

  private final String equation;
  private final List<Tensor> operands;
  private final List<int[]> labels = new ArrayList<>();
  private final int[] count = new int[LABELS];
  private final int[] place = new int[LABELS];
  private int ellipsisRank;

  private Einsum(String equation, List<Tensor> operands) {
    this.equation = equation;
    this.operands = operands;
  }

  /// The sum of products that the equation describes.
  public static Tensor of(String equation, List<Tensor> operands) {
    if (operands.isEmpty()) {
      throw new GradusArgumentException("einsum(): must provide at least one operand");
    }
    return new Einsum(equation, operands).run();
  }

  private Tensor run() {
    int arrow = equation.indexOf("->");
    String left = arrow < 0 ? equation : equation.substring(0, arrow);
    String[] parts = left.split(",", -1);
    if (parts.length != operands.size()) {
      throw new GradusArgumentException(
          parts.length < operands.size()
              ? "einsum(): fewer subscripts were provided than the number of operands"
                  + counts(parts.length)
              : "einsum(): more subscripts were provided than the number of operands"
                  + counts(parts.length));
    }
    for (int i = 0; i < parts.length; i++) {
      read(i, parts[i]);
    }
    int resultRank = arrow < 0 ? implicit() : explicit(equation.substring(arrow + 2));
    int rank = resultRank;
    for (int l = 0; l < LABELS; l++) {
      if (count[l] > 0 && place[l] < 0) {
        place[l] = rank++;
      }
    }
    return contracted(resultRank, rank);
  }

  private String counts(int subscripts) {
    return "\neinsum: \""
        + equation
        + "\" has "
        + subscripts
        + ", for "
        + operands.size()
        + " operands.";
  }

  private void read(int operand, String text) {
    Tensor x = operands.get(operand);
    int[] found = new int[text.length()];
    int n = 0;
    int ellipsis = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ') {
        continue;
      }
      if (c == '.') {
        if (ellipsis >= 0 || !text.startsWith("...", i)) {
          throw new GradusArgumentException(
              "einsum(): found '.' for operand "
                  + operand
                  + (ellipsis >= 0
                      ? " for which an ellipsis was already found"
                      : " that is not part of any ellipsis"));
        }
        ellipsis = n;
        found[n++] = ELLIPSIS;
        i += 2;
      } else {
        found[n++] = label(c, operand);
        count[found[n - 1]]++;
      }
    }
    int named = ellipsis < 0 ? n : n - 1;
    if (ellipsis < 0 ? named != x.dim() : named > x.dim()) {
      throw new GradusArgumentException(
          "einsum(): the number of subscripts in the equation ("
              + named
              + (ellipsis < 0
                  ? ") does not match the number of dimensions ("
                  : ") is more than the number of dimensions (")
              + x.dim()
              + ") for operand "
              + operand
              + (ellipsis < 0 ? " and no ellipsis was given" : ""));
    }
    if (ellipsis >= 0) {
      ellipsisRank = Math.max(ellipsisRank, x.dim() - named);
    }
    labels.add(Arrays.copyOf(found, n));
  }

  private static int label(char c, int operand) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    throw new GradusArgumentException(
        operand < 0
            ? "einsum(): invalid subscript given at index "
                + c
                + " in the equation string, subscripts must be in [a-zA-Z]"
            : "einsum(): invalid subscript given for operand "
                + operand
                + ": '"
                + c
                + "', subscripts must be in [a-zA-Z]");
  }

  private int ellipsisPlace;

  // The dimensions of the ellipsis, then the subscripts that occur once, in alphabetical order.
  private int implicit() {
    Arrays.fill(place, -1);
    ellipsisPlace = 0;
    int rank = ellipsisRank;
    for (int l = 0; l < LABELS; l++) {
      if (count[l] == 1) {
        place[l] = rank++;
      }
    }
    return rank;
  }

  private int explicit(String text) {
    Arrays.fill(place, -1);
    ellipsisPlace = -1;
    int rank = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ') {
        continue;
      }
      if (c == '.') {
        if (ellipsisPlace >= 0 || !text.startsWith("...", i)) {
          throw new GradusArgumentException(
              ellipsisPlace >= 0
                  ? "einsum(): found '.' for output but an ellipsis (...) was already found"
                  : "einsum(): found '.' for output that is not part of any ellipsis (...)");
        }
        ellipsisPlace = rank;
        rank += ellipsisRank;
        i += 2;
        continue;
      }
      int l = label(c, -1);
      if (place[l] >= 0) {
        throw new GradusArgumentException(
            "einsum(): output subscript " + c + " appears more than once in the output");
      }
      if (count[l] == 0) {
        throw new GradusArgumentException(
            "einsum(): output subscript "
                + c
                + " does not appear in the equation for any input operand");
      }
      place[l] = rank++;
    }
    return rank;
  }

  private Tensor contracted(int resultRank, int named) {
    // An ellipsis that is not in the result is summed: it comes last.
    int rank = named;
    if (ellipsisPlace < 0) {
      ellipsisPlace = rank;
      rank += ellipsisRank;
    }
    ArrayDeque<Tensor> open = new ArrayDeque<>();
    int[] users = new int[rank];
    for (int i = 0; i < operands.size(); i++) {
      Tensor x = aligned(i, rank);
      open.add(x);
      for (int d = 0; d < rank; d++) {
        users[d] += x.size(d) != 1 ? 1 : 0;
      }
    }
    checkBroadcast(open, rank);
    boolean single = open.size() == 1;
    while (open.size() > 1) {
      open.addFirst(multiplied(open.removeFirst(), open.removeFirst(), users, resultRank));
    }
    Tensor y = open.removeFirst();
    if (rank == resultRank) {
      return y;
    }
    if (single) {
      int[] dims = new int[rank - resultRank];
      Arrays.setAll(dims, d -> resultRank + d);
      return y.dtype().isIntegral() ? y.sum(dims, false, y.dtype()) : y.sum(dims, false);
    }
    return y.view(Arrays.copyOf(y.shape(), resultRank));
  }

  private Tensor multiplied(Tensor a, Tensor b, int[] users, int resultRank) {
    List<Integer> ofA = new ArrayList<>();
    List<Integer> ofB = new ArrayList<>();
    boolean[] sums = new boolean[users.length];
    boolean any = false;
    for (int d = resultRank; d < users.length; d++) {
      boolean l = a.size(d) != 1;
      boolean r = b.size(d) != 1;
      if (l && r) {
        if (--users[d] == 1) {
          sums[d] = true;
          any = true;
          users[d] = 0;
        }
      } else if (users[d] == 1 && (l || r)) {
        (l ? ofA : ofB).add(d);
        users[d] = 0;
      }
    }
    Tensor left = summed(a, ofA);
    Tensor right = summed(b, ofB);
    return any ? Contraction.pair(left, right, sums) : left.mul(right);
  }

  private static Tensor summed(Tensor x, List<Integer> dims) {
    return dims.isEmpty()
        ? x
        : x.sum(dims.stream().mapToInt(Integer::intValue).toArray(), true, x.dtype());
  }

  // The operand with a dimension in the place of each subscript; of one that occurs twice, the
  // diagonal.
  private Tensor aligned(int operand, int rank) {
    Tensor x = operands.get(operand);
    int[] own = labels.get(operand);
    int[] source = new int[rank];
    Arrays.fill(source, -1);
    int d = 0;
    int named = (int) Arrays.stream(own).filter(l -> l != ELLIPSIS).count();
    for (int l : own) {
      if (l == ELLIPSIS) {
        int covered = operands.get(operand).dim() - named;
        for (int e = 0; e < covered; e++) {
          source[ellipsisPlace + ellipsisRank - covered + e] = d++;
        }
      } else if (source[place[l]] >= 0) {
        int first = source[place[l]];
        if (x.size(first) != x.size(d)) {
          throw new GradusArgumentException(
              "einsum(): subscript "
                  + text(l)
                  + " is repeated for operand "
                  + operand
                  + " but the sizes don't match, "
                  + x.size(d)
                  + " != "
                  + x.size(first));
        }
        x = x.diagonal(0, first, d).movedim(-1, first);
      } else {
        source[place[l]] = d++;
      }
    }
    int[] order = Arrays.stream(source).filter(s -> s >= 0).toArray();
    Tensor y = x.permute(order);
    for (int at = 0; at < rank; at++) {
      y = source[at] < 0 ? y.unsqueeze(at) : y;
    }
    return y;
  }

  private void checkBroadcast(Iterable<Tensor> all, int rank) {
    for (int d = 0; d < rank; d++) {
      long size = 1;
      for (Tensor x : all) {
        if (x.size(d) != 1 && size != 1 && x.size(d) != size) {
          throw new GradusArgumentException(
              "einsum(): operands do not broadcast with remapped shapes [original->remapped]:"
                  + remapped(all));
        }
        size = x.size(d) == 1 ? size : x.size(d);
      }
    }
  }

  private String remapped(Iterable<Tensor> all) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    for (Tensor x : all) {
      text.append(' ')
          .append(Sizes.text(operands.get(i++).shape()))
          .append("->")
          .append(Sizes.text(x.shape()));
    }
    return text.toString();
  }

  private static char text(int label) {
    return (char) (label < 26 ? 'A' + label : 'a' + label - 26);
  }

  /// The letter of a number in the form with lists of numbers.
  public static char letter(int subscript) {
    if (subscript < 0 || subscript >= LABELS) {
      throw new GradusArgumentException(
          "einsum: not within the valid range [0, 52)\neinsum: got subscript " + subscript + ".");
    }
    return text(subscript);
  }
}
