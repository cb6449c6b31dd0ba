package scales.balancer.config;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Texts to values; what is wrong is said in one sentence. */
final class Converters {
    private Converters() {}

    static final class OfDuration implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return judged(() -> Units.duration(text));
        }
    }

    static final class OfBytes implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return judged(() -> Units.bytes(text));
        }
    }

    private static <T> T judged(java.util.function.Supplier<T> conversion) {
        try {
            return conversion.get();
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(wrong.getMessage());
        }
    }
}
