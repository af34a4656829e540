package io.anabranch.runtime.flow;

import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import io.anabranch.runtime.codec.Codec;
import io.anabranch.runtime.codec.Codecs;
import io.anabranch.runtime.codec.Encoder;
import io.anabranch.runtime.codec.Types;
import io.anabranch.runtime.codec.UnsupportedTypeException;
import java.lang.reflect.Type;
import java.util.function.Function;

/** Codecs for the types of steps, refused with the step's name and the mend. */
final class StepCodecs {
    private StepCodecs() {}

    /** @param what is encoded, as "records of step 'map 1'" */
    static Codec<Object> compact(Type type, String what, String step) {
        return codec(Codecs::of, type, "shuffle", what, step);
    }

    /** Null is a value. */
    static Codec<Object> nullable(Type type, String what, String step) {
        return codec(Codecs::nullable, type, "shuffle", what, step);
    }

    /** For keys, of which one is null. */
    static Codec<Object> keys(Type type, String step) {
        return codec(Codecs::key, type, "shuffle", "the keys", step);
    }

    static Encoder<Object> ordered(Type type, String what, String step) {
        return codec(Codecs::ordered, type, "sort by", what, step);
    }

    static Encoder<Object> orderedPart(Type type, String what, String step) {
        return codec(Codecs::orderedPart, type, "sort by", what, step);
    }

    private static <C> C codec(Function<Type, C> codecs, Type type, String verb, String what, String step) {
        if (!Types.isKnown(type)) {
            throw refused(
                    verb,
                    what,
                    step,
                    "their type cannot be read (" + Types.describe(type)
                            + "). Use a method reference or a record, or give flatMap or mapGroups the class of the results");
        }
        try {
            return codecs.apply(type);
        } catch (UnsupportedTypeException e) {
            throw refused(verb, what, step, String.valueOf(e.getMessage()));
        }
    }

    private static CodeException refused(String verb, String what, String step, String why) {
        return new CodeException("Cannot " + verb + " " + what + " in step '" + step + "': " + why, Where.UNKNOWN);
    }
}
