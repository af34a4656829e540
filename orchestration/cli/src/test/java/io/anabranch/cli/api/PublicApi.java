package io.anabranch.cli.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What users can write against: the public classes of a module and their public and protected members, one a line, in a fixed order. */
final class PublicApi {
    /** Public for our own code alone, and say so. */
    private static final List<String> INTERNAL = List.of("io.anabranch.internal", "io.anabranch.testkit.disasters");

    private PublicApi() {}

    /** The API of the module, a folder of classes or a jar, that {@code member} is of. */
    static List<String> of(Class<?> member) {
        TreeMap<String, Class<?>> classes = new TreeMap<>();
        for (String name : classNames(member)) {
            try {
                Class<?> type = Class.forName(name, false, member.getClassLoader());
                if (isPublic(type) && !INTERNAL.contains(type.getPackageName())) {
                    classes.put(type.getCanonicalName(), type);
                }
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("Cannot load " + name, e);
            }
        }
        List<String> lines = new ArrayList<>();
        for (Class<?> type : classes.values()) {
            lines.add(header(type));
            members(type).forEach(line -> lines.add("    " + line));
        }
        return lines;
    }

    private static List<String> classNames(Class<?> member) {
        try {
            Path place = Path.of(
                    member.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                return classNames(place);
            }
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
                return classNames(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> classNames(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length())
                            .replace('\\', '/')
                            .replace('/', '.'))
                    .toList();
        }
    }

    private static boolean isPublic(Class<?> type) {
        if (type.isSynthetic() || type.isAnonymousClass() || type.isLocalClass() || !isOpen(type.getModifiers())) {
            return false;
        }
        return type.getEnclosingClass() == null || isPublic(type.getEnclosingClass());
    }

    private static boolean isOpen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String header(Class<?> type) {
        StringBuilder line =
                new StringBuilder(type.isAnnotationPresent(FunctionalInterface.class) ? "@FunctionalInterface " : "");
        deprecated(type, line);
        if (type.isRecord()) {
            line.append("record ");
        } else if (type.isEnum()) {
            line.append("enum ");
        } else if (type.isInterface()) {
            line.append(type.isSealed() ? "sealed interface " : "interface ");
        } else {
            line.append(Modifier.isAbstract(type.getModifiers()) ? "abstract " : "")
                    .append(Modifier.isFinal(type.getModifiers()) ? "final " : type.isSealed() ? "sealed " : "")
                    .append("class ");
        }
        line.append(type.getCanonicalName()).append(variables(type.getTypeParameters()));
        if (type.isRecord()) {
            line.append(Arrays.stream(type.getRecordComponents())
                    .map(part -> type(part.getAnnotatedType()) + " " + part.getName())
                    .collect(Collectors.joining(", ", "(", ")")));
        } else if (!type.isEnum() && !type.isInterface() && type.getSuperclass() != Object.class) {
            line.append(" extends ").append(type(type.getAnnotatedSuperclass()));
        }
        String interfaces = types(type.getAnnotatedInterfaces());
        if (!interfaces.isEmpty()) {
            line.append(type.isInterface() ? " extends " : " implements ").append(interfaces);
        }
        return line.toString();
    }

