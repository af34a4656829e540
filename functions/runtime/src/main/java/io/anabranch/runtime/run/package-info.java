/** The words of a run and their forms in S3, as docs/formats/run.md specifies them. */
@NullMarked
package io.anabranch.runtime.run;

import org.jspecify.annotations.NullMarked;
