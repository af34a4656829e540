package io.anabranch.runtime.flow;

import io.anabranch.runtime.codec.Types;
import java.io.Serializable;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of what functions give, read from the functions themselves.
 *
 * <p>A lambda or method reference that extends {@link Serializable} can describe itself. A method reference leads to a method with its generic
 * types; a lambda has erased types only, so {@code List<String>} is lost. Any other object has the type arguments that its
 * class declares.
 */
final class FunctionTypes {
    private FunctionTypes() {}

    /**
     * What {@code function} returns.
     *
     * @param functional the interface; its last type parameter is the type of the result
     * @param argument type of the first argument, which the result may depend on
     * @return possibly an unknown type: {@link Types#isKnown}
     */
    static Type result(Serializable function, Class<?> functional, Type argument) {
        SerializedLambda lambda = describe(function);
        if (lambda == null) {
            return lastArgument(functional, function.getClass());
        }
        ClassLoader loader = function.getClass().getClassLoader();
        Type erased = Types.boxed(MethodType.fromMethodDescriptorString(lambda.getInstantiatedMethodType(), loader)
                .returnType());
        Method method = method(lambda, loader);
        if (method == null || method.isSynthetic()) {
            return erased;
        }
        Type declared = Types.boxed(Types.resolve(method.getGenericReturnType(), bindings(method, argument)));
        return Types.isKnown(declared) ? declared : erased;
    }

    /** What {@code function} emits: the argument of its last parameter, an {@link io.anabranch.Emitter}. */
    static Type emitted(Serializable function, Class<?> functional) {
        SerializedLambda lambda = describe(function);
        if (lambda == null) {
            return lastArgument(functional, function.getClass());
        }
        Method method = method(lambda, function.getClass().getClassLoader());
        if (method == null || method.isSynthetic() || method.getParameterCount() == 0) {
            return Object.class;
        }
        Type emitter = method.getGenericParameterTypes()[method.getParameterCount() - 1];
        return emitter instanceof ParameterizedType parameterized
                ? Types.resolve(parameterized.getActualTypeArguments()[0], Types.UNBOUND)
                : Object.class;
    }

    /** What {@code type} gives for the last parameter of {@code generic}. */
    static Type lastArgument(Class<?> generic, Type type) {
        Type[] arguments = Types.argumentsOf(generic, type);
        return arguments == null ? Object.class : Types.resolve(arguments[arguments.length - 1], Types.UNBOUND);
    }

    /** The description of a lambda or method reference; null for any other object. */
    static @Nullable SerializedLambda describe(Object function) {
        try {
            Method describe = function.getClass().getDeclaredMethod("writeReplace");
            describe.setAccessible(true);
            return describe.invoke(function) instanceof SerializedLambda lambda ? lambda : null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    private static @Nullable Method method(SerializedLambda lambda, @Nullable ClassLoader loader) {
        try {
            Class<?> owner = Class.forName(lambda.getImplClass().replace('/', '.'), false, loader);
            Class<?>[] parameters = MethodType.fromMethodDescriptorString(lambda.getImplMethodSignature(), loader)
                    .parameterArray();
            return method(owner, lambda.getImplMethodName(), parameters);
        } catch (ClassNotFoundException | TypeNotPresentException e) {
            return null;
        }
    }

    private static @Nullable Method method(Class<?> owner, String name, Class<?>[] parameters) {
        for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
            try {
                return type.getDeclaredMethod(name, parameters);
            } catch (NoSuchMethodException e) {
                // Inherited: look further up.
            }
        }
        return Arrays.stream(owner.getMethods())
                .filter(method ->
                        method.getName().equals(name) && Arrays.equals(method.getParameterTypes(), parameters))
                .findFirst()
                .orElse(null);
    }

    private static Map<TypeVariable<?>, Type> bindings(Method method, Type argument) {
        Map<TypeVariable<?>, Type> bindings = new LinkedHashMap<>();
        Class<?> owner = method.getDeclaringClass();
        if (!Modifier.isStatic(method.getModifiers())) {
            Type[] arguments = Types.argumentsOf(owner, argument);
            TypeVariable<?>[] variables = owner.getTypeParameters();
            for (int i = 0; arguments != null && i < variables.length; i++) {
                bindings.put(variables[i], arguments[i]);
            }
        }
        return bindings;
    }
}
