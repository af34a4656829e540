package io.anabranch.cli.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.embedded.integration.S3Objects;
import io.anabranch.embedded.integration.S3Tasks;
import io.anabranch.embedded.s3.EmbeddedS3;
import io.anabranch.states.clock.VirtualScheduler;
import io.anabranch.states.mock.MockConfiguration;
import io.anabranch.states.mock.MockedTasks;
import io.anabranch.states.model.DefinitionParser;
import io.anabranch.states.model.InvalidDefinition;
import io.anabranch.states.service.StatesService;
import io.anabranch.states.service.StatesServiceBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Step Functions with mocks first and a folder of buckets behind them. */
final class OfflineStates implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEFAULT_NAME = "StateMachine";

    private final String stateMachine;
    private final @Nullable MockedTasks mocks;
    private final @Nullable Path buckets;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "s3-task");
        thread.setDaemon(true);
        return thread;
    });

    private OfflineStates(String stateMachine, @Nullable MockedTasks mocks, @Nullable Path buckets) {
        this.stateMachine = stateMachine;
        this.mocks = mocks;
        this.buckets = buckets;
    }

    /**
     * @param configuration text of a mock configuration, or null
     * @throws io.anabranch.states.mock.InvalidMocks if it cannot be used, or does not say which test case to take
     */
    static OfflineStates of(
            @Nullable String configuration,
            @Nullable String stateMachine,
            @Nullable String testCase,
            @Nullable Path buckets) {
        if (configuration == null) {
            return new OfflineStates(stateMachine == null ? DEFAULT_NAME : stateMachine, null, buckets);
        }
        MockConfiguration mocks = MockConfiguration.parse(configuration);
        String name = stateMachine != null
                ? stateMachine
                : mocks.stateMachines().size() == 1
                        ? mocks.stateMachines().iterator().next()
                        : DEFAULT_NAME;
        return new OfflineStates(name, mocks.testCase(stateMachine, testCase), buckets);
    }

    /** @throws io.anabranch.states.mock.InvalidMocks if a mocked state is no Task of the definition */
    void check(String definition) {
        if (mocks == null) {
            return;
        }
        try {
            mocks.check(DefinitionParser.parse(JSON.readTree(definition)));
        } catch (JsonProcessingException | InvalidDefinition invalid) {
            // Creating the state machine says better what is wrong with it.
            return;
        }
    }

    String stateMachine() {
        return stateMachine;
    }

    StatesService open(String account, String region, boolean virtualTime) {
        StatesServiceBuilder builder =
                new StatesServiceBuilder().account(account).region(region);
        if (virtualTime) {
            builder.scheduler(new VirtualScheduler(Instant.now()));
        }
        if (mocks != null) {
            builder.tasks(mocks);
        }
        if (buckets != null) {
            EmbeddedS3 s3 = EmbeddedS3.builder().root(buckets).build();
            builder.tasks(new S3Tasks(s3, threads)).objects(new S3Objects(s3));
        }
        return builder.build();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
