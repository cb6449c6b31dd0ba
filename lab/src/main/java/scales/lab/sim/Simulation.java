package scales.lab.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import scales.balancer.hints.Hint;
import scales.balancer.node.AdminState;
import scales.lab.report.Block;
import scales.lab.report.Meter;
import scales.lab.scenario.Fault;
import scales.lab.scenario.NodePlan;
import scales.lab.scenario.Scenario;

/**
 * One block of a scenario under one strategy, in virtual time. The same scenario, strategy and seed give the same block, to
 * the last count.
 */
public final class Simulation {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** For what is still under way at the end of the block. */
    private static final long LONGEST_REST = TimeUnit.MINUTES.toNanos(10);
    /** From an answer to the next request of the same client: no network is faster, and who is refused at once must not stop time. */
    private static final long TRAVEL_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final String[] SCALES = {"0.125", "0.25", "0.5", "0.75", "1.5", "2"};

    private final Scenario scenario;
    private final VirtualTime time = new VirtualTime();
    private final Chance chance;
    private final Meter meter;
    private final SimulatedBalancer balancer;
    private final SimulatedChecks checks;
    private final List<Client> visitors = new ArrayList<>();
    private final String strategy;
    private final long mostRequests;
    private double rate;
    private int clients;
    private long started;
    private long underWay;
    private volatile boolean stopped;

    /**
     * @param mostRequests after which no more are started
     * @param warmUpNanos  at the beginning, not counted
     */
    public Simulation(Scenario scenario, String strategy, long seed, long mostRequests, long warmUpNanos) {
        this.scenario = scenario;
        this.strategy = strategy;
        this.chance = Chance.of(seed);
        this.meter = new Meter(warmUpNanos, scenario.duration().toNanos());
        this.balancer = new SimulatedBalancer(time, meter, scenario, strategy, chance);
        this.checks = new SimulatedChecks(time, balancer);
        this.mostRequests = mostRequests;
    }

    /** @param number of the block */
    public Block run(int number) {
        long end = scenario.duration().toNanos();
        scenario.faults().forEach(fault -> time.after(fault.at().toNanos(), () -> happens(fault)));
        time.after(SECOND, this::tick);
        if (scenario.load().isOpen()) {
            for (int i = 0; i < scenario.load().visitors(); i++) {
                visitors.add(client(i));
            }
            rate = scenario.load().rate();
            time.after(nextArrival(), this::arrive);
        } else {
            employ(scenario.load().clients());
        }
        boolean more = true;
        while (more && !stopped && time.now() < end && (started < mostRequests || underWay > 0)) {
            more = time.step(end);
        }
        started = mostRequests;
        while (underWay > 0 && !stopped && time.step(end + LONGEST_REST)) {
            // Until everybody has an answer.
        }
        return meter.block(strategy, number);
    }

    /** Ends it before its time. Any thread. */
    void stop() {
        stopped = true;
    }

    /** Whether it was not stopped. */
    boolean isWhole() {
        return !stopped;
    }

    /** What the balancer would point out at the end of the block. */
    List<Hint> hints() {
        return balancer.hints();
    }

    private void tick() {
        meter.second(balancer.placement().waiting());
        time.after(SECOND, this::tick);
    }

    private Client client(int number) {
        return new Client(scenario.load().oneAddress() ? "10.0.0.1" : "10." + number / 65536 + "." + number / 256 % 256 + "." + number % 256);
    }

    private long nextArrival() {
        return Math.round(-Math.log(1 - chance.arrivals().nextDouble()) / rate * SECOND);
    }

    private void arrive() {
        if (started >= mostRequests) {
            return;
        }
        ask(visitors.get(chance.clients().nextInt(visitors.size())), () -> {});
        time.after(nextArrival(), this::arrive);
    }

    /** Brings the number of clients of a closed loop to so many; the last ones leave when they have their answer. */
    private void employ(int wanted) {
        int before = clients;
        clients = wanted;
        for (int i = before; i < wanted; i++) {
            int number = i;
            Client client = client(number);
            // Not all in one instant, which no real load does.
            time.after(Math.round(chance.clients().nextDouble() * 10e6), () -> askAgain(client, number));
        }
    }

    private void askAgain(Client client, int number) {
        if (number < clients && started < mostRequests) {
            long think = TRAVEL_NANOS + scenario.load().think().toNanos();
            ask(client, () -> time.after(think, () -> askAgain(client, number)));
        }
    }

    private void ask(Client client, Runnable then) {
        started++;
        underWay++;
        if (!scenario.load().keepsCookies()) {
            client.cookie = null;
        }
        long demand = scenario.service().draw(chance.work());
        String target = scenario.path() + "?scale=" + SCALES[chance.clients().nextInt(SCALES.length)];
        balancer.retries().requestCame();
        new Request(balancer, client, target, demand, () -> {
            underWay--;
            then.run();
        }).run();
    }

    private void happens(Fault fault) {
        SimulatedNode node = balancer.simulated(fault.node());
        String id = fault.node();
        switch (fault.kind()) {
            case DELAY -> node.delay(Math.round(fault.value() * 1e6));
            case LATENCY -> node.latency(Math.round(fault.value() * 1e6));
            case KILL -> node.kill();
            case START -> node.start();
            case FREEZE -> node.freeze();
            case THAW -> node.thaw();
            case DRAIN -> balancer.pool().set(id, AdminState.DRAIN);
            case MAINT -> balancer.pool().set(id, AdminState.MAINT);
            case READY -> balancer.pool().set(id, AdminState.READY);
            case WEIGHT -> balancer.pool().setWeight(id, (int) fault.value());
            case JOIN -> balancer.join(like(id));
            case LEAVE -> balancer.leave(id);
            case RATE -> rate = fault.value();
            case CLIENTS -> employ((int) fault.value());
        }
        if (fault.kind().needsNode()) {
            checks.watch(id);
        }
    }

    /** A new node is as the first one, but for its name. */
    private NodePlan like(String id) {
        NodePlan first = scenario.nodes().get(0);
        return new NodePlan(id, 1, first.slots(), first.limit(), 1);
    }
}
