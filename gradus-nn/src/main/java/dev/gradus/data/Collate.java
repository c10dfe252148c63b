package dev.gradus.data;

import dev.gradus.Gradus;
import dev.gradus.Tensor;
import dev.gradus.dtype.DType;
import dev.gradus.error.GradusArgumentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How samples become a batch.
///
/// @param <T> a sample
/// @param <B> a batch
@FunctionalInterface
public interface Collate<T, B> {
  /// A batch of these samples, of which there is at least one.
  B collate(List<T> samples);

  /// Stacks what is alike, wherever it stands in the samples: tensors along a new first dimension,
  /// and arrays of numbers as the tensors that they are; whole numbers and truth values into an
  /// int64 or bool tensor, decimals into float64, `Float` into float32; texts into a list; maps key
  /// by key, lists place by place, and records component by component.
  ///
  /// **Errors**: tensors of different shapes, lists of different lengths, a map without a key of
  /// the first, a record that cannot hold its batch, or something else. **Source**:
  /// torch.utils.data.default\_collate.
  static Object defaultCollate(List<?> samples) {
    if (samples.isEmpty()) {
      throw new GradusArgumentException("defaultCollate: got no sample; a batch has at least one.");
    }
    if (samples instanceof TensorSamples rows && rows.areRows()) {
      return rows.rows();
    }
    Object first = samples.getFirst();
    if (Objects.isNull(first)) {
      throw unknown(null);
    }
    for (Object sample : samples) {
      if (isWhole(first) ? !isWhole(sample) : !kind(first).isInstance(sample)) {
        throw new GradusArgumentException(
            "defaultCollate: got a "
                + kind(first).getSimpleName()
                + " and a "
                + (Objects.isNull(sample) ? "null" : sample.getClass().getSimpleName())
                + " in the same place of two samples; they are to be alike.");
      }
    }
    return switch (first) {
      case Tensor _ -> Gradus.stack(samples.stream().map(Tensor.class::cast).toList(), 0);
      case Boolean _ -> Gradus.tensor(samples, DType.BOOL);
      case Float _ -> Gradus.tensor(samples, DType.FLOAT32);
      case Double _ -> Gradus.tensor(samples, DType.FLOAT64);
      case Long _, Integer _, Short _, Byte _ -> Gradus.tensor(samples, DType.INT64);
      case CharSequence _ -> List.copyOf(samples);
      case Map<?, ?> map -> maps(map, samples);
      case List<?> list -> lists(list, samples);
      case Record record -> Records.collate(record, samples);
      default -> Gradus.stack(samples.stream().map(Collate::array).toList(), 0);
    };
  }

  private static Tensor array(Object sample) {
    return switch (sample) {
      case float[] a -> Gradus.tensor(a);
      case double[] a -> Gradus.tensor(a);
      case long[] a -> Gradus.tensor(a);
      case int[] a -> Gradus.tensor(a);
      case boolean[] a -> Gradus.tensor(a);
      case float[][] a -> Gradus.tensor(a);
      case double[][] a -> Gradus.tensor(a);
      case long[][] a -> Gradus.tensor(a);
      default -> throw unknown(sample.getClass());
    };
  }

  private static GradusArgumentException unknown(@Nullable Class<?> kind) {
    return new GradusArgumentException(
        "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found "
            + kind
            + "\nDataLoader: pass a collate function for samples of other kinds.");
  }

  private static boolean isWhole(Object sample) {
    return sample instanceof Long
        || sample instanceof Integer
        || sample instanceof Short
        || sample instanceof Byte;
  }

  private static Class<?> kind(Object sample) {
    return switch (sample) {
      case Map<?, ?> _ -> Map.class;
      case List<?> _ -> List.class;
      case CharSequence _ -> CharSequence.class;
      default -> sample.getClass();
    };
  }

  private static Map<Object, Object> maps(Map<?, ?> first, List<?> samples) {
    var batch = new LinkedHashMap<Object, Object>();
    for (Object key : first.keySet()) {
      var column = new ArrayList<Object>(samples.size());
      for (Object sample : samples) {
        Object value = ((Map<?, ?>) sample).get(key);
        if (value == null) {
          throw new GradusArgumentException(
              "defaultCollate: a sample has nothing for the key '" + key + "' of the first.");
        }
        column.add(value);
      }
      batch.put(key, defaultCollate(column));
    }
    return batch;
  }

  private static List<Object> lists(List<?> first, List<?> samples) {
    for (Object sample : samples) {
      if (((List<?>) sample).size() != first.size()) {
        throw new GradusArgumentException(
            "each element in list of batch should be of equal size\ndefaultCollate: got lists of "
                + first.size()
                + " and "
                + ((List<?>) sample).size()
                + " elements.");
      }
    }
    var batch = new ArrayList<Object>(first.size());
    for (int i = 0; i < first.size(); i++) {
      int place = i;
      batch.add(defaultCollate(samples.stream().map(s -> ((List<?>) s).get(place)).toList()));
    }
    return batch;
  }
}
