package dev.gradus;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.op.view.ConstantPad;
import dev.gradus.op.view.DiagEmbed;
import dev.gradus.op.view.Diagonal;
import dev.gradus.op.view.Flip;
import dev.gradus.op.view.Repeat;
import dev.gradus.op.view.Repeats;
import dev.gradus.op.view.Roll;
import dev.gradus.op.view.Rot90;
import dev.gradus.op.view.Triangle;
import dev.gradus.op.view.ViewCopy;
import dev.gradus.shape.Axes;
import dev.gradus.shape.Sizes;
import java.util.Arrays;

/// Copies of the elements in other places: repeated, reversed, shifted, framed, on a diagonal.
///
/// **Gradient**: to each element the sum of what arrives at its copies.
public sealed interface Arranging permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  /// Copies side by side, so many along each dimension; counts in excess of the dimensions are new
  /// ones in front. **Errors**: fewer counts than dimensions. **Source**: torch.Tensor.repeat.
  default Tensor repeat(long... times) {
    return Call.run(Repeat.of(self(), times), self());
  }

  /// As [#repeat]; missing counts in front are 1. **Source**: torch.tile.
  default Tensor tile(long... times) {
    int missing = Math.max(0, self().dim() - times.length);
    long[] all = new long[missing + times.length];
    Arrays.fill(all, 0, missing, 1);
    System.arraycopy(times, 0, all, missing, times.length);
    return repeat(all);
  }

  /// Every element of the flattened tensor `times` times. **Source**: torch.repeat\_interleave.
  default Tensor repeatInterleave(long times) {
    return self().flatten().repeatInterleave(times, 0);
  }

  /// Every element along a dimension `times` times.
  default Tensor repeatInterleave(long times, int dim) {
    if (times < 0) {
      throw new GradusArgumentException("Repeats must be non-negative");
    }
    Tensor x = self().dim() == 0 ? self().reshape(1) : self();
    int d = Axes.wrap(dim, x.dim());
    Tensor apart = x.unsqueeze(d + 1);
    long[] sizes = apart.shape();
    sizes[d + 1] = times;
    return apart.expand(sizes).clone().contiguous().flatten(d, d + 1);
  }

  /// Every element of the flattened tensor as often as its entry in an integer tensor says.
  default Tensor repeatInterleave(Tensor times) {
    return self().flatten().repeatInterleave(times, 0);
  }

  /// Every element along a dimension as often as its entry in an integer tensor of one element, or
  /// of as many as the dimension has, says.
  default Tensor repeatInterleave(Tensor times, int dim) {
    return self().indexSelect(dim, Repeats.places(self(), times, dim));
  }

  /// The elements in reverse order along dimensions. **Source**: torch.flip.
  default Tensor flip(int... dims) {
    return Call.run(new Flip(dims.clone()), self());
  }

  /// The columns in reverse order. **Source**: torch.fliplr.
  default Tensor fliplr() {
    if (self().dim() < 2) {
      throw new GradusArgumentException("Input must be >= 2-d.");
    }
    return flip(1);
  }

  /// The rows in reverse order. **Source**: torch.flipud.
  default Tensor flipud() {
    if (self().dim() < 1) {
      throw new GradusArgumentException("Input must be >= 1-d.");
    }
    return flip(0);
  }

  /// The elements of the flattened tensor shifted; what leaves at the end comes in at the
  /// beginning. **Source**: torch.roll.
  default Tensor roll(long shift) {
    return Call.run(Roll.of(self(), new long[] {shift}, new int[0]), self());
  }

  /// The elements along a dimension shifted.
  default Tensor roll(long shift, int dim) {
    return roll(new long[] {shift}, new int[] {dim});
  }

  /// The elements along dimensions shifted, one shift for each.
  default Tensor roll(long[] shifts, int[] dims) {
    return Call.run(Roll.of(self(), shifts, dims), self());
  }

  /// Turned by quarter turns in the plane of two dimensions, from the first to the second.
  /// **Source**: torch.rot90.
  default Tensor rot90(int turns, int... dims) {
    return Call.run(Rot90.of(self(), turns, dims), self());
  }

  /// The elements of matrices on the main diagonal and below, 0 above. **Source**: torch.tril.
  default Tensor tril() {
    return tril(0);
  }

  /// As [#tril()], the border lying so far above the main diagonal.
  default Tensor tril(long diagonal) {
    return Triangle.of(true, self(), diagonal);
  }

  /// The elements of matrices on the main diagonal and above, 0 below. **Source**: torch.triu.
  default Tensor triu() {
    return triu(0);
  }

  /// As [#triu()], the border lying so far above the main diagonal.
  default Tensor triu(long diagonal) {
    return Triangle.of(false, self(), diagonal);
  }

  /// A square matrix with this vector on its main diagonal, or the main diagonal of a matrix.
  /// **Source**: torch.diag.
  default Tensor diag() {
    return diag(0);
  }

  /// As [#diag()], the diagonal lying so far above the main one. **Errors**: neither vector nor
  /// matrix.
  default Tensor diag(long diagonal) {
    return switch (self().dim()) {
      case 1 -> diagEmbed(diagonal, 0, 1);
      case 2 -> Call.run(new ViewCopy(new Diagonal(diagonal, 0, 1)), self());
      default ->
          throw new GradusArgumentException(
              "diag(): Supports 1D or 2D tensors. Got " + self().dim() + "D");
    };
  }

  /// Matrices with the last dimension on their main diagonals, 0 elsewhere. **Source**:
  /// torch.diag\_embed.
  default Tensor diagEmbed() {
    return diagEmbed(0, -2, -1);
  }

  /// The last dimension as a diagonal of two dimensions of the result, 0 elsewhere; `offset` is how
  /// far above the main one.
  default Tensor diagEmbed(long offset, int dim1, int dim2) {
    return Call.run(DiagEmbed.of(self(), offset, dim1, dim2), self());
  }

  /// A square matrix with all elements on a diagonal. **Source**: torch.diagflat.
  default Tensor diagflat(long offset) {
    return self().contiguous().view(-1).diag(offset);
  }

  /// A frame of zeros, widths before and behind, the last dimension first: two numbers for one
  /// dimension, four for two. Negative widths cut off. **Source**: torch.nn.functional.pad.
  default Tensor pad(long... widths) {
    return constantPad(widths, 0);
  }

  /// A frame of a number. **Errors**: more widths than dimensions, nothing left. **Source**:
  /// torch.constant\_pad\_nd.
  default Tensor constantPad(long[] widths, double value) {
    return Call.run(ConstantPad.of(self(), widths, new Complex(value, 0)), self());
  }

  /// All combinations of `r` elements of a vector, one row for each, in lexicographic order of
  /// their places. **Source**: torch.combinations.
  default Tensor combinations(int r, boolean withReplacement) {
    if (self().dim() != 1) {
      throw new GradusArgumentException(
          "Expect a 1D vector, but got shape " + Sizes.text(self().shape()));
    }
    if (r < 0) {
      throw new GradusArgumentException("Expect a non-negative number, but got " + r);
    }
    if (r == 0) {
      return Tensor.empty(self().dtype(), 0);
    }
    Tensor places = Repeats.combinations(self().numel(), r, withReplacement);
    return self().get(places);
  }
}
