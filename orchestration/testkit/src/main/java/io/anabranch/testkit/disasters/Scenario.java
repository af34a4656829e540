package io.anabranch.testkit.disasters;

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
            point("HeadObject", ObjectKind.PART),
            point("DeleteObject", ObjectKind.OWNER),
            point("DeleteObject", ObjectKind.PART),
            point("CreateMultipartUpload", ObjectKind.PART),
            point("UploadPart", ObjectKind.PART),
            point("CompleteMultipartUpload", ObjectKind.PART),
            point("AbortMultipartUpload", ObjectKind.PART),
            point("ListObjectsV2", ObjectKind.OTHER));

    private static final List<Aim> COMMITS = POINTS.stream()
            .filter(point -> switch (point.kind()) {
                case OWNER, MANIFEST, ENDING, PART -> true;
                default -> false;
            })
            .toList();

    private static final List<Trouble> IN_DUELS = List.of(
            Trouble.SLOW,
            Trouble.SLOW,
            Trouble.KILLED_BEFORE,
            Trouble.KILLED_AFTER,
            Trouble.LATE,
            Trouble.TWICE,
            Trouble.LOST_REPLY);

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

    static Scenario of(Chance chance) {
        SplittableRandom random = chance.of("scenario");
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                return duel(random);
            }
            case 2 -> {
                return zombies(random);
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
                random.nextBoolean(),
                aims);
        boolean overwrite = random.nextBoolean();
        boolean predecessor = random.nextInt(5) < (overwrite ? 4 : 1);
        return new Scenario(weather, acts, overwrite, predecessor, random.nextBoolean());
    }

    /** Several runs come to their commits at about the same time, and there some stop, die, or do what they do twice or late. */
    private static Scenario duel(SplittableRandom random) {
        List<Aim> aims = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            Aim point = COMMITS.get(random.nextInt(COMMITS.size()));
            aims.add(new Aim(
                    point.operation(),
                    point.kind(),
                    1 + random.nextInt(5),
                    IN_DUELS.get(random.nextInt(IN_DUELS.size()))));
        }
        List<Act> acts = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            Duration after = Duration.ofMillis(random.nextInt(3_000));
            acts.add(new Act(DUELLISTS.get(random.nextInt(DUELLISTS.size())), after, null));
        }
        boolean overwrite = random.nextInt(4) > 0;
        return new Scenario(
                new Weather(0, 0, 0, false, aims),
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
        return new Scenario(new Weather(0, 0.4, 0.15, false, List.of()), acts, overwrite, overwrite, true);
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
