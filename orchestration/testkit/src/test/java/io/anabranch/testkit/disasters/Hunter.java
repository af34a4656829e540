package io.anabranch.testkit.disasters;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Looks for a seed that shows a violation. Made anew by each class loader, and so spoken to by a type of the JDK. */
public final class Hunter implements BiFunction<Long, Long, Optional<Object[]>> {
    private final Campaign campaign;

    /** @param sabotage as {@link Sabotage} has it, or empty */
    public Hunter(String sabotage) {
        ShippedTrials shipped = new ShippedTrials();
        DiceTrials dice = new DiceTrials();
        VersionTrials versions = new VersionTrials();
        RefusingTrials refusing = new RefusingTrials();
        this.campaign = new Campaign(
                seed -> switch ((int) (seed % 6)) {
                    case 0 -> shipped.of(seed);
                    case 1 -> versions.of(seed);
                    case 2 -> refusing.of(seed);
                    default -> dice.of(seed);
                },
                Sabotage.parse(sabotage));
    }

    /** The first seed and what it shows, of those from one to before another; nothing if none shows any. */
    @Override
    public Optional<Object[]> apply(Long from, Long to) {
        try (Workers workers = new Workers()) {
            for (long seed = from; seed < to; seed++) {
                Verdict verdict = campaign.replay(seed, Set.of(), workers);
                if (!verdict.violations().isEmpty()) {
                    return Optional.of(new Object[] {seed, verdict.violations().get(0)});
                }
            }
            return Optional.empty();
        }
    }
}
