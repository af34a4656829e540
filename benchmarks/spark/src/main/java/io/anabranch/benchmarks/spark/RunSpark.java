package io.anabranch.benchmarks.spark;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Runs statements in Spark, local, with two threads, and writes what the last one gives:
 * {@code RunSpark <temporary folder> <output> csv|text <statement>...}.
 */
public final class RunSpark {
    private RunSpark() {}

    public static void main(String[] args) throws IOException {
        try (SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.local.dir", args[0])
                .config("spark.sql.warehouse.dir", args[0] + "/warehouse")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                // The default of 200 is far too many for two threads.
                .config("spark.sql.shuffle.partitions", "4")
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate()) {
            List<String> statements = Arrays.asList(args).subList(3, args.length);
            Dataset<Row> rows = spark.emptyDataFrame();
            for (String statement : statements) {
                rows = spark.sql(statement);
            }
            if (args[2].equals("text")) {
                rows.write().text(args[1]);
            } else {
                rows.write()
                        .option("header", true)
                        .option("timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
                        .csv(args[1]);
            }
        }
    }
}
