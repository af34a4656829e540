package io.anabranch.runtime.catalog;

import io.anabranch.Pipeline;
import io.anabranch.error.CodeException;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.codec.Types;
import io.anabranch.runtime.message.NearestNames;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The pipelines of the deployed jar: those listed in {@code META-INF/services/io.anabranch.Pipeline}, and any other by class name. */
public final class PipelineCatalog {
    private final ClassLoader loader;
    private final SortedMap<String, Class<?>> listed = new TreeMap<>();

    /**
     * A pipeline that can be run.
     *
     * @param name in kebab case
     */
    public record Entry(String name, Class<?> type) {
        /** Its parameters. */
        public ParamsBinder binder() {
            Type[] arguments = Types.argumentsOf(Pipeline.class, type);
            Class<?> params = arguments == null ? Object.class : Types.raw(arguments[0]);
            if (!params.isRecord()) {
                throw new CodeException(
                        "Cannot read the parameters of " + type.getName() + ": " + params.getName()
                                + " is no record. Declare it as Pipeline<Params> with a record Params",
                        Where.UNKNOWN);
            }
            return new ParamsBinder(name, params.asSubclass(Record.class));
        }

        Pipeline<?> create() {
            try {
                return (Pipeline<?>) type.getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new CodeException(
                        "Cannot create pipeline " + type.getName()
                                + ": it has no public constructor without parameters that works. Make class and"
                                + " constructor public",
                        Where.UNKNOWN,
                        e);
            }
        }
    }

    /** @throws CodeException if the list names a class that is none, or two of one name */
    public PipelineCatalog(ClassLoader loader) {
        this.loader = loader;
        try {
            ServiceLoader.load(Pipeline.class, loader).stream()
                    .map(ServiceLoader.Provider::type)
                    .forEach(this::add);
        } catch (ServiceConfigurationError e) {
            throw new CodeException("Cannot list the pipelines: " + e.getMessage(), Where.UNKNOWN, e);
        }
    }

    /** The listed pipelines by name. */
    public List<Entry> entries() {
        return listed.entrySet().stream()
                .map(each -> new Entry(each.getKey(), each.getValue()))
                .toList();
    }

    /**
     * Finds a pipeline by its name in kebab case, or its full class name.
     *
     * @throws InputException if there is none; the message has the nearest names
     */
    public Entry find(String name) {
        Class<?> type = listed.get(name);
        return type != null ? new Entry(name, type) : byClass(name);
    }

    /** Whether {@link #find} finds it. */
    public boolean knows(String name) {
        if (listed.containsKey(name)) {
            return true;
        }
        try {
            return Pipeline.class.isAssignableFrom(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Finds a pipeline and binds its parameters. */
    public BoundPipeline bind(String name, Map<String, List<String>> params) {
        return BoundPipeline.of(find(name), params);
    }

    /** {@code TrafficByPlan} is {@code traffic-by-plan}, {@code HTTPLog2} is {@code http-log2}. */
    static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    private void add(Class<?> type) {
        Class<?> other = listed.put(kebab(type.getSimpleName()), type);
        if (other != null && other != type) {
            throw new CodeException(
                    "Cannot tell pipelines " + other.getName() + " and " + type.getName() + " apart: both are '"
                            + kebab(type.getSimpleName()) + "'. Rename one",
                    Where.UNKNOWN);
        }
    }

    private Entry byClass(String name) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            if (Pipeline.class.isAssignableFrom(type)) {
                return new Entry(kebab(type.getSimpleName()), type);
            }
            throw new InputException(
                    "Invalid pipeline: " + name + " does not implement " + Pipeline.class.getName(), Where.UNKNOWN);
        } catch (ClassNotFoundException | LinkageError e) {
            TreeSet<String> known = new TreeSet<>(listed.keySet());
            throw new InputException(
                    "Unknown pipeline '" + name + "'." + NearestNames.hint(name, known) + " There are: "
                            + String.join(", ", known),
                    Where.UNKNOWN);
        }
    }
}
