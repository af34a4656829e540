package io.anabranch.runtime.commit;

import io.anabranch.runtime.run.Ending;
import io.anabranch.runtime.run.Manifest;
import io.anabranch.runtime.run.OutputKeys;
import io.anabranch.runtime.run.Plan;
import io.anabranch.runtime.run.RunKeys;
import io.anabranch.runtime.run.RunObjects;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes back what a commit that failed half-way has completed, so that an execution that failed shows nothing. A run of which an output
 * is published is left alone: it can only go forward; of one that was given up the uploads go. A commit of the same run that is still under way fails, since it is fenced first.
 */
final class Withdrawal {
    private final RunObjects objects;
    private final Plan plan;
    private final Parallel parallel;

    Withdrawal(RunObjects objects, Plan plan, Parallel parallel) {
        this.objects = objects;
        this.plan = plan;
        this.parallel = parallel;
    }

    /** Returns what is published, if that is all that the run writes, and whole; nothing that is published is taken back. */
    List<CommittedOutput> run() {
        Optional<Ending> ending = objects.find(new RunKeys(plan.run()).ending(), Ending.class);
        if (ending.isEmpty()) {
            return List.of();
        }
        if (ending.get().decision() == Ending.Decision.GIVEN_UP) {
            // Its tasks may have begun uploads since.
            new GiveUp(objects.store()).cleanUp(plan);
            return List.of();
        }
        List<OutputKeys> outputs =
                plan.writes().stream().map(write -> new OutputKeys(write.uri())).toList();
        List<CommittedOutput> published = new ArrayList<>();
        boolean whole = true;
        for (OutputKeys output : outputs) {
            Manifest own = own(output).orElse(null);
            if (own != null) {
                published.add(CommittedOutput.of(output, own));
                whole &= new PublishedFiles(objects.store(), parallel)
                        .changed(output, own)
                        .isEmpty();
            }
        }
        if (!published.isEmpty()) {
            return whole && published.size() == outputs.size() ? published : List.of();
        }
        ObjectStore store = objects.store();
        Ownership ownership = new Ownership(store, plan);
        for (OutputKeys output : outputs) {
            Leftovers leftovers = new Leftovers(store, output);
            if (leftovers.tokens().contains(plan.token()) && ownership.publishesNoMore(output, plan.token())) {
                leftovers.deleteFiles(List.of(plan.token()));
            }
            ownership.release(output);
        }
        return List.of();
    }

    private Optional<Manifest> own(OutputKeys output) {
        return objects.find(output.manifest(), Manifest.class).filter(there -> there.isOutputOf(plan.token()));
    }
}
