package scales.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each package says of its imports in its {@code package-info}. */
class ImportDirectionTest {
    private static final JavaClasses WORKER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("scales.worker");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "image    | com.twelvemonkeys..",
        "config   | picocli.. scales.worker.image..",
        "slots    | io.vertx..",
        "announce | io.vertx.. org.slf4j.. scales.worker.config..",
        "http     | io.vertx.. org.slf4j.. io.micrometer.. com.sun.management.. "
                + "scales.worker.config.. scales.worker.image.. scales.worker.slots..",
    })
    void a_package_imports_what_it_says_and_nothing_else(String name, String imports) {
        String own = "scales.worker." + name + "..";
        String[] allowed = ("java.. javax.. org.w3c.dom.. " + own + " " + imports).split(" ");
        classes().that().resideInAPackage(own).should().onlyDependOnClassesThat().resideInAnyPackage(allowed).check(WORKER);
    }

    @Test
    void only_public_api_of_vertx_is_used() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("io.vertx..impl..", "io.vertx..internal..").check(WORKER);
    }

    @Test
    void packages_do_not_go_in_circles() {
        slices().matching("scales.worker.(*)..").should().beFreeOfCycles().check(WORKER);
    }
}
