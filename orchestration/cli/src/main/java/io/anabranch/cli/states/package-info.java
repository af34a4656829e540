/** {@code anabranch states}: any state machine, offline. JSON on standard output and nothing else. */
@NullMarked
package io.anabranch.cli.states;

import org.jspecify.annotations.NullMarked;
