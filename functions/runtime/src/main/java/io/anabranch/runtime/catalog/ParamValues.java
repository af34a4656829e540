package io.anabranch.runtime.catalog;

import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.runtime.codec.Types;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Text to parameter values. */
final class ParamValues {
    /**
     * A type of parameters.
     *
     * @param expected what a message says, as "a whole number"
     * @param parse throws a runtime exception for text that is something else
     */
    record Kind(String expected, Function<String, Object> parse) {}

    private static final Map<Type, Kind> KINDS = Map.of(
            Input.class, new Kind("what to read", Input::of),
            Output.class, new Kind("where to write", Output::of),
            String.class, new Kind("text", text -> text),
            Integer.class, new Kind("a whole number", Integer::valueOf),
            Long.class, new Kind("a whole number", Long::valueOf),
            Double.class, new Kind("a number", Double::valueOf),
            Boolean.class, new Kind("true or false", ParamValues::truth),
            Duration.class, new Kind("a duration as PT5M or P1D", Duration::parse),
            Instant.class, new Kind("a time as 2026-03-14T12:00:00Z", Instant::parse),
            LocalDate.class, new Kind("a date as 2026-03-14", LocalDate::parse));

    private ParamValues() {}

    /** How values of {@code type} are read; null if it cannot be a parameter. */
    static @Nullable Kind kind(Type type) {
        Class<?> raw = Types.raw(type);
        if (raw.isEnum()) {
            String names = Arrays.stream(raw.getEnumConstants())
                    .map(ParamValues::kebab)
                    .collect(Collectors.joining(", "));
            return new Kind("one of " + names, text -> constant(raw, text));
        }
        return KINDS.get(Types.boxed(type));
    }

    private static Boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each ->
                        kebab(each).equals(text) || ((Enum<?>) each).name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static String kebab(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
