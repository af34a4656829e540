/**
 * AWS's mock configuration file, the one documented for Step Functions Local.
 *
 * <p>In goes the text of the file; out comes, for one test case, a {@link io.anabranch.states.integration.TaskService} that
 * answers the tasks of the states it names by the number of their call. A file that is wrong is refused as a whole, in one
 * line, before anything runs.
 */
@NullMarked
package io.anabranch.states.mock;

import org.jspecify.annotations.NullMarked;
