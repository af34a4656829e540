package io.anabranch.testkit.disasters;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anabranch.embedded.integration.S3Objects;
import io.anabranch.embedded.s3.MemoryS3;
import io.anabranch.handlers.Platform;
import io.anabranch.handlers.Settings;
import io.anabranch.local.Function;
import io.anabranch.local.PipelineDefinition;
import io.anabranch.local.PipelineFunctions;
import io.anabranch.local.RunListener;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.plan.Places;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.runtime.run.RunJson;
import io.anabranch.runtime.storage.Backoff;
import io.anabranch.runtime.storage.ObjectStore;
import io.anabranch.runtime.storage.Parallel;
import io.anabranch.runtime.storage.S3Uri;
import io.anabranch.runtime.task.TaskSettings;
import io.anabranch.states.Entropy;
import io.anabranch.states.integration.LambdaTasks;
import io.anabranch.states.service.StateMachine;
import io.anabranch.states.service.StatesService;
import io.anabranch.states.service.StatesServiceBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.s3.model.S3Request;

/** A deployed stack in a simulated world: state machine and functions are the real ones, what they stand on is not. */
final class World {
    static final S3Uri WORK = S3Uri.parse("s3://work/w");

    private static final String REGION = "us-east-1";
    private static final String ACCOUNT = "123456789012";
    private static final String DEFINITION = PipelineDefinition.in(REGION, ACCOUNT);
    private static final long TASK_MEMORY = 8 << 20;

    /** A clock may be wrong by as many seconds. */
    private static final int SKEW = 7200;

    /** How seldom it jumps: once in as many questions. */
    private static final int JUMPS = 20;

    private final MemoryS3 s3;
    private final Chance chance;
    private final Weather weather;
    private final Turns turns;
    private final EventLog log;
    private final Troubles troubles;
    private final ObjectStore store;
    private final StatesService states;
    private final StateMachine machine;
    private final WorldLambda lambda;
    private Graphs deployed;
    private int environments;

    /**
     * @param s3 what is there at first
     * @param sabotage as {@link WorldS3} has it
     * @param heard as {@link WorldS3} has it
     */
    World(
            MemoryS3 s3,
            Graphs graphs,
            Chance chance,
            Weather weather,
            Troubles troubles,
            UnaryOperator<S3Request> sabotage,
            BiConsumer<Activity, Call> heard,
            Turns turns) {
        this.s3 = s3;
        this.deployed = graphs;
        this.chance = chance;
        this.weather = weather;
        this.troubles = troubles;
        this.turns = turns;
        this.log = new EventLog(turns);
        Pace pace = new Pace(weather.slow(), troubles);
        WorldS3 seen = new WorldS3(s3, turns, troubles, pace, sabotage, log, heard);
        this.store = new ObjectStore(seen, Backoff.standard(turns::pause, chanceOfWhoever()));
        this.lambda = new WorldLambda(turns, chance, troubles, pace, this::environment, log);
        this.states = new StatesServiceBuilder()
                .region(REGION)
                .account(ACCOUNT)
                .scheduler(turns)
                .entropy(Entropy.seeded(chance.of("states").nextLong()))
                .tasks(new LambdaTasks(lambda))
                .objects(new S3Objects(s3))
                .build();
        this.machine = states.createStateMachine("anabranch", DEFINITION, null, StateMachine.Type.STANDARD);
    }

    MemoryS3 s3() {
        return s3;
    }

    /** The objects as an activity sees them: each request is a turn. */
    ObjectStore store() {
        return store;
    }

    StatesService states() {
        return states;
    }

    Turns turns() {
        return turns;
    }

    Troubles troubles() {
        return troubles;
    }

    EventLog log() {
        return log;
    }

    /**
     * Deploys other code.
     *
     * @param all whether the functions that are there go at once
     */
    void deploy(Graphs graphs, boolean all) {
        deployed = graphs;
        if (all) {
            lambda.forget();
        }
    }

    /** What has been deployed is all there is from now on. */
    void settle() {
        lambda.forget();
    }

    /** Starts an execution; returns its ARN. */
    String start(String name, PlanRequest request) {
        log.add("execution " + name + " starts");
        String input = new String(RunJson.bytes(request), StandardCharsets.UTF_8);
        return states.startExecution(machine.arn(), name, input).executionArn();
    }

    /** An activity of somebody who is no function. */
    void begin(String name, Duration after, Runnable what) {
        turns.begin(after, new Activity(name, chance.of(name), what));
    }

    private RequestStreamHandler environment(Function function) {
        int number = ++environments;
        SplittableRandom random = chance.of("environment " + number);
        Duration skew = weather.skewed() ? Duration.ofSeconds(random.nextInt(2 * SKEW) - SKEW) : Duration.ZERO;
        int[] asked = new int[1];
        Platform platform = new Platform(
                store,
                new Parallel(
                        Runnable::run,
                        Parallel.MOST,
                        count -> shuffled(count, turns.current().chance())),
                new SkewedClock(turns, skew, random),
                () -> 1_000L * ++asked[0],
                () -> id(turns.current().chance()));
        return new PipelineFunctions(
                        platform,
                        deployed,
                        new Settings(WORK, null),
                        Places.IN_S3,
                        new TaskSettings(TASK_MEMORY, Path.of(System.getProperty("java.io.tmpdir"))),
                        RunListener.NONE)
                .handler(function);
    }

    private RandomGenerator chanceOfWhoever() {
        return () -> turns.current().chance().nextLong();
    }

    private static String id(SplittableRandom random) {
        return String.format("%016x", random.nextLong());
    }

    private static int[] shuffled(int count, SplittableRandom random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** A clock that is wrong by as much, and jumps now and then, back as well. */
    private static final class SkewedClock extends Clock {
        private final Turns turns;
        private final SplittableRandom chance;
        private Duration skew;

        SkewedClock(Turns turns, Duration skew, SplittableRandom chance) {
            this.turns = turns;
            this.skew = skew;
            this.chance = chance;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            if (!skew.isZero() && chance.nextInt(JUMPS) == 0) {
                skew = Duration.ofSeconds(chance.nextInt(2 * SKEW) - SKEW);
            }
            return turns.now().plus(skew);
        }
    }
}
