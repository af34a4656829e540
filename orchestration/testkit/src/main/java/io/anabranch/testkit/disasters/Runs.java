package io.anabranch.testkit.disasters;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.states.service.Execution;
import io.anabranch.states.service.ExecutionStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The runs of a world, what each may answer, and what is to be said against what they did. */
final class Runs implements Outputs.Judge {
    private final World world;
    private final Trial trial;
    private final Shelf shelf;
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final Set<String> published = new HashSet<>();

    Runs(World world, Trial trial, Shelf shelf) {
        this.world = world;
        this.trial = trial;
        this.shelf = shelf;
    }

    /**
     * A run.
     *
     * @param bucket of its input
     * @param inputs what its input has been since it was there, from time to time
     * @param executions ARNs by name
     * @param published addresses of the outputs that it has published
     * @param tokens its tokens: one, as long as nobody loses its plan
     */
    record Run(
            String id,
            String bucket,
            boolean overwrite,
            List<SortedMap<String, byte[]>> inputs,
            Map<String, String> executions,
            Set<String> published,
            Set<String> tokens) {}

    /** Starts an execution of a run. */
    void start(String execution, String id, String bucket, boolean overwrite, SortedMap<String, byte[]> input) {
        Run run = runs.computeIfAbsent(
                id,
                each -> new Run(
                        id,
                        bucket,
                        overwrite,
                        new ArrayList<>(List.of(input)),
                        new LinkedHashMap<>(),
                        new LinkedHashSet<>(),
                        new LinkedHashSet<>()));
        run.executions().put(execution, world.start(execution, trial.request(id, bucket, run.overwrite())));
    }

    Run get(String id) {
        Run run = runs.get(id);
        if (run == null) {
            throw new IllegalArgumentException("No run " + id);
        }
        return run;
    }

    boolean isKnown(String id) {
        return runs.containsKey(id);
    }

    Execution execution(String id, String name) {
        return world.states()
                .describeExecution(String.valueOf(get(id).executions().get(name)));
    }

    /** Whether an execution of a run says that it is committed. */
    boolean isCommitted(String id) {
        return get(id).executions().keySet().stream()
                .anyMatch(name -> execution(id, name).status() == ExecutionStatus.SUCCEEDED);
    }

    /** Hears of each call: a plan that is written has the run's token. A run whose plan is lost may have another one after that. */
    void heard(Call call) {
        if (call.operation().equals("PutObject") && call.kind() == ObjectKind.PLAN) {
            String folder = call.key().substring(0, call.key().lastIndexOf('/'));
            Run run = runs.get(folder.substring(folder.lastIndexOf('/') + 1));
            if (run != null) {
                shelf.json(call.bucket(), call.key())
                        .ifPresent(
                                plan -> run.tokens().add(plan.findPath("token").asText()));
            }
        }
    }

    /** Tokens that a run has had; none if it was never planned. */
    Set<String> tokens(String id) {
        return get(id).tokens();
    }

    /** Whether somebody has lost or changed objects of runs. */
    boolean wereDamaged() {
        return world.troubles().happened().stream().anyMatch(each -> each.excuse() == Excuse.DAMAGE);
    }

    /** Whether an object of an output is of this run. */
    boolean isOf(String id, String key) {
        return tokens(id).stream().anyMatch(key::contains);
    }

    /** Whether a run has a plan. */
    boolean isPlanned(String id) {
        return shelf.find(World.WORK.bucket(), World.WORK.key() + "/runs/" + id + "/plan.json")
                .isPresent();
    }

    /** How a run was decided: {@code COMMIT}, {@code GIVEN_UP}, or "" if it was not. */
    String decision(String id) {
        return shelf.json(World.WORK.bucket(), World.WORK.key() + "/runs/" + id + "/end.json")
                .map(end -> end.path("decision").asText())
                .orElse("");
    }

    @Override
    public List<String> published(
            String folder,
            String id,
            String token,
            List<List<String>> lines,
            int letters,
            Answer.Sums sums,
            @Nullable String replaced) {
        Run run = runs.get(id);
        if (run == null) {
            return List.of("an output of run " + id + " is published, which nobody has started");
        }
        List<String> wrong = new ArrayList<>();
        String where = "s3://" + Trial.OUT + "/" + folder;
        if (!run.tokens().contains(token)) {
            wrong.add("what is published in " + where + " carries another token than run " + id);
        }
        if (replaced != null && !run.overwrite()) {
            wrong.add("run " + id + " has replaced the output of " + replaced + " in " + where
                    + ", which it was not asked to");
        }
        if (decision(id).equals("GIVEN_UP") && !wereDamaged()) {
            wrong.add("run " + id + " is published in " + where + ", and was given up");
        }
        run.published().add(where);
        if (!published.add(where + " " + token)) {
            wrong.add("run " + id + " has published " + where + " twice");
        }
        String difference = "";
        for (SortedMap<String, byte[]> input : run.inputs()) {
            for (SortedMap<String, Answer> answers : trial.oracle().alternatives(input)) {
                difference = difference(answers.get(where.substring(0, where.length() - 1)), lines, letters, sums);
                if (difference.isEmpty()) {
                    return wrong;
                }
            }
        }
        wrong.add("run " + id + " has published a wrong answer in " + where + ": " + difference);
        return wrong;
    }

