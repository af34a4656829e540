package io.anabranch.cli;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may know whom, as a table of docs/ARCHITECTURE.md says it: its first column names places, its last one those that each may know.
 *
 * @param known by place
 */
record Arrows(SortedMap<String, SortedSet<String>> known) {
    private static final Path DOCUMENT = Path.of("../../docs/ARCHITECTURE.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** Reads the table whose first column is headed {@code title}. */
    static Arrows of(String title) {
        SortedMap<String, SortedSet<String>> known = new TreeMap<>();
        for (List<String> row : rows(title)) {
            String place = codes(row.get(0)).get(0);
            known.put(place.substring(place.lastIndexOf('/') + 1), new TreeSet<>(codes(row.get(row.size() - 1))));
        }
        return new Arrows(known);
    }

    /** Says where a package belongs. */
    @FunctionalInterface
    interface Map {
        /** Name of the place; empty where anybody may go. */
        String place(String packageName);
    }

    /** What the classes know and their rows do not name. */
    List<String> violations(JavaClasses classes, Map map) {
        List<String> violations = new ArrayList<>();
        for (JavaClass type : classes) {
            String from = map.place(type.getPackageName());
            if (!from.isEmpty()) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String to = map.place(target(dependency));
                    if (!to.isEmpty()
                            && !to.equals(from)
                            && !known.getOrDefault(from, new TreeSet<>()).contains(to)) {
                        violations.add(from + " -> " + to + ": " + dependency.getDescription());
                    }
                }
            }
        }
        return violations;
    }

    /** Arrows of the table that no class needs. */
    List<String> unused(JavaClasses classes, Map map) {
        SortedSet<String> unused = new TreeSet<>();
        known.forEach((from, others) -> others.forEach(to -> unused.add(from + " -> " + to)));
        for (JavaClass type : classes) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                unused.remove(map.place(type.getPackageName()) + " -> " + map.place(target(dependency)));
            }
        }
        return List.copyOf(unused);
    }

    /** The libraries of the document, by package. */
    static SortedMap<String, String> libraries() {
        SortedMap<String, String> libraries = new TreeMap<>();
        for (List<String> row : rows("library")) {
            libraries.put(codes(row.get(1)).get(0), codes(row.get(0)).get(0));
        }
        return libraries;
    }

    /** What is code between two texts of the document. */
    static List<String> classesNamedBetween(String from, String to) {
        String text = String.join("\n", lines());
        return codes(text.substring(text.indexOf(from), text.indexOf(to)));
    }

    /** The one of {@code prefixes} that fits best, or empty. */
    static String longest(Collection<String> prefixes, String packageName) {
        return prefixes.stream()
                .filter(prefix -> (packageName + ".").startsWith(prefix + "."))
                .max(java.util.Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static String target(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType().getPackageName();
    }

    private static List<List<String>> rows(String title) {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : lines()) {
            if (line.startsWith("| " + title + " |")) {
                inside = true;
            } else if (!line.startsWith("|")) {
                inside = false;
            } else if (inside && !line.startsWith("| ---")) {
                rows.add(List.of(line.substring(1, line.lastIndexOf('|')).split("\\|", -1)));
            }
        }
        if (rows.isEmpty()) {
            throw new AssertionError("There is no table of each " + title + " in " + DOCUMENT);
        }
        return rows;
    }

    private static List<String> codes(String cell) {
        List<String> codes = new ArrayList<>();
        Matcher code = CODE.matcher(cell);
        while (code.find()) {
            codes.add(code.group(1));
        }
        return codes;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(DOCUMENT);
        } catch (IOException e) {
            throw new AssertionError("Cannot read " + DOCUMENT, e);
        }
    }
}
