package io.anabranch.runtime.flow;

import io.anabranch.Order;
import io.anabranch.runtime.graph.SideValue;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;

/** Names of functions that are the same in every process: of the method for lambdas, of the class for other objects. */
final class FunctionNames {
    private FunctionNames() {}

    static String of(Object function) {
        if (function instanceof Order<?> order) {
            StringBuilder name = new StringBuilder("order");
            order.keys()
                    .forEach(key -> name.append(key.descending() ? " descending " : " by ")
                            .append(of(key.of())));
            return name.toString();
        }
        SerializedLambda lambda = FunctionTypes.describe(function);
        if (lambda == null) {
            return function.getClass().getName() + fields(function);
        }
        StringBuilder name = new StringBuilder(lambda.getImplClass().replace('/', '.'))
                .append("::")
                .append(lambda.getImplMethodName())
                .append(lambda.getImplMethodSignature());
        for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
            name.append(i == 0 ? '[' : ',').append(value(lambda.getCapturedArg(i)));
        }
        return name.append(lambda.getCapturedArgCount() > 0 ? "]" : "").toString();
    }

    /** The functions that an aggregate, say, is made of: its fields, as far as they can be seen. */
    private static Map<String, String> fields(Object function) {
        Map<String, String> fields = new TreeMap<>();
        for (Field field : function.getClass().getDeclaredFields()) {
            Object held = Captured.read(field, function);
            if (held != null) {
                fields.put(field.getName(), held == function ? "this" : value(held));
            }
        }
        return fields;
    }

    private static String value(Object held) {
        if (held instanceof String || held instanceof Number || held instanceof Boolean || held instanceof Enum<?>) {
            return held.toString();
        }
        if (held instanceof Order<?>) {
            return of(held);
        }
        if (held instanceof SideValue side) {
            return "side " + side.channel();
        }
        if (held instanceof java.io.Serializable && FunctionTypes.describe(held) != null) {
            return of(held);
        }
        return held == null
                ? "null"
                : held.getClass().isHidden() ? "?" : held.getClass().getName();
    }
}
