package io.anabranch.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * One job, as each peer does it.
 *
 * @param name the pipeline's name
 * @param megabytes size of its input unless another one is asked for
 * @param inputs parameter of the pipeline and name of the table, and what it holds; all but users share the size in equal parts
 * @param columns of the output, and how far two peers' may differ
 * @param order of the output: columns from 1, negative if the largest comes first; empty if there is none
 * @param duckdb the query in DuckDB's dialect
 * @param spark the query in Spark's
 */
record Job(
        String name,
        int megabytes,
        Map<String, Data> inputs,
        List<Column> columns,
        List<Integer> order,
        String duckdb,
        String spark) {
    /** What an input holds, and how {@link GenerateData} calls it. */
    enum Data {
        TEXT("txt"),
        TERA("txt"),
        DOCUMENTS("txt"),
        EVENTS("csv"),
        VISITS("csv"),
        USERS("csv"),
        JSON("jsonl");

        private final String extension;

        Data(String extension) {
            this.extension = extension;
        }

        String extension() {
            return extension;
        }

        String kind() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** Lines as they are, of which each is a column {@code line}. */
        boolean isText() {
            return extension.equals("txt");
        }
    }

    /** What is in a column, and what counts as equal. */
    enum Column {
        /** The same text. */
        EXACT(0),
        /** The same moment or day, whichever way it is written. */
        TIME(0),
        /** The same double, whichever way it is written. */
        DOUBLE(0),
        /** A double that is computed: sums of many doubles differ with the order of adding. */
        NEAR(1e-9),
        /** A number that is only estimated, and by each peer in another way: DuckDB's sketch is the smaller one. */
        ABOUT(0.6);

        private final double tolerance;

        Column(double tolerance) {
            this.tolerance = tolerance;
        }

        boolean tolerates(double one, double other) {
            return Math.abs(one - other) <= tolerance * Math.max(Math.abs(one), Math.abs(other));
        }

        boolean isTolerant() {
            return tolerance > 0;
        }
    }

    /** Whether the output is lines, not CSV. */
    boolean writesText() {
        return name.equals("tera-sort");
    }
}
