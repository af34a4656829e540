package io.anabranch.benchmarks;

import io.anabranch.benchmarks.Job.Column;
import io.anabranch.benchmarks.Job.Data;
import java.util.List;
import java.util.Map;

/** The five pipelines that ship, and eight that nothing was tuned for. */
final class Jobs {
    private static final Column X = Column.EXACT;
    private static final Map<String, Data> EVENTS = Map.of("input", Data.EVENTS);

    static final List<Job> ALL = List.of(
            new Job("word-count", 1000, Map.of("input", Data.TEXT), List.of(X, X), List.of(), """
                    SELECT word, count(*) AS count
                    FROM (SELECT unnest(regexp_extract_all(lower(line), '\\p{L}+')) AS word FROM input) GROUP BY word""", """
                    SELECT word, count(*) AS count
                    FROM (SELECT explode(regexp_extract_all(lower(line), '\\\\p{L}+', 0)) AS word FROM input) GROUP BY word"""),
            both(
                    "tera-sort",
                    1000,
                    Map.of("input", Data.TERA),
                    List.of(X),
                    List.of(1),
                    "SELECT line FROM input ORDER BY line"),
            both("traffic-by-country", 1000, EVENTS, List.of(X, X, X, X, Column.NEAR, Column.DOUBLE), List.of(), """
                    SELECT country, device, count(*) AS hits, sum(bytes) AS bytes, avg(latency_ms) AS mean, max(latency_ms) AS most
                    FROM input GROUP BY country, device"""),
            new Job(
                    "traffic-by-plan",
                    1000,
                    Map.of("input", Data.EVENTS, "users", Data.USERS),
                    List.of(X, X, X, X),
                    List.of(),
                    """
                    SELECT plan, strftime(month, '%Y-%m') AS month, hits, bytes
                    FROM (SELECT plan, date_trunc('month', event_time) AS month, count(*) AS hits, sum(bytes) AS bytes
                          FROM input JOIN users USING (user_id) GROUP BY 1, 2)""",
                    """
                    SELECT plan, date_format(month, 'yyyy-MM') AS month, hits, bytes
                    FROM (SELECT plan, date_trunc('month', event_time) AS month, count(*) AS hits, sum(bytes) AS bytes
                          FROM input JOIN users USING (user_id) GROUP BY 1, 2)"""),
            both("top-urls", 1000, EVENTS, List.of(X, X, X, X), List.of(), """
                    SELECT country, rank, url, hits
                    FROM (SELECT country, url, hits, row_number() OVER (PARTITION BY country ORDER BY hits DESC, url) AS rank
                          FROM (SELECT country, url, count(*) AS hits FROM input GROUP BY country, url))
                    WHERE rank <= 10"""),
            both(
                    "sorted-events",
                    500,
                    EVENTS,
                    List.of(Column.TIME, X, X, X, X, X, Column.DOUBLE, X),
                    List.of(4, -1),
                    "SELECT * FROM input ORDER BY device NULLS FIRST, event_time DESC NULLS LAST"),
            both("bytes-by-device", 500, EVENTS, List.of(X, X, X, X, X, X), List.of(), """
                    SELECT country, coalesce(sum(bytes) FILTER (WHERE device = 'phone'), 0) AS phone,
                      coalesce(sum(bytes) FILTER (WHERE device = 'tablet'), 0) AS tablet,
                      coalesce(sum(bytes) FILTER (WHERE device = 'desktop'), 0) AS desktop,
                      coalesce(sum(bytes) FILTER (WHERE device = 'tv'), 0) AS tv,
                      coalesce(sum(bytes) FILTER (WHERE device IS NULL), 0) AS unknown
                    FROM input GROUP BY country"""),
            both("hourly-traffic", 500, EVENTS, List.of(Column.TIME, X, X, X, Column.NEAR), List.of(), """
                    SELECT date_trunc('hour', event_time) AS hour, country, count(*) AS hits, sum(bytes) AS bytes,
                      avg(latency_ms) AS mean_latency_ms
                    FROM input GROUP BY 1, 2"""),
            both("distinct-users", 500, EVENTS, List.of(X, X, Column.ABOUT), List.of(), """
                    SELECT country, count(DISTINCT user_id) AS exact, approx_count_distinct(user_id) AS approximate
                    FROM input GROUP BY country"""),
            new Job(
                    "latency-percentiles",
                    500,
                    EVENTS,
                    List.of(X, Column.NEAR, Column.NEAR, Column.NEAR),
                    List.of(),
                    """
                    SELECT device, p[1] AS median, p[2] AS p90, p[3] AS p99
                    FROM (SELECT device, quantile_cont(latency_ms, [0.5, 0.9, 0.99]) AS p FROM input GROUP BY device)""",
                    """
                    SELECT device, p[0] AS median, p[1] AS p90, p[2] AS p99
                    FROM (SELECT device, percentile(latency_ms, array(0.5, 0.9, 0.99)) AS p FROM input GROUP BY device)"""),
            both(
                    "user-sessions",
                    84,
                    Map.of("input", Data.VISITS),
                    List.of(X, Column.TIME, Column.TIME, X, X),
                    List.of(),
                    """
                    SELECT user_id, min(event_time) AS first, max(event_time) AS last, count(*) AS events, sum(bytes) AS bytes
                    FROM (SELECT *, sum(begins) OVER (PARTITION BY user_id ORDER BY event_time
                            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS session
                          FROM (SELECT user_id, event_time, bytes,
                                  CASE WHEN event_time - lag(event_time) OVER (PARTITION BY user_id ORDER BY event_time)
                                    <= INTERVAL '30' MINUTE THEN 0 ELSE 1 END AS begins
                                FROM input))
                    GROUP BY user_id, session"""),
            both(
                    "mixed-formats",
                    84,
                    Map.of("input", Data.EVENTS, "json", Data.JSON),
                    List.of(Column.TIME, X, X, X, Column.NEAR, Column.DOUBLE),
                    List.of(),
                    """
                    SELECT CAST(event_time AS DATE) AS day, device, count(*) AS hits, sum(bytes) AS bytes,
                      avg(latency_ms) AS mean_latency_ms, max(latency_ms) AS max_latency_ms
                    FROM (SELECT event_time, device, url, bytes, latency_ms FROM input
                          UNION ALL SELECT event_time, device, url, bytes, latency_ms FROM json)
                    WHERE url NOT LIKE '/section-7/%' GROUP BY 1, 2"""),
            new Job("inverted-index", 10, Map.of("input", Data.DOCUMENTS), List.of(X, X), List.of(), """
                    SELECT word, string_agg(document, ' ' ORDER BY document) AS documents
                    FROM (SELECT DISTINCT unnest(string_split_regex(lower(split_part(line, chr(9), 2)), '\\W+')) AS word,
                            CAST(split_part(line, chr(9), 1) AS INTEGER) AS document
                          FROM input)
                    WHERE word <> '' GROUP BY word""", """
                    SELECT word, array_join(sort_array(collect_list(document)), ' ') AS documents
                    FROM (SELECT DISTINCT explode(split(lower(split_part(line, chr(9), 2)), '\\\\W+')) AS word,
                            CAST(split_part(line, chr(9), 1) AS INTEGER) AS document
                          FROM input)
                    WHERE word <> '' GROUP BY word"""));

    private Jobs() {}

    static Job named(String name) {
        return ALL.stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Invalid job: '" + name + "', expected one of "
                        + ALL.stream().map(Job::name).toList()));
    }

    private static Job both(
            String name,
            int megabytes,
            Map<String, Data> inputs,
            List<Column> columns,
            List<Integer> order,
            String query) {
        return new Job(name, megabytes, inputs, columns, order, query, query);
    }
}
