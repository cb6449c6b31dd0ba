package scales.balancer.admin.cli;

/**
 * @param host          to listen on
 * @param port          0 takes a free one
 * @param changesForAll whether whoever reaches the port may change things, also when it is not a loopback address
 */
public record CommandLineSettings(String host, int port, boolean changesForAll) {}
