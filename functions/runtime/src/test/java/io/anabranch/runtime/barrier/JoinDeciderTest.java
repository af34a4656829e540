package io.anabranch.runtime.barrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.anabranch.JoinStrategy;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.JoinPoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinDeciderTest {
    private static final JoinPoint OPEN = new JoinPoint(0, "users", 4, JoinStrategy.AUTO, 1);

    @Test
    void aSmallSideIsBroadcastAndALargeOneIsNot() {
        assertThat(decide(1, OPEN, Decisions.NONE, 100).of(0)).isEqualTo(JoinStrategy.BROADCAST);
        assertThat(decide(1, OPEN, Decisions.NONE, 99).of(0)).isEqualTo(JoinStrategy.REPARTITION);
    }

    @Test
    void nothingIsDecidedBeforeTheSideIsComplete() {
        assertThat(decide(0, OPEN, Decisions.NONE, 100)).isEqualTo(Decisions.NONE);
    }

    @Test
    void whatWasDecidedStays() {
        Decisions earlier = Decisions.NONE.with(0, JoinStrategy.REPARTITION);
        assertThat(decide(1, OPEN, earlier, 1_000)).isEqualTo(earlier);
    }

    @Test
    void aJoinThatWasToldHowIsNotDecided() {
        JoinPoint told = new JoinPoint(0, "users", 4, JoinStrategy.REPARTITION, 1);
        assertThat(decide(1, told, Decisions.NONE, 1_000)).isEqualTo(Decisions.NONE);
    }

    private static Decisions decide(int stage, JoinPoint join, Decisions before, long broadcastBytes) {
        return JoinDecider.decide(stage, List.of(join), before, channel -> channel == 4 ? 100 : -1, broadcastBytes);
    }
}
