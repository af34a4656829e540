package io.anabranch.states.validate;

import io.anabranch.states.QueryLanguage;
import org.jspecify.annotations.Nullable;

/**
 * Where in a definition a check is, and what holds there.
 *
 * @param path the location, empty at the root
 * @param language the query language in force
 * @param machine the query language of the whole machine
 * @param express whether the machine, or the processor around, is EXPRESS
 * @param nested whether this is inside a Map or Parallel
 * @param report where problems go
 */
record Place(
        String path, QueryLanguage language, QueryLanguage machine, boolean express, boolean nested, Report report) {
    String location() {
        return path.isEmpty() ? "/" : path;
    }

    Place field(String name) {
        return at(path + '/' + name);
    }

    Place element(int index) {
        return at(path + '[' + index + ']');
    }

    private Place at(String other) {
        return new Place(other, language, machine, express, nested, report);
    }

    Place speaking(QueryLanguage other) {
        return new Place(path, other, machine, express, nested, report);
    }

    Place inside(boolean expressChildren) {
        return new Place(path, machine, machine, expressChildren, true, report);
    }

    boolean jsonata() {
        return language == QueryLanguage.JSONATA;
    }

    void error(String message) {
        error(message, null);
    }

    void error(String message, @Nullable String suggestion) {
        report.error(Report.SCHEMA, message, location(), suggestion);
    }
}
