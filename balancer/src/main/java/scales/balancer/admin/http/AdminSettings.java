package scales.balancer.admin.http;

import java.util.List;

/**
 * @param host  to listen on; when it is not a loopback address, changes need the token
 * @param port  0 takes a free one
 * @param names under which browsers may reach it, beside localhost and addresses; lower case
 * @param token what callers must know, or null: then nobody may change anything unless the listener is loopback
 */
public record AdminSettings(String host, int port, List<String> names, String token) {}
