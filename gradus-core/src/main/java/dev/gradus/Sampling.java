package dev.gradus;

import dev.gradus.op.random.BernoulliInto;
import dev.gradus.op.random.Draw;
import dev.gradus.op.random.Filling;
import dev.gradus.op.random.Fillings;
import dev.gradus.op.random.Multinomial;
import dev.gradus.op.random.Samples;
import dev.gradus.op.random.WholeNumbers;
import org.jspecify.annotations.Nullable;

/// Random numbers in the place of this tensor's elements, and samples that it states the
/// distribution of.
///
/// Equal seeds give the numbers that PyTorch gives on the CPU; elements are filled in the order in
/// which they lie in memory. Methods with a [Generator] draw from it, the others from
/// [Gradus#defaultGenerator()]. **Gradient** of all: 0. **Errors**: those of [InPlace].
public sealed interface Sampling permits Tensor {
  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor fill(String name, int overload, Filling how, @Nullable Generator generator) {
    return Call.inPlace(new Draw(name, overload, how, generator), self());
  }

  // --- Floating ---

  /// Numbers spread evenly over [0, 1).
  default Tensor uniform_() {
    return uniform_(0, 1);
  }

  /// Numbers spread evenly over [from, to); of complex tensors both parts. **Dtype**: floating,
  /// complex. **Gradient**: 0. **Errors**: from above to, or beyond the dtype. **Source**:
  /// torch.Tensor.uniform\_.
  default Tensor uniform_(double from, double to) {
    return fill("uniform", 0, Fillings.uniform(self().dtype(), from, to), null);
  }

  /// As [#uniform_(double, double)] from a generator.
  default Tensor uniform_(Generator generator, double from, double to) {
    return fill("uniform", 0, Fillings.uniform(self().dtype(), from, to), generator);
  }

  /// Numbers of the standard normal distribution.
  default Tensor normal_() {
    return normal_(0, 1);
  }

  /// Normal numbers; the variance of a complex number is std², half for each part. **Dtype**:
  /// floating, complex. **Gradient**: 0. **Errors**: a negative deviation. **Source**:
  /// torch.Tensor.normal\_.
  default Tensor normal_(double mean, double std) {
    return fill("normal", 0, Fillings.normal(self().dtype(), mean, std), null);
  }

  /// As [#normal_(double, double)] from a generator.
  default Tensor normal_(Generator generator, double mean, double std) {
    return fill("normal", 0, Fillings.normal(self().dtype(), mean, std), generator);
  }

  /// Exponential numbers of rate 1.
  default Tensor exponential_() {
    return exponential_(1);
  }

  /// Numbers of density lambda · exp(-lambda x), x ≥ 0. **Dtype**: floating. **Gradient**: 0.
  /// **Errors**: lambda not above 0. **Source**: torch.Tensor.exponential\_.
  default Tensor exponential_(double lambda) {
    return fill("exponential", 0, Fillings.exponential(self().dtype(), lambda), null);
  }

  /// As [#exponential_(double)] from a generator.
  default Tensor exponential_(Generator generator, double lambda) {
    return fill("exponential", 0, Fillings.exponential(self().dtype(), lambda), generator);
  }

  /// Numbers of density σ / (π ((x - median)² + σ²)). **Dtype**: floating. **Gradient**: 0.
  /// **Errors**: sigma not above 0. **Source**: torch.Tensor.cauchy\_.
  default Tensor cauchy_(double median, double sigma) {
    return fill("cauchy", 0, Fillings.cauchy(self().dtype(), median, sigma), null);
  }

  /// As [#cauchy_(double, double)] from a generator.
  default Tensor cauchy_(Generator generator, double median, double sigma) {
    return fill("cauchy", 0, Fillings.cauchy(self().dtype(), median, sigma), generator);
  }

  /// Numbers whose logarithms are normal with this mean and deviation; PyTorch's defaults are 1 and
  /// 2. **Dtype**: floating. **Gradient**: 0. **Errors**: std not above 0. **Source**:
  /// torch.Tensor.log\_normal\_.
  default Tensor logNormal_(double mean, double std) {
    return fill("log_normal", 0, Fillings.logNormal(self().dtype(), mean, std), null);
  }

  /// As [#logNormal_(double, double)] from a generator.
  default Tensor logNormal_(Generator generator, double mean, double std) {
    return fill("log_normal", 0, Fillings.logNormal(self().dtype(), mean, std), generator);
  }

  // --- Whole numbers ---

