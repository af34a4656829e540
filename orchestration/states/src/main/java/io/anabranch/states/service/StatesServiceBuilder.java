package io.anabranch.states.service;

import io.anabranch.states.Entropy;
import io.anabranch.states.clock.RealScheduler;
import io.anabranch.states.clock.Scheduler;
import io.anabranch.states.engine.Limits;
import io.anabranch.states.history.HistoryListener;
import io.anabranch.states.integration.ObjectStore;
import io.anabranch.states.integration.TaskService;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link StatesService} works with. */
public final class StatesServiceBuilder {
    private String region = "us-east-1";
    private String account = "123456789012";
    private @Nullable Scheduler scheduler;
    private Entropy entropy = new SystemEntropy();
    private final List<TaskService> tasks = new ArrayList<>();
    private @Nullable ObjectStore objects;
    private HistoryListener listener = HistoryListener.NONE;
    private Limits limits = Limits.AWS;

    public StatesServiceBuilder region(String name) {
        this.region = name;
        return this;
    }

    /** The 12 digits that stand in ARNs. */
    public StatesServiceBuilder account(String id) {
        this.account = id;
        return this;
    }

    /** The clock and the threads; threads and real time by default. The service closes it. */
    public StatesServiceBuilder scheduler(Scheduler source) {
        this.scheduler = source;
        return this;
    }

    /** Random numbers and ids; the system's by default. */
    public StatesServiceBuilder entropy(Entropy source) {
        this.entropy = source;
        return this;
    }

    /** Adds a service for tasks; the first that supports a resource answers it. */
    public StatesServiceBuilder tasks(TaskService service) {
        tasks.add(service);
        return this;
    }

    /** Where Distributed Maps read their items and write their results; without it such states are refused. */
    public StatesServiceBuilder objects(ObjectStore store) {
        this.objects = store;
        return this;
    }

    public StatesServiceBuilder historyListener(HistoryListener hears) {
        this.listener = hears;
        return this;
    }

    /** What executions must keep to; AWS's limits by default. */
    public StatesServiceBuilder limits(Limits most) {
        this.limits = most;
        return this;
    }

    public StatesService build() {
        Scheduler clock = scheduler == null ? RealScheduler.create() : scheduler;
        return new InMemoryStatesService(
                new Arns("aws", region, account), clock, entropy, List.copyOf(tasks), objects, listener, limits);
    }

    private static final class SystemEntropy implements Entropy {
        @Override
        public double nextDouble() {
            return ThreadLocalRandom.current().nextDouble();
        }

        @Override
        public String nextUuid() {
            return UUID.randomUUID().toString();
        }
    }
}
