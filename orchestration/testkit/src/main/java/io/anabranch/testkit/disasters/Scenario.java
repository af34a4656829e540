package io.anabranch.testkit.disasters;

import io.anabranch.local.Function;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a seed has in store for a run.
 *
 * @param overwrite whether the run replaces what is there
 * @param predecessor whether there is something
 * @param takenUp whether a run that failed is taken up again afterwards; otherwise it is given up
 */
record Scenario(Weather weather, List<Act> acts, boolean overwrite, boolean predecessor, boolean takenUp) {
    private static final double[] CALLS = {0, 0, 0, 0.003, 0.01, 0.03, 0.08};
    private static final double[] INVOCATIONS = {0, 0, 0.03, 0.15};
    private static final double OFTEN = 0.1;
    private static final double[] SLOW = {0, 0, 0.01, 0.1};

    /** Calls that matter most to what is visible, and to whose it is. */
    private static final List<Aim> POINTS = List.of(
            point("PutObject", ObjectKind.LISTING),
            point("PutObject", ObjectKind.PLAN),
            point("PutObject", ObjectKind.STEP),
            point("PutObject", ObjectKind.TASKS),
            point("PutObject", ObjectKind.SEGMENTS),
            point("PutObject", ObjectKind.SHUFFLE),
            point("PutObject", ObjectKind.RECEIPT),
            point("PutObject", ObjectKind.OUTCOME),
            point("PutObject", ObjectKind.ENDING),
            point("PutObject", ObjectKind.OWNER),
            point("PutObject", ObjectKind.MANIFEST),
            point("GetObject", ObjectKind.ENDING),
            point("GetObject", ObjectKind.OWNER),
            point("GetObject", ObjectKind.MANIFEST),
            point("GetObject", ObjectKind.PLAN),
            point("GetObject", ObjectKind.RECEIPT),
            point("GetObject", ObjectKind.STEP),
            point("GetObject", ObjectKind.LISTING),
            point("GetObject", ObjectKind.TASKS),
            point("GetObject", ObjectKind.SEGMENTS),
            point("GetObject", ObjectKind.SHUFFLE),
            point("GetObject", ObjectKind.OUTCOME),
            point("GetObject", ObjectKind.OTHER),
            point("HeadObject", ObjectKind.PART),
            point("DeleteObject", ObjectKind.OWNER),
            point("DeleteObject", ObjectKind.PART),
            point("CreateMultipartUpload", ObjectKind.PART),
            point("UploadPart", ObjectKind.PART),
            point("CompleteMultipartUpload", ObjectKind.PART),
            point("AbortMultipartUpload", ObjectKind.PART),
            point("ListMultipartUploads", ObjectKind.OTHER),
            point("ListObjectsV2", ObjectKind.OTHER));

    /** What others can do there. */
    private static List<Trouble> ofOthers(Aim point) {
        return switch (point.operation()) {
            case "GetObject" ->
                point.kind() == ObjectKind.OTHER
                        ? List.of(Trouble.REPLACED)
                        : List.of(Trouble.ROTTEN, Trouble.VANISHED, Trouble.MISPLACED);
            case "HeadObject" -> List.of(Trouble.FOREIGN, Trouble.ROTTEN);
            case "ListMultipartUploads" -> List.of(Trouble.EXPIRED);
            case "CompleteMultipartUpload" -> List.of(Trouble.FOREIGN, Trouble.FOREIGN, Trouble.EXPIRED);
            case "PutObject", "DeleteObject" ->
                point.kind() == ObjectKind.SHUFFLE ? List.of() : List.of(Trouble.FOREIGN);
            default -> List.of();
        };
    }

    private static final List<Aim> MEDDLED =
            POINTS.stream().filter(point -> !ofOthers(point).isEmpty()).toList();

    private static final List<Aim> COMMITS = POINTS.stream()
            .filter(point -> switch (point.kind()) {
                case OWNER, MANIFEST, ENDING, PART -> true;
                default -> point.operation().startsWith("List");
            })
            .toList();

    private static final List<Aim> UNDER_OWNERSHIP = List.of(
            point("PutObject", ObjectKind.ENDING),
            point("CompleteMultipartUpload", ObjectKind.PART),
            point("HeadObject", ObjectKind.PART),
            point("PutObject", ObjectKind.MANIFEST));

    private static final List<Trouble> IN_DUELS = List.of(
            Trouble.SLOW,
            Trouble.SLOW,
            Trouble.KILLED_BEFORE,
            Trouble.KILLED_AFTER,
            Trouble.LATE,
            Trouble.TWICE,
            Trouble.LOST_REPLY,
            Trouble.OUT_OF_MEMORY);

    /** What becomes of the first commit, so that another begins. */
    private static final List<InvocationTrouble> LOSING_SIGHT = List.of(
            InvocationTrouble.TWICE,
            InvocationTrouble.TWICE,
            InvocationTrouble.FORGOTTEN,
            InvocationTrouble.ABANDONED,
            InvocationTrouble.UNKNOWN);

