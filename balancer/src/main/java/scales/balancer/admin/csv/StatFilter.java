package scales.balancer.admin.csv;

/**
 * Which rows of the table are wanted; -1 for any, as in HAProxy's {@code show stat <iid> <type> <sid>}.
 *
 * @param proxy  number of the proxy
 * @param types  sum of 1 for the frontend, 2 for the backend, 4 for servers
 * @param server number of the server, 0 for frontend and backend
 */
public record StatFilter(int proxy, int types, int server) {
    public static final StatFilter ALL = new StatFilter(-1, -1, -1);

    static final int FRONTEND = 1;
    static final int BACKEND = 2;
    static final int SERVER = 4;

    boolean wants(int proxyNumber, int type, int serverNumber) {
        return (proxy == -1 || proxy == proxyNumber)
                && (types == -1 || (types & type) != 0)
                && (server == -1 || server == serverNumber);
    }
}
