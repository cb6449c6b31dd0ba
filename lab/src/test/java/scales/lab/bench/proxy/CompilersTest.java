package scales.lab.bench.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CompilersTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void compiling_is_a_part_of_what_a_java_process_does() {
        ProcessHandle self = ProcessHandle.current();
        // So much has been loaded by now that something was compiled.
        assertThat(Compilers.cpu(self.pid())).isPositive().isLessThan(self.info().totalCpuDuration().orElseThrow());
    }

    @Test
    void who_is_not_there_compiles_nothing() {
        assertThat(Compilers.cpu(Long.MAX_VALUE)).isZero();
    }
}
