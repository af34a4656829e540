package io.anabranch.runtime.format.value;

import io.anabranch.Utf8;
import io.anabranch.format.RefusedRecordException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values that a text can hold, by their class. */
public final class Cells {
    private static final Map<Class<?>, Cell<?>> BY_CLASS = Map.ofEntries(
            cell(Long.class, Numbers::toLong),
            cell(Integer.class, Numbers::toInt),
            cell(Short.class, Numbers::toShort),
            cell(Byte.class, Numbers::toByte),
            cell(Double.class, Numbers::toDouble),
            cell(Float.class, Numbers::toFloat),
            cell(Boolean.class, Cells::toBoolean),
            cell(Character.class, Cells::toCharacter),
            cell(Utf8.class, Cells::toUtf8),
            cell(String.class, Numbers::text),
            cell(Instant.class, Times::toInstant),
            cell(LocalDate.class, Times::toDate),
            cell(LocalDateTime.class, Times::toDateTime),
            cell(Duration.class, Times::toDuration),
            cell(UUID.class, Cells::toUuid),
            cell(BigDecimal.class, Numbers::toBigDecimal),
            cell(BigInteger.class, Numbers::toBigInteger));

    private static final int UUID_LENGTH = 36;
    private static final String UUID_EXPECTED = "a UUID";

    private Cells() {}

    /** The reader of values of {@code type}, a class that is no primitive; null if texts hold no such values. */
    public static @Nullable Cell<?> of(Class<?> type) {
        return type.isEnum() ? enumCell(type) : BY_CLASS.get(type);
    }

    public static boolean toBoolean(byte[] bytes, int from, int to) {
        if (isWord(bytes, from, to, "true")) {
            return true;
        }
        if (isWord(bytes, from, to, "false")) {
            return false;
        }
        throw new RefusedRecordException("true or false");
    }

    /** Whether [from, to) is the lower-case ASCII {@code word}, in any case. */
    private static boolean isWord(byte[] bytes, int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((bytes[from + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    public static char toCharacter(byte[] bytes, int from, int to) {
        String text = Numbers.text(bytes, from, to);
        if (text.length() != 1) {
            throw new RefusedRecordException("one character");
        }
        return text.charAt(0);
    }

    private static Utf8 toUtf8(byte[] bytes, int from, int to) {
        return Utf8.wrap(bytes, from, to - from);
    }

    /** Of 36 characters, in upper or lower case: the JDK also takes groups that are too long, and cuts them. */
    private static UUID toUuid(byte[] bytes, int from, int to) {
        if (to - from == UUID_LENGTH) {
            long most = hex(bytes, from, 8) << 32 | hex(bytes, from + 9, 4) << 16 | hex(bytes, from + 14, 4);
            long least = hex(bytes, from + 19, 4) << 48 | hex(bytes, from + 24, 12);
            boolean dashes = bytes[from + 8] == '-'
                    && bytes[from + 13] == '-'
                    && bytes[from + 18] == '-'
                    && bytes[from + 23] == '-';
            if (dashes) {
                return new UUID(most, least);
            }
        }
        throw new RefusedRecordException(UUID_EXPECTED);
    }

    private static long hex(byte[] bytes, int from, int digits) {
        long value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = bytes[i] >= 0 ? Character.digit(bytes[i], 16) : -1;
            if (digit < 0) {
                throw new RefusedRecordException(UUID_EXPECTED);
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static Cell<Object> enumCell(Class<?> type) {
        Map<Utf8, Object> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(Utf8.of(((Enum<?>) constant).name()), constant);
        }
        String expected = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .collect(Collectors.joining(", ", "one of ", ""));
        return (bytes, from, to) -> {
            Object constant = constants.get(Utf8.wrap(bytes, from, to - from));
            if (constant == null) {
                throw new RefusedRecordException(expected);
            }
            return constant;
        };
    }

    private static <T> Map.Entry<Class<?>, Cell<?>> cell(Class<T> type, Cell<T> cell) {
        return Map.entry(type, cell);
    }
}
