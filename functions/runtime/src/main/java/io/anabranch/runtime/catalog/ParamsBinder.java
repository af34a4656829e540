package io.anabranch.runtime.catalog;

import io.anabranch.Input;
import io.anabranch.Output;
import io.anabranch.error.CodeException;
import io.anabranch.error.InputException;
import io.anabranch.error.Where;
import io.anabranch.runtime.codec.Types;
import io.anabranch.runtime.message.NearestNames;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Makes a pipeline's record of parameters from text. */
public final class ParamsBinder {
    private enum Shape {
        ONE,
        OPTIONAL,
        LIST
    }

    private record Component(String name, Class<?> type, Shape shape, Type element, ParamValues.Kind kind) {
        Param param() {
            return new Param(
                    name,
                    describe(),
                    shape != Shape.OPTIONAL,
                    several(),
                    element == Input.class || element == Output.class);
        }

        boolean several() {
            return shape == Shape.LIST || element == Input.class;
        }

        private String describe() {
            String one = Types.raw(element).getSimpleName();
            return switch (shape) {
                case LIST -> "List<" + one + ">";
                case OPTIONAL -> "Optional<" + one + ">";
                case ONE -> one;
            };
        }
    }

    private final String pipeline;
    private final Class<? extends Record> type;
    private final List<Component> components = new ArrayList<>();

    /**
     * @param pipeline its name, for messages
     * @throws CodeException if a component is of a type that cannot be a parameter
     */
    public ParamsBinder(String pipeline, Class<? extends Record> type) {
        this.pipeline = pipeline;
        this.type = type;
        for (RecordComponent component : type.getRecordComponents()) {
            components.add(component(component));
        }
    }

    /** The parameters in their order. */
    public List<Param> params() {
        return components.stream().map(Component::param).toList();
    }

    /**
     * Makes the record.
     *
     * @param given values by name; a name may be the component's or its kebab case
     * @throws InputException for unknown names, missing ones, and values of another type: all of them, in one line
     */
    public Record bind(Map<String, List<String>> given) {
        List<String> problems = new ArrayList<>();
        refuseUnknown(given, problems);
        Object[] values = new Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            Component component = components.get(i);
            List<String> texts = given.getOrDefault(
                    component.name(), given.getOrDefault(PipelineCatalog.kebab(component.name()), List.of()));
            values[i] = value(component, texts, problems);
        }
        if (!problems.isEmpty()) {
            throw new InputException("Cannot run " + pipeline + ": " + String.join("; ", problems), Where.UNKNOWN);
        }
        return create(values);
    }

    private void refuseUnknown(Map<String, List<String>> given, List<String> problems) {
        TreeSet<String> known = new TreeSet<>();
        components.forEach(component -> known.add(component.name()));
        for (String name : new TreeSet<>(given.keySet())) {
            if (components.stream()
                    .noneMatch(each -> each.name().equals(name)
                            || PipelineCatalog.kebab(each.name()).equals(name))) {
                problems.add("unknown parameter '" + name + "', expected one of " + String.join(", ", known) + "."
                        + NearestNames.hint(name, known));
            }
        }
    }

    private static Object value(Component component, List<String> texts, List<String> problems) {
        if (texts.isEmpty() && component.shape() != Shape.OPTIONAL) {
            problems.add("parameter '" + component.name() + "' is missing ("
                    + component.param().option() + "), expected "
                    + component.kind().expected());
            return List.of();
        }
        if (texts.size() > 1 && !component.several()) {
            problems.add("parameter '" + component.name() + "' is given " + texts.size() + " times, expected once");
            return List.of();
        }
        List<Object> parsed =
                texts.stream().map(text -> parsed(component, text, problems)).toList();
        List<?> values = component.element() == Input.class && !parsed.isEmpty() && problems.isEmpty()
                ? List.of(Input.of(texts))
                : parsed;
        return switch (component.shape()) {
            case LIST -> values;
            case OPTIONAL -> values.stream().findFirst();
            case ONE -> values.get(0);
        };
    }

    private static Object parsed(Component component, String text, List<String> problems) {
        try {
            return component.kind().parse().apply(text);
        } catch (RuntimeException e) {
            problems.add("invalid value of parameter '" + component.name() + "': '" + text + "', expected "
                    + component.kind().expected());
            return text;
        }
    }

    private Record create(Object[] values) {
        Class<?>[] types = components.stream().map(Component::type).toArray(Class<?>[]::new);
        try {
            Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getTargetException();
            throw new InputException("Cannot run " + pipeline + ": " + cause.getMessage(), Where.UNKNOWN, cause);
        } catch (ReflectiveOperationException e) {
            throw new CodeException("Cannot make the parameters of " + pipeline + ": " + e, Where.UNKNOWN, e);
        }
    }

    private Component component(RecordComponent component) {
        Type declared = component.getGenericType();
        Class<?> raw = component.getType();
        Shape shape = raw == List.class ? Shape.LIST : raw == Optional.class ? Shape.OPTIONAL : Shape.ONE;
        Type element = declared instanceof ParameterizedType generic && shape != Shape.ONE
                ? generic.getActualTypeArguments()[0]
                : declared;
        ParamValues.Kind kind = ParamValues.kind(element);
        boolean listOfPlaces = shape == Shape.LIST && (element == Input.class || element == Output.class);
        if (kind == null || listOfPlaces) {
            throw new CodeException(
                    "Cannot use " + Types.describe(declared) + " as parameter '" + component.getName() + "' of "
                            + pipeline
                            + ". Use an Input (which may be several places), an Output, text, a number, a boolean, an"
                            + " enum, a Duration, Instant or LocalDate, or a List (not of places) or Optional of these",
                    Where.UNKNOWN);
        }
        return new Component(component.getName(), raw, shape, element, kind);
    }
}