  /// Trials until the first success, at least 1, of success probability p. **Dtype**: real, not
  /// bool. **Gradient**: 0. **Errors**: p not between 0 and 1. **Source**:
  /// torch.Tensor.geometric\_.
  default Tensor geometric_(double p) {
    return fill("geometric", 0, Fillings.geometric(self().dtype(), p), null);
  }

  /// As [#geometric_(double)] from a generator.
  default Tensor geometric_(Generator generator, double p) {
    return fill("geometric", 0, Fillings.geometric(self().dtype(), p), generator);
  }

  /// Whole numbers from 0 to the last that the dtype holds exactly with all before it: 2²⁴ of
  /// float32, the largest of an integer dtype. **Dtype**: real. **Gradient**: 0. **Source**:
  /// torch.Tensor.random\_.
  default Tensor random_() {
    return fill("random", 2, WholeNumbers.any(self().dtype()), null);
  }

  /// Whole numbers from 0 up to `to - 1`.
  default Tensor random_(long to) {
    return fill("random", 1, WholeNumbers.between(self().dtype(), 0, to), null);
  }

  /// Whole numbers from `from` up to `to - 1`. **Dtype**: real. **Gradient**: 0. **Errors**: an
  /// empty range, or one that the dtype does not hold. **Source**: torch.Tensor.random\_.
  default Tensor random_(long from, long to) {
    return fill("random", 0, WholeNumbers.between(self().dtype(), from, to), null);
  }

  /// As [#random_(long, long)] from a generator.
  default Tensor random_(Generator generator, long from, long to) {
    return fill("random", 0, WholeNumbers.between(self().dtype(), from, to), generator);
  }

  /// Whole numbers from `from` to the last that the dtype holds exactly with all before it: from
  /// `Long.MIN_VALUE` on all of int64. **Gradient**: 0. **Source**: torch.Tensor.random\_ with to
  /// None.
  default Tensor randomFrom_(long from) {
    return fill("random", 0, WholeNumbers.from(self().dtype(), from), null);
  }

  /// Ones with probability p, else zeros. **Dtype**: real. **Gradient**: 0. **Errors**: p not
  /// between 0 and 1. **Source**: torch.Tensor.bernoulli\_.
  default Tensor bernoulli_(double p) {
    return fill("bernoulli", 2, Fillings.bernoulli(self().dtype(), p), null);
  }

  /// As [#bernoulli_(double)] from a generator.
  default Tensor bernoulli_(Generator generator, double p) {
    return fill("bernoulli", 2, Fillings.bernoulli(self().dtype(), p), generator);
  }

  /// Ones with the probabilities in `p`, which broadcasts, else zeros. **Gradient**: 0 to both.
  /// **Errors**: a probability not between 0 and 1. **Source**: torch.Tensor.bernoulli\_.
  default Tensor bernoulli_(Tensor p) {
    return Call.inPlace(new BernoulliInto(null), self(), p);
  }

  /// As [#bernoulli_(Tensor)] from a generator.
  default Tensor bernoulli_(Generator generator, Tensor p) {
    return Call.inPlace(new BernoulliInto(generator), self(), p);
  }

  // --- Samples ---

  /// Ones with the probabilities that this tensor holds, else zeros. **Dtype**: floating.
  /// **Gradient**: 0. **Errors**: a probability not between 0 and 1. **Source**: torch.bernoulli.
  default Tensor bernoulli() {
    return Samples.bernoulli(self(), null);
  }

  /// Ones with probability p, else zeros, in a new tensor of this tensor's sizes and dtype.
  /// **Gradient**: 0. **Source**: torch.Tensor.bernoulli.
  default Tensor bernoulli(double p) {
    return Samples.bernoulli(self(), p, null);
  }

  /// The places of `samples` classes, drawn by the weights in this tensor or in each of its rows.
  ///
  /// **Shape**: (classes) to (samples), (rows, classes) to (rows, samples). **Dtype**: floating to
  /// int64. **Gradient**: none. **Errors**: weights that are negative, not finite or all 0; without
  /// replacement more samples than classes. **Source**: torch.multinomial.
  ///
  /// @param replacement whether a class can be drawn again
  default Tensor multinomial(long samples, boolean replacement) {
    return Multinomial.of(self(), samples, replacement, null);
  }

  /// As [#multinomial(long, boolean)] from a generator.
  default Tensor multinomial(Generator generator, long samples, boolean replacement) {
    return Multinomial.of(self(), samples, replacement, generator);
  }
}
