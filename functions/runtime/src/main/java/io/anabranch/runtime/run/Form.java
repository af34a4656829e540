package io.anabranch.runtime.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.storage.MultipartUpload;
import io.anabranch.runtime.storage.S3Uri;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The objects of a run. Each says first which form it has and where it belongs, and ends with a checksum of all that is before it: what was
 * damaged, cut off or put in another's place is refused by whoever reads it.
 */
public enum Form {
    PLAN("plan", Plan.class, 5, true),
    ACCEPTED_CODE("accepted code", Program.class, 2, true),
    LISTING("listing", Listed.class, 2, true),
    STEP("step", Step.class, 2, true),
    RECEIPT("receipt", Receipt.class, 3, true),
    OUTCOME("outcome", StageOutcome.class, 4, true),
    FAILURE("failure", Failure.class, 2, true),
    ENDING("end", Ending.class, 3, true),
    /** Wherever it is: a folder that is copied is an output too. */
    MANIFEST("manifest", Manifest.class, 5, false),
    OWNER("owner", Owner.class, 2, false);

    private static final String CRC = "crc32c";
    private static final Pattern END = Pattern.compile(",\"" + CRC + "\":\"([0-9a-f]{8})\"}\n?");
    private static final int LONGEST_END = end(0).length() + 1;

    /** Members in an order that no state machine changes. */
    private static final ObjectWriter SORTED = RunJson.MAPPER.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

    private final String text;
    private final Class<?> type;
    private final int version;
    private final boolean placed;

    /**
     * @param text what it says that it is
     * @param version that is written and read
     * @param placed whether it says where it belongs
     */
    Form(String text, Class<?> type, int version, boolean placed) {
        this.text = text;
        this.type = type;
        this.version = version;
        this.placed = placed;
    }

    /** Version of this form that is written and read. */
    public int version() {
        return version;
    }

    /** What it is in memory; of a listing, one of its lines. */
    Class<?> record() {
        return type;
    }

    /** The form of a record. */
    static Form of(Class<?> type) {
        for (Form form : values()) {
            if (form.type == type) {
                return form;
            }
        }
        throw new IllegalArgumentException("No form of " + type.getName());
    }

    /**
     * A record as it is stored.
     *
     * @param at where
     */
    public static byte[] bytes(Object record, S3Uri at) {
        ObjectNode json = of(record.getClass()).head(at);
        json.setAll((ObjectNode) RunJson.MAPPER.valueToTree(record));
        byte[] open = open(json);
        CRC32C crc = new CRC32C();
        crc.update(open);
        byte[] sealed = Arrays.copyOf(open, open.length + LONGEST_END - 1);
        byte[] end = end((int) crc.getValue()).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(end, 0, sealed, open.length, end.length);
        return sealed;
    }

    /**
     * Reads a record.
     *
     * @param at where it was found
     * @throws InputException if it is not whole, of another form or version, or belongs elsewhere
     */
    public static <T> T read(byte[] json, Class<T> type, S3Uri at) {
        Form form = of(type);
        form.requireWhole(json, at);
        try {
            ObjectNode members = (ObjectNode) RunJson.MAPPER.readTree(json);
            form.requireHead(members, at);
            members.remove(CRC);
            return RunJson.MAPPER.treeToValue(members, type);
        } catch (IOException e) {
            throw RunJson.refused(e, at.toString());
        }
    }

    /** The members that all objects begin with. */
    private ObjectNode head(S3Uri at) {
        ObjectNode json = RunJson.MAPPER.createObjectNode();
        json.put("form", text).put("version", version);
        return placed ? json.put("address", at.toString()) : json;
    }

    /**
     * The last line of an object of many.
     *
     * @param before checksum of all before it
     */
    String lastLine(S3Uri at, CRC32C before) {
        byte[] open = open(head(at));
        before.update(open);
        return new String(open, StandardCharsets.UTF_8) + end((int) before.getValue()) + "\n";
    }

    /** Refuses an object that is not what was written once. */
    void requireWhole(byte[] json, S3Uri at) {
        int from = Math.max(0, json.length - LONGEST_END);
        String tail = new String(json, from, json.length - from, StandardCharsets.ISO_8859_1);
        int end = tail.lastIndexOf(",\"" + CRC);
        if (end < 0 || !END.matcher(tail.substring(end)).matches()) {
            requireKnown(json, at);
            throw damaged(at, "its end with the checksum is missing");
        }
        CRC32C crc = new CRC32C();
        crc.update(json, 0, from + end);
        if (!tail.startsWith(end((int) crc.getValue()), end)) {
            throw damaged(at, "its checksum is not that of its bytes");
        }
    }

