package io.anabranch.states.teststate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.states.StatesError;
import io.anabranch.states.model.Catcher;
import io.anabranch.states.model.Retrier;
import io.anabranch.states.model.State;
import java.util.List;

/** Which Retry or Catch of a state takes an error. */
record Recovery(List<Retrier> retriers, List<Catcher> catchers) {
    static Recovery of(State state) {
        if (state instanceof State.Task task) {
            return new Recovery(task.retriers(), task.catchers());
        }
        if (state instanceof State.Parallel parallel) {
            return new Recovery(parallel.retriers(), parallel.catchers());
        }
        if (state instanceof State.Map map) {
            return new Recovery(map.retriers(), map.catchers());
        }
        return new Recovery(List.of(), List.of());
    }

    /**
     * Whether the first retrier that names the error has retries left; notes its place and its next wait.
     *
     * @param done how many retries it has behind it
     */
    boolean retries(StatesError error, int done, Inspection inspection) {
        for (int index = 0; index < retriers.size(); index++) {
            Retrier retrier = retriers.get(index);
            if (matches(error, retrier.errors())) {
                boolean left = done < retrier.maxAttempts();
                if (left) {
                    ObjectNode details = inspection.errorDetails();
                    details.put("retryIndex", index);
                    details.put("retryBackoffIntervalSeconds", (long) retrier.delaySeconds(done + 1));
                }
                return left;
            }
        }
        return false;
    }

    /** The place of the first catcher that names the error; -1 for none. */
    int catcher(StatesError error) {
        for (int index = 0; index < catchers.size(); index++) {
            if (matches(error, catchers.get(index).errors())) {
                return index;
            }
        }
        return -1;
    }

    /** States.ALL takes States.DataLimitExceeded too, recorded answers of AWS say, whatever its documentation says. */
    private static boolean matches(StatesError error, List<String> names) {
        String name = error.error();
        if (name.equals(StatesError.RUNTIME)) {
            return false;
        }
        return names.contains(name)
                || names.contains(StatesError.ALL)
                || (names.contains(StatesError.TASK_FAILED) && !name.equals(StatesError.TIMEOUT));
    }
}
