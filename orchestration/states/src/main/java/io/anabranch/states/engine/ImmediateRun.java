package io.anabranch.states.engine;

import io.anabranch.states.Environment;
import io.anabranch.states.semantics.Exit;
import java.util.function.Function;

/**
 * A state that is left as soon as it is entered: Pass, Choice, Succeed.
 *
 * @param exit how it is left, given what it sees
 */
record ImmediateRun(Visit visit, Function<Environment, Exit> exit) implements StateRun {
    @Override
    public void run() {
        visit.leave(exit.apply(visit.environment()));
    }
}