    private static Collection<String> members(Class<?> type) {
        TreeMap<String, String> lines = new TreeMap<>();
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            // That of a record is its header.
            if (!type.isRecord() || !Arrays.equals(constructor.getParameterTypes(), componentTypes(type))) {
                add(constructor, "", "new", lines);
            }
        }
        // What a class that is not public declares is a member of its public subclass all the same.
        Class<?> from = type;
        do {
            for (Field field : from.getDeclaredFields()) {
                if (isOpen(field.getModifiers()) && !field.isSynthetic()) {
                    lines.put(field.getName(), field(field));
                }
            }
            for (Method method : from.getDeclaredMethods()) {
                if (!isImplied(method, type)) {
                    add(method, type(method.getAnnotatedReturnType()) + " ", method.getName(), lines);
                }
            }
            from = from.getSuperclass();
        } while (from != null && !isPublic(from));
        return lines.values();
    }

    private static Class<?>[] componentTypes(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
    }

    private static boolean isImplied(Method method, Class<?> type) {
        int parameters = method.getParameterCount();
        return switch (method.getName()) {
            case "toString", "hashCode" -> parameters == 0;
            case "equals" -> parameters == 1;
            case "values" -> type.isEnum() && parameters == 0;
            case "valueOf" -> type.isEnum() && parameters == 1;
            default ->
                type.isRecord()
                        && parameters == 0
                        && Arrays.stream(type.getRecordComponents())
                                .anyMatch(part -> part.getName().equals(method.getName()));
        };
    }

    private static String field(Field field) {
        StringBuilder line = new StringBuilder();
        deprecated(field, line);
        if (field.isEnumConstant()) {
            return line.append(field.getName()).toString();
        }
        modifiers(field.getModifiers(), line);
        return line.append(type(field.getAnnotatedType()))
                .append(' ')
                .append(field.getName())
                .toString();
    }

    private static void add(Executable member, String result, String name, Map<String, String> lines) {
        if (!isOpen(member.getModifiers()) || member.isSynthetic()) {
            return;
        }
        StringBuilder line = new StringBuilder();
        deprecated(member, line);
        if (member instanceof Method method && method.isDefault()) {
            line.append("default ");
        }
        int modifiers = member.getModifiers();
        modifiers(member.getDeclaringClass().isInterface() ? modifiers & ~Modifier.ABSTRACT : modifiers, line);
        String variables = variables(member.getTypeParameters());
        String parameters = types(member.getAnnotatedParameterTypes());
        if (member.isVarArgs()) {
            parameters = parameters.substring(0, parameters.length() - "[]".length()) + "...";
        }
        String signature = name + "(" + parameters + ")";
        line.append(variables)
                .append(variables.isEmpty() ? "" : " ")
                .append(result)
                .append(signature);
        if (member.getExceptionTypes().length > 0) {
            line.append(" throws ").append(types(member.getAnnotatedExceptionTypes()));
        }
        // By name and parameters, so that a method stays in its place when its result changes.
        lines.put(signature, line.toString());
    }

    private static void deprecated(AnnotatedElement element, StringBuilder line) {
        if (element.isAnnotationPresent(Deprecated.class)) {
            line.append("@Deprecated ");
        }
    }

    private static void modifiers(int modifiers, StringBuilder line) {
        line.append(Modifier.isProtected(modifiers) ? "protected " : "")
                .append(Modifier.isStatic(modifiers) ? "static " : "")
                .append(Modifier.isAbstract(modifiers) ? "abstract " : "")
                .append(Modifier.isFinal(modifiers) ? "final " : "");
    }

    private static String variables(TypeVariable<?>[] variables) {
        if (variables.length == 0) {
            return "";
        }
        return Arrays.stream(variables)
                .map(variable -> {
                    String bounds = Arrays.stream(variable.getAnnotatedBounds())
                            .map(PublicApi::type)
                            .collect(Collectors.joining(" & "));
                    return bounds.equals("Object") ? variable.getName() : variable.getName() + " extends " + bounds;
                })
                .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String types(AnnotatedType[] types) {
        return Arrays.stream(types).map(PublicApi::type).collect(Collectors.joining(", "));
    }

    private static String type(AnnotatedType type) {
        String nullable = type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
        if (type instanceof AnnotatedArrayType array) {
            return type(array.getAnnotatedGenericComponentType()) + (nullable.isEmpty() ? "[]" : " @Nullable []");
        } else if (type instanceof AnnotatedWildcardType wildcard) {
            if (wildcard.getAnnotatedLowerBounds().length > 0) {
                return "? super " + types(wildcard.getAnnotatedLowerBounds());
            }
            String bound = types(wildcard.getAnnotatedUpperBounds());
            return bound.equals("Object") ? "?" : "? extends " + bound;
        } else if (type instanceof AnnotatedTypeVariable variable) {
            return nullable + variable.getType().getTypeName();
        } else if (type instanceof AnnotatedParameterizedType generic) {
            Type raw = ((ParameterizedType) generic.getType()).getRawType();
            return nullable + name(raw) + "<" + types(generic.getAnnotatedActualTypeArguments()) + ">";
        }
        return nullable + name(type.getType());
    }

    /** Of a class of the JDK's language or of ours the short name: there is one of it. */
    private static String name(Type type) {
        if (!(type instanceof Class<?> known) || known.isPrimitive()) {
            return type.getTypeName();
        }
        String name = known.getCanonicalName();
        boolean ours = known.getPackageName().startsWith("io.anabranch");
        return ours || known.getPackageName().equals("java.lang")
                ? name.substring(known.getPackageName().length() + 1)
                : name;
    }
}
