/** The programming model. It knows JDK types only. */
@NullMarked
package io.anabranch;

import org.jspecify.annotations.NullMarked;
