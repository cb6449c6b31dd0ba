package scales.lab.sim;

import java.util.ArrayList;
import java.util.BitSet;
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
    private final BitSet busy = new BitSet();
    private final List<String> mishaps = new ArrayList<>();
    private double rate;
    private long dueNanos;
    private long arrival;
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
            recruit(scenario.load().visitors());
            rate = scenario.load().rate();
            due(gap());
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

    private void recruit(int wanted) {
        for (int i = visitors.size(); i < wanted; i++) {
            visitors.add(client(i));
        }
    }

    private long gap() {
        return Math.round(-Math.log(1 - chance.arrivals().nextDouble()) / rate * SECOND);
    }

    /** The next request comes then, and the one that was to come before does not. */
    private void due(long fromNowNanos) {
        dueNanos = time.now() + fromNowNanos;
        long mine = ++arrival;
        time.after(fromNowNanos, () -> {
            if (mine == arrival) {
                arrive();
            }
        });
    }

    private void arrive() {
        if (started >= mostRequests) {
            return;
        }
        ask(visitors.get(chance.clients().nextInt(visitors.size())), () -> {});
        due(gap());
    }

    /** At once: what is left to wait until the next request has no memory, and is as much shorter or longer. */
    private void speed(double wanted) {
        long left = Math.round((dueNanos - time.now()) * rate / wanted);
        rate = wanted;
        due(left);
    }

    /** Brings the number of clients of a closed loop to so many; the last ones leave when they have their answer. */
    private void employ(int wanted) {
        clients = wanted;
        recruit(wanted);
        for (int i = busy.nextClearBit(0); i < wanted; i = busy.nextClearBit(i + 1)) {
            int number = i;
            busy.set(number);
            // Not all in one instant, which no real load does.
            time.after(Math.round(chance.clients().nextDouble() * 10e6), () -> askAgain(number));
        }
    }

    private void askAgain(int number) {
        busy.set(number, number < clients && started < mostRequests);
        if (busy.get(number)) {
            long think = TRAVEL_NANOS + scenario.load().think().toNanos();
            ask(visitors.get(number), () -> time.after(think, () -> askAgain(number)));
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
        String id = fault.node();
        boolean there = balancer.pool().snapshot().find(id) != null;
        if (fault.kind() == Fault.Kind.RATE) {
            speed(fault.value());
        } else if (fault.kind() == Fault.Kind.CLIENTS) {
            employ((int) fault.value());
        } else if (there == (fault.kind() == Fault.Kind.JOIN)) {
            mishap(fault, "there is " + (there ? "a" : "no") + " node " + id);
        } else if (fault.kind() == Fault.Kind.FREEZE && balancer.simulated(id).isDead()) {
            mishap(fault, id + " is dead");
        } else {
            happens(fault, id);
            checks.watch(id);
        }
    }

    private void mishap(Fault fault, String why) {
        mishaps.add("'" + fault.text() + "' could not be done: " + why);
    }

    private void happens(Fault fault, String id) {
        SimulatedNode node = balancer.simulated(id);
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
            case JOIN -> balancer.join(List.of(like(id)));
            case LEAVE -> balancer.leave(id);
            default -> throw new IllegalArgumentException(fault.text());
        }
    }

    /** What could not be done. */
    List<String> mishaps() {
        return mishaps;
    }

    /** A new node is as the first one, but for its name. */
    private NodePlan like(String id) {
        NodePlan first = scenario.nodes().get(0);
        return new NodePlan(id, 1, first.slots(), first.limit(), 1);
    }
}
