package scales.lab.bench.proxy;

/** What is asked of every contender. @param perSecond when requests come by the clock, 0 when they come as answers do */
record Cell(Body body, int connections, int perSecond) {
    boolean isOpen() {
        return perSecond > 0;
    }

    @Override
    public String toString() {
        return body + (isOpen() ? " at " + perSecond + "/s" : ", " + connections + (connections == 1 ? " connection" : " connections"));
    }
}
