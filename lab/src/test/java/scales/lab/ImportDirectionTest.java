package scales.lab;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import scales.balancer.proxy.ProxyTransport;

/** What the lab takes of the others, and that they meet over HTTP only. */
class ImportDirectionTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("scales");

    @Test
    void up_takes_roots_and_configurations() {
        classes().that().resideInAPackage("scales.lab.up").should().onlyDependOnClassesThat(resideInAnyPackage(
                "java..", "io.vertx..", "org.slf4j..", "picocli..", "scales.lab.up", "scales.lab.command",
                "scales.balancer", "scales.balancer.config", "scales.balancer.strategy",
                "scales.worker", "scales.worker.config")
                // Who starts a balancer gives it the Vert.x that it needs.
                .or(type(ProxyTransport.class))).check(ALL);
    }

    @Test
    void chaos_takes_roots_and_configurations() {
        classes().that().resideInAPackage("scales.lab.chaos").should().onlyDependOnClassesThat().resideInAnyPackage(
                "java..", "javax.imageio..", "io.vertx..", "picocli..", "scales.lab.chaos", "scales.lab.command", "scales.lab.up",
                "scales.balancer", "scales.balancer.config", "scales.balancer.strategy").check(ALL);
    }

    @Test
    void virtual_time_takes_decisions_and_no_vertx() {
        classes().that().resideInAPackage("scales.lab.sim").should().onlyDependOnClassesThat().resideInAnyPackage(
                "java..", "picocli..", "com.fasterxml.jackson.core..", "scales.lab.sim", "scales.lab.scenario", "scales.lab.report",
                "scales.lab.command", "scales.balancer.node", "scales.balancer.strategy", "scales.balancer.retry",
                "scales.balancer.decisions", "scales.balancer.hints", "scales.balancer.config").check(ALL);
        classes().that().resideInAPackage("scales.lab.scenario").should().onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "picocli..", "scales.balancer.config", "scales.lab.scenario").check(ALL);
        classes().that().resideInAPackage("scales.lab.report").should().onlyDependOnClassesThat().resideInAnyPackage(
                "java..", "javax.imageio..", "org.HdrHistogram..", "com.fasterxml.jackson.core..", "scales.lab.report").check(ALL);
    }

    @Test
    void what_measures_a_real_cluster_meets_it_over_http() {
        classes().that().resideInAPackage("scales.lab.live").should().onlyDependOnClassesThat().resideInAnyPackage(
                "java..", "javax.imageio..", "io.vertx..", "picocli..", "scales.lab.live", "scales.lab.scenario", "scales.lab.report",
                "scales.lab.command", "scales.lab.up", "scales.balancer.strategy").check(ALL);
    }

    @Test
    void balancer_and_worker_know_neither_each_other_nor_the_lab() {
        noClasses().that().resideInAPackage("scales.balancer..")
                .should().dependOnClassesThat().resideInAnyPackage("scales.worker..", "scales.lab..").check(ALL);
        noClasses().that().resideInAPackage("scales.worker..")
                .should().dependOnClassesThat().resideInAnyPackage("scales.balancer..", "scales.lab..").check(ALL);
    }
}
