/// Storage: one primitive array behind every tensor.
@NullMarked
package dev.gradus.memory;

import org.jspecify.annotations.NullMarked;
