package io.anabranch.testkit.disasters;

import java.util.regex.Pattern;

/** What an object is for, by its key, as docs/formats/run.md and commit.md have it. */
enum ObjectKind {
    PLAN(".*/plan\\.json"),
    LISTING(".*/listing\\.jsonl"),
    STEP(".*/step\\.json"),
    TASKS(".*/tasks\\.json"),
    SEGMENTS(".*/(segments|side-\\d+)\\.json"),
    RECEIPT(".*/receipts/\\d+\\.json"),
    SHUFFLE(".*\\.shuffle"),
    FAILURE(".*/failures/.*"),
    OUTCOME(".*/outcome\\.json"),
    ENDING(".*/end\\.json"),
    MANIFEST("(.*/)?_anabranch/manifest\\.json"),
    OWNER("(.*/)?_anabranch/owner\\.json"),
    DEAD_LETTERS("(.*/)?_anabranch/dead-letters/.*"),
    PART("(.*/)?part-\\d{5,}-[0-9a-z]{10}\\..*"),
    OTHER(".*");

    private final Pattern keys;

    ObjectKind(String keys) {
        this.keys = Pattern.compile(keys);
    }

    static ObjectKind of(String key) {
        for (ObjectKind kind : values()) {
            if (kind.keys.matcher(key).matches()) {
                return kind;
            }
        }
        return OTHER;
    }
}
