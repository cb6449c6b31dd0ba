package scales.lab.bench.pictures;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import scales.worker.image.Refused;
import scales.worker.image.Scale;

/** Compares what the engines made of a picture with what an exact resampler makes of its decoded pixels. */
final class Judge {
    private final Case job;

    Judge(Case job) {
        this.job = job;
    }

    /** @return by engine; without those whose picture cannot be read or has another size or number of frames */
    Map<String, Quality> judge(Map<String, Path> outputs) {
        Map<String, Quality> qualities = new HashMap<>();
        try {
            List<BufferedImage> exact = exact();
            outputs.forEach((engine, output) -> {
                try {
                    Quality.of(exact, Decoding.frames(output)).ifPresent(quality -> qualities.put(engine, quality));
                } catch (IOException | Refused | RuntimeException unreadable) {
                    // Left out: the table shows a dash.
                }
            });
        } catch (IOException | Refused | RuntimeException unreadable) {
            // A picture of the user's that cannot be read has no reference: dashes all along.
        }
        return qualities;
    }

    private List<BufferedImage> exact() throws IOException, Refused {
        Scale scale = Scale.parse(job.scale());
        List<BufferedImage> exact = new ArrayList<>();
        for (BufferedImage frame : Decoding.frames(job.picture())) {
            exact.add(new ExactLanczos(frame, scale.of(frame.getWidth()), scale.of(frame.getHeight())).resize());
        }
        return exact;
    }
}
