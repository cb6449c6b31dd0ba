package scales.worker.http;

import java.time.Duration;

/**
 * What one body may take.
 *
 * @param keep false reads and forgets it: the answer is known, but a client may not listen before it has sent all
 */
record UploadLimits(long bytes, Duration time, boolean keep) {
    UploadLimits forgetting() {
        return new UploadLimits(bytes, time, false);
    }
}
