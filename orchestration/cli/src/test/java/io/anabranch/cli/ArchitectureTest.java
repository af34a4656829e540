package io.anabranch.cli;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arrows of docs/ARCHITECTURE.md, which the test reads there, and what else holds for every class.
 *
 * <p>Maven's modules hold those between modules, as long as nobody adds a dependency. But most of the design's promises are finer: that a
 * plan can be tested without S3, that the engine of the States Language can be used without us, that what is written against the
 * SDK's interfaces runs on any backend. They break one import at a time, so each import is checked here.
 */
@AnalyzeClasses(packages = "io.anabranch", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String RUNTIME = "io.anabranch.runtime..";
    private static final String HANDLERS = "io.anabranch.handlers..";
    private static final String STATES = "io.anabranch.states..";

    private static final Pattern ROOM = Pattern.compile("io\\.anabranch\\.runtime\\.(\\w+)(\\..*)?");
    private static final List<String> ORDERED = List.of("graph", "flow", "run", "split", "plan", "barrier", "commit");
    private static final List<String> HASHED = List.of(
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.Hashtable",
            "java.util.IdentityHashMap",
            "java.util.WeakHashMap",
            "java.util.concurrent.ConcurrentHashMap");

    // What docs/ARCHITECTURE.md says.

    @ArchTest
    static void modulesKnowWhatTheDocumentNames(JavaClasses classes) {
        Arrows arrows = Arrows.of("module");
        SortedMap<String, String> places = Arrows.libraries();
        arrows.known().keySet().forEach(module -> places.put("io.anabranch." + module, module));
        places.put("io.anabranch", "api");
        // The SDK without its services, of which each is a library of its own or nobody's.
        places.put("software.amazon.awssdk.services", "another service");
        Arrows.Map map = packageName -> {
            String prefix = Arrows.longest(places.keySet(), packageName);
            return prefix.isEmpty() && !isJdk(packageName) ? packageName : places.getOrDefault(prefix, "");
        };
        assertThat(arrows.violations(classes, map)).isEmpty();
        assertThat(arrows.unused(classes, map)).isEmpty();
    }

    @ArchTest
    static void roomsOfTheRuntimeKnowWhatTheDocumentNames(JavaClasses classes) {
        Arrows arrows = Arrows.of("room");
        Arrows.Map map = packageName -> {
            Matcher room = ROOM.matcher(packageName);
            return room.matches() ? room.group(1) : "";
        };
        assertThat(arrows.violations(classes, map)).isEmpty();
        assertThat(arrows.unused(classes, map)).isEmpty();
        assertThat(classes.stream()
                        .map(type -> map.place(type.getPackageName()))
                        .filter(room -> !room.isEmpty()))
                .containsAll(arrows.known().keySet())
                .allMatch(room -> arrows.known().containsKey(room));
    }

    @ArchTest
    static void theWaysOfARecordAndOfARunPassClassesThatThereAre(JavaClasses classes) {
        SortedSet<String> there = new TreeSet<>();
        classes.forEach(type -> there.add(type.getSimpleName()));
        assertThat(Arrows.classesNamedBetween("**The way of a record**", "## The modules"))
                .hasSizeGreaterThan(30)
                .isSubsetOf(there);
    }

    private static boolean isJdk(String packageName) {
        return packageName.isEmpty()
                || packageName.startsWith("java.")
                || packageName.startsWith("javax.")
                || packageName.startsWith("com.sun.net.httpserver")
                || packageName.startsWith("org.jspecify.");
    }

    private static final DescribedPredicate<JavaClass> OF_THE_ENGINE = resideInAnyPackage(
            RUNTIME,
            HANDLERS,
            STATES,
            "io.anabranch.embedded..",
            "io.anabranch.local..",
            "software.amazon..",
            "com.amazonaws..",
            "com.fasterxml..");

    @ArchTest
    static final ArchRule theTestkitShowsNothingOfTheEngine = codeUnits()
            .that()
            .areDeclaredInClassesThat(resideInAPackage("io.anabranch.testkit").and(modifier(JavaModifier.PUBLIC)))
            .and()
            .arePublic()
            .should()
            .notHaveRawReturnType(OF_THE_ENGINE)
            .andShould()
            .notHaveRawParameterTypes(anyElementThat(OF_THE_ENGINE))
            .because("tests of users outlive the engine");

    // Inside the States Language.

    @ArchTest
    static final ArchRule whatTheStatesLanguageMeansIsPure = classes()
            .that()
            .resideInAPackage("io.anabranch.states.semantics..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "io.anabranch.states",
                    "io.anabranch.states.semantics..",
                    "io.anabranch.states.model..",
                    "io.anabranch.states.choice..",
                    "io.anabranch.states.jsonpath..",
                    "io.anabranch.states.jsonata..",
                    "java.lang..",
                    "java.time..",
                    "java.util",
                    "java.util.function..",
                    "org.jspecify..",
                    "com.fasterxml.jackson.."))
            .because("executions and TestState ask the same functions, which wait for nothing and remember nothing");

    @ArchTest
    static final ArchRule onlyTheServiceKnowsTheEngine = noClasses()
            .that()
            .resideInAPackage(STATES)
            .and()
            .resideOutsideOfPackages("io.anabranch.states.engine..", "io.anabranch.states.service..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.anabranch.states.engine..")
            .because("TestState is no second engine, and a map run knows executions as interfaces");

    @ArchTest
    static final ArchRule packagesOfTheStatesLanguageHaveNoCycles =
            slices().matching("io.anabranch.states.(*)..").should().beFreeOfCycles();

    // Inside the runtime.

    @ArchTest
    static final ArchRule onlyTheRegistryKnowsFormatsByName = noClasses()
            .that()
            .resideInAPackage(RUNTIME)
            .and()
            .resideOutsideOfPackages(
                    "io.anabranch.runtime.format.csv",
                    "io.anabranch.runtime.format.json",
                    "io.anabranch.runtime.format.text",
                    "io.anabranch.runtime.format.own",
                    "io.anabranch.runtime.format.registry")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "io.anabranch.runtime.format.csv",
                            "io.anabranch.runtime.format.json",
                            "io.anabranch.runtime.format.text",
                            "io.anabranch.runtime.format.own")
                    .or(resideInAPackage("io.anabranch.format")
                            .and(not(simpleName("Format")
                                    .or(simpleName("Compression"))
                                    .or(simpleName("RefusedRecordException"))))))
            .because("a format that is added is to be added in one place");

    @ArchTest
    static final ArchRule decisionsArePure = noClasses()
            .that()
            .haveNameMatching(
                    "io\\.anabranch\\.runtime\\.(split\\..*|run\\.(Limits|Options|TaskSplit|StageOutcome)|storage\\.KeyPattern"
                            + "|barrier\\.(Conservation|Judgement|Rounds|JoinDecider|Totals)"
                            + "|shuffle\\.(ShuffleLayout|CoarseIndex))(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "java.nio.file..", "java.net..", "java.util.concurrent..")
            .because(
                    "planning, the barrier's decisions, conservation, packing and the shuffle's layout are functions of their arguments");

    @ArchTest
    static final ArchRule graphsAreBuiltWithoutTheCloud = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.anabranch.runtime.flow..", "io.anabranch.runtime.graph..", "io.anabranch.runtime.codec..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.amazonaws..", "java.nio.file..", "java.net..")
            .because("every function builds the same graph from class and parameters alone");

    // Everywhere.

    @ArchTest
    static final ArchRule onlyTheStorageSpeaksS3 = noClasses()
            .that()
            .resideInAPackage(RUNTIME)
            .and()
            .resideOutsideOfPackage("io.anabranch.runtime.storage")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..")
            .because("how S3 is asked, how often, and what its refusals mean is said once");

    @ArchTest
    static final ArchRule handlersBuildClientsAndAskStepFunctions = noClasses()
            .that()
            .resideInAPackage(HANDLERS)
            .and()
            .haveNameNotMatching(".*\\.(Clients|Platform|TriggerFunction|Wiring)")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..")
            .because("a function asks S3 through the runtime's storage");

    @ArchTest
    static final ArchRule nothingInTheRuntimeHasAClockOrChanceOfItsOwn = noClasses()
            .that()
            .resideInAPackage(RUNTIME)
            .should()
            .callMethod(java.util.UUID.class, "randomUUID")
            .orShould()
            .callMethod(java.util.concurrent.ThreadLocalRandom.class, "current")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(java.time.Clock.class, "systemUTC")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.Executors")
            .because("a simulation that hands in time, chance and threads decides all that happens");

    @ArchTest
    static final ArchRule packagesOfTheRuntimeHaveNoCycles =
            slices().matching("io.anabranch.runtime.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfTheEmbeddedServicesHaveNoCycles =
            slices().matching("io.anabranch.embedded.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingStaticChanges = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.anabranch..")
            .should()
            .beFinal()
            .because("a warm function runs one task after the other");

    @ArchTest
    static final ArchRule classesAreNamedByWhatTheyAre = noClasses()
            .should()
            .haveNameMatching(".*\\.(Base[A-Z]\\w*|\\w*(Util|Utils|Helper|Manager|Impl))")
            .because("such names gather what belongs elsewhere");

    /** In the runtime, classes within classes too. */
    @ArchTest
    static void noTwoClassesOfAModuleHaveOneName(JavaClasses classes) {
        SortedMap<String, SortedSet<String>> byName = new TreeMap<>();
        for (JavaClass type : classes) {
            boolean seen = type.isTopLevelClass()
                    || (ROOM.matcher(type.getPackageName()).matches()
                            && type.isMemberClass()
                            && !type.getModifiers().contains(JavaModifier.PRIVATE));
            if (seen && !type.getSimpleName().equals("package-info")) {
                byName.computeIfAbsent(module(type) + " " + type.getSimpleName(), name -> new TreeSet<>())
                        .add(type.getName());
            }
        }
        byName.values().removeIf(types -> types.size() == 1);
        assertThat(byName).isEmpty();
    }

    @ArchTest
    static void noPackageHasMoreThanFortyFiles(JavaClasses classes) {
        SortedMap<String, Integer> files = new TreeMap<>();
        for (JavaClass type : classes) {
            if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
                files.merge(type.getPackageName(), 1, Integer::sum);
            }
        }
        assertThat(files).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(40));
    }

    @ArchTest
    static void noConstructorHasMoreThanEightParameters(JavaClasses classes) {
        List<String> tooLong = new ArrayList<>();
        for (JavaClass type : classes) {
            for (JavaConstructor constructor : type.getConstructors()) {
                if (!type.isAnonymousClass()
                        && constructor.getRawParameterTypes().size() > 8) {
                    tooLong.add(constructor.getFullName());
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    /** A map or a set of the JDK whose order differs from one process to the next, or from one insertion to the next. */
    @ArchTest
    static void whatReachesAnOutputIsInOrder(JavaClasses classes) {
        List<String> unordered = new ArrayList<>();
        for (JavaClass type : classes) {
            Matcher room = ROOM.matcher(type.getPackageName());
            if (room.matches() && ORDERED.contains(room.group(1))) {
                for (JavaCodeUnitAccess<?> access : type.getCodeUnitAccessesFromSelf()) {
                    if (isUnordered(access.getTarget())) {
                        unordered.add(access.getDescription());
                    }
                }
            }
        }
        assertThat(unordered).isEmpty();
    }

    private static boolean isUnordered(CodeUnitAccessTarget target) {
        String owner = target.getOwner().getName();
        int parameters = target.getRawParameterTypes().size();
        if (owner.equals("java.util.stream.Collectors")) {
            return switch (target.getName()) {
                case "toSet", "toUnmodifiableSet", "toUnmodifiableMap" -> true;
                case "toMap" -> parameters < 4;
                case "groupingBy" -> parameters < 3;
                default -> target.getName().endsWith("Concurrent");
            };
        }
        if (owner.equals("java.util.Set") || owner.equals("java.util.Map")) {
            return List.of("of", "copyOf", "ofEntries").contains(target.getName());
        }
        return target.getName().equals("<init>") && HASHED.contains(owner);
    }

    private static String module(JavaClass type) {
        String[] names = type.getPackageName().split("\\.");
        return names.length > 2 && Arrows.of("module").known().containsKey(names[2]) ? names[2] : "api";
    }
}
