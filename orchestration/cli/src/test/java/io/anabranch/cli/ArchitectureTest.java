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

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The arrows of docs/ARCHITECTURE.md.
 *
 * <p>Maven's modules hold those between modules, as long as nobody adds a dependency. But most of the design's promises are finer: that a
 * plan can be tested without S3, that the engine of the States Language can be used without us, that what is written against the
 * SDK's interfaces runs on any backend. They break one import at a time, so each import is checked here.
 */
@AnalyzeClasses(packages = "io.anabranch", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] JDK = {"java.."};
    private static final String[] API = {
        "io.anabranch",
        "io.anabranch.aggregate",
        "io.anabranch.error",
        "io.anabranch.format",
        "io.anabranch.function",
        "io.anabranch.internal"
    };
    private static final String RUNTIME = "io.anabranch.runtime..";
    private static final String HANDLERS = "io.anabranch.handlers..";
    private static final String PIPELINES = "io.anabranch.pipelines..";
    private static final String STATES = "io.anabranch.states..";
    private static final String EMBEDDED = "io.anabranch.embedded..";
    private static final String LOCAL = "io.anabranch.local..";
    private static final String TESTKIT = "io.anabranch.testkit..";
    private static final String CLI = "io.anabranch.cli..";

    // Between modules.

    @ArchTest
    static final ArchRule theApiKnowsTheJdkOnly = classes()
            .that()
            .resideInAnyPackage(API)
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage(API).or(resideInAnyPackage(JDK)).or(resideInAPackage("org.jspecify..")))
            .because("a user's pipeline is to be compiled and read without anything else");

    @ArchTest
    static final ArchRule pipelinesKnowTheApiOnly = noClasses()
            .that()
            .resideInAPackage(PIPELINES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.anabranch.internal..",
                    RUNTIME,
                    HANDLERS,
                    STATES,
                    EMBEDDED,
                    LOCAL,
                    TESTKIT,
                    CLI,
                    "software.amazon..",
                    "com.amazonaws..")
            .because("what ships is written as a user would write it");

    @ArchTest
    static final ArchRule theRuntimeKnowsNothingAboveIt = noClasses()
            .that()
            .resideInAPackage(RUNTIME)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HANDLERS, PIPELINES, STATES, EMBEDDED, LOCAL, TESTKIT, CLI, "com.amazonaws..")
            .because("it runs inside any function and any test");

    @ArchTest
    static final ArchRule handlersKnowTheRuntime = noClasses()
            .that()
            .resideInAPackage(HANDLERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PIPELINES, STATES, EMBEDDED, LOCAL, TESTKIT, CLI)
            .because("functions are deployed without the orchestration's code");

    @ArchTest
    static final ArchRule theEngineOfTheStatesLanguageKnowsNothingOfOurs = classes()
            .that()
            .resideInAPackage(STATES)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    STATES,
                    "java..",
                    "org.jspecify..",
                    "com.fasterxml.jackson..",
                    "com.dashjoin.jsonata..",
                    "com.jayway.jsonpath..",
                    "io.airlift.compress.."))
            .because("it executes any definition, for anybody");

    @ArchTest
    static final ArchRule theEmbeddedServicesKnowNothingOfOursButTheEngine = noClasses()
            .that()
            .resideInAPackage(EMBEDDED)
            .should()
            .dependOnClassesThat(resideInAPackage("io.anabranch..").and(not(resideInAnyPackage(EMBEDDED, STATES))))
            .because("S3, Lambda and Step Functions in one process are of use to anybody");

    @ArchTest
    static final ArchRule theLocalStackKnowsNoUsersOfIts = noClasses()
            .that()
            .resideInAPackage(LOCAL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PIPELINES, TESTKIT, CLI)
            .because("the pipelines are found on the class path, whoever wrote them");

    @ArchTest
    static final ArchRule theTestkitKnowsNoPipelinesOfOurs = noClasses()
            .that()
            .resideInAPackage(TESTKIT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PIPELINES, STATES, CLI)
            .because("it is for the tests of users");

    private static final DescribedPredicate<JavaClass> OF_THE_ENGINE = resideInAnyPackage(
            RUNTIME, HANDLERS, EMBEDDED, LOCAL, STATES, "software.amazon..", "com.amazonaws..", "com.fasterxml..");

    @ArchTest
    static final ArchRule theTestkitShowsNothingOfTheEngine = codeUnits()
            .that()
            .areDeclaredInClassesThat(resideInAPackage(TESTKIT).and(modifier(JavaModifier.PUBLIC)))
            .and()
            .arePublic()
            .should()
            .notHaveRawReturnType(OF_THE_ENGINE)
            .andShould()
            .notHaveRawParameterTypes(anyElementThat(OF_THE_ENGINE))
            .because("tests of users outlive the engine");

    @ArchTest
    static final ArchRule nobodyKnowsTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CLI);

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

    // Inside the runtime: each package may know those that are named, and no others.

    @ArchTest
    static final ArchRule storage = runtimePackage("storage").mayKnow();

    @ArchTest
    static final ArchRule message = runtimePackage("message").mayKnow();

    @ArchTest
    static final ArchRule record = runtimePackage("record").mayKnow();

    @ArchTest
    static final ArchRule codec = runtimePackage("codec").mayKnow("record");

    @ArchTest
    static final ArchRule graph = runtimePackage("graph").mayKnow("codec");

    @ArchTest
    static final ArchRule flow = runtimePackage("flow").mayKnow("graph", "codec", "message");

    @ArchTest
    static final ArchRule catalog = runtimePackage("catalog").mayKnow("flow", "graph", "codec", "message");

    @ArchTest
    static final ArchRule format = runtimePackage("format").mayKnow("record", "codec", "storage", "message");

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
    static final ArchRule shuffle = runtimePackage("shuffle").mayKnow("codec", "storage");

    @ArchTest
    static final ArchRule run = runtimePackage("run").mayKnow("graph", "format", "shuffle", "storage");

    @ArchTest
    static final ArchRule plan = runtimePackage("plan").mayKnow("run", "catalog", "graph", "format", "storage");

    @ArchTest
    static final ArchRule task = runtimePackage("task")
            .mayKnow("run", "catalog", "graph", "codec", "format", "shuffle", "storage", "message");

    @ArchTest
    static final ArchRule barrier =
            runtimePackage("barrier").mayKnow("run", "plan", "catalog", "graph", "format", "shuffle", "storage");

    @ArchTest
    static final ArchRule commit = runtimePackage("commit").mayKnow("run", "storage");

    @ArchTest
    static final ArchRule decisionsArePure = noClasses()
            .that()
            .haveNameMatching(
                    "io\\.anabranch\\.runtime\\.(plan\\.(SplitPlanner|MapTasks)|run\\.(Limits|Options|TaskSplit|StageOutcome)|storage\\.KeyPattern"
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
    static final ArchRule onlyTheEdgesTalkToStepFunctionsAndLambda = noClasses()
            .that()
            .resideInAnyPackage(RUNTIME, STATES, PIPELINES, TESTKIT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon.awssdk.services.sfn..", "software.amazon.awssdk.services.lambda..")
            .because("tasks are started by the state machine and by nothing else");

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

    private static RuntimePackage runtimePackage(String name) {
        return new RuntimePackage(name);
    }

    private record RuntimePackage(String name) {
        ArchRule mayKnow(String... others) {
            String own = "io.anabranch.runtime." + name + "..";
            String[] known = Stream.concat(
                            Stream.of(own), Arrays.stream(others).map(other -> "io.anabranch.runtime." + other + ".."))
                    .toArray(String[]::new);
            return noClasses()
                    .that()
                    .resideInAPackage(own)
                    .should()
                    .dependOnClassesThat(resideInAPackage(RUNTIME).and(not(resideInAnyPackage(known))));
        }
    }
}
