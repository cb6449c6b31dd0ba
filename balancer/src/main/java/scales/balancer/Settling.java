package scales.balancer;

import java.util.Optional;
import scales.balancer.config.FileContent;

/**
 * When a file that is looked at again and again has changed: not at the first sight of something new, since it may be half
 * written, but when it looked the same twice in a row.
 */
final class Settling {
    private FileContent before;
    private FileContent taken;

    /** @return what was seen, when it is new and has settled */
    Optional<FileContent> seen(FileContent now) {
        boolean settled = now.equals(before);
        before = now;
        if (!settled || now.equals(taken)) {
            return Optional.empty();
        }
        taken = now;
        return Optional.of(now);
    }
}
