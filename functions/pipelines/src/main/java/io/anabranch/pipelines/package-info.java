/** The pipelines that ship. */
@NullMarked
package io.anabranch.pipelines;

import org.jspecify.annotations.NullMarked;
