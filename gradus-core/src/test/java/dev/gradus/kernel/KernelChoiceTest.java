package dev.gradus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {
  @Test
  void namesEverySubjectWithChoiceAndReason() {
    List<KernelChoice.Line> lines = KernelChoice.describe();
    assertThat(lines)
        .extracting(KernelChoice.Line::subject)
        .containsExactly("vectors", "pointwise", "matmul", "threads");
    assertThat(lines).allSatisfy(line -> assertThat(line.reason()).isNotBlank());
  }

  @Test
  void theVectorWidthIsThatOfTheSpecies() {
    String width = jdk.incubator.vector.FloatVector.SPECIES_PREFERRED.vectorBitSize() + " bits";
    assertThat(KernelChoice.describe().getFirst().choice()).isEqualTo(width);
  }
}
