package dev.gradus.nn;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.ValuesAndIndices;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sequences of different lengths: packed without gaps, or filled up. **Source**:
/// torch.nn.utils.rnn.
public final class Sequences {
  private Sequences() {}

  /// Packs sequences that are filled up and stand in order, the longest first. **Shape**: (steps,
  /// batch, …), or with `batchFirst` (batch, steps, …). **Errors**: another order, a length below
  /// 1. **Source**: torch.nn.utils.rnn.pack\_padded\_sequence.
  public static PackedSequence packPaddedSequence(
      Tensor input, long[] lengths, boolean batchFirst) {
    return packPaddedSequence(input, lengths, batchFirst, true);
  }

  /// As [#packPaddedSequence(Tensor, long\[\], boolean)]; where the order is not enforced, the
  /// sequences are sorted first.
  public static PackedSequence packPaddedSequence(
      Tensor input, long[] lengths, boolean batchFirst, boolean enforceSorted) {
    Tensor x = batchFirst ? input.transpose(0, 1) : input;
    if (enforceSorted) {
      return packed(x, lengths).of(null, null);
    }
    ValuesAndIndices sorted = Gradus.tensor(lengths).sort(0, true);
    Tensor order = sorted.indices();
    return packed(x.indexSelect(1, order), sorted.values().toLongArray())
        .of(order, invertPermutation(order));
  }

  private record Rows(Tensor data, long[] batchSizes) {
    PackedSequence of(@Nullable Tensor sorted, @Nullable Tensor unsorted) {
      return new PackedSequence(data, batchSizes, sorted, unsorted);
    }
  }

  private static Rows packed(Tensor x, long[] lengths) {
    check(x, lengths);
    long[] sizes = new long[(int) lengths[0]];
    List<Tensor> rows = new ArrayList<>();
    int running = lengths.length;
    for (int step = 0; step < sizes.length; step++) {
      while (lengths[running - 1] <= step) {
        running--;
      }
      sizes[step] = running;
      rows.add(x.select(0, step).narrow(0, 0, running));
    }
    return new Rows(Gradus.cat(rows, 0), sizes);
  }

  private static void check(Tensor x, long[] lengths) {
    if (x.numel() == 0) {
      throw new GradusArgumentException(
          "Cannot pack empty tensors.\npackPaddedSequence: got " + x.sizeText() + ".");
    }
    long batch = x.size(1);
    if (lengths.length != batch) {
      throw new GradusArgumentException(
          "Expected `len(lengths)` to be equal to batch_size, but got "
              + lengths.length
              + " (batch_size="
              + batch
              + ")");
    }
    if (lengths[lengths.length - 1] <= 0) {
      throw new GradusArgumentException(
          "Length of all samples has to be greater than 0, but found an element in 'lengths' that is"
              + " <= 0");
    }
    for (int i = 1; i < lengths.length; i++) {
      if (lengths[i] > lengths[i - 1]) {
        throw new GradusArgumentException(
            "`lengths` array must be sorted in decreasing order when `enforce_sorted` is True. You"
                + " can pass `enforce_sorted=False` to pack_padded_sequence and/or pack_sequence to"
                + " sidestep this requirement if you do not need ONNX exportability.");
      }
    }
    if (lengths[0] > x.size(0)) {
      throw new GradusArgumentException(
          "packPaddedSequence: a length is "
              + lengths[0]
              + ", but the sequences are filled up to "
              + x.size(0)
              + " steps.");
    }
  }

  /// Where each index stands: the permutation backwards. **Source**:
  /// torch.nn.utils.rnn.invert\_permutation.
  public static Tensor invertPermutation(Tensor permutation) {
    return Gradus.emptyLike(permutation)
        .scatter_(0, permutation, Gradus.arange(permutation.numel()));
  }

