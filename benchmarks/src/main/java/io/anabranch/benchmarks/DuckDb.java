package io.anabranch.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs statements in a DuckDB in memory, with two threads: {@code DuckDb <temporary folder> <statement>...}. */
public final class DuckDb {
    private DuckDb() {}

    /** The statement that has a table hold an input. */
    static String table(String name, Job.Data data, String file) {
        String columns = switch (data) {
            case TEXT, TERA, DOCUMENTS -> "'line': 'VARCHAR'";
            case USERS -> "'user_id': 'VARCHAR', 'signup_date': 'DATE', 'plan': 'VARCHAR', 'country': 'VARCHAR'";
            case EVENTS, VISITS, JSON ->
                "'event_time': 'TIMESTAMP', 'user_id': 'VARCHAR', 'country': 'VARCHAR', 'device': 'VARCHAR', "
                        + "'url': 'VARCHAR', 'bytes': 'BIGINT', 'latency_ms': 'DOUBLE', 'status': 'INTEGER'";
        };
        // Of lines each is a field: no delimiter, quote or escape that occurs.
        String options = data == Job.Data.JSON
                ? "format='newline_delimited'"
                : data.isText()
                        ? "auto_detect=false, header=false, delim='\u0001', quote='', escape='', strict_mode=false"
                        : "auto_detect=false, header=true, delim=',', quote='\"', escape='\"'";
        return "CREATE VIEW " + name + " AS SELECT * FROM " + (data == Job.Data.JSON ? "read_json" : "read_csv") + "('"
                + file + "', " + options + ", columns={" + columns + "})";
    }

    /** The statement that writes what {@code job} asks for. */
    static String copy(Job job, String folder) {
        return "COPY (" + job.duckdb() + ") TO '" + folder + "/part-0.csv' (FORMAT csv, "
                + (job.writesText() ? "HEADER false, DELIMITER '\u0001', QUOTE '', ESCAPE '')" : "HEADER true)");
    }

    public static void main(String[] args) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads=2");
            statement.execute("SET memory_limit='4GB'");
            statement.execute("SET temp_directory='" + args[0] + "'");
            for (int i = 1; i < args.length; i++) {
                statement.execute(args[i]);
            }
        }
    }
}
