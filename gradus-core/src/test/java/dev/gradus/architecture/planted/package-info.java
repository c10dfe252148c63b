/// Small packages that break the rules on purpose, as `ArchitectureTest` expects.
@NullMarked
package dev.gradus.architecture.planted;

import org.jspecify.annotations.NullMarked;
