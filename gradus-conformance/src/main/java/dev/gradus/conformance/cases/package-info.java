/// Recorded cases: where they lie, how they are read, what they hold. Knows nothing of tensors.
@NullMarked
package dev.gradus.conformance.cases;

import org.jspecify.annotations.NullMarked;
