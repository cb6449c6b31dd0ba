package scales.balancer.hints;

import java.util.Map;

/**
 * Something that is probably not what somebody wanted.
 *
 * @param id          always the same for the same thing
 * @param text        what is happening, with the figures, in one or two sentences
 * @param advice      what to do
 * @param sinceMillis how far back the evidence goes, since the epoch; 0 when it is the state of things
 * @param evidence    the figures, by name
 */
public record Hint(String id, Severity severity, String text, String advice, long sinceMillis, Map<String, Object> evidence) {
    /** How bad it is. */
    public enum Severity {
        /** Worth knowing: conclusions drawn from this would be wrong. */
        NOTICE,
        /** Nodes idle or fail for it. */
        WARNING
    }
}
