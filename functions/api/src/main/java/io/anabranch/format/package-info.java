/** Descriptions of file formats; the runtime reads and writes them. */
@NullMarked
package io.anabranch.format;

import org.jspecify.annotations.NullMarked;
