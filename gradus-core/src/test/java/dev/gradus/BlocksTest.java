package dev.gradus;

import static dev.gradus.Gradus.*;
import static dev.gradus.Seen.assertEqual;
import static dev.gradus.Seen.assertRefused;
import static dev.gradus.Seen.leaf64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.error.GradusArgumentException;
import dev.gradus.error.GradusIndexException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Masked indices, chunks side by side, and the gradient of the softmax.
class BlocksTest {
  @Test
  void positionsOutOfRangeAreAllowedWhereTheyAreMasked() {
    Tensor x = leaf64("[[1., 2], [3, 4]]");
    Tensor mask = tensor("[True, False, True]");
    List<Tensor> at = List.of(tensor("[1, 7, 0]"), tensor("[0, -9, 1]"));
    assertEqual(unsafeMaskedIndex(x, mask, at, 9L), "[3., 9, 2]");
    GradientCheck.check("read", v -> unsafeMaskedIndex(v[0], mask, at, 0.5).pow(2), x);
    Tensor values = leaf64("[10., 20, 30]");
    assertEqual(unsafeMaskedIndexPutAccumulate(x, mask, at, values), "[[1., 32], [13, 4]]");
    GradientCheck.check(
        "add", v -> unsafeMaskedIndexPutAccumulate(v[0], mask, at, v[1]).pow(2), x, values);
    assertThat(unsafeMaskedIndex(zeros(0, 2), mask, at, 1L).shape()).containsExactly(3);
    assertRefused(
        GradusIndexException.class,
        "tensors used as indices must be long or int tensors",
        () -> unsafeMaskedIndex(x, mask, List.of(zeros(3)), 1L));
  }

  @Test
  void chunksSideBySide() {
    Tensor a = leaf64("[1., 2, 3]");
    Tensor b = leaf64("[[4., 5], [6, 7]]");
    assertEqual(chunkCat(List.of(a, b), 0, 2), "[[1., 2, 4, 5], [3, 0, 6, 7]]");
    GradientCheck.check("chunks", v -> chunkCat(List.of(v[0], v[1]), 0, 2).pow(2), a, b);
    assertRefused(
        GradusArgumentException.class,
        "_chunk_cat expects positive num_chunks",
        () -> chunkCat(List.of(a), 0, 0));
  }

  @Test
  void theGradientOfASoftmax() {
    Tensor x = leaf64("[[1., 2, 4], [0, 0, 1]]");
    Tensor g = leaf64("[[1., -2, 3], [2, 1, 0.5]]");
    GradientCheck.check("softmax", v -> softmaxBackwardData(v[1], v[0].softmax(1), 1), x, g);
  }
}
