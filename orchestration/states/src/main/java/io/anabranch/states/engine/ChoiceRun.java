package io.anabranch.states.engine;

import io.anabranch.states.Environment;
import io.anabranch.states.StatesError;
import io.anabranch.states.model.ChoiceRule;
import io.anabranch.states.model.Common;
import io.anabranch.states.model.State;

/** Goes where the first rule that holds points to. */
record ChoiceRun(Visit visit, State.Choice state) implements StateRun {
    @Override
    public void run() {
        Common common = state.common();
        Environment environment = visit.environment();
        Environment seen = environment.withInput(common.input().apply(environment));
        for (ChoiceRule rule : state.rules()) {
            if (rule.condition().holds(seen)) {
                boolean own = common.jsonata() && rule.output() != null;
                visit.pass(environment, rule.assign(), own ? rule.output() : common.result(), rule.next());
                return;
            }
        }
        if (state.otherwise() == null) {
            throw StatesError.inState(
                    StatesError.RUNTIME,
                    "Failed to transition out of the state. The state does not point to a next state.");
        }
        visit.pass(environment, common.assign(), common.result(), state.otherwise());
    }
}
