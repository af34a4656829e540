package io.anabranch.runtime.commit;

import io.anabranch.runtime.run.Ending;
import io.anabranch.runtime.run.OutputKeys;
import io.anabranch.runtime.run.Plan;
import io.anabranch.runtime.run.PlanStore;
import io.anabranch.runtime.run.RunKeys;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.run.RunRef;
import io.anabranch.runtime.storage.ObjectStore;
import java.util.Optional;

/**
 * Gives a run up, for good: it can never be committed afterwards, and its uploads are removed. No object is deleted, since a run that
 * was not committed has none.
 */
public final class GiveUp {
    private final RunObjects objects;

    public GiveUp(ObjectStore store) {
        this.objects = new RunObjects(store);
    }

    /** Returns whether the run is given up; a run that is being committed, or is, can only go forward. */
    public boolean run(RunRef run) {
        Optional<Plan> found = new PlanStore(objects, run).findPlan();
        if (found.isEmpty()) {
            return true;
        }
        Plan plan = found.get();
        Ending ending = objects.create(new RunKeys(run).ending(), Ending.givenUp(plan), Ending.class);
        if (ending.decision() == Ending.Decision.COMMIT) {
            return false;
        }
        cleanUp(plan);
        return true;
    }

    /** Removes what a run that is given up has left. */
    void cleanUp(Plan plan) {
        Ownership ownership = new Ownership(objects.store(), plan);
        for (Plan.PlannedWrite write : plan.writes()) {
            OutputKeys output = new OutputKeys(write.uri());
            ownership.release(output);
            new Leftovers(objects.store(), output).abortUploads(plan.token());
        }
    }
}
