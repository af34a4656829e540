package io.anabranch.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Generated web traffic.
 *
 * @param events in the order of their lines
 * @param users some ids twice, and fewer than the events name
 */
public record Traffic(List<Event> events, List<User> users) {
    public static final String EVENT_HEADER = "event_time,user_id,country,device,url,bytes,latency_ms,comment";
    public static final String USER_HEADER = "user_id,plan";

    public record Event(
            Instant time,
            String user,
            String country,
            String device,
            String url,
            long bytes,
            double latency,
            String comment) {
        String line() {
            return String.join(
                    ",",
                    time.toString(),
                    user,
                    quoted(country),
                    device,
                    quoted(url),
                    Long.toString(bytes),
                    Double.toString(latency),
                    quoted(comment));
        }
    }

    public record User(String id, String plan) {
        String line() {
            return id + "," + plan;
        }
    }

    public static Traffic random(Random random, int events, boolean newlinesInComments) {
        String[] countries = {"CH", "DE", "Côte d'Ivoire", "Korea, Republic of", "US"};
        String[] devices = {"phone", "tablet", ""};
        String[] comments = {"", "fine", "said \"no\"", newlinesInComments ? "two\nlines, \"quoted\"\r\n" : "one line"};
        List<Event> made = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            made.add(new Event(
                    Instant.ofEpochMilli(
                            1_700_000_000_000L + random.nextInt(60) * 86_400_000L + random.nextInt(86_400_000)),
                    "u" + random.nextInt(20),
                    countries[random.nextInt(countries.length)],
                    devices[random.nextInt(devices.length)],
                    "/page/" + random.nextInt(15) + (random.nextInt(5) == 0 ? "?a,b" : ""),
                    random.nextInt(1_000_000),
                    random.nextInt(4) == 0 ? random.nextGaussian() * 1e-7 : random.nextDouble() * 1e9,
                    comments[random.nextInt(comments.length)]));
        }
        List<User> users = new ArrayList<>();
        for (int id = 0; id < 15; id++) {
            users.add(new User("u" + id, id % 3 == 0 ? "free" : "paid"));
        }
        users.add(new User("u3", "paid"));
        return new Traffic(made, users);
    }

    public List<String> eventLines() {
        return events.stream().map(Event::line).toList();
    }

    public List<String> userLines() {
        return users.stream().map(User::line).toList();
    }

    static String quoted(String field) {
        return field.isEmpty() || field.matches("(?s).*[,\"\r\n].*") ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }
}
