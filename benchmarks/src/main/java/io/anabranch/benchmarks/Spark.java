package io.anabranch.benchmarks;

/** What {@code RunSpark} of the module beside this one is told. */
final class Spark {
    private Spark() {}

    /** The statement that has a table hold an input. */
    static String table(String name, Job.Data data, String file) {
        String columns = switch (data) {
            case TEXT, TERA, DOCUMENTS -> "line STRING";
            case USERS -> "user_id STRING, signup_date DATE, plan STRING, country STRING";
            case EVENTS, VISITS, JSON ->
                "event_time TIMESTAMP, user_id STRING, country STRING, device STRING, url STRING, bytes BIGINT, "
                        + "latency_ms DOUBLE, status INT";
        };
        String format = data == Job.Data.JSON ? "json" : data.isText() ? "text" : "csv";
        String options = format.equals("csv") ? ", header 'true', escape '\"'" : "";
        return "CREATE TEMPORARY VIEW " + name + " (" + columns + ") USING " + format + " OPTIONS (path '" + file + "'"
                + options + ")";
    }
}
