/** The shuffle's loops. */
@NullMarked
package io.anabranch.runtime.shuffle;

import org.jspecify.annotations.NullMarked;
