/** Aggregations: how the values of a group become one. */
@NullMarked
package io.anabranch.aggregate;

import org.jspecify.annotations.NullMarked;