    private static String difference(@Nullable Answer answer, List<List<String>> parts, int letters, Answer.Sums sums) {
        if (answer == null) {
            return "nothing was expected there";
        }
        List<String> found = new ArrayList<>();
        parts.forEach(part -> found.addAll(part.subList(Math.min(answer.headerLines(), part.size()), part.size())));
        return answer.difference(found, letters, sums);
    }

    /** What is wrong with how the executions of the world say that they ended, when all of them have. */
    List<String> ends(Set<Excuse> excuses, Set<String> outputs) {
        List<String> wrong = new ArrayList<>();
        for (Run run : runs.values()) {
            for (String name : run.executions().keySet()) {
                Execution execution = execution(run.id(), name);
                wrong.addAll(end(run, name, execution, excuses, outputs));
            }
        }
        return wrong;
    }

    private List<String> end(Run run, String name, Execution execution, Set<Excuse> excuses, Set<String> outputs) {
        if (execution.status() == ExecutionStatus.RUNNING) {
            return List.of("execution " + name + " of run " + run.id() + " has never ended");
        }
        if (execution.status() == ExecutionStatus.SUCCEEDED) {
            return run.published().containsAll(outputs)
                    ? List.of()
                    : List.of("execution " + name + " says that run " + run.id() + " is committed, and it is not: only "
                            + run.published() + " are published");
        }
        if (execution.status() == ExecutionStatus.FAILED
                && isVisible(run, outputs)
                && !excuses.contains(Excuse.ABORT)
                && !excuses.contains(Excuse.STOPPED)
                && !isCommitted(run.id())) {
            return List.of("execution " + name + " of run " + run.id() + " failed, and its output is visible: "
                    + execution.error() + ": " + execution.cause());
        }
        Set<Excuse> fitting = Reasons.of(execution.error());
        return fitting.stream().anyMatch(excuses::contains)
                ? List.of()
                : List.of("execution " + name + " of run " + run.id() + " failed without a reason: "
                        + execution.error() + ": " + execution.cause() + " (what has happened excuses " + excuses
                        + ", and this says " + fitting + ")");
    }

    /** Runs that nobody may see anything of: they have published nothing. */
    List<String> hidden() {
        return runs.values().stream()
                .filter(run -> run.published().isEmpty())
                .map(Run::id)
                .toList();
    }

    /** Whether all that a run writes is there for all to see. */
    private boolean isVisible(Run run, Set<String> outputs) {
        return outputs.stream()
                .map(address -> address.substring(("s3://" + Trial.OUT + "/").length()))
                .allMatch(folder -> shelf.json(Trial.OUT, folder + Outputs.MANIFEST)
                        .filter(manifest -> !manifest.path("pending").asBoolean()
                                && run.tokens().contains(Outputs.token(manifest)))
                        .isPresent());
    }

    /** How each execution ended, for people. */
    List<String> told() {
        List<String> told = new ArrayList<>();
        for (Run run : runs.values()) {
            for (String name : run.executions().keySet()) {
                Execution execution = execution(run.id(), name);
                told.add(name + " of run " + run.id() + (run.overwrite() ? " (overwrite)" : "") + ": "
                        + execution.status()
                        + (execution.error() == null ? "" : " " + execution.error() + ": " + execution.cause())
                        + (run.published().isEmpty() ? "" : ", published " + run.published()));
            }
        }
        return told;
    }

    /** Whether an object of an output is of a run that is neither committed nor given up: its uploads may be there. */
    boolean isOfUnfinished(String key) {
        return runs.keySet().stream().anyMatch(id -> !isCommitted(id) && isOf(id, key));
    }

    /** Keys of the files that an output has to have, its manifest left out. */
    static List<String> keys(String folder, JsonNode manifest) {
        return Outputs.files(manifest).stream()
                .map(file -> folder + file.path("name").asText())
                .toList();
    }
}
