package io.anabranch.embedded.lambda;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A function as a caller names it: a name, part of an ARN or a whole one, with or without a version or alias. */
record FunctionName(String name, String qualifier, String arn) {
    static final String LATEST = "$LATEST";

    /** The forms of {@code Invoke}'s FunctionName. */
    private static final Pattern SYNTAX = Pattern.compile(
            "(?:(?<start>arn:aws[a-zA-Z-]*:lambda:[a-z0-9-]+:\\d{12}):function:|(?:(?<account>\\d{12}):)?function:)?"
                    + "(?<name>[a-zA-Z0-9-_]{1,64})(?::(?<qualifier>\\$LATEST|[a-zA-Z0-9-_]{1,128}))?");

    private static final String DEFAULT_REGION = "us-east-1";
    private static final String DEFAULT_ACCOUNT = "123456789012";

    static FunctionName parse(@Nullable String text, @Nullable String askedQualifier) {
        Matcher matcher = SYNTAX.matcher(text == null ? "" : text);
        if (!matcher.matches()) {
            throw LambdaErrors.invalidParameter("1 validation error detected: Value '" + text
                    + "' at 'functionName' failed to satisfy constraint: Member must be a function name or ARN");
        }
        String inName = matcher.group("qualifier");
        if (inName != null && askedQualifier != null && !inName.equals(askedQualifier)) {
            throw LambdaErrors.invalidParameter(
                    "The derived qualifier from the function name does not match the specified" + " qualifier: "
                            + inName + " and " + askedQualifier);
        }
        String qualifier = inName == null ? askedQualifier : inName;
        String name = matcher.group("name");
        String account = matcher.group("account") == null ? DEFAULT_ACCOUNT : matcher.group("account");
        String start = matcher.group("start") == null
                ? "arn:aws:lambda:" + DEFAULT_REGION + ":" + account
                : matcher.group("start");
        String arn = start + ":function:" + name + (qualifier == null ? "" : ":" + qualifier);
        return new FunctionName(name, qualifier == null ? LATEST : qualifier, arn);
    }
}
