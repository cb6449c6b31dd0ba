package scales.balancer.proxy;

/** The affinity cookie in use while a sticky strategy is at work; changed live. */
public final class AffinitySwitch {
    private volatile Affinity current;

    public AffinitySwitch(Affinity first) {
        this.current = first;
    }

    public Affinity current() {
        return current;
    }

    public void change(Affinity next) {
        current = next;
    }
}
