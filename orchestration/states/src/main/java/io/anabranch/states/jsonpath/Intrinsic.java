package io.anabranch.states.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.anabranch.states.Entropy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An intrinsic function: how many arguments it takes, and what it does with them. */
enum Intrinsic {
    FORMAT("Format", 1, Integer.MAX_VALUE, (a, e) -> Strings.format(a)) {
        @Override
        JsonNode text(String raw) {
            return TextNode.valueOf(raw.replace("\\'", "'"));
        }
    },
    STRING_TO_JSON("StringToJson", 1, 1, (a, e) -> Strings.toJson(a.get(0))),
    JSON_TO_STRING("JsonToString", 1, 1, (a, e) -> TextNode.valueOf(a.get(0).toString())),
    STRING_SPLIT("StringSplit", 2, 2, (a, e) -> Strings.split(a.get(0), a.get(1))),
    BASE64_ENCODE("Base64Encode", 1, 1, (a, e) -> Strings.base64Encode(a.get(0))),
    BASE64_DECODE("Base64Decode", 1, 1, (a, e) -> Strings.base64Decode(a.get(0))),
    HASH("Hash", 2, 2, (a, e) -> Strings.hash(a.get(0), a.get(1))),
    ARRAY("Array", 0, Integer.MAX_VALUE, (a, e) -> Arrays.of(a)),
    ARRAY_PARTITION("ArrayPartition", 2, 2, (a, e) -> Arrays.partition(a.get(0), a.get(1))),
    ARRAY_CONTAINS("ArrayContains", 2, 2, (a, e) -> Arrays.contains(a.get(0), a.get(1))),
    ARRAY_RANGE("ArrayRange", 3, 3, (a, e) -> Arrays.range(a.get(0), a.get(1), a.get(2))),
    ARRAY_GET_ITEM("ArrayGetItem", 2, 2, (a, e) -> Arrays.item(a.get(0), a.get(1))),
    ARRAY_LENGTH("ArrayLength", 1, 1, (a, e) -> Arrays.length(a.get(0))),
    ARRAY_UNIQUE("ArrayUnique", 1, 1, (a, e) -> Arrays.unique(a.get(0))),
    JSON_MERGE("JsonMerge", 3, 3, (a, e) -> Numbers.merge(a.get(0), a.get(1), a.get(2))),
    MATH_RANDOM("MathRandom", 2, 3, Numbers::random),
    MATH_ADD("MathAdd", 2, 2, (a, e) -> Numbers.add(a.get(0), a.get(1))),
    UUID("UUID", 0, 0, (a, e) -> TextNode.valueOf(e.nextUuid()));

    private interface Body {
        JsonNode apply(List<JsonNode> arguments, Entropy entropy);
    }

    private static final Map<String, Intrinsic> BY_NAME = new HashMap<>();

    static {
        for (Intrinsic function : values()) {
            BY_NAME.put("States." + function.name, function);
        }
    }

    private final String name;
    private final int least;
    private final int most;
    private final Body body;

    Intrinsic(String name, int least, int most, Body body) {
        this.name = name;
        this.least = least;
        this.most = most;
        this.body = body;
    }

    /** The function of that name, {@code States.} included; null when there is none. */
    static @Nullable Intrinsic of(String name) {
        return BY_NAME.get(name);
    }

    boolean takes(int arguments) {
        return arguments >= least && arguments <= most;
    }

    /** How many arguments the function takes, in words. */
    String arity() {
        if (least == most) {
            return least + (least == 1 ? " argument" : " arguments");
        }
        return most == Integer.MAX_VALUE ? "at least " + least + " arguments" : least + " to " + most + " arguments";
    }

    /** The value of a quoted string, its escapes resolved. */
    JsonNode text(String raw) {
        return TextNode.valueOf(Strings.unescape(raw));
    }

    /** @throws IllegalArgumentException when the arguments are not what the function takes; the message says why */
    JsonNode apply(List<JsonNode> arguments, Entropy entropy) {
        return body.apply(arguments, entropy);
    }
}
