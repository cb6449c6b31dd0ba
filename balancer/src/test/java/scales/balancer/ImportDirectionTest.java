package scales.balancer;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of packages in the design: who may import whom. */
class ImportDirectionTest {
    private static final String JDK = "java..";
    private static final String LOG = "org.slf4j..";
    private static final String[] VERTX = {"io.vertx..", "io.netty..", JDK, LOG};

    /** A package may import itself, what is named here, and nothing else. Who acts may log; who decides may not. */
    enum Room {
        NODE(JDK),
        STRATEGY(JDK, in("node")),
        RETRY(JDK, in("node")),
        DECISIONS(JDK, in("node"), in("strategy"), in("retry")),
        HINTS(JDK, in("node"), in("strategy"), in("decisions")),
        PROXY(VERTX, in("node"), in("strategy"), in("retry"), in("decisions")),
        ACCESSLOG(JDK, LOG, in("node"), in("strategy"), in("decisions"), in("proxy")),
        HEALTH(VERTX, in("node")),
        STATS(VERTX, in("node"), "org.HdrHistogram..", "io.micrometer..", "io.prometheus.."),
        ADMIN(VERTX, "scales.balancer.."),
        CONFIG(JDK, "picocli..");

        private final String[] allowed;

        Room(String... allowed) {
            this.allowed = allowed;
        }

        Room(String[] some, String... more) {
            this(Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new));
        }

        private static String in(String room) {
            return "scales.balancer." + room + "..";
        }

        private String itself() {
            return in(name().toLowerCase(Locale.ROOT));
        }
    }

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("scales.balancer");

    @ParameterizedTest
    @EnumSource(Room.class)
    void a_package_imports_what_the_table_allows(Room room) {
        classes().that().resideInAPackage(room.itself())
                .should().onlyDependOnClassesThat(resideInAnyPackage(room.allowed).or(resideInAnyPackage(room.itself()))
                        .or(resideInAnyPackage("")))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void every_package_is_in_the_table() {
        Set<String> inTable = Arrays.stream(Room.values()).map(room -> room.name().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        Set<String> rooms = CLASSES.stream().map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("scales.balancer."))
                .map(name -> name.split("\\.")[2])
                .collect(Collectors.toSet());

        assertThat(inTable).containsAll(rooms);
    }

    @Test
    void only_the_composition_root_knows_everybody() {
        noClasses().that().resideInAPackage("scales.balancer.*..")
                .should().dependOnClassesThat().resideInAPackage("scales.balancer")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void nobody_imports_what_vertx_keeps_to_itself() {
        // Its public side has no way to tell a half-close from a close, and netcat's users would lose their answers.
        // Nor does it say that a head has begun, that a client takes nothing, or that somebody connected and is silent,
        // and shows the bytes of a body, but not their memory. Its HTTP client does more for each request than a proxy needs.
        noClasses().that().doNotHaveFullyQualifiedName("scales.balancer.admin.cli.Connection")
                .and().doNotHaveFullyQualifiedName("scales.balancer.proxy.ClientConnection")
                .and().doNotHaveFullyQualifiedName("scales.balancer.proxy.ProxyTransport")
                .and().doNotHaveFullyQualifiedName("scales.balancer.proxy.ReadMemory")
                .and().doNotHaveFullyQualifiedName("scales.balancer.proxy.NodeConnection")
                .and().doNotHaveFullyQualifiedName("scales.balancer.proxy.NodeConnections")
                .and().doNotHaveFullyQualifiedName("scales.balancer.proxy.RequestDecoder")
                .and().doNotHaveFullyQualifiedName("scales.balancer.proxy.RequestEncoder")
                .and().doNotHaveFullyQualifiedName("scales.balancer.proxy.AnswerEncoder")
                .should().dependOnClassesThat().resideInAnyPackage("io.vertx..internal..", "io.vertx..impl..").check(CLASSES);
    }
}
