package io.anabranch.states.semantics;

import io.anabranch.states.Environment;
import io.anabranch.states.model.Amount;
import io.anabranch.states.model.State;
import org.jspecify.annotations.Nullable;

/**
 * How much of a Map may run at once, and how much may fail: as the definition says, or UpdateMapRun.
 *
 * @param maxConcurrency 0 for no limit
 */
public record MapSettings(long maxConcurrency, Tolerance tolerance) {
    /** How many children of a Distributed Map AWS runs at once. */
    public static final int MOST_CHILDREN = 10_000;

    /**
     * Evaluates what the definition says.
     *
     * @param seen what the state's own expressions see
     * @throws io.anabranch.states.StatesError when an expression fails or its value is no such number
     */
    public static MapSettings of(State.Map map, Environment seen) {
        Amount percentage = map.limits().toleratedFailurePercentage();
        Long concurrency = count(map.limits().maxConcurrency(), seen);
        Long count = count(map.limits().toleratedFailureCount(), seen);
        return new MapSettings(
                concurrency == null ? 0 : concurrency,
                new Tolerance(count, percentage == null ? null : Amounts.percentage(percentage, seen)));
    }

    private static @Nullable Long count(@Nullable Amount amount, Environment seen) {
        return amount == null ? null : Amounts.count(amount, seen);
    }

    /** How many may run at once where the service allows so many. */
    public int atOnce(int most) {
        return (int) (maxConcurrency == 0 ? most : Math.min(maxConcurrency, most));
    }
}
