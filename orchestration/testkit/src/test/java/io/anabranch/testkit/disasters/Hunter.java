package io.anabranch.testkit.disasters;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Looks for a seed that shows a violation. Made anew by each class loader, and so spoken to by a type of the JDK. */
public final class Hunter implements BiFunction<Long, Long, Optional<Object[]>> {
    private final Campaign campaign;

    private final boolean wrongAnswersOnly;

    /**
     * @param sabotage as {@link Sabotage} has it, or empty
     * @param wrongAnswersOnly whether runs may fail without a reason, since the runtime itself does something wrong
     */
    public Hunter(String sabotage, Boolean wrongAnswersOnly) {
        this.wrongAnswersOnly = wrongAnswersOnly;
        ShippedTrials shipped = new ShippedTrials();
        DiceTrials dice = new DiceTrials();
        VersionTrials versions = new VersionTrials();
        RefusingTrials refusing = new RefusingTrials();
        this.campaign = new Campaign(
                seed -> Scenario.of(new Chance(seed)).redeploys()
                        ? versions.of(seed)
                        : switch ((int) (seed % 6)) {
                            case 0 -> shipped.of(seed);
                            case 1, 2 -> refusing.of(seed);
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
                if (verdict.violations().stream().anyMatch(this::counts)) {
                    return Optional.of(new Object[] {seed, verdict.violations().get(0)});
                }
            }
            return Optional.empty();
        }
    }

    private boolean counts(String violation) {
        return !wrongAnswersOnly || violation.contains(" has published a wrong answer ");
    }
}
