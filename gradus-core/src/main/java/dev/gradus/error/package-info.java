/// The four unchecked exceptions of Gradus.
@NullMarked
package dev.gradus.error;

import org.jspecify.annotations.NullMarked;
