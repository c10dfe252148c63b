/// The programs of the lesson whose graphs `./gradus graph` draws.
@NullMarked
package dev.gradus.cli.graph;

import org.jspecify.annotations.NullMarked;
