/** The pipelines of a jar: finding them, binding their parameters, building their graphs. */
@NullMarked
package io.anabranch.runtime.catalog;

import org.jspecify.annotations.NullMarked;
