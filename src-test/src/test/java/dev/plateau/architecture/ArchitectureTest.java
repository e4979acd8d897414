package dev.plateau.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of the packages, as in docs: each may import those above it. */
class ArchitectureTest {
    /** Top to bottom. */
    private static final List<String> ORDER = List.of(
            "kernel",
            "random",
            "stats",
            "model",
            "fleet",
            "policy",
            "select",
            "analytic",
            "result",
            "run",
            "calibrate",
            "experiment",
            "plan",
            "stress",
            "terrain",
            "rank",
            "sensitivity",
            "catalog",
            "export",
            "notebook",
            "scenario",
            "service",
            "store",
            "cluster",
            "bench",
            "explore",
            "cli");

    private static JavaClasses plateau;

    @BeforeAll
    static void load() {
        plateau = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.plateau");
    }

    static List<String> packages() {
        return ORDER;
    }

    private static String named(String name) {
        return "dev.plateau." + name + "..";
    }

    @ParameterizedTest
    @MethodSource("packages")
    void importsOnlyPackagesAboveIt(String name) {
        List<String> below = new ArrayList<>();
        for (String other : ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size())) {
            below.add(named(other));
        }
        if (!below.isEmpty()) {
            noClasses()
                    .that()
                    .resideInAPackage(named(name))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(below.toArray(String[]::new))
                    .check(plateau);
        }
    }

    @Test
    void everyPackageIsInTheOrder() {
        classes()
                .should()
                .resideInAnyPackage(ORDER.stream().map(ArchitectureTest::named).toArray(String[]::new))
                .check(plateau);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("dev.plateau.(*)..").should().beFreeOfCycles().check(plateau);
    }

    @Test
    void theKernelKnowsNothingOfTheProject() {
        noClasses()
                .that()
                .resideInAPackage(named("kernel"))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.plateau..").and(not(resideInAPackage(named("kernel")))))
                .check(plateau);
    }

    @Test
    void onlyTheCatalogNamesPolicies() {
        // run dispatches on the kinds of policy; every rule of the search and of sampling is named by the catalog
        // alone.
        noClasses()
                .that(not(resideInAnyPackage("dev.plateau.catalog..", "dev.plateau.policy..")))
                .should()
                .dependOnClassesThat(resideInAPackage("dev.plateau.policy..").and(new Rule()))
                .check(plateau);
    }

    @Test
    void onlyTheClusterKnowsSpark() {
        noClasses()
                .that(not(resideInAPackage(named("cluster"))))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.spark..", "scala.."))
                .check(plateau);
    }

    @Test
    void nothingStaticIsMutable() {
        fields().that().areStatic().should().beFinal().check(plateau);
    }

    private static final class Rule extends com.tngtech.archunit.base.DescribedPredicate<JavaClass> {
        Rule() {
            super("implement StepwisePolicy or SamplingPolicy");
        }

        @Override
        public boolean test(JavaClass type) {
            return (type.isAssignableTo("dev.plateau.policy.StepwisePolicy")
                            || type.isAssignableTo("dev.plateau.policy.SamplingPolicy"))
                    && !type.isInterface()
                    && !type.getModifiers().contains(JavaModifier.ABSTRACT);
        }
    }
}
