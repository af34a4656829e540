package io.anabranch.testkit.disasters;

import java.util.regex.Pattern;

/** What an object is for, by its key, as docs/formats/run.md and commit.md have it. */
enum ObjectKind {
    PLAN,
    LISTING,
    STEP,
    TASKS,
    SEGMENTS,
    RECEIPT,
    SHUFFLE,
    FAILURE,
    OUTCOME,
    ENDING,
    MANIFEST,
    OWNER,
    DEAD_LETTERS,
    PART,
    OTHER;

    private static final Pattern SIDE = Pattern.compile("side-\\d+\\.json");
    private static final Pattern NUMBER = Pattern.compile("\\d+\\.json");
    private static final Pattern PARTS = Pattern.compile("part-\\d{5,}-[0-9a-z]{10}\\..*");

    /** Asked of each call: no more is looked at than its last two names say. */
    static ObjectKind of(String key) {
        int slash = key.lastIndexOf('/');
        String name = key.substring(slash + 1);
        String folder = slash < 0 ? "" : key.substring(key.lastIndexOf('/', slash - 1) + 1, slash);
        if (folder.equals("_anabranch")) {
            return name.equals("manifest.json") ? MANIFEST : name.equals("owner.json") ? OWNER : OTHER;
        }
        if (name.startsWith("part-") && PARTS.matcher(name).matches()) {
            return PART;
        }
        if (key.contains("_anabranch/dead-letters/")) {
            return DEAD_LETTERS;
        }
        if (slash < 0) {
            return OTHER;
        }
        return switch (name) {
            case "plan.json" -> PLAN;
            case "listing.jsonl" -> LISTING;
            case "step.json" -> STEP;
            case "tasks.json" -> TASKS;
            case "segments.json" -> SEGMENTS;
            case "outcome.json" -> OUTCOME;
            case "end.json" -> ENDING;
            default -> numbered(folder, name);
        };
    }

    private static ObjectKind numbered(String folder, String name) {
        if (folder.equals("receipts") && NUMBER.matcher(name).matches()) {
            return RECEIPT;
        }
        if (name.endsWith(".shuffle")) {
            return SHUFFLE;
        }
        if (folder.equals("failures")) {
            return FAILURE;
        }
        return SIDE.matcher(name).matches() ? SEGMENTS : OTHER;
    }
}
