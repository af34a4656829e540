package io.anabranch.states.model;

import java.util.List;

/** Retry and Catch of a state; the first entry that names an error takes it. */
public record ErrorHandlers(List<Retrier> retriers, List<Catcher> catchers) {
    public ErrorHandlers {
        retriers = List.copyOf(retriers);
        catchers = List.copyOf(catchers);
    }
}
