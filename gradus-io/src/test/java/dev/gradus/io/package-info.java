@NullMarked
package dev.gradus.io;

import org.jspecify.annotations.NullMarked;
