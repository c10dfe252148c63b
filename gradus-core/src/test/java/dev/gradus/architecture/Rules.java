package dev.gradus.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;

/// The rules about packages, for any root package, so that planted violations can be held to them.
record Rules(String root) {

  /// Every package is in the table, and uses what the table allows.
  ArchRule directions() {
    return classes().that().resideInAPackage(root + "..").should(keepToTheTable());
  }

  /// The incubating Vector API is met in one package, so that everything works without it.
  ArchRule vectorInKernelAlone() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".kernel..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..");
  }

  private ArchCondition<JavaClass> keepToTheTable() {
    return new ArchCondition<>("use only what the table in Slice allows") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Optional<Slice> from = Slice.of(type.getPackageName(), root);
        if (from.isEmpty()) {
          String text = type.getPackageName() + " is not in the table: enter it in Slice";
          events.add(SimpleConditionEvent.violated(type, text));
          return;
        }
        for (Dependency d : type.getDirectDependenciesFromSelf()) {
          String target = d.getTargetClass().getBaseComponentType().getPackageName();
          boolean ours = target.equals(root) || target.startsWith(root + ".");
          if (ours && !mayUse(from.get(), target)) {
            events.add(SimpleConditionEvent.violated(type, d.getDescription()));
          }
        }
      }
    };
  }

  private boolean mayUse(Slice from, String target) {
    return Slice.of(target, root).map(from.reach()::contains).orElse(false);
  }
}
