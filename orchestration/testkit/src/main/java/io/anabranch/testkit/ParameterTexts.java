package io.anabranch.testkit;

import io.anabranch.Input;
import io.anabranch.Output;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A pipeline's parameters as a command line would give them. */
final class ParameterTexts {
    private final UnaryOperator<String> inputs;
    private final UnaryOperator<String> outputs;

    private ParameterTexts(UnaryOperator<String> inputs, UnaryOperator<String> outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
    }

    static SortedMap<String, List<String>> of(Record params) {
        return new ParameterTexts(UnaryOperator.identity(), UnaryOperator.identity()).texts(params);
    }

    /** The same with other places. */
    static SortedMap<String, List<String>> of(
            Record params, UnaryOperator<String> inputs, UnaryOperator<String> outputs) {
        return new ParameterTexts(inputs, outputs).texts(params);
    }

    private SortedMap<String, List<String>> texts(Record params) {
        SortedMap<String, List<String>> texts = new TreeMap<>();
        for (RecordComponent component : params.getClass().getRecordComponents()) {
            List<String> values = texts(value(params, component));
            if (!values.isEmpty()) {
                texts.put(component.getName(), values);
            }
        }
        return texts;
    }

    private List<String> texts(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(this::texts).orElse(List.of());
        }
        if (value instanceof Input input) {
            return input.locations().stream().map(inputs).toList();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::text).toList();
        }
        return List.of(text(value));
    }

    private String text(Object value) {
        if (value instanceof Output output) {
            return outputs.apply(output.location());
        }
        return value instanceof Enum<?> constant ? constant.name() : String.valueOf(value);
    }

    private static Object value(Record params, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            Object value = accessor.invoke(params);
            if (value == null) {
                throw new IllegalArgumentException(
                        "Invalid parameter " + component.getName() + ": null. Use an Optional for what may be missing");
            }
            return value;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException("Cannot read parameter " + component.getName() + ": " + e, e);
        }
    }
}
