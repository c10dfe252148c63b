package dev.gradus.data;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.List;

/// A text as numbers: each character is its place in the sorted list of those that occur.
public final class CharacterSequences {
  private final String text;
  private final String vocabulary;
  private final Tensor codes;

  /// A text with the characters that occur in it.
  public CharacterSequences(String text) {
    this(text, sorted(text));
  }

  /// A text with a list of characters, each once. **Errors**: a character of the text is not in it.
  public CharacterSequences(String text, String vocabulary) {
    this.text = text;
    this.vocabulary = vocabulary;
    this.codes = encode(text);
  }

  private static String sorted(String text) {
    return text.chars()
        .distinct()
        .sorted()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// The text.
  public String text() {
    return text;
  }

  /// The characters; the place of one is its number.
  public String vocabulary() {
    return vocabulary;
  }

  /// The text as numbers. **Shape**: (length). **Dtype**: int64.
  public Tensor codes() {
    return codes;
  }

  /// Another text as numbers. **Errors**: a character is not in the vocabulary.
  public Tensor encode(String other) {
    var numbers = new long[other.length()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = vocabulary.indexOf(other.charAt(i));
      if (numbers[i] < 0) {
        throw new GradusArgumentException(
            String.format(
                "encode: the character U+%04X at %d is not in the vocabulary of %d characters.",
                (int) other.charAt(i), i, vocabulary.length()));
      }
    }
    return Gradus.tensor(numbers);
  }

  /// Numbers as text. **Errors**: not int64, or a number that is none of the vocabulary.
  public String decode(Tensor numbers) {
    var decoded = new StringBuilder();
    for (long number : numbers.to(DType.INT64).toLongArray()) {
      TensorDataset.checkIndex("decode", number, vocabulary.length());
      decoded.append(vocabulary.charAt((int) number));
    }
    return decoded.toString();
  }

  /// Every stretch of `length` characters with what follows each: sample `i` is the pair of codes
  /// `[i, i + length)` and `[i + 1, i + 1 + length)`, as views.
  public Dataset<List<Tensor>> windows(int length) {
    if (length < 1 || length >= Math.max(text.length(), 2)) {
      throw new GradusArgumentException(
          "windows: got length " + length + "; from 1 to less than the text's " + text.length());
    }
    return new Windows(codes, length);
  }

  private record Windows(Tensor codes, int length) implements Dataset<List<Tensor>> {
    @Override
    public List<Tensor> get(long index) {
      TensorDataset.checkIndex("windows", index, size());
      return List.of(codes.narrow(0, index, length), codes.narrow(0, index + 1, length));
    }

    @Override
    public long size() {
      return Math.max(codes.size(0) - length, 0);
    }
  }
}
