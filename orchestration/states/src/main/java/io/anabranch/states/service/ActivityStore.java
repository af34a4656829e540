package io.anabranch.states.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.Entropy;
import io.anabranch.states.StatesError;
import io.anabranch.states.clock.Scheduler;
import io.anabranch.states.engine.TaskTokens;
import io.anabranch.states.integration.TaskCall;
import io.anabranch.states.integration.TaskObserver;
import io.anabranch.states.integration.TaskService;
import io.anabranch.states.model.TaskResource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The activities of the account, their tasks, and the workers that wait for them. */
final class ActivityStore implements TaskService {
    private final Arns arns;
    private final Scheduler scheduler;
    private final Entropy entropy;
    private final TaskTokens tokens;
    private final Map<String, Registration> activities = new LinkedHashMap<>();

    private record Registration(Activity description, ArrayDeque<Offer> tasks, ArrayDeque<Worker> workers) {}

    /** @param token the token a worker was given; null while the task waits for one */
    private record Offer(TaskCall call, TaskObserver observer, AtomicReference<@Nullable String> token) {}

    private record Worker(CompletableFuture<Optional<ActivityTask>> answer, String name) {}

    ActivityStore(Arns arns, Scheduler scheduler, Entropy entropy, TaskTokens tokens) {
        this.arns = arns;
        this.scheduler = scheduler;
        this.entropy = entropy;
        this.tokens = tokens;
    }

    synchronized Activity create(String name) {
        String arn = arns.activity(Names.check(name));
        return activities
                .computeIfAbsent(
                        arn,
                        key -> new Registration(
                                new Activity(key, name, scheduler.now()), new ArrayDeque<>(), new ArrayDeque<>()))
                .description();
    }

    synchronized Activity describe(String arn) {
        return find(arn).description();
    }

    synchronized void delete(String arn) {
        activities.remove(arn);
    }

    synchronized List<Activity> all() {
        List<Activity> list = new ArrayList<>();
        activities.values().forEach(entry -> list.add(entry.description()));
        return list;
    }

    private Registration find(String arn) {
        Registration entry = activities.get(arn);
        if (entry == null) {
            throw new ServiceException("ActivityDoesNotExist", "Activity Does Not Exist: '" + arn + "'");
        }
        return entry;
    }

    CompletableFuture<Optional<ActivityTask>> poll(String arn, @Nullable String workerName, Duration wait) {
        CompletableFuture<Optional<ActivityTask>> answer = new CompletableFuture<>();
        Worker worker = new Worker(answer, workerName == null ? "" : workerName);
        Offer task;
        synchronized (this) {
            Registration entry = find(arn);
            task = entry.tasks().poll();
            if (task == null) {
                entry.workers().add(worker);
            }
        }
        if (task != null) {
            hand(task, worker);
            return answer;
        }
        Scheduler.Cancellable timer = scheduler.schedule(wait, () -> answer.complete(Optional.empty()));
        return answer.whenComplete((taken, thrown) -> {
            timer.cancel();
            forget(arn, worker);
        });
    }

    private synchronized void forget(String arn, Worker worker) {
        Registration entry = activities.get(arn);
        if (entry != null) {
            entry.workers().remove(worker);
        }
    }

    /** Gives the task to the worker; a worker that went away meanwhile leaves the task to the next. */
    private void hand(Offer task, Worker worker) {
        String token = tokens.issue(entropy, new WorkersAnswer(task.observer()));
        task.token().set(token);
        ActivityTask taken = new ActivityTask(token, task.call().parameters().toString());
        if (worker.answer().isDone()) {
            tokens.withdraw(token);
            offer(task);
            return;
        }
        task.observer().started(worker.name());
        if (!worker.answer().complete(Optional.of(taken))) {
            tokens.withdraw(token);
            offer(task);
        }
    }

    private void offer(Offer task) {
        Worker worker;
        synchronized (this) {
            Registration entry = find(task.call().resource().arn());
            worker = entry.workers().poll();
            if (worker == null) {
                entry.tasks().add(task);
                return;
            }
        }
        hand(task, worker);
    }

    @Override
    public boolean supports(TaskResource resource, String stateName) {
        return resource.kind() == TaskResource.Kind.ACTIVITY;
    }

    @Override
    public synchronized void check(TaskCall call) {
        String arn = call.resource().arn();
        if (!activities.containsKey(arn)) {
            throw StatesError.inState(StatesError.RUNTIME, "The activity " + arn + " does not exist.");
        }
    }

    @Override
    public Runnable start(TaskCall call, TaskObserver observer) {
        Offer task = new Offer(call, observer, new AtomicReference<>());
        offer(task);
        return () -> withdraw(task);
    }

    /** The task is over: nobody may take it any more, or answer for it. */
    private synchronized void withdraw(Offer task) {
        String token = task.token().get();
        if (token != null) {
            tokens.withdraw(token);
        }
        Registration entry = activities.get(task.call().resource().arn());
        if (entry != null) {
            entry.tasks().remove(task);
        }
    }

    @Override
    public boolean holdsTime(TaskResource resource, String stateName) {
        return false;
    }

    private record WorkersAnswer(TaskObserver observer) implements TaskTokens.Waiting {
        @Override
        public void succeeded(JsonNode output) {
            observer.succeeded(output);
        }

        @Override
        public void failed(@Nullable String error, @Nullable String cause) {
            observer.failed(error, cause);
        }

        @Override
        public void heartbeat() {
            observer.heartbeat();
        }
    }
}
