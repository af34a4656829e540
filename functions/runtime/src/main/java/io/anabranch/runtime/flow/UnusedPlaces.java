package io.anabranch.runtime.flow;

import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.error.CodeException;
import io.anabranch.error.Where;
import io.anabranch.runtime.graph.WriteSink;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Refuses flows that were given a place and neither read it nor write to it: someone expects that they do. */
final class UnusedPlaces {
    private final Set<String> read = new TreeSet<>();
    private final Set<String> written = new TreeSet<>();

    private UnusedPlaces(List<FlowStep> steps) {
        for (FlowStep step : steps) {
            if (step.op() instanceof Op.Read source) {
                read.addAll(source.input().locations());
            } else if (step.op() instanceof Op.Output output && output.sink().get() instanceof WriteSink write) {
                written.add(write.output().location());
            }
        }
    }

    /** @throws CodeException if an {@link Input} or {@link Output} among {@code params} is not used */
    static void refuse(Record params, List<FlowStep> steps) {
        UnusedPlaces places = new UnusedPlaces(steps);
        for (RecordComponent component : params.getClass().getRecordComponents()) {
            Object value = value(component, params);
            places.refuse(component.getName(), value instanceof Optional<?> optional ? optional.orElse(null) : value);
        }
    }

    private static @Nullable Object value(RecordComponent component, Record params) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(params);
        } catch (ReflectiveOperationException e) {
            throw new CodeException("Cannot read parameter '" + component.getName() + "': " + e, Where.UNKNOWN, e);
        }
    }

    private void refuse(String name, @Nullable Object place) {
        if (place instanceof Input input && !input.locations().stream().allMatch(each -> begins(each, read))) {
            throw refused("reads", name, place, "Read it in define");
        }
        if (place instanceof Output output && !begins(output.location(), written)) {
            throw refused("writes to", name, place, "Write to it in define");
        }
    }

    /** A pipeline may well use what is below a place only. */
    private static boolean begins(String location, Set<String> used) {
        return used.stream().anyMatch(each -> each.startsWith(location));
    }

    private static CodeException refused(String verb, String name, Object place, String mend) {
        return new CodeException(
                "Cannot run the pipeline: no step " + verb + " parameter '" + name + "' (" + place + "). " + mend
                        + ", or make it an Optional that is left out",
                Where.UNKNOWN);
    }
}
