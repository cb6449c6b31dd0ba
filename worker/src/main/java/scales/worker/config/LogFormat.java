package scales.worker.config;

/** What a log line looks like: readable text, or one JSON object. */
public enum LogFormat {
    TEXT,
    JSON
}
