package io.anabranch.states.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.states.Entropy;
import io.anabranch.states.StatesError;
import io.anabranch.states.model.Retrier;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecoveryRulesTest {
    private static final Entropy ENTROPY = Entropy.seeded(1);

    @Test
    void theFirstRetrierThatNamesTheFailureDecidesAlone() {
        RecoveryRules rules = rules(retrier("A", 1, null, false), retrier("States.ALL", 9, null, false));

        int retrier = rules.retrier(Failure.of("A", null));

        assertThat(retrier).isZero();
        assertThat(rules.retries(retrier, 0)).isTrue();
        assertThat(rules.retries(retrier, 1)).isFalse();
        assertThat(rules.retrier(Failure.of("B", null))).isEqualTo(1);
    }

    @Test
    void whatNoRetrierNamesIsNotRetried() {
        RecoveryRules rules = rules(retrier("A", 1, null, false));

        assertThat(rules.retrier(Failure.of("B", null))).isEqualTo(RecoveryRules.NONE);
        assertThat(rules.retries(RecoveryRules.NONE, 0)).isFalse();
    }

    @Test
    void waitsGrowByTheBackoffRateUpToTheMaximum() {
        RecoveryRules rules = rules(retrier("A", 9, 10L, false));

        assertThat(List.of(1, 2, 3, 4, 5))
                .extracting(retry -> rules.wait(0, retry, ENTROPY))
                .containsExactly(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10));
    }

    @Test
    void fullJitterWaitsUpToThat() {
        RecoveryRules rules = rules(retrier("A", 9, null, true));

        for (int draw = 0; draw < 100; draw++) {
            assertThat(rules.wait(0, 2, ENTROPY)).isBetween(Duration.ZERO, Duration.ofSeconds(4));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Mine, States.ALL, true",
        "Mine, States.TaskFailed, true",
        "Mine, Mine, true",
        "Mine, Other, false",
        "States.Timeout, States.TaskFailed, false",
        "States.Timeout, States.Timeout, true",
        "States.Timeout, States.HeartbeatTimeout, false",
        "States.DataLimitExceeded, States.ALL, true",
        "States.Runtime, States.ALL, false",
        "States.Runtime, States.Runtime, false",
    })
    void namesTakeTheFailuresTheyStandFor(String error, String name, boolean takes) {
        assertThat(Failure.of(error, null).matches(List.of(name))).isEqualTo(takes);
    }

    @Test
    void aTimeoutForWantOfAHeartbeatHasBothNames() {
        Failure failure = Failure.timeout(true);

        assertThat(failure.matches(List.of(StatesError.HEARTBEAT_TIMEOUT))).isTrue();
        assertThat(failure.matches(List.of(StatesError.TIMEOUT))).isTrue();
        assertThat(failure.toOutput()).hasToString("{\"Error\":\"States.Timeout\",\"Cause\":\"\"}");
    }

    private static RecoveryRules rules(Retrier... retriers) {
        return new RecoveryRules(List.of(retriers), List.of());
    }

    private static Retrier retrier(String error, int attempts, @Nullable Long maxDelay, boolean jitter) {
        return new Retrier(List.of(error), 2, attempts, 2, maxDelay, jitter);
    }
}
