package scales.balancer.proxy;

import java.time.Duration;

/**
 * What clients are allowed.
 *
 * @param headerTimeout            for a head to come whole
 * @param bodyTimeout              without a byte of a body, and the time over which the rate of upload is taken
 * @param leastUploadRate          bytes per second of a body
 * @param keepAliveTimeout         between an answer and the next request
 * @param writeTimeout             without a client taking a byte that is ready for it, and the time over which its rate is taken
 * @param leastDownloadRate        bytes per second, while there is something to take
 * @param maxConnections           of all clients together
 * @param maxConnectionsPerAddress of one client, 0 for no limit
 * @param maxHeaderSize            bytes of all header lines of a request
 * @param maxHeaders               header lines of a request
 */
public record ClientSettings(
        Duration headerTimeout,
        Duration bodyTimeout,
        long leastUploadRate,
        Duration keepAliveTimeout,
        Duration writeTimeout,
        long leastDownloadRate,
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxHeaderSize,
        int maxHeaders) {}
