package io.anabranch.testkit.disasters;

import com.fasterxml.jackson.databind.JsonNode;
import io.anabranch.embedded.s3.MemoryS3;
import io.anabranch.error.AnabranchException;
import io.anabranch.error.InputException;
import io.anabranch.runtime.catalog.Graphs;
import io.anabranch.runtime.commit.GiveUp;
import io.anabranch.runtime.graph.Decisions;
import io.anabranch.runtime.graph.StageGraph;
import io.anabranch.runtime.run.PlanRequest;
import io.anabranch.runtime.run.RunRef;
import io.anabranch.states.service.Execution;
import io.anabranch.states.service.ExecutionStatus;
import io.anabranch.states.service.ServiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * A run of a seed, from the world before it to the world after it: the run that is tried, whatever the seed has in store for it, and what
 * becomes of what is left in fine weather.
 */
final class Simulation implements Others.Scene {
    /** Id of the run that is tried. */
    static final String RUN = "tried";

    private static final String BEFORE = "before";
    private static final String AFTER = "after";
    private static final long MOST_TURNS = 200_000;
    private static final Duration MOST_TIME = Duration.ofDays(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(20);
    private static final int LOOKS = 40;
    private static final Set<Excuse> HINDERS_NO_END =
            EnumSet.of(Excuse.NONE, Excuse.RIVAL, Excuse.INPUT, Excuse.CODE, Excuse.KILLED, Excuse.WITHDRAWN);

    private final Trial trial;
    private final Chance chance;
    private final Scenario scenario;
    private final Shelf shelf;
    private final World world;
    private final Runs runs;
    private final Outputs outputs;
    private final Rights rights;
    private final Others others;
    private final SortedMap<String, byte[]> input;
    private final List<String> folders;
    private final Map<String, byte[]> foreign = new LinkedHashMap<>();
    private final Map<Act, Integer> waiting = new LinkedHashMap<>();
    private final List<String> deleted = new ArrayList<>();

    /** ARNs of what was started under the run's id and is something else. */
    private final List<String> starts = new ArrayList<>();

    private final List<String> violations = new ArrayList<>();

    /** @param leftOut names of happenings that do not happen */
    Simulation(Trial trial, Chance chance, Set<String> leftOut, UnaryOperator<S3Request> sabotage, Workers workers) {
        this.trial = trial;
        this.chance = chance;
        this.scenario = Scenario.of(chance);
        this.input = new TreeMap<>(trial.input());
        MemoryS3 s3 = MemoryS3.of(Trial.IN, Trial.OTHERS, Trial.OUT, World.WORK.bucket());
        this.shelf = new Shelf(s3);
        this.others = new Others(shelf, this);
        this.world = new World(
                s3,
                trial.graphs(),
                chance,
                scenario.weather(),
                new Troubles(chance, scenario.weather(), leftOut, others),
                sabotage,
                this::heard,
                new Turns(workers, MOST_TURNS, MOST_TIME));
        this.runs = new Runs(world, trial, shelf);
        this.folders = trial.oracle().answers(trial.input()).keySet().stream()
                .map(uri -> uri.substring(("s3://" + Trial.OUT + "/").length()) + "/")
                .toList();
        this.outputs = new Outputs(shelf, folders, runs);
        this.rights = new Rights(shelf, runs);
    }

    Verdict run(long seed) {
        prepare();
        world.troubles().go(true);
        runs.start("first", RUN, Trial.IN, scenario.overwrite(), trial.input());
        for (int i = 0; i < scenario.acts().size(); i++) {
            Act act = scenario.acts().get(i);
            if (act.at() == null) {
                begin(i, act);
            } else {
                waiting.put(act, i);
            }
        }
        world.turns().run();
        world.troubles().go(false);
        world.settle();
        waiting.clear();
        others.leave();
        Set<Excuse> excuses = excuses();
        if (isWell()) {
            violations.addAll(runs.ends(excuses, addresses()));
            requireHidden(excuses);
            requireRefused();
        }
        List<String> ends = new ArrayList<>(runs.told());
        if (isWell()) {
            afterwards(excuses);
            ends.addAll(runs.told().subList(ends.size(), runs.told().size()));
        }
        return new Verdict(
                seed, violations, world.troubles().happened(), ends, world.log().lines());
    }

    /** Inputs, things of others, and perhaps an output. */
    private void prepare() {
        trial.input().forEach((key, bytes) -> shelf.put(Trial.IN, key, bytes));
        trial.otherInput().forEach((key, bytes) -> shelf.put(Trial.OTHERS, key, bytes));
        shelf.put(Trial.OUT, "elsewhere/part-00000-0123456789.csv", "of somebody else");
        shelf.put(World.WORK.bucket(), "w/other.txt", "of somebody else");
        keep(Trial.OUT, "");
        keep(Trial.OTHERS, "");
        keep(World.WORK.bucket(), "");
        if (scenario.predecessor()) {
            runs.start(BEFORE, BEFORE, Trial.OTHERS, false, trial.otherInput());
            world.turns().run();
            if (!runs.isCommitted(BEFORE)) {
                violations.add("a run in fine weather failed: " + runs.told());
            }
            for (String folder : folders) {
                String key = folder + "README.txt";
                shelf.put(Trial.OUT, key, "of somebody who describes an output");
                keep(Trial.OUT, key);
            }
        }
    }

    private void keep(String bucket, String prefix) {
        shelf.keys(bucket, prefix).forEach(key -> foreign.put(bucket + "/" + key, shelf.bytes(bucket, key)));
    }

    /** What happens besides the run. */
    private void begin(int number, Act act) {
        String name = "act " + number + " " + act.what();
        if (world.troubles().happens(name, act.what().excuse())) {
            world.begin(name, act.after(), () -> {
                world.log().add(name);
                try {
                    perform(name, act.what());
                } catch (OutOfMemoryError dead) {
                    world.log().add(name + " died");
                }
            });
        }
    }

    private void perform(String name, Act.Kind what) {
        switch (what) {
            case SECOND_EXECUTION -> runs.start(name.replace(' ', '-'), RUN, Trial.IN, scenario.overwrite(), input);
            case OTHER_START -> {
                if (runs.isPlanned(RUN)) {
                    starts.add(world.start(
                            name.replace(' ', '-'), trial.request(RUN, Trial.OTHERS, scenario.overwrite())));
                }
            }
            case RIVAL, REPLACING_RIVAL -> {
                String id = name.replace(' ', '-');
                runs.start(id, id, Trial.OTHERS, what == Act.Kind.REPLACING_RIVAL, trial.otherInput());
            }
            case GIVE_UP -> giveUp();
            case STOP -> world.states().requestStop(arn(), "Stopped", "by somebody");
            case REDRIVE -> redrive();
            case REPLACE_INPUT -> replaceInput(name);
            case LOSE_OBJECT, DAMAGE_OBJECT -> damage(name, what == Act.Kind.LOSE_OBJECT);
            case REDEPLOY -> world.deploy(next(trial.graphs()), chance.of(name).nextBoolean());
        }
    }

    /** Objects of the run that is tried are lost, or no longer what was written. */
    private void damage(String name, boolean lost) {
        String bucket = World.WORK.bucket();
        List<String> keys = shelf.keys(bucket, World.WORK.key() + "/runs/" + RUN + "/");
        if (keys.isEmpty()) {
            return;
        }
        SplittableRandom random = chance.of(name);
        String key = keys.get(random.nextInt(keys.size()));
        others.forget(bucket, key);
        if (lost) {
            shelf.remove(bucket, key);
        } else {
            shelf.put(bucket, key, Others.rotten(shelf.bytes(bucket, key), random));
        }
        world.log().add("s3://" + bucket + "/" + key + (lost ? " is lost" : " is damaged"));
    }

    private static Graphs next(Graphs graphs) {
        return graphs instanceof Trial.Versions versions ? versions.next() : new OtherCode(graphs);
    }

    /** The same graphs of code that is said to be another. */
    private record OtherCode(Graphs graphs) implements Graphs {
        @Override
        public StageGraph of(String pipeline, SortedMap<String, List<String>> params, Decisions decisions) {
            return graphs.of(pipeline, params, decisions);
        }

        @Override
        public String code() {
            return "changed " + graphs.code();
        }

        @Override
        public String className(String pipeline) {
            return graphs.className(pipeline);
        }
    }

    private String arn() {
        return String.valueOf(runs.get(RUN).executions().get("first"));
    }

    private void giveUp() {
        try {
            boolean planned = runs.isPlanned(RUN);
            boolean given = new GiveUp(world.store()).run(RunRef.of(World.WORK, RUN));
            world.log().add(given ? "the run is given up" : "the run is not given up: it is being committed");
            if (given && planned && !runs.decision(RUN).equals("GIVEN_UP") && !runs.wereDamaged()) {
                violations.add("run " + RUN + " is said to be given up, and is not");
            }
        } catch (AnabranchException | OutOfMemoryError failed) {
            world.log().add("giving up failed: " + failed.getMessage());
        }
    }

    private void redrive() {
        for (int i = 0; i < LOOKS; i++) {
            Execution first = runs.execution(RUN, "first");
            if (first.status() == ExecutionStatus.SUCCEEDED) {
                return;
            }
            if (first.status() != ExecutionStatus.RUNNING) {
                try {
                    Execution unused = world.states().redriveExecution(first.arn());
                    world.log().add("the first execution is redriven");
                } catch (ServiceException refused) {
                    world.log().add("the first execution cannot be redriven: " + refused.getMessage());
                }
                return;
            }
            world.turns().pause(BETWEEN_LOOKS);
        }
    }

    private void replaceInput(String name) {
        List<String> keys = trial.editions().get(1).keySet().stream()
                .filter(key ->
                        !Arrays.equals(input.get(key), trial.editions().get(1).get(key)))
                .toList();
        if (keys.isEmpty()) {
            return;
        }
        String key = keys.get(chance.of(name).nextInt(keys.size()));
        byte[] bytes = trial.editions().get(1).get(key);
        if (bytes != null) {
            world.log().add("s3://" + Trial.IN + "/" + key + " is replaced");
            shelf.put(Trial.IN, key, bytes);
            replaced(key, bytes);
        }
    }

    @Override
    public boolean isVisible(String key) {
        return folders.stream()
                .flatMap(folder -> outputs.visible(folder).stream().flatMap(seen -> Runs.keys(folder, seen).stream()))
                .anyMatch(key::equals);
    }

    @Override
    public Optional<byte[]> nextInput(String key) {
        return Optional.ofNullable(trial.editions().get(1).get(key))
                .filter(bytes -> !Arrays.equals(bytes, input.get(key)));
    }

    @Override
    public void replaced(String key, byte[] bytes) {
        input.put(key, bytes);
        runs.get(RUN).inputs().add(new TreeMap<>(input));
    }

    @Override
    public void taken(String bucket, String key) {
        rights.forget(bucket, key);
    }

    private void heard(Activity who, Call call) {
        others.heard(who, call);
        outputs.look(call);
        runs.heard(call);
        rights.look(who, call);
        if (call.operation().equals("DeleteObject") && call.bucket().equals(Trial.OUT)) {
            deleted.add(call.key());
        }
        List<Act> now = new ArrayList<>();
        waiting.forEach((act, number) -> {
            if (act.at() != null && act.at().isAt(call)) {
                now.add(act);
            }
        });
        for (Act act : now) {
            Integer number = waiting.remove(act);
            if (number != null && act.at() != null) {
                Act next = act.oneLess();
                if (next.at() == null) {
                    begin(number, next);
                } else {
                    waiting.put(next, number);
                }
            }
        }
    }

    /** Taken together, what has happened may be the reason of a failure. */
    private Set<Excuse> excuses() {
        Set<Excuse> excuses = EnumSet.noneOf(Excuse.class);
        for (Happening each : world.troubles().happened()) {
            excuses.add(each.excuse());
            boolean zombie = each.excuse() == Excuse.INVOCATION && each.name().contains(" COMMIT ");
            if (zombie || each.name().contains(" ABORT ")) {
                excuses.add(Excuse.ABORT);
            }
        }
        if (starts.stream()
                .map(arn -> String.valueOf(world.states().describeExecution(arn).error()))
                .anyMatch(error -> !error.equals(InputException.class.getName()))) {
            // It failed before it could find out that it is another, and has taken back what it took for its own.
            excuses.add(Excuse.RIVAL);
            excuses.add(Excuse.WITHDRAWN);
        }
        if (scenario.weather().slow() > 0) {
            // Slow calls add up to more than a function may run.
            excuses.add(Excuse.KILLED);
        }
        if (scenario.predecessor() && !scenario.overwrite()) {
            excuses.add(Excuse.RIVAL);
        }
        if (runs.tokens(RUN).stream().anyMatch(token -> deleted.stream().anyMatch(key -> key.contains(token)))) {
            excuses.add(Excuse.WITHDRAWN);
        }
        return excuses;
    }

    /** In fine weather: the run is taken up again or given up, then another one replaces whatever is there. */
    private void afterwards(Set<Excuse> excuses) {
        // A task whose own description is damaged cannot write down what it has failed of: then an earlier failure is
        // named.
        if (!runs.wereDamaged()) {
            excuses.retainAll(EnumSet.of(
                    Excuse.RIVAL, Excuse.INPUT, Excuse.CODE, Excuse.DAMAGE, Excuse.FOREIGN, Excuse.WITHDRAWN));
        }
        if (!runs.isCommitted(RUN)) {
            if (!scenario.takenUp() || runs.decision(RUN).equals("GIVEN_UP")) {
                world.begin("giving up", Duration.ZERO, this::giveUp);
                settle();
            }
            if (runs.decision(RUN).equals("GIVEN_UP")) {
                excuses.add(Excuse.RIVAL);
                requireNothingOf(RUN);
            }
            if (isWell()
                    && !runs.decision(RUN).equals("GIVEN_UP")
                    && (scenario.takenUp() || runs.decision(RUN).equals("COMMIT"))) {
                runs.start("again", RUN, Trial.IN, scenario.overwrite(), input);
                settle();
                requireEnd(RUN, "again", excuses);
            }
        }
        if (isWell() && isAtRest()) {
            onceMore();
        }
        if (isWell()) {
            runs.start(AFTER, AFTER, Trial.OTHERS, true, trial.otherInput());
            settle();
            requireEnd(AFTER, AFTER, orphans());
        }
        if (isWell() && runs.execution(AFTER, AFTER).status() == ExecutionStatus.SUCCEEDED) {
            requireTidy();
            requireForeign();
        }
    }

    /**
     * Why even the last run may refuse an output: a run that was taking it over could not say in a manifest whose parts it had found, since somebody else
     * had put an object in its place.
     */
    private Set<Excuse> orphans() {
        boolean meddled = world.troubles().happened().stream()
                .anyMatch(each -> each.excuse() == Excuse.FOREIGN && each.name().contains("/" + Outputs.MANIFEST));
        return meddled ? EnumSet.of(Excuse.FOREIGN) : EnumSet.noneOf(Excuse.class);
    }

    private void settle() {
        world.turns().run();
    }

    /** Whether the run is committed, and its output and its input are what they were. */
    private boolean isAtRest() {
        return runs.isCommitted(RUN)
                && runs.get(RUN).inputs().size() == 1
                && world.troubles().happened().stream()
                        .map(Happening::excuse)
                        .noneMatch(excuse -> excuse == Excuse.DAMAGE || excuse == Excuse.CODE)
                && folders.stream()
                        .allMatch(folder -> outputs.visible(folder)
                                .filter(manifest -> runs.tokens(RUN).contains(Outputs.token(manifest)))
                                .isPresent());
    }

    /** A run that is committed is started once more: it reports itself again if all is as it was, and is refused otherwise. */
    private void onceMore() {
        SplittableRandom random = chance.of("once more");
        PlanRequest same = trial.request(RUN, Trial.IN, scenario.overwrite());
        switch (random.nextInt(5)) {
            case 0 -> requireAnswer("as it was", same, true);
            case 1 ->
                requireAnswer("with another --overwrite", trial.request(RUN, Trial.IN, !scenario.overwrite()), false);
            case 2 ->
                requireAnswer("with another input", trial.request(RUN, Trial.OTHERS, scenario.overwrite()), false);
            case 3 ->
                trial.input().keySet().stream()
                        .filter(key -> nextInput(key).isPresent())
                        .findFirst()
                        .ifPresent(key -> {
                            byte[] before = shelf.bytes(Trial.IN, key);
                            shelf.put(Trial.IN, key, nextInput(key).orElseThrow());
                            requireAnswer("after its input has changed", same, false);
                            shelf.put(Trial.IN, key, before);
                        });
            default -> {
                String folder = folders.get(random.nextInt(folders.size()));
                List<String> files = Runs.keys(folder, outputs.visible(folder).orElseThrow());
                if (!files.isEmpty()) {
                    String key = files.get(random.nextInt(files.size()));
                    byte[] before = shelf.bytes(Trial.OUT, key);
                    shelf.put(Trial.OUT, key, "of somebody else");
                    requireAnswer("after " + key + " has changed", same, false);
                    shelf.upload(Trial.OUT, key, before);
                }
            }
        }
    }

    private void requireAnswer(String how, PlanRequest request, boolean answers) {
        String arn = world.start("once-more", request);
        settle();
        Execution execution = world.states().describeExecution(arn);
        boolean refused = InputException.class.getName().equals(execution.error());
        if (answers ? execution.status() != ExecutionStatus.SUCCEEDED : !refused) {
            violations.add("a run that is committed was started once more " + how + ", and ended with "
                    + execution.status() + " " + execution.error() + ": " + execution.cause());
        }
    }

    private void requireEnd(String id, String name, Set<Excuse> excuses) {
        if (isWell()) {
            Execution execution = runs.execution(id, name);
            boolean excused = Reasons.of(execution.error()).stream().anyMatch(excuses::contains);
            if (execution.status() != ExecutionStatus.SUCCEEDED && !excused) {
                violations.add("in fine weather, execution " + name + " of run " + id + " has failed: "
                        + execution.status() + " " + execution.error() + ": " + execution.cause());
            } else if (execution.status() == ExecutionStatus.SUCCEEDED
                    && !runs.get(id).published().containsAll(addresses())) {
                violations.add("execution " + name + " says that run " + id + " is committed, and it is not");
            }
        }
    }

    private void requireRefused() {
        for (String arn : starts) {
            Execution execution = world.states().describeExecution(arn);
            if (execution.status() == ExecutionStatus.SUCCEEDED && !runs.wereDamaged()) {
                violations.add(
                        "something else was started under the id of run " + RUN + ", and is said to be committed");
            }
        }
    }

    /** A run that failed shows no file, unless something kept its end from taking them back. */
    private void requireHidden(Set<Excuse> excuses) {
        if (scenario.weather().slow() == 0 && HINDERS_NO_END.containsAll(excuses)) {
            for (String id : runs.hidden()) {
                for (String key : shelf.keys(Trial.OUT, "")) {
                    boolean owned = runs.decision(id).equals("COMMIT")
                            && ObjectKind.of(key) == ObjectKind.OWNER
                            && shelf.json(Trial.OUT, key)
                                    .filter(owner -> runs.tokens(id)
                                            .contains(owner.path("token").asText()))
                                    .isPresent();
                    if (owned || runs.isOf(id, key)) {
                        violations.add("run " + id + " failed, and " + key + " is there");
                    }
                }
            }
        }
    }

    private void requireNothingOf(String id) {
        if (runs.wereDamaged()) {
            // Without its plan and its end nobody knows what it has.
            return;
        }
        for (String key : shelf.keys(Trial.OUT, "")) {
            if (runs.isOf(id, key)) {
                violations.add("run " + id + " was given up, and " + key + " is there");
            }
        }
        for (String key : shelf.uploads(Trial.OUT)) {
            if (runs.isOf(id, key)) {
                violations.add("run " + id + " was given up, and an upload of " + key + " is there");
            }
        }
    }

    /** The last run has committed in fine weather: there is its output, and nothing else of any run. */
    private void requireTidy() {
        Set<String> there = new TreeSet<>(shelf.keys(Trial.OUT, ""));
        Set<String> wanted = new TreeSet<>();
        foreign.keySet().stream()
                .filter(key -> key.startsWith(Trial.OUT + "/"))
                .forEach(key -> wanted.add(key.substring(Trial.OUT.length() + 1)));
        for (String folder : folders) {
            JsonNode manifest = outputs.visible(folder).orElse(null);
            if (manifest == null || !runs.tokens(AFTER).contains(Outputs.token(manifest))) {
                violations.add("the output in " + folder + " is not that of the last run");
                return;
            }
            wanted.add(folder + "_anabranch/manifest.json");
            wanted.addAll(Runs.keys(folder, manifest));
        }
        if (!there.equals(wanted)) {
            Set<String> left = new TreeSet<>(there);
            left.removeAll(wanted);
            wanted.removeAll(there);
            violations.add("after the last run there is " + left + " too, and " + wanted + " is missing");
        }
        for (String key : mayLeaveUploads() ? List.<String>of() : shelf.uploads(Trial.OUT)) {
            if (!runs.isOfUnfinished(key)) {
                violations.add("after the last run an upload of " + key + " is there");
            }
        }
    }

    /**
     * Whether an upload may be left for a lifecycle rule: nobody knows those of a run whose objects are gone, attempts of which nobody knows and calls that come late may begin one after
     * everything else, and a commit that died while it tidied up has not removed it.
     */
    private boolean mayLeaveUploads() {
        return runs.wereDamaged()
                || world.troubles().happened().stream()
                        .anyMatch(each -> each.excuse() == Excuse.INVOCATION
                                || each.name().endsWith(" " + Trouble.LATE)
                                || each.name().contains(" COMMIT "));
    }

    private void requireForeign() {
        foreign.forEach((place, bytes) -> {
            int slash = place.indexOf('/');
            String bucket = place.substring(0, slash);
            String key = place.substring(slash + 1);
            if (shelf.find(bucket, key).isEmpty() || !Arrays.equals(shelf.bytes(bucket, key), bytes)) {
                violations.add(place + " is another's, and was touched");
            }
        });
    }

    private Set<String> addresses() {
        Set<String> addresses = new TreeSet<>();
        folders.forEach(folder -> addresses.add("s3://" + Trial.OUT + "/" + folder));
        return addresses;
    }

    /** Takes over what is wrong so far. */
    private boolean isWell() {
        if (world.turns().broken() != null && violations.isEmpty()) {
            violations.add("the simulation broke off: " + world.turns().broken());
        }
        if (violations.isEmpty()) {
            violations.addAll(outputs.violations());
            violations.addAll(rights.violations());
            violations.addAll(others.violations());
        }
        return violations.isEmpty();
    }
}
