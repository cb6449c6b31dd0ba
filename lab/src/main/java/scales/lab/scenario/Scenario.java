package scales.lab.scenario;

import java.time.Duration;
import java.util.List;

/**
 * A load with faults.
 *
 * @param name      of its file, or {@code custom}
 * @param about     one sentence: what is to be seen
 * @param nodes     who is there at the beginning
 * @param load      who asks, and how often
 * @param service   how long a request takes, in simulation; on a real cluster the pictures decide
 * @param path      what is asked for
 * @param queue     requests that may wait in the balancer
 * @param duration  of one block
 * @param faults    in the order of time
 */
public record Scenario(
        String name,
        String about,
        List<NodePlan> nodes,
        Load load,
        ServiceTime service,
        String path,
        int queue,
        Duration duration,
        List<Fault> faults) {

    /**
     * Who asks.
     *
     * @param clients   of a closed loop, each asking again when it has its answer; 0 for an open loop
     * @param rate      requests per second of an open loop, at random times (Poisson); 0 for a closed loop
     * @param think     between an answer and the next request of a closed loop
     * @param visitors  how many different clients an open loop draws from
     * @param keepsCookies whether clients send back the cookies that they were given
     * @param oneAddress   whether all clients share one address
     */
    public record Load(int clients, double rate, Duration think, int visitors, boolean keepsCookies, boolean oneAddress) {
        public boolean isOpen() {
            return rate > 0;
        }

        /** For people. */
        public String text() {
            String who = isOpen()
                    ? rate + " requests a second at random times, from " + visitors + " clients"
                    : clients + " clients, each asks again " + (think.isZero() ? "at once" : Durations.text(think) + " after its answer");
            return who + ", cookies " + (keepsCookies ? "kept" : "cleared") + (oneAddress ? ", one address" : "");
        }

        public Load withClients(int number) {
            return new Load(number, 0, think, visitors, keepsCookies, oneAddress);
        }

        public Load withRate(double perSecond) {
            return new Load(0, perSecond, think, visitors, keepsCookies, oneAddress);
        }

        public Load withCookies(boolean keeps) {
            return new Load(clients, rate, think, visitors, keeps, oneAddress);
        }
    }

    public Scenario with(Load newLoad) {
        return new Scenario(name, about, nodes, newLoad, service, path, queue, duration, faults);
    }

    public Scenario with(ServiceTime newService) {
        return new Scenario(name, about, nodes, load, newService, path, queue, duration, faults);
    }

    public Scenario lasting(Duration newDuration) {
        return new Scenario(name, about, nodes, load, service, path, queue, newDuration, faults);
    }

    public Scenario asking(String newPath) {
        return new Scenario(name, about, nodes, load, service, newPath, queue, duration, faults);
    }

    public Scenario withNodes(List<NodePlan> newNodes) {
        return new Scenario(name, about, newNodes, load, service, path, queue, duration, faults);
    }

    /** The part of all slots that the load keeps busy when nothing is lost; only an open loop has one. */
    public double utilisation() {
        double capacity = nodes.stream().mapToDouble(node -> node.slots() * node.speed()).sum();
        return load.rate() * service.meanNanos() / 1e9 / capacity;
    }
}
