package io.anabranch.runtime.format.value;

import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.Optional;

/**
 * Which components of a record may have no value: those that are an {@link Optional}, and those that say {@code @Nullable}. Any annotation of this
 * simple name counts that is there at run time, as JSpecify's is, on the component or on its type. All others have a value in every record that is
 * read or written.
 */
public final class Nullness {
    private static final String NULLABLE = "Nullable";

    private Nullness() {}

    /** Whether the component's value may be null. */
    public static boolean allowsNull(RecordComponent component) {
        return !component.getType().isPrimitive()
                && (isNullable(component.getAnnotatedType())
                        || isNullable(component)
                        || isNullable(component.getAccessor()));
    }

    /** Whether the component may have no value: null or the empty Optional. */
    public static boolean allowsNone(RecordComponent component) {
        return component.getType() == Optional.class || allowsNull(component);
    }

    /** @param what the value that is refused: {@code column name} */
    public static InputException isNull(String what) {
        return new InputException(
                "Cannot write " + what + ": it is null. Declare it @Nullable, or as an Optional", Where.UNKNOWN);
    }

    private static boolean isNullable(AnnotatedElement element) {
        for (Annotation annotation : element.getAnnotations()) {
            if (annotation.annotationType().getSimpleName().equals(NULLABLE)) {
                return true;
            }
        }
        return false;
    }
}
