package dev.gradus.viz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {
  @ParameterizedTest
  @CsvSource({
    "MmBackward0, PRODUCT",
    "AddmmBackward0, PRODUCT",
    "BaddbmmBackward0, PRODUCT",
    "ConvolutionBackward0, PRODUCT",
    "LinalgSvdBackward0, PRODUCT",
    "EmbeddingBackward0, PRODUCT",
    "AddBackward0, OPERATION",
    "AddcmulBackward0, OPERATION",
    "MulBackwardBackward0, OPERATION",
    "SinBackward0, OPERATION",
    "ReluBackward0, ACTIVATION",
    "LogSoftmaxBackward0, ACTIVATION",
    "SigmoidBackwardBackward0, ACTIVATION",
    "HardtanhBackward0, ACTIVATION",
    "TanhBackward0, ACTIVATION",
    "NllLossBackward0, LOSS",
    "BinaryCrossEntropyWithLogitsBackward0, LOSS",
    "NativeLayerNormBackward0, NORMALIZATION",
    "NativeBatchNormBackward0, NORMALIZATION",
    "SumBackward1, REDUCTION",
    "LinalgVectorNormBackward0, REDUCTION",
    "MaxPool2DWithIndicesBackward0, REDUCTION",
    "ViewBackward0, SHAPE",
    "TBackward0, SHAPE",
    "DiagonalBackward0_copy, SHAPE",
    "CopySlices, SHAPE",
    "CopyBackwards, SHAPE",
    "NotImplemented, OPERATION",
    "CubeBackward, CUSTOM",
    "MyReluBackward, CUSTOM"
  })
  void followsFromTheName(String name, Role role) {
    assertThat(Role.of(name)).isEqualTo(role);
  }

  @Test
  void rolesHaveDifferentColours() {
    assertThat(Role.values()).extracting(r -> r.fill() + r.darkFill()).doesNotHaveDuplicates();
  }
}
