package io.anabranch.testkit.disasters;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody does beside the run that is tried.
 *
 * @param what it is
 * @param after when, from the beginning or from the call that it waits for
 * @param at the call that it waits for; of its trouble nothing happens. Null if it waits for none
 */
record Act(Kind what, Duration after, @Nullable Aim at) {
    /** The kinds of them. */
    enum Kind {
        /** The run is started once more, under another name of its execution. */
        SECOND_EXECUTION(Excuse.RIVAL),
        /** Something else is started under the run's id: it is refused, and the run goes on as if nothing had been. */
        OTHER_START(Excuse.NONE),
        /** Another run of the pipeline writes to the same places, if nothing is there. */
        RIVAL(Excuse.RIVAL),
        /** Another run of the pipeline replaces what is there. */
        REPLACING_RIVAL(Excuse.RIVAL),
        /** The run is given up. */
        GIVE_UP(Excuse.RIVAL),
        /** The execution is stopped. */
        STOP(Excuse.STOPPED),
        /** The execution is redriven as soon as it has failed. */
        REDRIVE(Excuse.NONE),
        /** An object of the input is replaced. */
        REPLACE_INPUT(Excuse.INPUT),
        /** An object of the run's work folder is removed. */
        LOSE_OBJECT(Excuse.DAMAGE),
        /** A bit of an object of the run's work folder is another. */
        DAMAGE_OBJECT(Excuse.DAMAGE),
        /** The functions are deployed anew, with other code; some of the old ones may go on. */
        REDEPLOY(Excuse.CODE);

        private final Excuse excuse;

        Kind(Excuse excuse) {
            this.excuse = excuse;
        }

        /** What a run that fails of it may say. */
        Excuse excuse() {
            return excuse;
        }
    }

    /** When it waits for one call less. */
    Act oneLess() {
        if (at == null || at.n() == 1) {
            return new Act(what, after, null);
        }
        return new Act(what, after, new Aim(at.operation(), at.kind(), at.n() - 1, at.trouble()));
    }
}
