/** {@code anabranch run} and its kin: pipelines on this machine. */
@NullMarked
package io.anabranch.cli.run;

import org.jspecify.annotations.NullMarked;
