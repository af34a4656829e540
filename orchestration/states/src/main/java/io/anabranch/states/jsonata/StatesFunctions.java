package io.anabranch.states.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Utils;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anabranch.states.Entropy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The functions Step Functions adds to JSONata: partition, range, hash, random, uuid, parse; and those of JSONata that would
 * look at the system's clock or dice.
 */
final class StatesFunctions {
    /** What Jackson adds about where an object began; it is of no use without the source. */
    private static final Pattern START_MARKER = Pattern.compile(" \\(start marker at .*\\)", Pattern.DOTALL);

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** AWS bounds the memory of an expression: a sequence of so many numbers was the longest it was seen to make. */
    private static final long LONGEST_RANGE = 873_782;

    /** The functions that do nothing but compute; {@code $random} and {@code $uuid} need a source. */
    static final Map<String, JFunction> PURE = Map.of(
            "partition", function("<an:a>", a -> partition(a.get(0), a.get(1))),
            "range", function("<nnn:a>", a -> range(a.get(0), a.get(1), a.get(2))),
            "hash", function("<x-s?:s>", a -> hash(a.get(0), a.size() > 1 ? a.get(1) : null)),
            "parse", function("<s-:x>", a -> parse(a.get(0))));

    private interface Builtin {
        @Nullable
        Object apply(List<?> arguments);
    }

    private StatesFunctions() {}

    static JFunction random(Entropy entropy) {
        return function("<n?:n>", a -> {
            Object seed = a.isEmpty() ? null : a.get(0);
            return seed instanceof Number number
                    ? new SplittableRandom(number.longValue()).nextDouble()
                    : entropy.nextDouble();
        });
    }

    static JFunction uuid(Entropy entropy) {
        return function("<:s>", a -> entropy.nextUuid());
    }

    /** {@code $now(picture?, timezone?)}. */
    static JFunction now(Entropy entropy) {
        return function(
                "<s?s?:s>", a -> Functions.dateTimeFromMillis(entropy.now().toEpochMilli(), text(a, 0), text(a, 1)));
    }

    private static @Nullable String text(List<?> arguments, int index) {
        return index < arguments.size() && arguments.get(index) instanceof String text ? text : null;
    }

    static JFunction millis(Entropy entropy) {
        return function("<:n>", a -> entropy.now().toEpochMilli());
    }

    /** Fisher and Yates' shuffle, of a copy. */
    static JFunction shuffle(Entropy entropy) {
        return function("<a:a>", a -> {
            if (!(a.get(0) instanceof List<?> list)) {
                return null;
            }
            List<Object> shuffled = new ArrayList<>(list);
            for (int last = shuffled.size() - 1; last > 0; last--) {
                Collections.swap(shuffled, last, (int) (entropy.nextDouble() * (last + 1)));
            }
            return shuffled;
        });
    }

    private static JFunction function(String signature, Builtin body) {
        return new JFunction((input, arguments) -> body.apply(arguments), signature);
    }

    private static @Nullable Object partition(@Nullable Object array, @Nullable Object size) {
        if (!(array instanceof List<?> list) || !(size instanceof Number number)) {
            return null;
        }
        int step = number.intValue();
        if (step == 0) {
            return null;
        }
        if (step < 0) {
            throw new JException("The second argument of function \"partition\" must be a positive integer", 0);
        }
        List<Object> chunks = new ArrayList<>();
        for (int from = 0; from < list.size(); from += step) {
            chunks.add(new ArrayList<>(list.subList(from, Math.min(list.size(), from + step))));
        }
        return chunks;
    }

    /** A sequence, so that a range of one is the number itself, as it is in AWS; fractions are cut off. */
    private static @Nullable Object range(@Nullable Object first, @Nullable Object last, @Nullable Object delta) {
        if (!(first instanceof Number from) || !(last instanceof Number to) || !(delta instanceof Number by)) {
            return null;
        }
        long start = from.longValue();
        long end = to.longValue();
        long step = by.longValue();
        if (step == 0) {
            return null;
        }
        if (Math.abs((end - start) / step) >= LONGEST_RANGE) {
            throw new JException("The expression exceeds the memory limit", 0);
        }
        List<Object> range = Utils.createSequence();
        for (long at = start; step > 0 ? at <= end : at >= end; at += step) {
            range.add(Utils.convertNumber(at));
        }
        return range;
    }

    private static @Nullable Object hash(@Nullable Object data, @Nullable Object algorithm) {
        if (data == null) {
            return null;
        }
        String text = data instanceof String string ? string : String.valueOf(Values.toJson(data));
        String name = algorithm == null ? "SHA-256" : String.valueOf(algorithm);
        try {
            byte[] digest = MessageDigest.getInstance(name).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new JException(
                    e,
                    "The algorithm \"" + name + "\" is not one of MD5, SHA-1, SHA-256, SHA-384, SHA-512",
                    0,
                    null,
                    null);
        }
    }

    private static @Nullable Object parse(@Nullable Object json) {
        if (!(json instanceof String text)) {
            return null;
        }
        try {
            return text.isBlank() ? Jsonata.NULL_VALUE : Values.toJava(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw new JException(
                    e,
                    "The argument of function \"parse\" is not valid JSON: "
                            + START_MARKER.matcher(e.getOriginalMessage()).replaceAll(""),
                    0,
                    null,
                    null);
        }
    }
}
