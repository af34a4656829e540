package io.anabranch.cli.init;

import io.anabranch.cli.UsageException;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * How a project and its pipeline are called.
 *
 * @param name of the pipeline, in kebab case
 * @param packageName Java package
 */
record ProjectName(String name, String packageName) {
    private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*");

    ProjectName {
        if (!KEBAB.matcher(name).matches()) {
            throw new UsageException(
                    "Invalid name: '" + name + "', expected words of lower-case letters and digits with '-' between"
                            + " them, e.g. my-pipeline");
        }
        if (!SourceVersion.isName(packageName)) {
            throw new UsageException(
                    "Invalid --package: '" + packageName + "', expected a Java package, e.g. com.example.sales");
        }
    }

    /** @param packageName null for one below {@code com.example} */
    static ProjectName of(String name, @Nullable String packageName) {
        return new ProjectName(name, packageName == null ? "com.example." + packagePart(name) : packageName);
    }

    /** {@code my-pipeline} is {@code MyPipeline}. */
    String className() {
        StringBuilder type = new StringBuilder();
        for (String word : name.split("-")) {
            type.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return type.toString();
    }

    /** {@code com/example/mypipeline}. */
    String path() {
        return packageName.replace('.', '/');
    }

    private static String packagePart(String name) {
        String joined = name.replace("-", "");
        return SourceVersion.isName(joined) ? joined : joined + "pipeline";
    }
}
