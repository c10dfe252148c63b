/// Which package may use which, and the test of it.
@NullMarked
package dev.gradus.architecture;

import org.jspecify.annotations.NullMarked;