    /** Refuses an object that is another, and takes what it says of itself out of it. */
    void requireHead(ObjectNode members, S3Uri at) {
        JsonNode form = members.remove("form");
        JsonNode found = members.remove("version");
        if (form == null || !form.asText().equals(text)) {
            throw misplaced(
                    at, "it is a " + (form == null ? "thing of no form" : form.asText()) + ", expected a " + text);
        }
        requireVersion(found == null ? -1 : found.asInt(-1), at);
        if (placed) {
            JsonNode address = members.remove("address");
            if (address == null || !address.asText().equals(at.toString())) {
                throw misplaced(at, "it is that of " + (address == null ? "nowhere" : address.asText()));
            }
        }
    }

    /** What an older release wrote ends otherwise. */
    private void requireKnown(byte[] json, S3Uri at) {
        int found;
        try {
            found = RunJson.MAPPER.readTree(json).path("version").asInt(version);
        } catch (IOException unreadable) {
            return;
        }
        requireVersion(found, at);
    }

    private void requireVersion(int found, S3Uri at) {
        if (found != version) {
            throw new InputException(
                    "Cannot read the " + text + " " + at + ": its version is " + found + ", expected " + version
                            + ". Use the release that wrote it, or start a run with another id",
                    Where.UNKNOWN);
        }
    }

    /** A task as an item of the Distributed Map, which hands it on as JSON that says the same in other bytes. */
    static ObjectNode item(Task task) {
        return ((ObjectNode) RunJson.MAPPER.valueToTree(task)).put(CRC, checksum(task));
    }

    /** What was an item, its checksum not looked at. */
    static Task taskOf(ObjectNode item) throws JsonProcessingException {
        item.remove(CRC);
        return RunJson.MAPPER.treeToValue(item, Task.class);
    }

    /**
     * Reads the event of a task.
     *
     * @param what names the event in errors
     * @throws InputException if it is not what was planned
     */
    public static Task task(byte[] event, String what) {
        ObjectNode item = RunJson.read(event, ObjectNode.class, what);
        if (item == null) {
            throw new InputException("Cannot read " + what + ": there is none", Where.UNKNOWN);
        }
        String said = item.path(CRC).asText();
        String at =
                item.at("/run/bucket").asText() + "/" + item.at("/run/prefix").asText() + ": task "
                        + item.at("/id/number").asText() + " of stage "
                        + item.at("/id/stage").asText() + " in its tasks.json";
        try {
            Task task = taskOf(item);
            if (said.equals(checksum(task))) {
                return task;
            }
        } catch (JsonProcessingException e) {
            if (said.isEmpty() && !item.has("run")) {
                throw RunJson.refused(e, what);
            }
        }
        throw damaged(at, "its checksum is not that of what it says");
    }

    private static String checksum(Task task) {
        try {
            return MultipartUpload.crc32c(SORTED.writeValueAsBytes(RunJson.MAPPER.valueToTree(task)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot write a task as JSON", e);
        }
    }

    /** It was written, and has been changed since. */
    static InputException damaged(S3Uri at, String why) {
        return damaged(at.toString(), why);
    }

    private static InputException damaged(String at, String why) {
        return new InputException(
                "Cannot trust " + at + ": " + why + ". It was damaged or changed since it was written. " + mend(at),
                Where.UNKNOWN);
    }

    /** It was written by a run, but not here. */
    static InputException misplaced(S3Uri at, String why) {
        return new InputException(
                "Cannot trust " + at + ": " + why + ". Another object was put in its place. " + mend(at.toString()),
                Where.UNKNOWN);
    }

    private static String mend(String at) {
        return at.contains("_anabranch/")
                ? "Put it back as it was, or choose another output"
                : "Put it back as it was, or start a new run under another id";
    }

    private static byte[] open(ObjectNode json) {
        byte[] bytes = RunJson.bytes(json);
        return Arrays.copyOf(bytes, bytes.length - 1);
    }

    private static String end(int crc) {
        return ",\"" + CRC + "\":\"" + HexFormat.of().toHexDigits(crc) + "\"}";
    }
}
