/** What a Lambda function does: graph, plan, tasks, shuffle, receipts, barrier, commit. */
@NullMarked
package io.anabranch.runtime;

import org.jspecify.annotations.NullMarked;
