package io.anabranch.testkit.disasters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * No third outcome: whatever happens to a run, it ends with a right answer or fails and shows nothing.
 *
 * <p>{@code -Ddisasters.seeds=10000} tries more seeds, {@code -Ddisasters.from=N} others, {@code -Ddisasters.from=today} other ones each
 * day, and {@code -Ddisasters.seed=N} replays one.
 */
class DisastersTest {
    private static final int SEEDS = Integer.getInteger("disasters.seeds", 200);
    private static final long FROM = from(System.getProperty("disasters.from", "0"));
    private static final int REPORTED = 3;
    private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

    private static long from(String text) {
        return text.equals("today") ? LocalDate.now(ZoneOffset.UTC).toEpochDay() * 1_000_000 : Long.parseLong(text);
    }

    private final Campaign campaign = new Campaign(new Trials()::of, UnaryOperator.identity());

    /** A seed that calls nobody and never ends would be waited for for ever. */
    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whateverHappensARunAnswersRightOrShowsNothing() {
        System.out.println("Disasters of " + SEEDS + " seeds from " + FROM);
        List<Verdict> failed = campaign.run(FROM, SEEDS, REPORTED, THREADS);
        assertThat(failed).withFailMessage(() -> report(failed)).isEmpty();
    }

    @Test
    void theSameSeedHasTheSameHistoryTwice() {
        try (Workers workers = new Workers()) {
            for (long seed = FROM; seed < FROM + 20; seed++) {
                Verdict first = campaign.replay(seed, Set.of(), workers);
                Verdict second = campaign.replay(seed, Set.of(), workers);
                assertThat(second).as("seed " + seed).isEqualTo(first);
            }
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "disasters.seed", matches = "-?\\d+")
    void replay() {
        try (Workers workers = new Workers()) {
            Verdict verdict = campaign.replay(Long.getLong("disasters.seed", 0), Set.of(), workers);
            Verdict told = verdict.violations().isEmpty() ? verdict : campaign.shrunk(verdict);
            told.log().forEach(System.out::println);
            assertThat(verdict.violations()).withFailMessage(told::report).isEmpty();
        }
    }

    private String report(List<Verdict> failed) {
        StringBuilder report = new StringBuilder();
        for (Verdict verdict : failed) {
            report.append(campaign.shrunk(verdict).report())
                    .append("\nReplay it, with its history, by\n  ./mvnw -Dfast -pl orchestration/testkit -am test"
                            + " -Dtest=DisastersTest#replay -Dsurefire.failIfNoSpecifiedTests=false -Ddisasters.seed=")
                    .append(verdict.seed())
                    .append("\n\n");
        }
        return report.toString();
    }
}
