package io.anabranch.states.service;

import io.anabranch.states.Entropy;
import io.anabranch.states.engine.Children;
import io.anabranch.states.engine.ExecutionRun;
import io.anabranch.states.engine.Machine;
import io.anabranch.states.map.MapRunState;
import io.anabranch.states.model.Definition;
import io.anabranch.states.model.Flow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every execution and map run of the account. */
final class ExecutionStore implements Children {
    private final Arns arns;
    private final Entropy entropy;
    private final Map<String, ExecutionRun> executions = new LinkedHashMap<>();
    private final Map<String, Map<String, ExecutionRun>> byOwner = new LinkedHashMap<>();
    private final Map<String, MapRunState> mapRuns = new LinkedHashMap<>();
    private final Map<String, List<MapRunState>> mapRunsByExecution = new LinkedHashMap<>();

    ExecutionStore(Arns arns, Entropy entropy) {
        this.arns = arns;
        this.entropy = entropy;
    }

    /** The execution of that ARN; null when there is none. */
    synchronized @Nullable ExecutionRun get(String arn) {
        return executions.get(arn);
    }

    synchronized ExecutionRun find(String arn) {
        ExecutionRun run = executions.get(arn);
        if (run == null) {
            if (!arn.startsWith("arn:")) {
                throw new ServiceException("InvalidArn", "Invalid Arn: 'Invalid ARN prefix: " + arn + "'");
            }
            throw new ServiceException("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'");
        }
        return run;
    }

    synchronized void add(ExecutionRun run) {
        executions.put(run.arn(), run);
        String owner = run.mapRunArn() == null ? run.machine().arn() : run.mapRunArn();
        byOwner.computeIfAbsent(owner, key -> new LinkedHashMap<>()).put(run.arn(), run);
    }

    /** The executions of a machine or a map run, the newest first. */
    synchronized List<ExecutionRun> of(String owner) {
        List<ExecutionRun> list =
                new ArrayList<>(byOwner.getOrDefault(owner, Map.of()).values());
        Collections.reverse(list);
        return list;
    }

    synchronized List<ExecutionRun> all() {
        return List.copyOf(executions.values());
    }

    synchronized MapRunState mapRun(String arn) {
        MapRunState run = mapRuns.get(arn);
        if (run == null) {
            throw new ServiceException("ResourceNotFound", "Resource not found: '" + arn + "'");
        }
        return run;
    }

    /** The map runs of an execution, the newest first. */
    synchronized List<MapRunState> mapRunsOf(String executionArn) {
        List<MapRunState> list = new ArrayList<>(mapRunsByExecution.getOrDefault(executionArn, List.of()));
        Collections.reverse(list);
        return list;
    }

    @Override
    public String mapRunArn(Machine machine, String label) {
        return arns.mapRun(machine.name(), label, entropy.nextUuid());
    }

    @Override
    public Machine childMachine(Machine parent, String label, boolean express, Flow flow) {
        return new Machine(
                parent.arn() + "/" + label,
                parent.name() + "/" + label,
                parent.roleArn(),
                express,
                new Definition(flow, null));
    }

    @Override
    public String executionArn(Machine machine, String name) {
        return machine.express()
                ? arns.expressExecution(machine.name(), name, entropy.nextUuid())
                : arns.execution(machine.name(), name);
    }

    @Override
    public synchronized void opened(MapRunState run) {
        mapRuns.put(run.arn(), run);
        mapRunsByExecution
                .computeIfAbsent(run.executionArn(), key -> new ArrayList<>())
                .add(run);
    }

    @Override
    public void started(ExecutionRun child) {
        add(child);
    }
}
