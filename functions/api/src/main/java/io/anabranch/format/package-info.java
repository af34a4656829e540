/**
 * Descriptions of files: the formats that come with Anabranch, and the interfaces for a format of your own.
 *
 * <p>The runtime reads and writes by them. What must hold of every format: what is written is read back equal, whatever the size of the parts that
 * files are read in.
 */
@NullMarked
package io.anabranch.format;

import org.jspecify.annotations.NullMarked;
