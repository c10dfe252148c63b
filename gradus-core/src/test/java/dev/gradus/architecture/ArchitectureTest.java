package dev.gradus.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.gradus.dtype.DType;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The packages keep to the table in [Slice]; and the rules that say so can fail.
class ArchitectureTest {
  private static final Rules OURS = new Rules("dev.gradus");
  private static final Rules PLANTED = new Rules("dev.gradus.architecture.planted");

  private static final JavaClasses OUR_CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(OURS.root());
  private static final JavaClasses PLANTED_CLASSES =
      new ClassFileImporter().importPackages(PLANTED.root());

  @Test
  void theImportSeesTheClassesOfThisModuleAndNoTests() {
    assertThat(OUR_CLASSES.contain(DType.class)).isTrue();
    assertThat(OUR_CLASSES.contain(ArchitectureTest.class)).isFalse();
    assertThat(OUR_CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
        .contains("dev.gradus.dtype", "dev.gradus.error", "dev.gradus.expr");
  }

  @Test
  void packagesUseOnlyWhatTheTableAllows() {
    OURS.directions().check(OUR_CLASSES);
  }

  @Test
  void theVectorApiIsUsedInKernelAlone() {
    OURS.vectorInKernelAlone().check(OUR_CLASSES);
  }

  @ParameterizedTest
  @EnumSource
  void aSliceUsesOnlySlicesBeforeIt(Slice slice) {
    assertThat(slice.reach()).allMatch(used -> used.compareTo(slice) <= 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "planted.graph.LooksUp", // up the table
        "planted.shape.Sideways", // to a neighbour that is not allowed
        "planted.op.reduce.Early", // from op, a part of root, to autograd
        "planted.surplus is not in the table", // a package that nobody entered
      })
  void aPlantedViolationIsReported(String where) {
    assertThat(violations(PLANTED.directions())).contains(where);
  }

  @Test
  void aPlantedClassThatKeepsToTheTableIsNotReported() {
    assertThat(violations(PLANTED.directions())).doesNotContain("planted.kernel.Allowed");
  }

  @Test
  void aPlantedUseOfTheVectorApiIsReportedOutsideKernelAlone() {
    assertThat(violations(PLANTED.vectorInKernelAlone()))
        .contains("planted.shape.Sideways")
        .doesNotContain("planted.kernel.Allowed");
  }

  @Test
  void anEmptyImportFails() {
    JavaClasses none = new ClassFileImporter().importPackages("dev.gradus.nowhere");
    for (ArchRule rule : Arrays.asList(OURS.directions(), OURS.vectorInKernelAlone())) {
      assertThatThrownBy(() -> rule.check(none)).isInstanceOf(AssertionError.class);
    }
  }

  private static String violations(ArchRule rule) {
    return String.join("\n", rule.evaluate(PLANTED_CLASSES).getFailureReport().getDetails());
  }
}
