/// Readers and writers of tensor files.
@NullMarked
package dev.gradus.io;

import org.jspecify.annotations.NullMarked;