  /// Packs sequences. **Shape**: (steps, …) each. **Source**: torch.nn.utils.rnn.pack\_sequence.
  public static PackedSequence packSequence(List<Tensor> sequences, boolean enforceSorted) {
    long[] lengths = sequences.stream().mapToLong(s -> s.size(0)).toArray();
    return packPaddedSequence(padSequence(sequences, false, 0), lengths, false, enforceSorted);
  }

  /// Fills packed sequences up with zeros. **Source**: torch.nn.utils.rnn.pad\_packed\_sequence.
  public static PaddedSequences padPackedSequence(PackedSequence packed, boolean batchFirst) {
    return padPackedSequence(packed, batchFirst, 0, packed.batchSizes().length);
  }

  /// As [#padPackedSequence(PackedSequence, boolean)] with a number, up to a length. **Errors**: a
  /// sequence is longer.
  public static PaddedSequences padPackedSequence(
      PackedSequence packed, boolean batchFirst, double value, long totalLength) {
    long[] sizes = packed.batchSizes();
    if (totalLength < sizes.length) {
      throw new GradusArgumentException(
          "Expected total_length to be at least the length of the longest sequence in input, but got"
              + " total_length="
              + totalLength
              + " and max sequence length being "
              + sizes.length);
    }
    Tensor data = packed.data();
    int[] lengths = new int[(int) sizes[0]];
    List<Tensor> steps = new ArrayList<>();
    long row = 0;
    for (int step = 0; step < totalLength; step++) {
      long running = step < sizes.length ? sizes[step] : 0;
      steps.add(filled(data.narrow(0, row, running), sizes[0], value));
      row += running;
      Arrays.fill(lengths, 0, (int) running, step + 1);
    }
    Tensor output = Gradus.stack(steps, 0);
    Tensor counts = Gradus.tensor(Arrays.stream(lengths).asLongStream().toArray());
    Tensor unsorted = packed.unsortedIndices();
    if (unsorted != null) {
      output = output.indexSelect(1, unsorted);
      counts = counts.indexSelect(0, unsorted);
    }
    return new PaddedSequences(batchFirst ? output.transpose(0, 1) : output, counts);
  }

  private static Tensor filled(Tensor rows, long count, double value) {
    if (rows.size(0) == count) {
      return rows;
    }
    long[] sizes = rows.shape();
    sizes[0] = count - sizes[0];
    return Gradus.cat(List.of(rows, Gradus.full(rows.dtype(), sizes, value)), 0);
  }

  /// Fills sequences up to the longest. **Shape**: (steps, …) each to (steps, batch, …), or with
  /// `batchFirst` (batch, steps, …). **Source**: torch.nn.utils.rnn.pad\_sequence.
  public static Tensor padSequence(List<Tensor> sequences, boolean batchFirst, double value) {
    if (sequences.isEmpty()) {
      throw new GradusArgumentException(
          "received an empty list of sequences\npadSequence: give at least one.");
    }
    long longest = sequences.stream().mapToLong(s -> s.size(0)).max().orElse(0);
    List<Tensor> all = sequences.stream().map(s -> filled(s, longest, value)).toList();
    return Gradus.stack(all, batchFirst ? 0 : 1);
  }

  /// The sequences without what they were filled up with. **Source**:
  /// torch.nn.utils.rnn.unpad\_sequence.
  public static List<Tensor> unpadSequence(Tensor padded, long[] lengths, boolean batchFirst) {
    Tensor x = batchFirst ? padded : padded.transpose(0, 1);
    List<Tensor> all = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      all.add(x.select(0, i).narrow(0, 0, lengths[i]));
    }
    return all;
  }

  /// The sequences that were packed. **Source**: torch.nn.utils.rnn.unpack\_sequence.
  public static List<Tensor> unpackSequence(PackedSequence packed) {
    PaddedSequences padded = padPackedSequence(packed, true);
    return unpadSequence(padded.output(), padded.lengths().toLongArray(), true);
  }
}
