/** The loops of the pipelines that ship. */
@NullMarked
package io.anabranch.pipelines;

import org.jspecify.annotations.NullMarked;
