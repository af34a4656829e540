package io.anabranch.runtime.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The classes of the JDK that hold others. */
enum ContainerKind {
    OPTIONAL(Optional.class),
    LIST(List.class, Collection.class, ArrayList.class),
    SET(Set.class, HashSet.class, LinkedHashSet.class, SortedSet.class, TreeSet.class),
    MAP(Map.class, HashMap.class, LinkedHashMap.class, SortedMap.class, TreeMap.class);

    private final Set<Class<?>> classes;

    ContainerKind(Class<?>... classes) {
        this.classes = Set.of(classes);
    }

    static @Nullable ContainerKind of(Class<?> type) {
        for (ContainerKind kind : values()) {
            if (kind.classes.contains(type)) {
                return kind;
            }
        }
        return null;
    }

    /** Whether elements are in their natural order; else they are in that of their encoding. */
    static boolean isSorted(Class<?> type) {
        return SortedSet.class.isAssignableFrom(type) || SortedMap.class.isAssignableFrom(type);
    }
}
