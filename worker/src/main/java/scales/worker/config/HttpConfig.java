package scales.worker.config;

import java.time.Duration;

/**
 * Where a worker listens and what a request may bring.
 *
 * @param host        the address to bind
 * @param port        0 takes any free port
 * @param maxBody     bytes of one request body
 * @param bodyMemory  bytes of all request bodies and unsent answers together
 * @param bodyTimeout longest time a body may take to arrive
 */
public record HttpConfig(String host, int port, long maxBody, long bodyMemory, Duration bodyTimeout) {}
