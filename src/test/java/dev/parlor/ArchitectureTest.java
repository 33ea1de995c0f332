package dev.parlor;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The house's arrows, as {@code package-info.java} draws them. */
@AnalyzeClasses(packages = "dev.parlor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String SPRING = "org.springframework..";

    /** Within a feature, Spring is at the doors: controllers, APIs, settings, wiring, adapters. */
    private static final String DOORS = ".*(Controller|Api|Properties|Configuration)(\\$.*)?|.*\\.Jdbc\\w+(\\$.*)?";

    @ArchTest
    static final ArchRule arrowsRunOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.parlor..")
            .layer("web")
            .definedBy("dev.parlor.web..")
            .layer("stomp")
            .definedBy("dev.parlor.stomp..")
            .layer("chat")
            .definedBy("dev.parlor.chat..")
            .layer("pose")
            .definedBy("dev.parlor.pose..")
            .layer("event")
            .definedBy("dev.parlor.event..")
            .layer("match")
            .definedBy("dev.parlor.match..")
            .layer("room")
            .definedBy("dev.parlor.room..")
            .layer("presence")
            .definedBy("dev.parlor.presence..")
            .layer("protocol")
            .definedBy("dev.parlor.protocol..")
            .layer("engine")
            .definedBy("dev.parlor.engine..")
            .whereLayer("web")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("stomp")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("chat")
            .mayOnlyBeAccessedByLayers("web", "stomp")
            .whereLayer("pose")
            .mayOnlyBeAccessedByLayers("web", "stomp")
            .whereLayer("event")
            .mayOnlyBeAccessedByLayers("web", "stomp")
            .whereLayer("match")
            .mayOnlyBeAccessedByLayers("web", "stomp")
            .whereLayer("room")
            .mayOnlyBeAccessedByLayers("web", "stomp", "chat", "pose", "event", "match")
            .whereLayer("presence")
            .mayOnlyBeAccessedByLayers("web", "stomp", "chat", "pose", "event", "match", "room");

    @ArchTest
    static final ArchRule thereAreNoCycles =
            slices().matching("dev.parlor.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule protocolIsALeaf = noClasses()
            .that()
            .resideInAPackage("dev.parlor.protocol..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.parlor..").and(not(resideInAPackage("dev.parlor.protocol.."))))
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage(SPRING);

    @ArchTest
    static final ArchRule engineKnowsTheJdkOnly = classes()
            .that()
            .resideInAPackage("dev.parlor.engine..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..", "javax.sql..", "com.sun.management..", "dev.parlor.engine..", "org.jspecify.."));

    @ArchTest
    static final ArchRule rulesKnowNoSpring = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.parlor.presence..",
                    "dev.parlor.room..",
                    "dev.parlor.chat..",
                    "dev.parlor.pose..",
                    "dev.parlor.event..",
                    "dev.parlor.match..")
            .and()
            .haveNameNotMatching(DOORS)
            .and(not(simpleName("package-info")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SPRING);

    @ArchTest
    static final ArchRule onlyControllersMeetMessagingOutsideOfStomp = noClasses()
            .that()
            .resideOutsideOfPackages("dev.parlor.stomp..")
            .and(not(nameMatching(".*Controller")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.messaging..");

    @ArchTest
    static final ArchRule namesSaySomething = noClasses()
            .should()
            .haveNameMatching(".*(Manager|Utils?|Helper|Impl)")
            .because("such a name means that nobody decided where the code belongs");
}
