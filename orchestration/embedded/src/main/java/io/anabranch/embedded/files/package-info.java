/** The file system as the embedded S3 needs it: real paths, what is at a path, times that never repeat, and locks between processes. */
@NullMarked
package io.anabranch.embedded.files;

import org.jspecify.annotations.NullMarked;
