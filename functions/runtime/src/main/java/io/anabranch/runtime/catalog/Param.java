package io.anabranch.runtime.catalog;

/**
 * A parameter of a pipeline, for descriptions.
 *
 * @param name as it is given: the component of the record
 * @param type for people: {@code Input}, {@code long}, {@code List<String>}
 * @param required whether it has to be given
 * @param several whether it may be given more than once
 * @param isPlace whether it is a place that the pipeline reads or writes to
 */
public record Param(String name, String type, boolean required, boolean several, boolean isPlace) {
    /** How a command line gives it: {@code --input}, {@code --output}, or {@code -p name=...}. */
    public String option() {
        return name.equals("input") || name.equals("output") ? "--" + name : "-p " + name + "=...";
    }
}
