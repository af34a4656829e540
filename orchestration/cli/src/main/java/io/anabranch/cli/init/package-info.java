/**
 * A user's own project: {@code init}. In go a name, a package and a folder; out comes a Maven project that builds, tests, runs and
 * packages as it is. The template, the definition and the package's layout are those of this repository, with paths that fit.
 */
@NullMarked
package io.anabranch.cli.init;

import org.jspecify.annotations.NullMarked;
