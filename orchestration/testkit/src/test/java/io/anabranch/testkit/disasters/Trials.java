package io.anabranch.testkit.disasters;

/** What the seeds try: pipelines that ship, random graphs of all operations, one that rolls dice, one that has a next version, and one that refuses records. */
final class Trials {
    private final ShippedTrials shipped = new ShippedTrials();
    private final GraphTrials graphs = new GraphTrials();
    private final DiceTrials dice = new DiceTrials();
    private final VersionTrials versions = new VersionTrials();
    private final RefusingTrials refusing = new RefusingTrials();

    Trial of(long seed) {
        if (Scenario.of(new Chance(seed)).redeploys() && seed % 2 == 0) {
            return versions.of(seed);
        }
        return switch (new Chance(seed).of("trial").nextInt(10)) {
            case 0, 1, 2 -> shipped.of(seed);
            case 3 -> dice.of(seed);
            case 4 -> versions.of(seed);
            case 5 -> refusing.of(seed);
            default -> graphs.of(seed);
        };
    }
}
