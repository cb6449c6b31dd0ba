package scales.lab.live;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * A picture that clients send.
 *
 * @param type   its media type
 * @param scales that are asked for, each as often as the others
 * @param weight how often it is sent, in proportion
 */
record Picture(Buffer bytes, String type, List<String> scales, double weight) {}