    /** What no commit tries again after. */
    private static final List<Trouble> FOR_GOOD = List.of(Trouble.DENIED, Trouble.OUT_OF_MEMORY, Trouble.EXPIRED);

    private static final List<Act.Kind> DUELLISTS = List.of(
            Act.Kind.REPLACING_RIVAL,
            Act.Kind.REPLACING_RIVAL,
            Act.Kind.RIVAL,
            Act.Kind.SECOND_EXECUTION,
            Act.Kind.GIVE_UP);

    Scenario {
        acts = List.copyOf(acts);
    }

    private static Aim point(String operation, ObjectKind kind) {
        return new Aim(operation, kind, 1, Trouble.SLOW);
    }

    /** Whether other code may come to execute the run. */
    boolean redeploys() {
        return acts.stream().anyMatch(act -> act.what() == Act.Kind.REDEPLOY);
    }

    static Scenario of(Chance chance) {
        SplittableRandom random = chance.of("scenario");
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> {
                return duel(random);
            }
            case 3 -> {
                return zombies(random);
            }
            case 4 -> {
                return twins(random);
            }
            case 5, 6, 7, 10 -> {
                return meddled(random);
            }
            case 8 -> {
                return deployed(random);
            }
            case 9 -> {
                return random.nextBoolean() ? heirs(random) : returners(random);
            }
            default -> {}
        }
        List<Aim> aims = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            aims.add(aim(random));
        }
        List<Act> acts = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            acts.add(act(random));
        }
        Weather weather = new Weather(
                CALLS[random.nextInt(CALLS.length)],
                INVOCATIONS[random.nextInt(INVOCATIONS.length)],
                SLOW[random.nextInt(SLOW.length)],
                0,
                random.nextBoolean(),
                aims,
                List.of());
        boolean overwrite = random.nextBoolean();
        boolean predecessor = random.nextInt(5) < (overwrite ? 4 : 1);
        return new Scenario(weather, acts, overwrite, predecessor, random.nextBoolean());
    }

    /** Several runs come to their commits at about the same time, and there some stop, die, or do what they do twice or late. */
    private static Scenario duel(SplittableRandom random) {
        List<Aim> aims = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            Aim point = COMMITS.get(random.nextInt(COMMITS.size()));
            boolean meddled = point.operation().equals("PutObject") && random.nextInt(4) == 0;
            aims.add(new Aim(
                    point.operation(),
                    point.kind(),
                    1 + random.nextInt(5),
                    meddled ? Trouble.FOREIGN : IN_DUELS.get(random.nextInt(IN_DUELS.size()))));
        }
        List<Act> acts = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            Duration after = Duration.ofMillis(random.nextInt(3_000));
            acts.add(new Act(DUELLISTS.get(random.nextInt(DUELLISTS.size())), after, null));
        }
        boolean overwrite = random.nextInt(4) > 0;
        return new Scenario(
                Weather.aimed(aims, List.of()),
                acts,
                overwrite,
                overwrite && random.nextBoolean(),
                random.nextInt(4) > 0);
    }

    /** Many attempts go on that were given up and repeated, and come to their ends long after the others. */
    private static Scenario zombies(SplittableRandom random) {
        boolean overwrite = random.nextBoolean();
        List<Act> acts = random.nextBoolean()
                ? List.of()
                : List.of(new Act(Act.Kind.SECOND_EXECUTION, Duration.ofMillis(random.nextInt(3_000)), null));
        return new Scenario(
                new Weather(0, 0.4, 0.15, 0, false, List.of(), List.of()), acts, overwrite, overwrite, true);
    }

    /** A commit goes on of which nobody knows any more, beside another that fails for good. */
    private static Scenario twins(SplittableRandom random) {
        List<Weather.InvocationAim> commits = List.of(
                new Weather.InvocationAim(Function.COMMIT, 1, LOSING_SIGHT.get(random.nextInt(LOSING_SIGHT.size()))));
        List<Aim> aims = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            Aim point = COMMITS.get(random.nextInt(COMMITS.size()));
            aims.add(new Aim(
                    point.operation(),
                    point.kind(),
                    1 + random.nextInt(4),
                    random.nextBoolean() ? Trouble.SLOW : FOR_GOOD.get(random.nextInt(FOR_GOOD.size()))));
        }
        boolean overwrite = random.nextBoolean();
        return new Scenario(
                Weather.aimed(aims, commits),
                List.of(),
                overwrite,
                overwrite && random.nextBoolean(),
                random.nextBoolean());
    }

    /** Others change, lose and replace objects of the run, each in the worst moment. */
    private static Scenario meddled(SplittableRandom random) {
        List<Aim> aims = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            Aim point = switch (random.nextInt(7)) {
                case 0 -> point("GetObject", ObjectKind.OTHER);
                case 1 -> point("GetObject", ObjectKind.RECEIPT);
                case 2 -> point("ListMultipartUploads", ObjectKind.OTHER);
                default -> MEDDLED.get(random.nextInt(MEDDLED.size()));
            };
            List<Trouble> troubles = ofOthers(point);
            int most = switch (point.operation()) {
                case "GetObject" -> point.kind() == ObjectKind.OTHER ? 4 : 8;
                case "HeadObject", "ListMultipartUploads" -> 1;
                default -> 2;
            };
            aims.add(new Aim(
                    point.operation(),
                    point.kind(),
                    1 + random.nextInt(most),
                    troubles.get(random.nextInt(troubles.size()))));
        }
        List<Act> acts = random.nextInt(3) > 0
                ? List.of()
                : List.of(new Act(
                        DUELLISTS.get(random.nextInt(DUELLISTS.size())),
                        Duration.ofMillis(random.nextInt(3_000)),
                        null));
        boolean overwrite = random.nextBoolean();
        return new Scenario(
                random.nextBoolean()
                        ? Weather.aimed(aims, List.of())
                        : new Weather(0, 0, 0, OFTEN / (1 + random.nextInt(4)), false, List.of(), List.of()),
                acts,
                overwrite,
                overwrite && random.nextBoolean(),
                random.nextBoolean());
    }

    /** A commit takes its time, another run takes the output from it, and somebody comes in between. */
    private static Scenario heirs(SplittableRandom random) {
        Aim point = UNDER_OWNERSHIP.get(random.nextInt(UNDER_OWNERSHIP.size()));
        List<Aim> aims = new ArrayList<>();
        aims.add(new Aim(point.operation(), point.kind(), 1, Trouble.SLOW));
        if (random.nextInt(3) > 0) {
            aims.add(new Aim("PutObject", ObjectKind.OWNER, 2 + random.nextInt(2), Trouble.FOREIGN));
        }
        List<Act> acts = new ArrayList<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            acts.add(new Act(Act.Kind.REPLACING_RIVAL, Duration.ofMillis(2_000 + random.nextInt(20_000)), null));
        }
        acts.add(new Act(Act.Kind.OTHER_START, Duration.ofMillis(2_000 + random.nextInt(20_000)), null));
        boolean overwrite = random.nextBoolean();
        return new Scenario(
                Weather.aimed(aims, List.of()),
                acts,
                overwrite,
                overwrite && random.nextBoolean(),
                random.nextBoolean());
    }

    /** A run that is replaced is executed once more while its files are still being removed. */
    private static Scenario returners(SplittableRandom random) {
        List<Aim> aims = new ArrayList<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            aims.add(new Aim("DeleteObject", ObjectKind.PART, 1 + random.nextInt(3), Trouble.SLOW));
        }
        List<Weather.InvocationAim> commits = random.nextBoolean()
                ? List.of()
                : List.of(new Weather.InvocationAim(
                        Function.COMMIT, 2, LOSING_SIGHT.get(random.nextInt(LOSING_SIGHT.size()))));
        List<Act> acts = List.of(
                new Act(Act.Kind.REPLACING_RIVAL, Duration.ofMillis(2_000 + random.nextInt(20_000)), null),
                new Act(Act.Kind.SECOND_EXECUTION, Duration.ofMillis(10_000 + random.nextInt(100_000)), null));
        return new Scenario(Weather.aimed(aims, commits), acts, true, random.nextBoolean(), random.nextBoolean());
    }

    /** The functions are deployed anew while the run is at work. */
    private static Scenario deployed(SplittableRandom random) {
        Aim point = POINTS.get(random.nextInt(POINTS.size()));
        Aim at = new Aim(point.operation(), point.kind(), 1 + random.nextInt(4), Trouble.SLOW);
        List<Act> acts = new ArrayList<>();
        acts.add(
                new Act(Act.Kind.REDEPLOY, Duration.ofMillis(random.nextInt(300)), random.nextInt(4) == 0 ? null : at));
        if (random.nextBoolean()) {
            acts.add(act(random));
        }
        return new Scenario(Weather.FINE, acts, random.nextBoolean(), false, random.nextBoolean());
    }

    private static Aim aim(SplittableRandom random) {
        Aim point = POINTS.get(random.nextInt(POINTS.size()));
        Trouble[] all = Trouble.values();
        return new Aim(point.operation(), point.kind(), 1 + random.nextInt(4), all[random.nextInt(all.length)]);
    }

    private static Act act(SplittableRandom random) {
        Act.Kind[] kinds = Act.Kind.values();
        Act.Kind kind = kinds[random.nextInt(kinds.length)];
        return random.nextBoolean()
                ? new Act(kind, Duration.ofMillis(random.nextInt(12_000)), null)
                : new Act(kind, Duration.ofMillis(random.nextInt(300)), aim(random));
    }
}
